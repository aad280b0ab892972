# SPDX-License-Identifier: GPL-3.0-or-later
#
# The programs of the machine: the shell and one command a file, linked by the
# driver (the toolchain's compiler) into build/wasm/root/bin.

set(EXA_ROOT ${CMAKE_BINARY_DIR}/root)

set(EXA_DRIVER
  ${CMAKE_SOURCE_DIR}/libc/cc ${CMAKE_SOURCE_DIR}/libc/counters.mjs
  ${CMAKE_SOURCE_DIR}/libc/wasmfile.mjs ${CMAKE_SOURCE_DIR}/libc/callgraph.mjs)

# exa_program(TARGET NAME FOLDER SOURCE...): one program, FOLDER/NAME.
function(exa_program target name folder)
  add_executable(${target} ${ARGN})
  target_compile_options(${target} PRIVATE -O2 ${EXA_WARNINGS})
  target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR})
  set_source_files_properties(${ARGN} PROPERTIES
    OBJECT_DEPENDS ${CMAKE_SOURCE_DIR}/libc/cc)
  set_target_properties(${target} PROPERTIES
    OUTPUT_NAME ${name} SUFFIX ""
    RUNTIME_OUTPUT_DIRECTORY ${folder}
    LINK_DEPENDS "${EXA_SYSROOT}/lib/libc.a;${EXA_DRIVER}")
endfunction()

exa_glob(command_lib ${CMAKE_SOURCE_DIR}/shell/cmd/lib/*.c)
if(command_lib)
  add_library(cmdlib STATIC ${command_lib})
  target_compile_options(cmdlib PRIVATE -O2 ${EXA_WARNINGS})
  target_include_directories(cmdlib PUBLIC ${CMAKE_SOURCE_DIR})
endif()

exa_glob(command_sources ${CMAKE_SOURCE_DIR}/shell/cmd/*.c)
set(EXA_PROGRAMS)
foreach(source ${command_sources})
  get_filename_component(name ${source} NAME_WLE)
  exa_program(cmd_${name} ${name} ${EXA_ROOT}/bin ${source})
  if(command_lib)
    target_link_libraries(cmd_${name} PRIVATE cmdlib)
  endif()
  list(APPEND EXA_PROGRAMS cmd_${name})
endforeach()

exa_glob(shell_sources
  ${CMAKE_SOURCE_DIR}/shell/sh/*.c ${CMAKE_SOURCE_DIR}/shell/sh/*/*.c)
if(shell_sources)
  exa_program(sh sh ${EXA_ROOT}/bin ${shell_sources})
  target_include_directories(sh PRIVATE ${CMAKE_SOURCE_DIR}/shell/sh)
  # Every visitor loads it: what no loop of a script walks through is made small
  # instead of fast.
  target_link_options(sh PRIVATE -Oz -Wl,-z,stack-size=262144)
  set(shell_small ${shell_sources})
  list(FILTER shell_small EXCLUDE REGEX
    "/sh/(arith|arithop|chars|exec|expand|mem|out|simple|var)\\.c$")
  list(FILTER shell_small EXCLUDE REGEX "/builtin/(echo|test)\\.c$")
  set_source_files_properties(${shell_small} PROPERTIES COMPILE_OPTIONS -Oz)
  list(APPEND EXA_PROGRAMS sh)
endif()

# Windows: the library (<exa/window.h>), and the programs of the desktop: one
# for each file of shell/desktop, or folder.
exa_glob(window_sources ${CMAKE_SOURCE_DIR}/libc/window/*.c)
add_library(window STATIC ${window_sources})
target_compile_options(window PRIVATE -Os ${EXA_WARNINGS})
target_compile_definitions(window PUBLIC _GNU_SOURCE)
target_include_directories(window PUBLIC
  ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/libc/window)
exa_glob(desktop_sources ${CMAKE_SOURCE_DIR}/shell/desktop/*.c
  ${CMAKE_SOURCE_DIR}/shell/desktop/*/*.c)
