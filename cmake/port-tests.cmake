# SPDX-License-Identifier: GPL-3.0-or-later
#
# Ports as tests, see test/ports/run.sh. The first run gets and builds those
# that are for tests only. What only `--full` runs says so in a line "Runs:
# full".

set(port_run ${CMAKE_SOURCE_DIR}/test/ports/run.sh)
add_test(NAME port.engine
  COMMAND ${CMAKE_SOURCE_DIR}/test/ports/engine.test.sh)
exa_glob(port_checks ${CMAKE_SOURCE_DIR}/test/ports/*.sh)
list(FILTER port_checks EXCLUDE REGEX "/run\\.sh$|\\.test\\.sh$")
foreach(recipe ${port_checks})
  get_filename_component(name ${recipe} NAME_WLE)
  file(STRINGS ${recipe} full REGEX "^# Runs: full")
  if(full)
    add_test(NAME port.${name} COMMAND ${port_run} ${name} CONFIGURATIONS full)
  else()
    add_test(NAME port.${name} COMMAND ${port_run} ${name})
  endif()
  set_tests_properties(port.${name} PROPERTIES TIMEOUT 1200 COST 500)
endforeach()
