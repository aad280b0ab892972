/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chmod, chown, utimensat. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "kernel/call.h"
#include "kernel/proc.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/stat.h"
#include "servers/resmgr/vnode.h"

static int check_writable(struct vnode *v)
{
	return v->fs->readonly || v->fs->ops->setattr == NULL ? -EROFS : 0;
}

static int change_mode(struct vnode *v, mode_t mode)
{
	struct stat st;
	int error = check_writable(v);

	if (error < 0)
		return error;
	if (v->type == S_IFLNK)
		return -EOPNOTSUPP;
	error = vnode_owned(v, &st);
	if (error < 0)
		return error;
	if (current->cred.fsuid != 0 && !proc_in_group(current, st.st_gid))
		mode &= ~(mode_t)S_ISGID;
	st.st_mode = mode & 07777;
	return v->fs->ops->setattr(v, &st, ATTR_MODE);
}

int do_fchmod(const uint32_t *args)
{
	struct file *f = file_usable((int)args[0]);

	if (f == NULL)
		return -EBADF;
	return f->vnode == NULL ? -EINVAL : change_mode(f->vnode, args[1]);
}

int do_fchmodat(const uint32_t *args)
{
	struct path path;
	int error = path_resolve_user(
		(int)args[0], args[1], PATH_FOLLOW, &path);

	if (error < 0)
		return error;
	error = change_mode(path.v, args[2]);
	path_release(&path);
	return error;
}

/* POSIX chown(): only root gives away; an owner may pass on to its groups. */
static bool may_give(const struct stat *st, uint32_t uid, uint32_t gid)
{
	if (current->cred.fsuid == 0 || ((int)uid == -1 && (int)gid == -1))
		return true;
	if (current->cred.fsuid != st->st_uid)
		return false;
	return ((int)uid == -1 || uid == st->st_uid) &&
		((int)gid == -1 || gid == st->st_gid ||
			proc_in_group(current, gid));
}

/* A new owner does not get the old one's set-user-ID programs. Like Linux we
 * make no difference for root. */
static mode_t mode_after(const struct vnode *v, mode_t mode)
{
	if (v->type == S_IFDIR)
		return mode;
	mode &= ~(mode_t)S_ISUID;
	return (mode & S_IXGRP) != 0 ? mode & ~(mode_t)S_ISGID : mode;
}

static int change_owner(struct vnode *v, uint32_t uid, uint32_t gid)
{
	unsigned mask = 0;
	struct stat st;
	mode_t mode;
	int error = check_writable(v);

	if (error == 0)
		error = vnode_getattr(v, &st);
	if (error < 0)
		return error;
	if (!may_give(&st, uid, gid))
		return -EPERM;
	mode = mode_after(v, st.st_mode);
	if (mode != st.st_mode && current->cred.fsuid != 0 &&
		current->cred.fsuid != st.st_uid)
		return -EPERM;
	if ((int)uid != -1) {
		st.st_uid = uid;
		mask |= ATTR_UID;
	}
	if ((int)gid != -1) {
		st.st_gid = gid;
		mask |= ATTR_GID;
	}
	if (mode != st.st_mode) {
		st.st_mode = mode & 07777;
		mask |= ATTR_MODE;
	}
	return v->fs->ops->setattr(v, &st, mask);
}

int do_fchown(const uint32_t *args)
{
	struct file *f = file_usable((int)args[0]);

	if (f == NULL)
		return -EBADF;
	if (f->vnode == NULL)
		return -EINVAL;
	return change_owner(f->vnode, args[1], args[2]);
}

int do_fchownat(const uint32_t *args)
{
	const uint32_t known = AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH;
	struct path path;
	int error;

	if ((args[4] & ~known) != 0)
		return -EINVAL;
	error = path_resolve_user(
		(int)args[0], args[1], follow_flags(args[4]), &path);
	if (error < 0)
		return error;
	error = change_owner(path.v, args[2], args[3]);
	path_release(&path);
	return error;
}

static bool valid_time(const struct timespec *ts)
{
	return ts->tv_nsec == UTIME_NOW || ts->tv_nsec == UTIME_OMIT ||
		(ts->tv_nsec >= 0 && ts->tv_nsec <= 999999999);
}

/* The bit, unless the time is to be left alone. */
static unsigned choose_time(struct timespec *ts, unsigned bit)
{
	if (ts->tv_nsec == UTIME_OMIT)
		return 0;
	if (ts->tv_nsec == UTIME_NOW)
		*ts = time_now();
	return bit;
}

/* Both times to now is for all who may write, all else for the owner. */
static int change_times(struct vnode *v, struct timespec *times)
{
	bool now = times[0].tv_nsec == UTIME_NOW &&
		times[1].tv_nsec == UTIME_NOW;
	unsigned mask = choose_time(&times[0], ATTR_ATIME);
	struct stat st;
	int error;

	mask |= choose_time(&times[1], ATTR_MTIME);
	if (mask == 0)
		return 0;
	error = check_writable(v);
	if (error == 0)
		error = vnode_owned(v, &st);
	if (error == -EPERM && now)
		error = vnode_access(v, W_OK, false);
	if (error < 0)
		return error;
	st.st_atim = times[0];
	st.st_mtim = times[1];
	return v->fs->ops->setattr(v, &st, mask);
}

int do_utimensat(const uint32_t *args)
{
	const uint32_t known = AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH;
	struct timespec times[2] = { { .tv_nsec = UTIME_NOW },
		{ .tv_nsec = UTIME_NOW } };
	struct path path;
	struct file *f;
	int error;

	if (args[2] != 0 && copy_from_user(times, args[2], sizeof(times)) < 0)
		return -EFAULT;
	/* Nothing to do: Linux does not even look for the file. */
	if (times[0].tv_nsec == UTIME_OMIT && times[1].tv_nsec == UTIME_OMIT)
		return 0;
	if (!valid_time(&times[0]) || !valid_time(&times[1]))
		return -EINVAL;
	if (args[1] == 0 && (int)args[0] != AT_FDCWD) {
		if (args[3] != 0)
			return -EINVAL;
		f = file_usable((int)args[0]);
		if (f == NULL)
			return -EBADF;
		return f->vnode == NULL ? -EINVAL
					: change_times(f->vnode, times);
	}
	if ((args[3] & ~known) != 0)
		return -EINVAL;
	error = path_resolve_user(
		(int)args[0], args[1], follow_flags(args[3]), &path);
	if (error < 0)
		return error;
	error = change_times(path.v, times);
	path_release(&path);
	return error;
}
