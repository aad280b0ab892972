# SPDX-License-Identifier: MIT
#
# CMake toolchain file for EXA programs:
#   cmake -DCMAKE_TOOLCHAIN_FILE=.../libc/exa.cmake
# Give EXA_NO_FINISH=1 in the environment of the build to put off the last step
# of linking (see cc).

set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(UNIX 1)

set(CMAKE_C_COMPILER ${CMAKE_CURRENT_LIST_DIR}/cc)
set(CMAKE_AR ${CMAKE_CURRENT_LIST_DIR}/ar CACHE FILEPATH "Archiver")
set(CMAKE_RANLIB ${CMAKE_CURRENT_LIST_DIR}/ranlib CACHE FILEPATH "Ranlib")
set(CMAKE_EXECUTABLE_SUFFIX "")
set(CMAKE_EXECUTABLE_SUFFIX_C "")

# Libraries and headers come from the target, tools from the host.
execute_process(COMMAND ${CMAKE_C_COMPILER} -print-sysroot
  OUTPUT_VARIABLE CMAKE_SYSROOT_EXA OUTPUT_STRIP_TRAILING_WHITESPACE)
set(CMAKE_FIND_ROOT_PATH ${CMAKE_SYSROOT_EXA})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
