# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds a port: a program that no one here wrote, from Debian's source package
# of that name, as shell/ports/NAME/recipe.cmake says.
#
#   cmake -DNAME=NAME [-DWHERE=machine|native|...] -P cmake/port.cmake
#
# (and -DREASON=FILE: where a sentence goes that says why it cannot be done)
#
# Prints the folder it is in: src/ is where it was built, root/ what is
# installed. Folders are kept in the cache ($EXA_CACHE, else
# $XDG_CACHE_HOME/exa, else ~/.cache/exa) as ports/NAME/WHERE-HASH, the hash
# being of all inputs (of this file, ar, ranlib and debian-source.sh the word
# "engine-N" below: count it up when a change makes other results); what
# nobody has asked for in four weeks goes.
#
# WHERE is machine, native (by the host's compiler, for comparisons), plain (for
# the machine, without loop counters) or unwoven (without Asyncify either, see
# -fno-suspend in libc/cc).
#
# A recipe is one call:
#
#   exa_port(NAME
#     [VERSION text]      the upstream version has to begin so
#     [SKIP pattern...]   regular expressions: Debian's patches left out
#     [NEEDS port...]     built before; PORT_NAME in BUILD is their folder
#     [EXTRA]             not part of the system: for tests only
#     BUILD [==[commands]==]) of sh, in the sources
#
# BUILD finds $WHERE, $CC, $AR, $RANLIB and $HOSTCC set, and `put FILE PATH...`
# installs FILE as PATH; a PATH that ends in / is a folder.
cmake_minimum_required(VERSION 3.25)

function(exa_port name)
  cmake_parse_arguments(PARSE_ARGV 1 port "EXTRA" "VERSION;BUILD"
    "SKIP;NEEDS")
  if(port_UNPARSED_ARGUMENTS OR NOT port_BUILD)
    message(FATAL_ERROR "port ${name}: no such keyword, or no BUILD: "
      "${port_UNPARSED_ARGUMENTS}")
  endif()
  foreach(key EXTRA VERSION BUILD SKIP NEEDS)
    set(port_${key} "${port_${key}}" PARENT_SCOPE)
  endforeach()
endfunction()

