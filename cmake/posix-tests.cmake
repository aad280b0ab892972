# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the C library and the kernel do together, by topic of the standard:
# test/posix/NAME.c, programs like those of test/call.

set(posix_folder ${CMAKE_BINARY_DIR}/test/posix)
exa_glob(posix_tests ${CMAKE_SOURCE_DIR}/test/posix/*.c)
foreach(source ${posix_tests})
  get_filename_component(name ${source} NAME_WE)
  exa_program(posix_${name} ${name} ${posix_folder} ${source})
  add_test(NAME posix.${name}
    COMMAND ${CMAKE_SOURCE_DIR}/exa sh -v ${posix_folder}:/t -c /t/${name})
  # Any output at all is a failure.
  set_tests_properties(posix.${name} PROPERTIES
    TIMEOUT 60 FAIL_REGULAR_EXPRESSION ".")
endforeach()
