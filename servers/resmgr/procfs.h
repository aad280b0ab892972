/* SPDX-License-Identifier: GPL-3.0-or-later */
/* procfs: what the kernel tells of itself, in Linux's formats (proc(5)). */
#ifndef EXA_PROCFS_H
#define EXA_PROCFS_H

struct filesystem;

/* Mount type. Takes no options. */
int procfs_mount(
	struct filesystem *fs, const char *source, const char *options);

#endif