set(desktop_names)
foreach(source ${desktop_sources})
  file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR}/shell/desktop ${source})
  string(REGEX REPLACE "[/.].*" "" name ${name})
  list(APPEND desktop_names ${name})
  list(APPEND desktop_${name} ${source})
endforeach()
list(REMOVE_DUPLICATES desktop_names)
list(REMOVE_ITEM desktop_names lib)
if(desktop_lib)
  add_library(desktoplib STATIC ${desktop_lib})
  target_compile_options(desktoplib PRIVATE -Os ${EXA_WARNINGS})
  target_link_libraries(desktoplib PUBLIC window)
endif()
foreach(name ${desktop_names})
  exa_program(desktop_${name} ${name} ${EXA_ROOT}/bin ${desktop_${name}})
  target_link_libraries(desktop_${name} PRIVATE
    $<TARGET_NAME_IF_EXISTS:desktoplib> window)
  target_link_options(desktop_${name} PRIVATE -Os)
  list(APPEND EXA_PROGRAMS desktop_${name})
endforeach()

# The C interpreter, with its headers within. The machine's part of it takes
# variables of all types at any address.
exa_glob(cc_sources ${CMAKE_SOURCE_DIR}/shell/cc/*.c)
set(cc_headers ${CMAKE_BINARY_DIR}/cc-headers.c)
add_custom_command(OUTPUT ${cc_headers}
  COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/cmake/cc-headers.mjs
          ${CMAKE_SOURCE_DIR}/shell/cc/headers.txt ${cc_headers}
  DEPENDS ${CMAKE_SOURCE_DIR}/cmake/cc-headers.mjs
          ${CMAKE_SOURCE_DIR}/shell/cc/headers.txt
  COMMENT "cc: its headers")
exa_program(cmd_cc cc ${EXA_ROOT}/bin ${cc_sources} ${cc_headers})
target_compile_definitions(cmd_cc PRIVATE _GNU_SOURCE)
target_compile_options(cmd_cc PRIVATE -fno-strict-aliasing)
set(cc_small ${cc_sources})
list(FILTER cc_small EXCLUDE REGEX "/vm\\.c$")
set_source_files_properties(${cc_small} PROPERTIES COMPILE_OPTIONS -Os)
target_link_options(cmd_cc PRIVATE -Os -Wl,-z,stack-size=1048576)
list(APPEND EXA_PROGRAMS cmd_cc)

# What the built-in help reads.
set(EXA_HELP ${EXA_ROOT}/usr/share/help)
add_custom_command(OUTPUT ${EXA_HELP}
  COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/cmake/help.mjs ${EXA_HELP}
          ${CMAKE_SOURCE_DIR}/shell/sh/help.txt
          ${CMAKE_SOURCE_DIR}/shell/sh/builtin/table.c ${command_sources}
  DEPENDS ${CMAKE_SOURCE_DIR}/cmake/help.mjs
          ${CMAKE_SOURCE_DIR}/shell/sh/help.txt
          ${CMAKE_SOURCE_DIR}/shell/sh/builtin/table.c ${command_sources}
  COMMENT "site: pages of help")

# What is there is in the system: not what was a program once.
file(GLOB built RELATIVE ${EXA_ROOT}/bin ${EXA_ROOT}/bin/*)
foreach(name ${built})
  if(NOT TARGET ${name} AND NOT TARGET cmd_${name} AND
     NOT TARGET desktop_${name})
    file(REMOVE ${EXA_ROOT}/bin/${name})
  endif()
endforeach()

# The wasm side of the benchmarks.
exa_glob(bench_sources ${CMAKE_SOURCE_DIR}/test/bench/*.c)
foreach(source ${bench_sources})
  get_filename_component(name ${source} NAME_WE)
  exa_program(bench_${name} ${name} ${CMAKE_BINARY_DIR}/bench ${source})
  if(name MATCHES "^cpu_")
    # The same without loop counters.
    exa_program(bench_${name}_plain ${name}_plain ${CMAKE_BINARY_DIR}/bench
      ${source})
    target_link_options(bench_${name}_plain PRIVATE -fno-interrupt)
  endif()
endforeach()
