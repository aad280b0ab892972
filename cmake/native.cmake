# SPDX-License-Identifier: GPL-3.0-or-later
#
# The shell and the commands as host programs, for tests that compare with the
# host's own, and the native side of the benchmarks.

exa_glob(shell_sources
  ${CMAKE_SOURCE_DIR}/shell/sh/*.c ${CMAKE_SOURCE_DIR}/shell/sh/*/*.c)
if(shell_sources)
  add_executable(sh ${shell_sources})
  target_compile_options(sh PRIVATE ${EXA_WARNINGS} -g -O1)
  target_include_directories(sh PRIVATE
    ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/shell/sh)
  set_target_properties(sh PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

  # The same under ASan and UBSan, for its cases and its fuzzer.
  add_executable(sh_sanitized ${shell_sources})
  target_compile_options(sh_sanitized PRIVATE
    ${EXA_WARNINGS} ${EXA_SANITIZE})
  target_link_options(sh_sanitized PRIVATE ${EXA_SANITIZE})
  target_include_directories(sh_sanitized PRIVATE
    ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/shell/sh)
  exa_shell_tests(host $<TARGET_FILE:sh_sanitized>)
  add_test(NAME fuzz.shell COMMAND ${NODE}
    ${CMAKE_SOURCE_DIR}/test/shell/fuzz.mjs $<TARGET_FILE:sh_sanitized>)
  set_tests_properties(fuzz.shell PROPERTIES TIMEOUT 300)
endif()

# The C interpreter under ASan and UBSan, for its cases.
exa_glob(cc_sources ${CMAKE_SOURCE_DIR}/shell/cc/*.c)
set(cc_headers ${CMAKE_BINARY_DIR}/cc-headers.c)
add_custom_command(OUTPUT ${cc_headers}
  COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/cmake/cc-headers.mjs
          ${CMAKE_SOURCE_DIR}/shell/cc/headers.txt ${cc_headers}
  DEPENDS ${CMAKE_SOURCE_DIR}/cmake/cc-headers.mjs
          ${CMAKE_SOURCE_DIR}/shell/cc/headers.txt
  COMMENT "cc: its headers")
add_executable(cc_sanitized ${cc_sources} ${cc_headers})
target_compile_definitions(cc_sanitized PRIVATE _GNU_SOURCE)
target_compile_options(cc_sanitized PRIVATE
  ${EXA_WARNINGS} ${EXA_SANITIZE} -fno-strict-aliasing)
target_link_options(cc_sanitized PRIVATE ${EXA_SANITIZE})
target_link_libraries(cc_sanitized PRIVATE m)
target_include_directories(cc_sanitized PRIVATE ${CMAKE_SOURCE_DIR})
foreach(where host machine)
  add_test(NAME cc.${where} COMMAND ${NODE}
    ${CMAKE_SOURCE_DIR}/test/cc/run.mjs ${where} $<TARGET_FILE:cc_sanitized>)
  set_tests_properties(cc.${where} PROPERTIES TIMEOUT 600)
endforeach()

exa_glob(command_lib ${CMAKE_SOURCE_DIR}/shell/cmd/lib/*.c)
exa_glob(command_sources ${CMAKE_SOURCE_DIR}/shell/cmd/*.c)
if(command_lib)
  add_library(cmdlib STATIC ${command_lib})
  target_compile_options(cmdlib PRIVATE ${EXA_WARNINGS} -g -O1)
  target_include_directories(cmdlib PUBLIC ${CMAKE_SOURCE_DIR})
endif()
foreach(source ${command_sources})
  get_filename_component(name ${source} NAME_WLE)
  # What speaks the machine's own call table has nothing to run on here.
  file(STRINGS ${source} own REGEX "#include.*kernel/abi/|include.*exa")
  if(own)
    continue()
  endif()
  add_executable(cmd_${name} ${source})
  target_compile_options(cmd_${name} PRIVATE ${EXA_WARNINGS} -g -O1)
  if(command_lib)
    target_link_libraries(cmd_${name} PRIVATE cmdlib)
  endif()
  set_target_properties(cmd_${name} PROPERTIES OUTPUT_NAME ${name}
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/cmd)
endforeach()
file(GLOB built RELATIVE ${CMAKE_BINARY_DIR}/cmd ${CMAKE_BINARY_DIR}/cmd/*)
foreach(name ${built})
  if(NOT TARGET cmd_${name})
    file(REMOVE ${CMAKE_BINARY_DIR}/cmd/${name})
  endif()
endforeach()
exa_glob(command_cases ${CMAKE_SOURCE_DIR}/test/cmd/cases/*.case)
foreach(case ${command_cases})
  get_filename_component(name ${case} NAME_WE)
  add_test(NAME cmd.${name} COMMAND
    ${CMAKE_SOURCE_DIR}/test/cmd/run.sh ${CMAKE_BINARY_DIR}/cmd ${name})
  set_tests_properties(cmd.${name} PROPERTIES TIMEOUT 60)
endforeach()

exa_glob(bench_sources ${CMAKE_SOURCE_DIR}/test/bench/*.c)
foreach(source ${bench_sources})
  get_filename_component(name ${source} NAME_WE)
  add_executable(bench_${name} ${source})
  target_compile_options(bench_${name} PRIVATE ${EXA_WARNINGS} -O2)
  set_target_properties(bench_${name} PROPERTIES OUTPUT_NAME ${name}
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
endforeach()
