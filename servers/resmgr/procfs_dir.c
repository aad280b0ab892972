/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * procfs: listing directories. Cursors are derived from kinds, pids and
 * descriptors, so they stay valid whatever comes and goes.
 */
#include <errno.h>
#include <string.h>

#include "kernel/log.h"
#include "kernel/proc.h"
#include "servers/resmgr/dirent.h"
#include "servers/resmgr/procfs_impl.h"
#include "servers/resmgr/vnode.h"

/* Entries are told with their kind, and cursors are those plus one. */
static bool give_files(struct dir_fill *fill, unsigned from, unsigned to,
	pid_t pid, int64_t cursor)
{
	for (unsigned kind = from; kind < to; kind++) {
		const char *name = procfs_files[kind].name;

		if (kind < cursor)
			continue;
		if (fill->entry(fill, name, strlen(name),
			    procfs_ino(kind, pid, 0),
			    procfs_files[kind].mode & S_IFMT,
			    kind + 1 + DIR_FIRST) != 0)
			return false;
	}
	return true;
}

static bool give_number(struct dir_fill *fill, unsigned number, uint64_t ino,
	mode_t type, int64_t cursor)
{
	char name[12];
	int length = format(name, sizeof(name), "%u", number);

	return fill->entry(fill, name, (size_t)length, ino, type,
		       cursor + DIR_FIRST) == 0;
}

/* The lowest pid above after in use, or 0. */
static pid_t next_pid(pid_t after)
{
	pid_t lowest = 0;

	for (int slot = 0; slot < PROC_MAX; slot++) {
		const struct proc *p = proc_at(slot);

		if (p != NULL && p->pid > after &&
			(lowest == 0 || p->pid < lowest))
			lowest = p->pid;
	}
	return lowest;
}

/* Processes come after the files: their cursor is 256 plus the pid. */
static void list_root(int64_t cursor, struct dir_fill *fill)
{
	pid_t pid = cursor > 256 ? (pid_t)(cursor - 256) : 0;

	if (!give_files(fill, 0, KIND_FIRST_OF_PID, 0, cursor))
		return;
	while ((pid = next_pid(pid)) != 0)
		if (!give_number(fill, (unsigned)pid,
			    procfs_ino(KIND_PID, pid, 0), S_IFDIR, 256 + pid))
			return;
}

static void list_fds(
	const struct proc *p, int64_t cursor, struct dir_fill *fill)
{
	for (uint32_t fd = (uint32_t)cursor;
		p->files != NULL && fd < (uint32_t)p->files->size; fd++)
		if (procfs_file_at(p, fd) != NULL &&
			!give_number(fill, fd,
				procfs_ino(KIND_FD, p->pid, fd + 1), S_IFLNK,
				(int64_t)fd + 1))
			return;
}

int procfs_readdir(struct vnode *dir, int64_t cursor, struct dir_fill *fill)
{
	struct proc *p = procfs_proc(dir);

	if (procfs_kind(dir) == KIND_ROOT) {
		list_root(cursor, fill);
		return 0;
	}
	if (p == NULL)
		return -ENOENT;
	if (procfs_kind(dir) == KIND_FD_DIRECTORY)
		list_fds(p, cursor, fill);
	else
		give_files(fill, KIND_FIRST_OF_PID, KIND_FILES, p->pid, cursor);
	return 0;
}
