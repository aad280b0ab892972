/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dup, fcntl and ioctl; record locks are in lock.c. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/proc.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/lock.h"
#include "servers/resmgr/memfd.h"
#include "servers/resmgr/vnode.h"

enum { CHANGEABLE = O_APPEND | O_NONBLOCK | O_NOATIME };

int do_dup(const uint32_t *args)
{
	struct file *f = file_of((int)args[0]);
	int fd;

	if (f == NULL)
		return -EBADF;
	fd = file_install(current, f, 0, false);
	if (fd >= 0)
		f->refs++;
	return fd;
}

int do_dup3(const uint32_t *args)
{
	struct file *f = file_of((int)args[0]);

	/* Linux finds fault with equal descriptors before it looks at them. */
	if (args[0] == args[1] || (args[2] & ~(uint32_t)O_CLOEXEC) != 0)
		return -EINVAL;
	if (f == NULL)
		return -EBADF;
	return file_install_at(
		current, f, (int)args[1], (args[2] & O_CLOEXEC) != 0);
}

static struct descriptor *descriptor_of(uint32_t fd)
{
	return file_of((int)fd) == NULL ? NULL : &current->files->slot[fd];
}

static int duplicate(struct file *f, uint32_t least, bool cloexec)
{
	int fd;

	if (least >= (uint32_t)rlimit_files(current))
		return -EINVAL;
	fd = file_install(current, f, (int)least, cloexec);
	if (fd >= 0)
		f->refs++;
	return fd;
}

/* F_SETFL: what open() alone decides is ignored, as POSIX says. */
static int set_flags(struct file *f, int flags)
{
	struct stat st;
	int error;

	if ((flags & O_NOATIME & ~f->flags) != 0) {
		error = f->vnode == NULL ? -EPERM : vnode_owned(f->vnode, &st);
		if (error < 0)
			return error;
	}
	if ((flags & O_DIRECT & ~f->flags) != 0)
		return -EINVAL;
	f->flags = (f->flags & ~CHANGEABLE) | (flags & CHANGEABLE);
	return 0;
}

/* Whether the process or group exists to which signals would go. */
static bool owner_exists(int type, pid_t id)
{
	if (type != F_OWNER_PGRP)
		return proc_find(id) != NULL;
	for (int slot = 0; slot < PROC_MAX; slot++) {
		const struct proc *p = proc_at(slot);

		if (p != NULL && p->pgid == id)
			return true;
	}
	return false;
}

static int set_owner(struct file *f, int type, pid_t id)
{
	if (type < F_OWNER_TID || type > F_OWNER_PGRP)
		return -EINVAL;
	if (id < 0 || (id != 0 && !owner_exists(type, id)))
		return -ESRCH;
	f->owner_type = type;
	f->owner = id;
	return 0;
}

/* F_SETOWN: a process, or a group when negative. */
static int set_owner_plain(struct file *f, int32_t id)
{
	if (id == INT32_MIN)
		return -EINVAL;
	return id < 0 ? set_owner(f, F_OWNER_PGRP, -id)
		      : set_owner(f, F_OWNER_PID, id);
}

static int owner_ex(struct file *f, bool set, uint32_t address)
{
	struct f_owner_ex owner = { f->owner_type, f->owner };

	if (!set)
		return copy_to_user(address, &owner, sizeof(owner));
	if (copy_from_user(&owner, address, sizeof(owner)) < 0)
		return -EFAULT;
	return set_owner(f, owner.type, owner.pid);
}

