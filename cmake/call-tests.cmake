# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every call has a test: test/call/NAME.c for each CALL(NUMBER, NAME, ...) of
# kernel/abi/calls.def, a program that is silent and exits 0 when all is well.

set(table ${CMAKE_SOURCE_DIR}/kernel/abi/calls.def)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${table})
file(STRINGS ${table} rows REGEX "^CALL\\(")
set(untested)
foreach(row ${rows})
  string(REGEX REPLACE "^CALL\\([0-9]+, *([a-z0-9_]+),.*" "\\1" name ${row})
  if(NOT EXISTS ${CMAKE_SOURCE_DIR}/test/call/${name}.c)
    list(APPEND untested ${name})
  endif()
endforeach()
if(untested)
  list(JOIN untested " " untested)
  if(EXA_REQUIRE_CALL_TESTS)
    message(FATAL_ERROR "calls without test/call/NAME.c: ${untested}")
  endif()
  message(WARNING "calls without test/call/NAME.c: ${untested}")
endif()

set(call_folder ${CMAKE_BINARY_DIR}/test/call)
exa_glob(call_tests ${CMAKE_SOURCE_DIR}/test/call/*.c)
foreach(source ${call_tests})
  get_filename_component(name ${source} NAME_WE)
  exa_program(call_${name} ${name} ${call_folder} ${source})
  add_test(NAME call.${name}
    COMMAND ${CMAKE_SOURCE_DIR}/exa sh -v ${call_folder}:/t -c /t/${name})
  # Any output at all is a failure.
  set_tests_properties(call.${name} PROPERTIES
    TIMEOUT 30 FAIL_REGULAR_EXPRESSION ".")
endforeach()

# Those whose effects are root's are run as root too.
set(root_tests
  capget
  chroot
  clock_settime
  execve
  kill
  libc_pty_open
  libc_rights
  libc_setuid
  libc_signal_permission
  mount
  reboot
  sched_setparam
  sched_setscheduler
  setdomainname
  setfsgid
  setfsuid
  setgid
  setgroups
  sethostname
  setpriority
  setregid
  setresgid
  setresuid
  setreuid
  setrlimit
  setuid
  setxattr
  vhangup
)
foreach(name ${root_tests})
  add_test(NAME call.root.${name}
    COMMAND ${CMAKE_SOURCE_DIR}/exa sh --root -v ${call_folder}:/t
            -c /t/${name})
  set_tests_properties(call.root.${name} PROPERTIES
    TIMEOUT 30 FAIL_REGULAR_EXPRESSION ".")
endforeach()

# Calls on files do on localfs what they do on tmpfs.
set(file_tests
  bind
  chdir
  copy_file_range
  epoll_ctl
  execveat
  faccessat
  fadvise64
  fallocate
  fchdir
  fchmod
  fchmodat
  fchown
  fchownat
  fcntl
  fdatasync
  fgetxattr
  flistxattr
  flock
  fremovexattr
  fsetxattr
  fstat
  fstatat
  fsync
  ftruncate
  getcwd
  getdents64
  getxattr
  libc_locks
  libc_mmap
  libc_paths
  libc_poll
  libc_socket_names
  libc_socket_unix
  linkat
  listxattr
  lseek
  lsetxattr
  mkdirat
  mknodat
  mmap
  mremap
  openat
  pread64
  preadv
  pwrite64
  pwritev
  read
  readlinkat
  readv
  removexattr
  renameat2
  sendfile
  setrlimit
  setxattr
  statx
  symlinkat
  sync
  syncfs
  truncate
  umask
  unlinkat
  utimensat
  write
  writev
)
foreach(name ${file_tests})
  add_test(NAME call.localfs.${name}
    COMMAND ${CMAKE_SOURCE_DIR}/test/localfs/call.sh ${call_folder} ${name})
  set_tests_properties(call.localfs.${name} PROPERTIES
    TIMEOUT 30 FAIL_REGULAR_EXPRESSION ".")
endforeach()
