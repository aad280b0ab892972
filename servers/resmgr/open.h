/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening files and changing directory, for calls, spawn and init. */
#ifndef EXA_OPEN_H
#define EXA_OPEN_H

#include <sys/types.h>

struct file;
struct vnode;

/* open() of a kernel string as the current process. Returns 0 or -errno. */
int file_open(int dirfd, const char *name, int flags, mode_t mode,
	struct file **result);

int change_directory(const char *name);
int change_directory_fd(int fd);

#endif
