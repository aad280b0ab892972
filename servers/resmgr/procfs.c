/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * procfs: the tree. An inode number says which file it is and of which
 * process, so vnodes have no data and /proc nothing to keep up to date. The
 * files are in procfs_table.c.
 */
#include "servers/resmgr/procfs.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>

#include "kernel/clock.h"
#include "kernel/host.h"
#include "kernel/log.h"
#include "servers/resmgr/procfs_impl.h"

enum { TYPE_OPEN = 0 }; /* of KIND_OPEN: the VFS then asks procfs_open() */

enum { SERIAL_MASK = 0xfffffff };

uint64_t procfs_ino(
	unsigned kind, const struct proc *p, bool in_task, uint32_t number)
{
	uint64_t ino = (uint64_t)number << 48 | kind;

	if (p == NULL)
		return ino;
	return ino | (uint64_t)in_task << 9 | (uint64_t)(p->slot + 1) << 10 |
		(uint64_t)(p->serial & SERIAL_MASK) << 20;
}

struct proc *procfs_proc(const struct vnode *v)
{
	int slot = (int)(v->ino >> 10 & 0x3ff) - 1;
	struct proc *p = slot >= 0 ? proc_at(slot) : NULL;

	if (p == NULL ||
		(p->serial & SERIAL_MASK) != (v->ino >> 20 & SERIAL_MASK))
		return NULL;
	return p;
}

struct file *procfs_file_at(const struct proc *p, uint32_t fd)
{
	if (p->files == NULL || fd >= (uint32_t)p->files->size)
		return NULL;
	return p->files->slot[fd].file;
}

mode_t procfs_mode(unsigned kind)
{
	switch (kind) {
	case KIND_ROOT:
	case KIND_PID:
		return S_IFDIR | 0555;
	case KIND_FD:
		return S_IFLNK | 0700;
	case KIND_FDINFO:
		return S_IFREG | 0444;
	case KIND_OPEN:
		return 0;
	default:
		return procfs_files[kind].mode;
	}
}

enum procfs_dir procfs_dir_of(const struct vnode *v)
{
	unsigned kind = procfs_kind(v);

	if (kind == KIND_ROOT)
		return IN_ROOT;
	if (kind == KIND_PID)
		return IN_PID;
	return kind < procfs_file_count ? procfs_files[kind].is : IN_NONE;
}

int procfs_get(struct filesystem *fs, uint64_t ino, struct vnode **result)
{
	bool fresh;
	struct vnode *v = vnode_get(fs, ino, &fresh);

	if (v == NULL)
		return -ENOMEM;
	if (fresh)
		v->type = procfs_mode(procfs_kind(v)) & S_IFMT;
	*result = v;
	return 0;
}

/* A number without leading zeros, or -1. */
static int parse_number(const char *name, size_t length)
{
	int value = 0;

	if (length == 0 || length > 6 || (length > 1 && *name == '0'))
		return -1;
	for (size_t i = 0; i < length; i++) {
		if (name[i] < '0' || name[i] > '9')
			return -1;
		value = value * 10 + (name[i] - '0');
	}
	return value;
}

bool procfs_row_shown(unsigned kind, enum procfs_dir in, bool in_task)
{
	return procfs_files[kind].in == in &&
		!(in_task && procfs_files[kind].is == IN_TASK);
}

unsigned procfs_find_row(
	enum procfs_dir in, bool in_task, const char *name, size_t length)
{
	unsigned kind = 0;

	for (; kind < procfs_file_count; kind++)
		if (procfs_row_shown(kind, in, in_task) &&
			strlen(procfs_files[kind].name) == length &&
			memcmp(procfs_files[kind].name, name, length) == 0)
			break;
	return kind;
}

/* The row of the directory whose rows are in `is`. */
static unsigned row_of_dir(enum procfs_dir is)
{
	unsigned kind = 0;

	while (procfs_files[kind].is != is)
		kind++;
	return kind;
}

