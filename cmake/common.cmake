# SPDX-License-Identifier: GPL-3.0-or-later
#
# What both trees share: the language, the warnings, small helpers.

set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE None)
endif()

set(EXA_WARNINGS
  -Wall -Wextra -Wpedantic -Wshadow -Wmissing-prototypes
  -Wstrict-prototypes -Werror)

find_program(NODE node REQUIRED)

# exa_glob(VAR PATTERN...): files under the source tree; looked for again at
# every build, and none at all is fine.
macro(exa_glob var)
  file(GLOB ${var} CONFIGURE_DEPENDS ${ARGN})
endmacro()

# exa_shell_tests(WHERE COMMAND): the shell's cases, run by COMMAND; a test for
# each file of them, named shell.WHERE.FILE.
function(exa_shell_tests where command)
  exa_glob(case_files ${CMAKE_SOURCE_DIR}/test/shell/*.sh)
  list(FILTER case_files EXCLUDE REGEX "/run\\.sh$")
  foreach(file ${case_files})
    get_filename_component(name ${file} NAME_WE)
    add_test(NAME shell.${where}.${name} COMMAND
      ${CMAKE_SOURCE_DIR}/test/shell/run.sh ${command} ${file})
    set_tests_properties(shell.${where}.${name} PROPERTIES
      TIMEOUT 600 COST 100)
  endforeach()
endfunction()
