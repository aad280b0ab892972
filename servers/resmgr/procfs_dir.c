/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * procfs: listing directories. Cursors are derived from rows, pids and
 * descriptors, so they stay valid whatever comes and goes.
 */
#include <errno.h>
#include <string.h>

#include "kernel/log.h"
#include "servers/resmgr/dirent.h"
#include "servers/resmgr/procfs_impl.h"

/* Cursors up to here are of rows, one more than the row; then numbers + 1. */
enum { NUMBERS = KIND_ROOT };

static bool give_rows(struct dir_fill *fill, const struct vnode *dir,
	const struct proc *p, int64_t cursor)
{
	enum procfs_dir in = procfs_dir_of(dir);
	bool in_task = procfs_in_task(dir);

	for (unsigned kind = (unsigned)cursor; kind < procfs_file_count;
		kind++) {
		const struct procfs_file *row = &procfs_files[kind];

		if (procfs_row_shown(kind, in, in_task) &&
			fill->entry(fill, row->name, strlen(row->name),
				procfs_ino(kind, p, in_task, 0),
				row->mode & S_IFMT, kind + 1 + DIR_FIRST) != 0)
			return false;
	}
	return true;
}

static bool give_number(
	struct dir_fill *fill, unsigned number, uint64_t ino, mode_t type)
{
	char name[12];
	int length = format(name, sizeof(name), "%u", number);

	return fill->entry(fill, name, (size_t)length, ino, type,
		       (int64_t)number + 1 + NUMBERS + DIR_FIRST) == 0;
}

/* The process with the lowest pid not below least, or NULL. */
static struct proc *next_process(pid_t least)
{
	struct proc *next = NULL;

	for (int slot = 0; slot < PROC_MAX; slot++) {
		struct proc *p = proc_at(slot);

		if (p != NULL && p->pid >= least &&
			(next == NULL || p->pid < next->pid))
			next = p;
	}
	return next;
}

static void give_processes(struct dir_fill *fill, uint32_t from)
{
	struct proc *p = next_process((pid_t)from);

	while (p != NULL &&
		give_number(fill, (unsigned)p->pid,
			procfs_ino(KIND_PID, p, false, 0), S_IFDIR))
		p = next_process(p->pid + 1);
}

static void give_fds(struct dir_fill *fill, const struct vnode *dir,
	const struct proc *p, uint32_t fd)
{
	unsigned kind = procfs_dir_of(dir) == IN_FD ? KIND_FD : KIND_FDINFO;

	for (; p->files != NULL && fd < (uint32_t)p->files->size; fd++)
		if (procfs_file_at(p, fd) != NULL &&
			!give_number(fill, fd,
				procfs_ino(kind, p, procfs_in_task(dir), fd),
				procfs_mode(kind) & S_IFMT))
			return;
}

int procfs_readdir(struct vnode *dir, int64_t cursor, struct dir_fill *fill)
{
	uint32_t from = cursor > NUMBERS ? (uint32_t)(cursor - NUMBERS) : 0;
	enum procfs_dir in = procfs_dir_of(dir);
	struct proc *p = procfs_proc(dir);

	if (procfs_of_process(dir) && p == NULL)
		return -ENOENT;
	if ((in == IN_FD || in == IN_FDINFO) && !procfs_may_look(p))
		return -EACCES;
	if (cursor < NUMBERS && !give_rows(fill, dir, p, cursor))
		return 0;
	if (in == IN_ROOT)
		give_processes(fill, from);
	else if (in == IN_TASK && from <= (uint32_t)p->pid)
		give_number(fill, (unsigned)p->pid,
			procfs_ino(KIND_PID, p, true, 0), S_IFDIR);
	else if (in == IN_FD || in == IN_FDINFO)
		give_fds(fill, dir, p, from);
	return 0;
}
