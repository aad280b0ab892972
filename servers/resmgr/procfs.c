/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * procfs: the tree. An inode number says which file it is and of which
 * process, so vnodes have no data and /proc nothing to keep up to date; the
 * content is put together anew for each read.
 */
#include "servers/resmgr/procfs.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/host.h"
#include "kernel/log.h"
#include "kernel/proc.h"
#include "servers/resmgr/dirent.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/procfs_impl.h"
#include "servers/resmgr/vnode.h"

/* The type of KIND_OPEN: none that the VFS knows, so that it asks
 * procfs_open() and does not want to truncate. */
enum { TYPE_OPEN = 0 };

static int self_link(struct proc *p, char *buffer, size_t size)
{
	(void)p;
	return format(buffer, size, "%d", current->pid);
}

static int mounts_link(struct proc *p, char *buffer, size_t size)
{
	(void)p;
	return format(buffer, size, "self/mounts");
}

const struct procfs_file procfs_files[] = {
	/* /proc */
	{ "self", S_IFLNK | 0777, .link = self_link },
	{ "meminfo", S_IFREG | 0444, .content = procfs_meminfo },
	{ "uptime", S_IFREG | 0444, .content = procfs_uptime },
	{ "version", S_IFREG | 0444, .content = procfs_version },
	{ "loadavg", S_IFREG | 0444, .content = procfs_loadavg },
	{ "stat", S_IFREG | 0444, .content = procfs_cpu },
	{ "cpuinfo", S_IFREG | 0444, .content = procfs_cpuinfo },
	{ "mounts", S_IFLNK | 0777, .link = mounts_link },
	{ "filesystems", S_IFREG | 0444, .content = procfs_filesystems },
	/* /proc/PID */
	{ "stat", S_IFREG | 0444, .content = procfs_stat },
	{ "statm", S_IFREG | 0444, .content = procfs_statm },
	{ "status", S_IFREG | 0444, .content = procfs_status },
	{ "cmdline", S_IFREG | 0444, .content = procfs_cmdline },
	{ "comm", S_IFREG | 0444, .content = procfs_comm },
	{ "mounts", S_IFREG | 0444, .content = procfs_mounts },
	{ "cwd", S_IFLNK | 0777, .link = procfs_cwd },
	{ "root", S_IFLNK | 0777, .link = procfs_root },
	{ "exe", S_IFLNK | 0777, .link = procfs_exe },
	{ "fd", S_IFDIR | 0500, .link = NULL },
};

_Static_assert(sizeof(procfs_files) / sizeof(procfs_files[0]) == KIND_FILES,
	"KIND_FILES");

/* The file that a link in fd/ stands for, or NULL. */
static struct file *linked_file(const struct vnode *v, const struct proc *p)
{
	return procfs_file_at(p, (uint32_t)(v->ino >> 32) - 1);
}

static mode_t mode_of(unsigned kind)
{
	switch (kind) {
	case KIND_ROOT:
	case KIND_PID:
		return S_IFDIR | 0555;
	case KIND_FD:
		return S_IFLNK | 0700;
	case KIND_OPEN:
		return S_IFIFO | 0600;
	default:
		return procfs_files[kind].mode;
	}
}

