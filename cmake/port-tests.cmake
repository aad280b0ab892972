# SPDX-License-Identifier: GPL-3.0-or-later
#
# Programs of others as tests, see test/ports/run.sh. The first run gets and
# builds them. Those that only `--full` runs say so in a line "Runs: full".

set(port_run ${CMAKE_SOURCE_DIR}/test/ports/run.sh)
exa_glob(port_recipes ${CMAKE_SOURCE_DIR}/test/ports/*.sh)
foreach(recipe ${port_recipes})
  get_filename_component(name ${recipe} NAME_WLE)
  if(name STREQUAL run)
    continue()
  endif()
  file(STRINGS ${recipe} full REGEX "^# Runs: full")
  if(full)
    add_test(NAME port.${name} COMMAND ${port_run} ${name} CONFIGURATIONS full)
  else()
    add_test(NAME port.${name} COMMAND ${port_run} ${name})
  endif()
  set_tests_properties(port.${name} PROPERTIES TIMEOUT 1200 COST 500)
endforeach()
