# SPDX-License-Identifier: GPL-3.0-or-later
#
# Format and lint, as tests: test/lint/NAME.sh each checks one thing over all
# files, prints what is wrong and where, and fails if there is something.
# Those that only `--full` runs say so in a line "Runs: full".

exa_glob(lint_scripts ${CMAKE_SOURCE_DIR}/test/lint/*.sh)
foreach(script ${lint_scripts})
  get_filename_component(name ${script} NAME_WE)
  if(name STREQUAL common)
    continue()
  endif()
  file(STRINGS ${script} full REGEX "^# Runs: full")
  if(full)
    add_test(NAME lint.${name} COMMAND ${script} CONFIGURATIONS full)
  else()
    add_test(NAME lint.${name} COMMAND ${script})
  endif()
  set_tests_properties(lint.${name} PROPERTIES TIMEOUT 1200)
endforeach()
# The longest one begins first.
set_tests_properties(lint.tidy PROPERTIES COST 1000)
