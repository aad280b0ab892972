/* SPDX-License-Identifier: GPL-3.0-or-later */
/* procfs: what the kernel tells of itself, in Linux's formats (proc(5)). */
#ifndef EXA_PROCFS_H
#define EXA_PROCFS_H

#include <stddef.h>
#include <stdint.h>

struct file;
struct filesystem;
struct proc;

/* Mount type. Takes no options. */
int procfs_mount(
	struct filesystem *fs, const char *source, const char *options);

/* The file of a descriptor of p, or NULL. */
struct file *procfs_file_at(const struct proc *p, uint32_t fd);

/* What /proc/PID/fd/N tells of a file: its length, as format(), or -errno. It
 * may sleep. */
int procfs_fd(struct file *f, char *buffer, size_t size);

#endif
