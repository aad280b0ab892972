# SPDX-License-Identifier: GPL-3.0-or-later
#
# build/site: what a web server serves and what `./exa sh` runs: the pages,
# exa.wasm, and under fs/ the index and files that netfs mounts.

set(EXA_SITE ${CMAKE_SOURCE_DIR}/build/site)
file(MAKE_DIRECTORY ${EXA_SITE})

if(kernel_sources)
  add_custom_command(OUTPUT ${EXA_SITE}/exa.wasm
    COMMAND ${CMAKE_COMMAND} -E copy ${EXA_WASM} ${EXA_SITE}/exa.wasm
    DEPENDS ${EXA_WASM})
  add_custom_target(site_kernel ALL DEPENDS ${EXA_SITE}/exa.wasm)
endif()

file(GLOB_RECURSE rootfs_files CONFIGURE_DEPENDS
  ${CMAKE_SOURCE_DIR}/www/rootfs/*)
foreach(file ${rootfs_files})
  # A link may lead to a program that is not in the source tree.
  if(IS_SYMLINK ${file})
    list(REMOVE_ITEM rootfs_files ${file})
  endif()
endforeach()
set(program_files)
foreach(program ${EXA_PROGRAMS})
  list(APPEND program_files $<TARGET_FILE:${program}>)
endforeach()
add_custom_command(OUTPUT ${EXA_SITE}/fs/index
  COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/cmake/rootfs.mjs
          ${EXA_SITE}/fs ${port_roots} ${CMAKE_SOURCE_DIR}/www/rootfs
          ${EXA_ROOT}
  DEPENDS ${CMAKE_SOURCE_DIR}/cmake/rootfs.mjs
          ${CMAKE_SOURCE_DIR}/cmake/stamp.mjs
          ${CMAKE_SOURCE_DIR}/cmake/rootfs.links
          ${rootfs_files} ${EXA_PROGRAMS} ${program_files} ${port_stamps}
          ${EXA_HELP}
  COMMENT "site: index of the file system")
add_custom_target(site_fs ALL DEPENDS ${EXA_SITE}/fs/index)

file(GLOB_RECURSE page_files CONFIGURE_DEPENDS
  ${CMAKE_SOURCE_DIR}/www/* ${CMAKE_SOURCE_DIR}/kernel/host/*)
list(FILTER page_files EXCLUDE REGEX "/www/rootfs/")
if(EXISTS ${CMAKE_SOURCE_DIR}/www/build.mjs)
  set(stamp ${CMAKE_BINARY_DIR}/pages.stamp)
  add_custom_command(OUTPUT ${stamp}
    COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/www/build.mjs --out ${EXA_SITE}
    COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
    DEPENDS ${page_files} ${CMAKE_SOURCE_DIR}/package-lock.json
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
    COMMENT "site: pages")
  add_custom_target(site_pages ALL DEPENDS ${stamp})
endif()

# The documents name the versions of all the rest.
if(kernel_sources AND EXISTS ${CMAKE_SOURCE_DIR}/www/build.mjs)
  set(stamped ${CMAKE_BINARY_DIR}/site.stamp)
  add_custom_command(OUTPUT ${stamped}
    COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/cmake/stamp.mjs ${EXA_SITE}
    COMMAND ${CMAKE_COMMAND} -E touch ${stamped}
    DEPENDS ${EXA_SITE}/exa.wasm ${EXA_SITE}/fs/index ${stamp}
            ${CMAKE_SOURCE_DIR}/cmake/stamp.mjs
            ${CMAKE_SOURCE_DIR}/cmake/bootset.list
    COMMENT "site: versions")
  add_custom_target(site_stamp ALL DEPENDS ${stamped})
endif()
