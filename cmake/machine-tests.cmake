# SPDX-License-Identifier: GPL-3.0-or-later
#
# Tests that need the whole machine: the boot table (headless), the shell's
# and the commands' own tests inside it, the browser tests, and those of the
# host's JavaScript.

set(EXA_ONE ${CMAKE_SOURCE_DIR}/exa)

# Programs that rows of the boot table run from /t.
set(boot_folder ${CMAKE_BINARY_DIR}/test/boot)
exa_glob(boot_programs ${CMAKE_SOURCE_DIR}/test/boot/*.c)
foreach(source ${boot_programs})
  get_filename_component(name ${source} NAME_WE)
  exa_program(boot_${name} ${name} ${boot_folder} ${source})
endforeach()

# One test per row; the runner knows their names.
set(boot_run ${CMAKE_SOURCE_DIR}/test/boot/run.mjs)
file(GLOB boot_tables CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/test/boot/*.mjs)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${boot_tables})
execute_process(COMMAND ${NODE} ${boot_run} --list
  OUTPUT_VARIABLE rows OUTPUT_STRIP_TRAILING_WHITESPACE
  COMMAND_ERROR_IS_FATAL ANY)
string(REPLACE "\n" ";" rows "${rows}")
foreach(row ${rows})
  add_test(NAME boot.${row} COMMAND ${NODE} ${boot_run} ${row}
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(boot.${row} PROPERTIES TIMEOUT 120)
endforeach()

exa_shell_tests(machine machine)
add_test(NAME shell.configure
  COMMAND ${CMAKE_SOURCE_DIR}/test/shell/configure.sh CONFIGURATIONS full)
set_tests_properties(shell.configure PROPERTIES TIMEOUT 600)

# /bin/sh, since "sh" alone would mean the target of that name.
add_test(NAME cmd.machine
  COMMAND /bin/sh ${CMAKE_SOURCE_DIR}/test/cmd/machine.sh)

# exa_node_tests(FOLDER PROPERTY VALUE...): one test, FOLDER.NAME, for each
# test/FOLDER/NAME.test.mjs.
function(exa_node_tests folder)
  exa_glob(tests ${CMAKE_SOURCE_DIR}/test/${folder}/*.test.mjs)
  foreach(test ${tests})
    get_filename_component(name ${test} NAME_WE)
    add_test(NAME ${folder}.${name} COMMAND ${NODE} ${test}
      WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${folder}.${name} PROPERTIES ${ARGN})
  endforeach()
endfunction()

# They measure times that a person would feel: not two at once.
exa_node_tests(browser TIMEOUT 400 RUN_SERIAL ON)
# Many more runs with --full.
set_tests_properties(browser.crash PROPERTIES TIMEOUT 1800)

exa_node_tests(host TIMEOUT 180)

# localfs through crashes, faults and damage; the programs run from /t.
set(localfs_folder ${CMAKE_BINARY_DIR}/test/localfs)
exa_glob(localfs_programs ${CMAKE_SOURCE_DIR}/test/localfs/*.c)
foreach(source ${localfs_programs})
  get_filename_component(name ${source} NAME_WE)
  exa_program(localfs_${name} ${name} ${localfs_folder} ${source})
endforeach()
# With --full there are more seeds.
exa_node_tests(localfs TIMEOUT 600)

# The fuzzer of the system calls; EXA_FUZZ_CALLS is set by test/run.sh.
set(fault_folder ${CMAKE_BINARY_DIR}/test/fault)
exa_glob(fault_sources ${CMAKE_SOURCE_DIR}/test/fault/calls*.c)
exa_program(fault_calls calls ${fault_folder} ${fault_sources})
foreach(who user root)
  add_test(NAME fault.calls-${who} COMMAND ${CMAKE_SOURCE_DIR}/test/fault/run.sh
    ${EXA_ONE} ${fault_folder} ${who})
  set_tests_properties(fault.calls-${who} PROPERTIES TIMEOUT 1800)
endforeach()