static uint64_t parent_of(
	const struct vnode *dir, const struct proc *p, bool in_task)
{
	unsigned kind = procfs_kind(dir);

	if (kind == KIND_PID && in_task)
		return procfs_ino(row_of_dir(IN_TASK), p, false, 0);
	if (kind == KIND_PID || procfs_files[kind].in == IN_ROOT)
		return procfs_ino(KIND_ROOT, NULL, false, 0);
	if (procfs_files[kind].in == IN_PID)
		return procfs_ino(KIND_PID, p, in_task, 0);
	return procfs_ino(row_of_dir(procfs_files[kind].in), p, in_task, 0);
}

/* Numbers in a directory: processes, threads, descriptors. 0: none. */
static uint64_t ino_of_number(
	enum procfs_dir in, struct proc *p, bool in_task, int number)
{
	struct proc *q;

	switch (in) {
	case IN_ROOT:
		q = number > 0 ? proc_find(number) : NULL;
		return q == NULL ? 0 : procfs_ino(KIND_PID, q, false, 0);
	case IN_TASK:
		return number == p->pid ? procfs_ino(KIND_PID, p, true, 0) : 0;
	case IN_FD:
	case IN_FDINFO:
		if (number < 0 || procfs_file_at(p, (uint32_t)number) == NULL)
			return 0;
		return procfs_ino(in == IN_FD ? KIND_FD : KIND_FDINFO, p,
			in_task, (uint32_t)number);
	default:
		return 0;
	}
}

static int procfs_lookup(struct vnode *dir, const char *name, size_t length,
	struct vnode **result)
{
	struct proc *p = procfs_proc(dir);
	enum procfs_dir in = procfs_dir_of(dir);
	bool in_task = procfs_in_task(dir);
	unsigned kind;
	uint64_t ino;

	if (procfs_of_process(dir) && p == NULL)
		return in == IN_PID ? -ESRCH : -ENOENT;
	if (length == 2 && memcmp(name, "..", 2) == 0)
		return procfs_get(dir->fs, parent_of(dir, p, in_task), result);
	if ((in == IN_FD || in == IN_FDINFO) && !procfs_may_look(p))
		return -EACCES;
	ino = ino_of_number(in, p, in_task, parse_number(name, length));
	if (ino != 0)
		return procfs_get(dir->fs, ino, result);
	kind = procfs_find_row(in, in_task, name, length);
	if (kind == procfs_file_count)
		return -ENOENT;
	return procfs_get(dir->fs, procfs_ino(kind, p, in_task, 0), result);
}

static struct timespec to_timespec(double ms)
{
	int64_t whole = (int64_t)ms;

	return (struct timespec){ .tv_sec = whole / 1000,
		.tv_nsec = (long)(whole % 1000) * 1000000 };
}

static bool same_ids(const struct cred *c)
{
	return c->ruid == c->euid && c->suid == c->euid && c->rgid == c->egid &&
		c->sgid == c->egid;
}

/* Links of directories: their subdirectories, "." and their name. */
static nlink_t links_of(const struct vnode *v)
{
	enum procfs_dir in = procfs_dir_of(v);
	nlink_t count = 2;

	if (in == IN_NONE)
		return 1;
	for (unsigned kind = 0; kind < procfs_file_count; kind++)
		count += procfs_row_shown(kind, in, procfs_in_task(v)) &&
			S_ISDIR(procfs_files[kind].mode);
	if (in == IN_TASK)
		count++;
	for (int i = 0; in == IN_ROOT && i < PROC_MAX; i++)
		count += proc_at(i) != NULL;
	return count;
}

static int open_getattr(struct vnode *v, const struct proc *p, struct stat *st)
{
	struct file *f = p != NULL ? procfs_file_at(p, procfs_number(v)) : NULL;

	return f == NULL ? -ENOENT : file_getattr(f, st);
}