/* The commands on a file that was opened for use. */
static int control(struct file *f, uint32_t command, uint32_t argument)
{
	switch (command) {
	case F_SETFL:
		return set_flags(f, (int)argument);
	case F_GETLK:
	case F_SETLK:
	case F_SETLKW:
	case F_OFD_GETLK:
	case F_OFD_SETLK:
	case F_OFD_SETLKW:
		return lock_record(f, command, argument);
	case F_SETOWN:
		return set_owner_plain(f, (int32_t)argument);
	case F_GETOWN:
		return f->owner_type == F_OWNER_PGRP ? -f->owner : f->owner;
	case F_SETOWN_EX:
	case F_GETOWN_EX:
		return owner_ex(f, command == F_SETOWN_EX, argument);
	case F_SETSIG:
		if (argument >= _NSIG)
			return -EINVAL;
		f->owner_signal = (int)argument;
		return 0;
	case F_GETSIG:
		return f->owner_signal;
	case F_ADD_SEALS:
	case F_GET_SEALS:
		return memfd_seals(f, (int)command, argument);
	case F_SETPIPE_SZ:
	case F_GETPIPE_SZ:
		if (f->ops->pipe_size == NULL)
			return -EBADF;
		if (command == F_SETPIPE_SZ && (int)argument < 0)
			return -EINVAL;
		return f->ops->pipe_size(
			f, command == F_SETPIPE_SZ ? (int)argument : -1);
	default:
		return -EINVAL;
	}
}

int do_fcntl(const uint32_t *args)
{
	struct descriptor *d = descriptor_of(args[0]);

	if (d == NULL)
		return -EBADF;
	switch (args[1]) {
	case F_DUPFD:
	case F_DUPFD_CLOEXEC:
		return duplicate(d->file, args[2], args[1] == F_DUPFD_CLOEXEC);
	case F_GETFD:
		return d->cloexec ? FD_CLOEXEC : 0;
	case F_SETFD:
		d->cloexec = (args[2] & FD_CLOEXEC) != 0;
		return 0;
	case F_GETFL:
		return d->file->flags | O_LARGEFILE;
	default:
		return (d->file->flags & O_PATH) != 0
			? -EBADF
			: control(d->file, args[1], args[2]);
	}
}

static int set_nonblock(struct file *f, uint32_t address)
{
	int on;

	if (copy_from_user(&on, address, sizeof(on)) < 0)
		return -EFAULT;
	f->flags = on != 0 ? f->flags | O_NONBLOCK : f->flags & ~O_NONBLOCK;
	return 0;
}

/* FIONREAD of a regular file: what is behind the offset. */
static int count_left(struct file *f, uint32_t address)
{
	struct stat st;
	int64_t left;
	int count, error = vnode_getattr(f->vnode, &st);

	if (error < 0)
		return error;
	left = st.st_size - f->pos;
	count = left > INT_MAX ? INT_MAX : (int)left;
	return copy_to_user(address, &count, sizeof(count));
}

/* A request to the file system that a directory is of. */
static int ioctl_directory(struct vnode *v, uint32_t request, uint32_t argument)
{
	int result = -ENOTTY;

	if (v->fs->ops->ioctl == NULL)
		return result;
	vnode_ref(v);
	result = v->fs->ops->ioctl(v, request, argument);
	vnode_put(v);
	return result;
}

/* What the open file's own operations do not know. */
static int ioctl_vnode(struct file *f, uint32_t request, uint32_t argument)
{
	if (f->vnode == NULL)
		return -ENOTTY;
	if (f->vnode->type == S_IFREG && request == FIONREAD)
		return count_left(f, argument);
	if (f->vnode->type == S_IFDIR)
		return ioctl_directory(f->vnode, request, argument);
	return -ENOTTY;
}

int do_ioctl(const uint32_t *args)
{
	struct descriptor *d = descriptor_of(args[0]);

	if (d == NULL || (d->file->flags & O_PATH) != 0)
		return -EBADF;
	switch (args[1]) {
	case FIOCLEX:
	case FIONCLEX:
		d->cloexec = args[1] == FIOCLEX;
		return 0;
	case FIONBIO:
		return set_nonblock(d->file, args[2]);
	default:
		if (d->file->ops->ioctl == NULL)
			return ioctl_vnode(d->file, args[1], args[2]);
		return d->file->ops->ioctl(d->file, args[1], args[2]);
	}
}
