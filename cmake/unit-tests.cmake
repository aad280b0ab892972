# SPDX-License-Identifier: GPL-3.0-or-later
#
# Native tests of the pure parts, under AddressSanitizer and UBSan.
#
# test/unit/test_NAME.c is a program that is silent and exits 0 when all is
# well; test/unit/fuzz_NAME.c is a libFuzzer target, fuzzed for
# EXA_FUZZ_SECONDS, starting from test/unit/corpus/NAME if that exists. The
# sources that are tested are named in the file's head, on lines "Links:
# PATH...", relative to the top of the tree; without such a line, they are the
# NAME.c of a server or the kernel, if there is one. What else lies in test/unit
# is linked to every test.

find_program(EXA_CLANG clang REQUIRED)

# linked_sources(VAR FILE NAME): what the test FILE says it tests.
function(linked_sources var file name)
  file(STRINGS ${file} lines REGEX "Links: ")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  set(sources)
  foreach(line ${lines})
    string(REGEX REPLACE "^.*Links: +" "" line "${line}")
    string(REGEX REPLACE " *\\*/.*$" "" line "${line}")
    separate_arguments(line)
    foreach(path ${line})
      list(APPEND sources ${CMAKE_SOURCE_DIR}/${path})
    endforeach()
  endforeach()
  file(STRINGS ${file} included REGEX "#include.*\\.c\"")
  if(NOT lines AND NOT included)
    file(GLOB sources ${CMAKE_SOURCE_DIR}/servers/*/${name}.c
      ${CMAKE_SOURCE_DIR}/kernel/${name}.c)
  endif()
  set(${var} ${sources} PARENT_SCOPE)
endfunction()

exa_glob(unit_helpers ${CMAKE_SOURCE_DIR}/test/unit/*.c)
list(FILTER unit_helpers EXCLUDE REGEX "/(test|fuzz)_[^/]*$")
if(unit_helpers)
  add_library(unit_helpers OBJECT ${unit_helpers})
  target_compile_options(unit_helpers PRIVATE
    ${EXA_WARNINGS} ${EXA_SANITIZE})
  target_include_directories(unit_helpers PRIVATE ${CMAKE_SOURCE_DIR})
  set(helper_objects $<TARGET_OBJECTS:unit_helpers>)
endif()

exa_glob(unit_tests ${CMAKE_SOURCE_DIR}/test/unit/test_*.c)
foreach(test ${unit_tests})
  get_filename_component(name ${test} NAME_WE)
  string(REGEX REPLACE "^test_" "" name ${name})
  linked_sources(sources ${test} ${name})
  add_executable(unit_${name} ${test} ${sources} ${helper_objects})
  target_compile_options(unit_${name} PRIVATE ${EXA_WARNINGS} ${EXA_SANITIZE})
  target_link_options(unit_${name} PRIVATE ${EXA_SANITIZE})
  target_link_libraries(unit_${name} PRIVATE m)
  target_include_directories(unit_${name} PRIVATE
    ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/test/unit
    ${CMAKE_SOURCE_DIR}/shell/sh)
  set_target_properties(unit_${name} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/unit)
  add_test(NAME unit.${name} COMMAND unit_${name}
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(unit.${name} PROPERTIES
    TIMEOUT 60 SKIP_RETURN_CODE 77)
endforeach()

exa_glob(fuzzers ${CMAKE_SOURCE_DIR}/test/unit/fuzz_*.c)
foreach(fuzzer ${fuzzers})
  get_filename_component(name ${fuzzer} NAME_WE)
  string(REGEX REPLACE "^fuzz_" "" name ${name})
  linked_sources(sources ${fuzzer} ${name})
  set(program ${CMAKE_BINARY_DIR}/unit/fuzz_${name})
  add_custom_command(OUTPUT ${program}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/unit
    COMMAND ${EXA_CLANG} -std=c11 ${EXA_WARNINGS} -Wno-missing-prototypes
            ${EXA_SANITIZE} -fsanitize=fuzzer -D_GNU_SOURCE
            -I${CMAKE_SOURCE_DIR}
            -I${CMAKE_SOURCE_DIR}/test/unit -I${CMAKE_SOURCE_DIR}/shell/sh
            -MD -MF ${program}.d -MT ${program}
            ${fuzzer} ${sources} ${unit_helpers} -o ${program}
    DEPENDS ${fuzzer} ${sources} ${unit_helpers} DEPFILE ${program}.d
    COMMENT "fuzzer: ${name}")
  add_custom_target(fuzz_${name} ALL DEPENDS ${program})
  add_test(NAME fuzz.${name} COMMAND
    ${CMAKE_SOURCE_DIR}/test/fuzz.sh ${program}
    ${CMAKE_SOURCE_DIR}/test/unit/corpus/${name})
  set_tests_properties(fuzz.${name} PROPERTIES TIMEOUT 300)
endforeach()