/* As task_dump_owner() does: who changed ids owns no more than the name. */
static void set_owner(unsigned kind, const struct proc *p, struct stat *st)
{
	if (kind != KIND_PID && (p->undumpable || !same_ids(&p->cred)))
		return;
	st->st_uid = p->cred.euid;
	st->st_gid = p->cred.egid;
}

static int procfs_getattr(struct vnode *v, struct stat *st)
{
	double boot = clock_wall() - host_now();
	unsigned kind = procfs_kind(v);
	struct proc *p = procfs_proc(v);
	struct file *f;

	if (kind == KIND_OPEN)
		return open_getattr(v, p, st);
	st->st_mode = procfs_mode(kind);
	st->st_nlink = links_of(v);
	st->st_blksize = 1024;
	st->st_mtim = to_timespec(boot + (p != NULL ? p->start_ms : 0));
	st->st_atim = st->st_ctim = st->st_mtim;
	/* The owner outlives the process, as long as the file is in use. */
	if (p != NULL)
		set_owner(kind, p, st);
	else
		st->st_uid = (uid_t)(uintptr_t)v->data;
	v->data = (void *)(uintptr_t)st->st_uid;
	if (kind == KIND_FD && p != NULL) {
		f = procfs_file_at(p, procfs_number(v));
		st->st_size = 64;
		if (f != NULL && (f->flags & O_ACCMODE) == O_RDONLY)
			st->st_mode = S_IFLNK | 0500;
		else if (f != NULL && (f->flags & O_ACCMODE) == O_WRONLY)
			st->st_mode = S_IFLNK | 0300;
	}
	return 0;
}

/* Directories' names are found by their numbers in readdir. */
static int procfs_name_of(struct vnode *v, struct vnode **dir, char *name)
{
	unsigned kind = procfs_kind(v);
	struct proc *p = procfs_proc(v);
	unsigned in = kind == KIND_FD ? row_of_dir(IN_FD)
		: kind == KIND_FDINFO ? row_of_dir(IN_FDINFO)
				      : KIND_ROOT;
	int error;

	if (procfs_of_process(v) && p == NULL)
		return -ENOENT;
	if (in != KIND_ROOT) {
		error = procfs_get(
			v->fs, procfs_ino(in, p, procfs_in_task(v), 0), dir);
		return error < 0
			? error
			: format(name, NAME_MAX + 1, "%u", procfs_number(v));
	}
	if (kind >= procfs_file_count)
		return -ENOENT;
	error = procfs_get(v->fs, parent_of(v, p, procfs_in_task(v)), dir);
	return error < 0
		? error
		: format(name, NAME_MAX + 1, "%s", procfs_files[kind].name);
}

/* Files are read and written through procfs_open(); this is for truncation. */
static int procfs_setattr(struct vnode *v, const struct stat *st, unsigned mask)
{
	unsigned kind = procfs_kind(v);

	(void)st;
	if (mask == ATTR_SIZE && kind < procfs_file_count &&
		procfs_files[kind].store != NULL)
		return 0;
	return -EPERM;
}

static int procfs_statfs(struct filesystem *fs, struct statfs *st)
{
	(void)fs;
	st->f_type = 0x9fa0; /* PROC_SUPER_MAGIC */
	return 0;
}

static const struct fs_ops procfs_ops = {
	.name = "proc",
	.lookup = procfs_lookup,
	.getattr = procfs_getattr,
	.setattr = procfs_setattr,
	.readlink = procfs_readlink,
	.follow = procfs_follow,
	.find = procfs_name_of,
	.readdir = procfs_readdir,
	.open = procfs_open,
	.statfs = procfs_statfs,
};

int procfs_mount(struct filesystem *fs, const char *source, const char *options)
{
	(void)source;
	if (*options != '\0')
		return -EINVAL;
	fs->ops = &procfs_ops;
	procfs_start_load();
	return procfs_get(fs, procfs_ino(KIND_ROOT, NULL, false, 0), &fs->root);
}
