/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unistd.h, fcntl.h, sys/stat.h, dirent.h, termios.h, poll.h: files. */
#include "shell/cc/native.h"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#define VARIABLE(n, T) (*(T *)a[n].p)

#define FILES(X)                                                    \
	X(read, a->n = read(a[0].i, a[1].p, a[2].z))                \
	X(write, a->n = write(a[0].i, a[1].p, a[2].z))              \
	X(open, a->i = open(a[0].s, a[1].i, VARIABLE(2, mode_t)))   \
	X(creat, a->i = creat(a[0].s, (mode_t)a[1].u))              \
	X(close, a->i = close(a[0].i))                              \
	X(lseek, a->l = lseek(a[0].i, a[1].l, a[2].i))              \
	X(pread, a->n = pread(a[0].i, a[1].p, a[2].z, a[3].l))      \
	X(pwrite, a->n = pwrite(a[0].i, a[1].p, a[2].z, a[3].l))    \
	X(dup, a->i = dup(a[0].i))                                  \
	X(dup2, a->i = dup2(a[0].i, a[1].i))                        \
	X(pipe, a->i = pipe(a[0].p))                                \
	X(fcntl, a->i = fcntl(a[0].i, a[1].i, VARIABLE(2, long)))   \
	X(ioctl, a->i = ioctl(a[0].i, a[1].i, VARIABLE(2, void *))) \
	X(fsync, a->i = fsync(a[0].i))                              \
	X(isatty, a->i = isatty(a[0].i))                            \
	X(ttyname, a->s = ttyname(a[0].i))                          \
	X(access, a->i = access(a[0].s, a[1].i))                    \
	X(unlink, a->i = unlink(a[0].s))                            \
	X(link, a->i = link(a[0].s, a[1].s))                        \
	X(symlink, a->i = symlink(a[0].s, a[1].s))                  \
	X(readlink, a->n = readlink(a[0].s, a[1].s, a[2].z))        \
	X(mkdir, a->i = mkdir(a[0].s, (mode_t)a[1].u))              \
	X(rmdir, a->i = rmdir(a[0].s))                              \
	X(chdir, a->i = chdir(a[0].s))                              \
	X(fchdir, a->i = fchdir(a[0].i))                            \
	X(getcwd, a->s = getcwd(a[0].s, a[1].z))                    \
	X(ftruncate, a->i = ftruncate(a[0].i, a[1].l))              \
	X(truncate, a->i = truncate(a[0].s, a[1].l))                \
	X(stat, a->i = stat(a[0].s, a[1].p))                        \
	X(lstat, a->i = lstat(a[0].s, a[1].p))                      \
	X(fstat, a->i = fstat(a[0].i, a[1].p))                      \
	X(chmod, a->i = chmod(a[0].s, (mode_t)a[1].u))              \
	X(fchmod, a->i = fchmod(a[0].i, (mode_t)a[1].u))            \
	X(umask, a->u = umask((mode_t)a[0].u))                      \
	X(mkfifo, a->i = mkfifo(a[0].s, (mode_t)a[1].u))            \
	X(opendir, a->p = opendir(a[0].s))                          \
	X(readdir, a->p = readdir(a[0].p))                          \
	X(closedir, a->i = closedir(a[0].p))                        \
	X(rewinddir, rewinddir(a[0].p))                             \
	X(tcgetattr, a->i = tcgetattr(a[0].i, a[1].p))              \
	X(tcsetattr, a->i = tcsetattr(a[0].i, a[1].i, a[2].p))      \
	X(cfmakeraw, cfmakeraw(a[0].p))                             \
	X(tcflush, a->i = tcflush(a[0].i, a[1].i))                  \
	X(poll, a->i = poll(a[0].p, (nfds_t)a[1].n, a[2].i))        \
	X(select, a->i = select(a[0].i, a[1].p, a[2].p, a[3].p, a[4].p))

FILES(DEFINE)

const struct native natives_unix[] = { FILES(ENTRY){ 0 } };
