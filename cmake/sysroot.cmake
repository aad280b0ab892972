# SPDX-License-Identifier: GPL-3.0-or-later
#
# The sysroot must exist before project() tries the compiler. ./exa makes it;
# this is for those who call cmake themselves.
set(EXA_SYSROOT ${CMAKE_SOURCE_DIR}/build/sysroot)
if(NOT EXISTS ${EXA_SYSROOT}/lib/libc.a)
  message(STATUS "Building the C library (about half a minute)")
  if(EXA_MUSL_SOURCE)
    set(ENV{EXA_MUSL_SOURCE} ${EXA_MUSL_SOURCE})
  endif()
  execute_process(
    COMMAND ${CMAKE_SOURCE_DIR}/libc/build.sh ${EXA_SYSROOT}
    COMMAND_ERROR_IS_FATAL ANY)
endif()
