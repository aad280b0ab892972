# SPDX-License-Identifier: GPL-3.0-or-later
#
# exa.wasm: the kernel and all servers in one module. It is not a program of
# the machine, so it does not go through the driver (libc/cc): it is compiled
# against musl's headers and string functions only, and Asyncify is told that
# none of its imports suspends; the coroutine switch asks for that itself.

find_program(EXA_CLANG clang REQUIRED)
find_program(EXA_WASM_OPT wasm-opt REQUIRED)

set(EXA_KERNEL_CFLAGS
  --target=wasm32-unknown-unknown -std=c11 -D_GNU_SOURCE
  -ffunction-sections -fdata-sections -fno-builtin-printf
  -nostdinc -isystem ${EXA_SYSROOT}/include
  ${EXA_WARNINGS} -I${CMAKE_SOURCE_DIR})
set(EXA_KERNEL_LDFLAGS
  --target=wasm32-unknown-unknown -nostdlib
  -Wl,--no-entry -Wl,--stack-first -Wl,-z,stack-size=131072
  -Wl,--gc-sections -Wl,--strip-debug)
# No inlining by wasm-opt: coroutine_suspend must stay a function of its own
# until Asyncify has run (kernel/coroutine.c). Clang has inlined already.
set(EXA_KERNEL_WASM_OPT
  -aimfs 0 -fimfs 0 -ocimfs 0
  -O2 --asyncify --pass-arg=asyncify-imports@none.none -Oz)

# Every visitor loads the module before the first prompt, so it is compiled for
# size (a sixth less than with -O2), but for the path of a message and of a
# pipe's bytes.
set(EXA_KERNEL_FAST "servers/(server|pipe/.*)")

# exa_kernel(OUTPUT SOURCE...): compiles and links SOURCEs to the module
# OUTPUT, runs Asyncify, and checks that it imports from "host" only.
function(exa_kernel output)
  set(objects)
  foreach(source ${ARGN})
    file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR} ${source})
    set(object ${CMAKE_BINARY_DIR}/exa/${name}.o)
    get_filename_component(folder ${object} DIRECTORY)
    file(MAKE_DIRECTORY ${folder})
    set(level -Oz)
    if(name MATCHES "^(${EXA_KERNEL_FAST})\\.c$")
      set(level -O2)
    endif()
    add_custom_command(OUTPUT ${object}
      COMMAND ${EXA_CLANG} ${EXA_KERNEL_CFLAGS} ${level}
              -MD -MF ${object}.d -c ${source} -o ${object}
      DEPENDS ${source} DEPFILE ${object}.d
      COMMENT "exa.wasm: ${name}")
    list(APPEND objects ${object})
  endforeach()
  set(linked ${CMAKE_BINARY_DIR}/exa/linked.wasm)
  set(check ${CMAKE_SOURCE_DIR}/cmake/check-imports.mjs)
  add_custom_command(OUTPUT ${output}
    COMMAND ${EXA_CLANG} ${EXA_KERNEL_LDFLAGS} ${objects}
            ${EXA_SYSROOT}/lib/libc.a -o ${linked}
    COMMAND ${EXA_WASM_OPT} ${EXA_KERNEL_WASM_OPT} ${linked} -o ${output}
    COMMAND ${NODE} ${check} ${output} host
    DEPENDS ${objects} ${EXA_SYSROOT}/lib/libc.a ${check}
            ${CMAKE_SOURCE_DIR}/cmake/exa-kernel.cmake
    COMMENT "exa.wasm: link, Asyncify")
endfunction()

exa_glob(kernel_sources
  ${CMAKE_SOURCE_DIR}/kernel/*.c
  ${CMAKE_SOURCE_DIR}/servers/*.c
  ${CMAKE_SOURCE_DIR}/servers/*/*.c)
list(FILTER kernel_sources EXCLUDE REGEX "/host_native\\.c$")
set(EXA_WASM ${CMAKE_BINARY_DIR}/exa.wasm)
if(kernel_sources)
  exa_kernel(${EXA_WASM} ${kernel_sources})
  add_custom_target(kernel ALL DEPENDS ${EXA_WASM})
endif()