# The rest is for the script: cmake/ports.cmake includes this file, too.
if(NOT CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  return()
endif()

get_filename_component(top ${CMAKE_CURRENT_LIST_DIR} DIRECTORY)
if(NOT DEFINED WHERE)
  set(WHERE machine)
endif()
set(recipe ${top}/shell/ports/${NAME}/recipe.cmake)
if(NOT EXISTS ${recipe})
  message(FATAL_ERROR "no port ${NAME}: ${recipe} does not exist")
endif()
include(${recipe})

# Ends with a sentence; the caller goes on without the port.
function(fail text)
  if(DEFINED REASON)
    file(WRITE ${REASON} "${text}\n")
  endif()
  message(FATAL_ERROR "port ${NAME}: ${text}")
endfunction()

if(DEFINED ENV{EXA_CACHE})
  set(cache $ENV{EXA_CACHE})
elseif(DEFINED ENV{XDG_CACHE_HOME})
  set(cache $ENV{XDG_CACHE_HOME}/exa)
else()
  set(cache $ENV{HOME}/.cache/exa)
endif()

execute_process(
  COMMAND ${top}/libc/debian-source.sh fetch --offline-ok ${NAME}
  ERROR_VARIABLE errors RESULT_VARIABLE result)
if(result)
  string(REGEX REPLACE ".*\n([^\n]+)\n*$" "\\1" errors "${errors}")
  fail("Debian's source package ${NAME} could not be had: ${errors}")
endif()
file(GLOB dsc ${cache}/source/${NAME}/*.dsc)
if(NOT dsc)
  fail("there is no .dsc in ${cache}/source/${NAME}: remove that folder")
endif()
file(STRINGS ${dsc} version REGEX "^Version: ")
list(GET version 0 version)
string(REGEX REPLACE "^Version: ([0-9]+:)?" "" version "${version}")
string(FIND "${version}" "${port_VERSION}" at)
if(NOT at EQUAL 0)
  fail("Debian has version ${version}, the recipe is for ${port_VERSION}")
endif()

# Those before it; each prints its folder.
set(environment WHERE=${WHERE} TOP=${top} HOSTCC=gcc)
set(inputs ${WHERE} engine-1 ${recipe} ${dsc})
foreach(need ${port_NEEDS})
  execute_process(
    COMMAND ${CMAKE_COMMAND} -DNAME=${need} -DWHERE=${WHERE}
      -P ${CMAKE_CURRENT_LIST_FILE}
    OUTPUT_VARIABLE folder RESULT_VARIABLE result
    OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(result)
    fail("it needs the port ${need}")
  endif()
  string(TOUPPER ${need} key)
  list(APPEND environment PORT_${key}=${folder})
  list(APPEND inputs ${folder})
endforeach()

if(WHERE STREQUAL native)
  list(APPEND environment CC=gcc AR=ar RANLIB=ranlib)
else()
  set(cc ${top}/libc/cc)
  execute_process(COMMAND ${cc} -print-sysroot OUTPUT_VARIABLE sysroot
    OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  file(REAL_PATH ${sysroot} sysroot)
  list(APPEND inputs ${sysroot} ${cc} ${top}/libc/counters.mjs
    ${top}/libc/wasmfile.mjs ${top}/libc/callgraph.mjs)
  if(WHERE STREQUAL plain)
    string(APPEND cc " -fno-interrupt")
  elseif(WHERE STREQUAL unwoven)
    string(APPEND cc " -fno-interrupt -fno-suspend")
  endif()
  list(APPEND environment "CC=${cc}" AR=${top}/libc/ar
    RANLIB=${top}/libc/ranlib)
endif()

set(text)
foreach(input ${inputs})
  if(EXISTS ${input} AND NOT IS_DIRECTORY ${input})
    file(SHA256 ${input} input)
  endif()
  string(APPEND text "${input}\n")
endforeach()
string(SHA256 hash "${text}")
string(SUBSTRING ${hash} 0 16 hash)
set(kept ${cache}/ports/${NAME})
set(folder ${kept}/${WHERE}-${hash})

file(MAKE_DIRECTORY ${kept})
file(LOCK ${kept}/${WHERE}.lock GUARD PROCESS)
if(NOT EXISTS ${folder}/done)
  file(REMOVE_RECURSE ${folder})
  file(MAKE_DIRECTORY ${folder}/root)
  list(JOIN port_SKIP "|" skip)
  execute_process(
    COMMAND ${top}/libc/debian-source.sh unpack ${NAME} ${folder}/src ${skip}
    ERROR_VARIABLE errors RESULT_VARIABLE result)
  if(result)
    string(STRIP "${errors}" errors)
    fail("${errors}")
  endif()
  file(WRITE ${folder}/build.sh "\
put()
{
	file=$1
	shift
	for where; do
		case $where in
		*/) where=$where\${file##*/} ;;
		esac
		mkdir -p \"$ROOT\${where%/*}\"
		cp -P \"$file\" \"$ROOT$where\"
	done
}
${port_BUILD}
put debian/copyright /usr/share/doc/${NAME}/copyright
")
  execute_process(
    COMMAND ${CMAKE_COMMAND} -E env ${environment} ROOT=${folder}/root
      /bin/sh -eu ${folder}/build.sh
    WORKING_DIRECTORY ${folder}/src
    OUTPUT_FILE ${folder}/log ERROR_FILE ${folder}/log
    INPUT_FILE /dev/null RESULT_VARIABLE result)
  if(result)
    execute_process(COMMAND tail -n 20 ${folder}/log OUTPUT_VARIABLE log)
    message("${log}")
    fail("it does not build, see ${folder}/log")
  endif()
  file(WRITE ${folder}/version "${version}\n")
endif()
file(TOUCH ${folder}/done)
# The folder's own time says when it was asked for.
file(TOUCH_NOCREATE ${folder})

# What is old: by when it was asked for, or if that never came, begun.
execute_process(COMMAND find ${kept} -mindepth 1 -maxdepth 1 -type d -mtime +28
  OUTPUT_VARIABLE old OUTPUT_STRIP_TRAILING_WHITESPACE)
string(REPLACE "\n" ";" old "${old}")
if(old)
  file(REMOVE_RECURSE ${old})
endif()
execute_process(COMMAND ${CMAKE_COMMAND} -E echo ${folder})