static int get(struct filesystem *fs, uint64_t ino, struct vnode **result)
{
	unsigned kind = ino & 0xff;
	bool fresh;
	struct vnode *v = vnode_get(fs, ino, &fresh);

	if (v == NULL)
		return -ENOMEM;
	if (fresh)
		v->type = kind == KIND_OPEN ? TYPE_OPEN
					    : mode_of(kind) & S_IFMT;
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

static bool is_name(const char *name, size_t length, const char *is)
{
	return strlen(is) == length && memcmp(name, is, length) == 0;
}

/* The kind of a file with that name; KIND_FILES: there is none. */
static unsigned find_kind(
	const char *name, size_t length, unsigned from, unsigned to)
{
	for (unsigned kind = from; kind < to; kind++)
		if (is_name(name, length, procfs_files[kind].name))
			return kind;
	return KIND_FILES;
}

static int lookup_fd(struct vnode *dir, struct proc *p, const char *name,
	size_t length, struct vnode **result)
{
	int fd = parse_number(name, length);
	uint32_t key = procfs_parse_key(name, length);
	struct file *f;

	if (fd >= 0 && procfs_file_at(p, (uint32_t)fd) != NULL)
		return get(dir->fs,
			procfs_ino(KIND_FD, p->pid, (uint32_t)fd + 1), result);
	if (length > 11 && memcmp(name, "anon_inode:", 11) == 0)
		return -ENXIO;
	f = key == 0 ? NULL : procfs_file_by_key(p, key, -1);
	if (f == NULL || !procfs_may_look(p))
		return -ENOENT;
	if (f->vnode == NULL)
		return get(dir->fs, procfs_ino(KIND_OPEN, p->pid, key), result);
	vnode_ref(f->vnode);
	*result = f->vnode;
	return 0;
}

static int procfs_lookup(struct vnode *dir, const char *name, size_t length,
	struct vnode **result)
{
	unsigned kind = procfs_kind(dir);
	struct proc *p;
	int pid;

	if (kind == KIND_ROOT) {
		pid = parse_number(name, length);
		if (pid > 0 && proc_find(pid) != NULL)
			return get(
				dir->fs, procfs_ino(KIND_PID, pid, 0), result);
		kind = find_kind(name, length, 0, KIND_FIRST_OF_PID);
		return kind == KIND_FILES
			? -ENOENT
			: get(dir->fs, procfs_ino(kind, 0, 0), result);
	}
	p = procfs_proc(dir);
	if (is_name(name, length, "..")) {
		pid = (int)(dir->ino >> 8 & 0xffffff);
		return get(dir->fs,
			kind == KIND_PID ? procfs_ino(KIND_ROOT, 0, 0)
					 : procfs_ino(KIND_PID, pid, 0),
			result);
	}
	if (p == NULL)
		return -ENOENT;
	if (kind != KIND_PID)
		return lookup_fd(dir, p, name, length, result);
	kind = find_kind(name, length, KIND_FIRST_OF_PID, KIND_FILES);
	return kind == KIND_FILES
		? -ENOENT
		: get(dir->fs, procfs_ino(kind, p->pid, 0), result);
}

static struct timespec to_timespec(double ms)
{
	int64_t whole = (int64_t)ms;

	return (struct timespec){ .tv_sec = whole / 1000,
		.tv_nsec = (long)(whole % 1000) * 1000000 };
}

static int procfs_getattr(struct vnode *v, struct stat *st)
{
	double boot = host_realtime() - host_now();
	unsigned kind = procfs_kind(v);
	struct proc *p = procfs_proc(v);
	struct file *f;

	st->st_mode = mode_of(kind);
	st->st_mtim = to_timespec(boot);
	if (v->ino >> 8 != 0) {
		if (p == NULL)
			return -ENOENT;
		st->st_uid = p->cred.euid;
		st->st_gid = p->cred.egid;
		st->st_mtim = to_timespec(boot + p->start_ms);
	}
	if (kind == KIND_FD) {
		f = linked_file(v, p);
		if (f == NULL)
			return -ENOENT;
		if ((f->flags & O_ACCMODE) == O_RDONLY)
			st->st_mode = S_IFLNK | 0500;
		else if ((f->flags & O_ACCMODE) == O_WRONLY)
			st->st_mode = S_IFLNK | 0300;
	}
	st->st_atim = st->st_ctim = st->st_mtim;
	return 0;
}

static int procfs_readlink(struct vnode *v, char *buffer, size_t size)
{
	unsigned kind = procfs_kind(v);
	struct proc *p = procfs_proc(v);
	struct file *f;
	int length;

	if (v->ino >> 8 != 0) {
		if (p == NULL)
			return -ENOENT;
		if (!procfs_may_look(p))
			return -EACCES;
	}
	if (kind != KIND_FD) {
		length = procfs_files[kind].link(p, buffer, size);
	} else {
		f = linked_file(v, p);
		length = f == NULL ? -ENOENT : procfs_fd(f, buffer, size);
	}
	return length > (int)size ? (int)size : length;
}

static int procfs_read(struct vnode *v, struct uio *io, int64_t offset)
{
	const struct procfs_file *file = &procfs_files[procfs_kind(v)];
	struct procfs_text text = { 0 };
	struct proc *p = procfs_proc(v);
	int count = -ENOMEM;

	if (v->ino >> 8 != 0 && p == NULL)
		return -ESRCH;
	file->content(&text, p);
	if (!text.failed)
		count = offset >= (int64_t)text.used
			? 0
			: (int)uio_put(io, text.bytes + offset,
				  text.used - (size_t)offset);
	kfree(text.bytes);
	return count;
}

static int procfs_open(struct vnode *v, struct file *f)
{
	struct proc *p = procfs_proc(v);
	struct file *target;

	if (procfs_kind(v) != KIND_OPEN)
		return 0;
	if (p == NULL)
		return -ENOENT;
	target = procfs_file_by_key(
		p, (uint32_t)(v->ino >> 32), f->flags & O_ACCMODE);
	if (target == NULL)
		return -EACCES;
	procfs_open_as(f, target);
	return 0;
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
	.readlink = procfs_readlink,
	.readdir = procfs_readdir,
	.read = procfs_read,
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
	return get(fs, procfs_ino(KIND_ROOT, 0, 0), &fs->root);
}
