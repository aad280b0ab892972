# SPDX-License-Identifier: GPL-3.0-or-later
#
# The C library must exist before project() tries the compiler. The driver
# knows where it is, and builds it (half a minute) if it has to.
if(EXA_MUSL_SOURCE)
  set(ENV{EXA_MUSL_SOURCE} ${EXA_MUSL_SOURCE})
endif()
execute_process(
  COMMAND ${CMAKE_SOURCE_DIR}/libc/cc -print-sysroot
  OUTPUT_VARIABLE EXA_SYSROOT OUTPUT_STRIP_TRAILING_WHITESPACE
  COMMAND_ERROR_IS_FATAL ANY)
