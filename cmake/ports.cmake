# SPDX-License-Identifier: GPL-3.0-or-later
#
# The ports of the system: build/ports/NAME is where each is, in the cache. One
# that cannot be built is left out, and build/ports/NAME.failed says why; the
# next build tries again.

include(${CMAKE_SOURCE_DIR}/cmake/port.cmake)
set(EXA_PORTS ${CMAKE_SOURCE_DIR}/build/ports)
set(port_stamps)
set(port_roots)

exa_glob(port_recipes ${CMAKE_SOURCE_DIR}/shell/ports/*/recipe.cmake)
foreach(recipe ${port_recipes})
  get_filename_component(name ${recipe} DIRECTORY)
  get_filename_component(name ${name} NAME)
  include(${recipe})
  set(needed ${port_NEEDS})
  list(TRANSFORM needed REPLACE "(.+)" "${EXA_PORTS}/\\1.stamp")
  add_custom_command(OUTPUT ${EXA_PORTS}/${name}.stamp
    COMMAND ${CMAKE_SOURCE_DIR}/cmake/port-step.sh ${name}
    DEPENDS ${CMAKE_SOURCE_DIR}/cmake/port-step.sh
            ${CMAKE_SOURCE_DIR}/cmake/port.cmake
            ${recipe} ${EXA_DRIVER} ${EXA_SYSROOT}/lib/libc.a ${needed}
    COMMENT "port ${name}")
  if(NOT port_EXTRA)
    list(APPEND port_stamps ${EXA_PORTS}/${name}.stamp)
    list(APPEND port_roots ${EXA_PORTS}/${name}/root)
  endif()
endforeach()
add_custom_target(ports ALL DEPENDS ${port_stamps})
