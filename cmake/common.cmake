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

# For tests on the host.
set(EXA_SANITIZE
  -g -O1 -fno-omit-frame-pointer -fno-sanitize-recover=all
  -fsanitize=address,undefined)

find_program(NODE node REQUIRED)

# exa_glob(VAR PATTERN...): files under the source tree; looked for again at
# every build, and none at all is fine.
macro(exa_glob var)
  file(GLOB ${var} CONFIGURE_DEPENDS ${ARGN})
endmacro()

# exa_shell_tests(WHERE SHELL): the shell's cases by SHELL, a path or "machine":
# the test shell.WHERE.
function(exa_shell_tests where shell)
  add_test(NAME shell.${where} COMMAND
    ${NODE} ${CMAKE_SOURCE_DIR}/test/shell/run.mjs ${where} ${shell})
  set_tests_properties(shell.${where} PROPERTIES TIMEOUT 600 COST 300)
endfunction()
