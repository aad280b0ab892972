/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stat, access, and the calls that change what stat tells. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/proc.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"

int do_fstat(const uint32_t *args)
{
	struct file *f = file_of((int)args[0]);
	struct stat st;
	int error;

	if (f == NULL)
		return -EBADF;
	error = file_getattr(f, &st);
	return error < 0 ? error : copy_to_user(args[1], &st, sizeof(st));
}

static unsigned follow_flags(uint32_t at_flags)
{
	unsigned how = 0;

	if ((at_flags & AT_SYMLINK_NOFOLLOW) == 0)
		how |= PATH_FOLLOW;
	if ((at_flags & AT_EMPTY_PATH) != 0)
		how |= PATH_EMPTY;
	return how;
}

int do_fstatat(const uint32_t *args)
{
	const uint32_t known = AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH |
		AT_NO_AUTOMOUNT;
	struct path path;
	struct stat st;
	char first;
	int error;

	if ((args[3] & ~known) != 0)
		return -EINVAL;
	if ((args[3] & AT_EMPTY_PATH) != 0 &&
		copy_from_user(&first, args[1], 1) == 0 && first == '\0' &&
		(int)args[0] >= 0)
		return do_fstat((const uint32_t[]){ args[0], args[2] });
	error = path_resolve_user(
		(int)args[0], args[1], follow_flags(args[3]), &path);
	if (error < 0)
		return error;
	error = vnode_getattr(path.v, &st);
	path_release(&path);
	return error < 0 ? error : copy_to_user(args[2], &st, sizeof(st));
}

enum { PIPEFS_MAGIC = 0x50495045 };

/* fs is NULL for a file that no file system holds: a pipe. */
static int give_statfs(struct filesystem *fs, uint32_t address)
{
	struct statfs st = { .f_type = PIPEFS_MAGIC };
	int error;

	st.f_bsize = st.f_frsize = 4096;
	st.f_namelen = NAME_MAX;
	if (fs != NULL)
		st.f_type = 0;
	if (fs != NULL && fs->readonly)
		st.f_flags = 1;
	if (fs != NULL && fs->ops->statfs != NULL) {
		error = fs->ops->statfs(fs, &st);
		if (error < 0)
			return error;
	}
	return copy_to_user(address, &st, sizeof(st));
}

int do_statfs(const uint32_t *args)
{
	struct path path;
	int error;

	if (args[1] != sizeof(struct statfs))
		return -EINVAL;
	error = path_resolve_user(AT_FDCWD, args[0], PATH_FOLLOW, &path);
	if (error < 0)
		return error;
	error = give_statfs(path.v->fs, args[2]);
	path_release(&path);
	return error;
}

int do_fstatfs(const uint32_t *args)
{
	struct file *f = file_of((int)args[0]);

	if (f == NULL)
		return -EBADF;
	if (args[1] != sizeof(struct statfs))
		return -EINVAL;
	return give_statfs(f->vnode == NULL ? NULL : f->vnode->fs, args[2]);
}

static int access_at(int dirfd, uint32_t name, uint32_t mask, uint32_t flags)
{
	const uint32_t known = AT_EACCESS | AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH;
	struct path path;
	int error;

	if ((mask & ~7U) != 0 || (flags & ~known) != 0)
		return -EINVAL;
	error = path_resolve_user(dirfd, name, follow_flags(flags), &path);
	if (error < 0)
		return error;
	if (mask != F_OK)
		error = vnode_access(
			path.v, (int)mask, (flags & AT_EACCESS) == 0);
	path_release(&path);
	return error;
}

int do_faccessat(const uint32_t *args)
{
	return access_at((int)args[0], args[1], args[2], 0);
}

int do_faccessat2(const uint32_t *args)
{
	return access_at((int)args[0], args[1], args[2], args[3]);
}

/* Whether the caller may change the mode and times of v. */
static int check_owner(struct vnode *v, struct stat *st)
{
	int error = vnode_getattr(v, st);

	if (error < 0)
		return error;
	if (v->fs->readonly || v->fs->ops->setattr == NULL)
		return -EROFS;
	if (current->cred.euid != 0 && current->cred.euid != st->st_uid)
		return -EPERM;
	return 0;
}

static int change_mode(struct vnode *v, mode_t mode)
{
	struct stat st;
	int error = check_owner(v, &st);

	if (error < 0)
		return error;
	if (v->type == S_IFLNK)
		return -EOPNOTSUPP;
	if (current->cred.euid != 0 && !proc_in_group(current, st.st_gid))
		mode &= ~(mode_t)S_ISGID;
	st.st_mode = mode & 07777;
	return v->fs->ops->setattr(v, &st, ATTR_MODE);
}

int do_fchmod(const uint32_t *args)
{
	struct file *f = file_of((int)args[0]);

	if (f == NULL || (f->flags & O_PATH) != 0)
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
static int change_owner(struct vnode *v, uint32_t uid, uint32_t gid)
{
	struct stat st;
	unsigned mask = 0;
	int error = check_owner(v, &st);

	if (error < 0)
		return error;
	if (current->cred.euid != 0 &&
		(((int)uid != -1 && uid != st.st_uid) ||
			((int)gid != -1 && !proc_in_group(current, gid))))
		return -EPERM;
	if ((int)uid != -1) {
		st.st_uid = uid;
		mask |= ATTR_UID;
	}
	if ((int)gid != -1) {
		st.st_gid = gid;
		mask |= ATTR_GID;
	}
	if (mask != 0 && current->cred.euid != 0 && v->type == S_IFREG) {
		st.st_mode &= 0777;
		mask |= ATTR_MODE;
	}
	return mask == 0 ? 0 : v->fs->ops->setattr(v, &st, mask);
}

int do_fchown(const uint32_t *args)
{
	struct file *f = file_of((int)args[0]);

	if (f == NULL || (f->flags & O_PATH) != 0)
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

static int choose_time(
	struct timespec *ts, unsigned bit, unsigned *mask, bool *now)
{
	if (ts->tv_nsec == UTIME_OMIT)
		return 0;
	*mask |= bit;
	if (ts->tv_nsec == UTIME_NOW)
		*ts = time_now();
	else if (ts->tv_nsec < 0 || ts->tv_nsec > 999999999)
		return -EINVAL;
	else
		*now = false;
	return 0;
}

static int change_times(struct vnode *v, struct timespec *times, bool now)
{
	unsigned mask = 0;
	struct stat st;
	int error;

	if (choose_time(&times[0], ATTR_ATIME, &mask, &now) < 0 ||
		choose_time(&times[1], ATTR_MTIME, &mask, &now) < 0)
		return -EINVAL;
	if (mask == 0)
		return 0;
	error = check_owner(v, &st);
	if (error == -EPERM)
		error = now ? vnode_access(v, W_OK, false) : -EPERM;
	if (error < 0)
		return error;
	st.st_atim = times[0];
	st.st_mtim = times[1];
	return v->fs->ops->setattr(v, &st, mask);
}

int do_utimensat(const uint32_t *args)
{
	struct timespec times[2] = { { .tv_nsec = UTIME_NOW },
		{ .tv_nsec = UTIME_NOW } };
	struct path path;
	struct file *f;
	int error;

	if ((args[3] & ~(uint32_t)AT_SYMLINK_NOFOLLOW) != 0)
		return -EINVAL;
	if (args[2] != 0 && copy_from_user(times, args[2], sizeof(times)) < 0)
		return -EFAULT;
	if (args[1] == 0) {
		f = file_of((int)args[0]);
		if (f == NULL)
			return -EBADF;
		if (f->vnode == NULL)
			return -EINVAL;
		return change_times(f->vnode, times, true);
	}
	error = path_resolve_user(
		(int)args[0], args[1], follow_flags(args[3]), &path);
	if (error < 0)
		return error;
	error = change_times(path.v, times, true);
	path_release(&path);
	return error;
}

static int set_size(struct vnode *v, int64_t size)
{
	struct stat st = { .st_size = size };

	if (v->type == S_IFDIR)
		return -EISDIR;
	if (size < 0 || v->type != S_IFREG)
		return -EINVAL;
	if (v->fs->readonly || v->fs->ops->setattr == NULL)
		return -EROFS;
	return v->fs->ops->setattr(v, &st, ATTR_SIZE);
}

int do_ftruncate(const uint32_t *args)
{
	struct file *f = file_of((int)args[0]);

	if (f == NULL || (f->flags & O_PATH) != 0)
		return -EBADF;
	if (f->vnode == NULL || (f->flags & O_ACCMODE) == O_RDONLY)
		return -EINVAL;
	return set_size(f->vnode, call_wide(args[1], args[2]));
}

int do_truncate(const uint32_t *args)
{
	struct path path;
	int error = path_resolve_user(AT_FDCWD, args[0], PATH_FOLLOW, &path);

	if (error < 0)
		return error;
	error = vnode_access(path.v, W_OK, false);
	if (error == 0)
		error = set_size(path.v, call_wide(args[1], args[2]));
	path_release(&path);
	return error;
}

static int sync_all_mounts(struct filesystem *only)
{
	if (only->ops->sync != NULL)
		return only->ops->sync(only);
	return 0;
}

static void sync_one(struct filesystem *fs, void *context)
{
	(void)context;
	sync_all_mounts(fs);
}

int do_sync(const uint32_t *args)
{
	(void)args;
	mount_each(sync_one, NULL);
	return 0;
}

int do_fsync(const uint32_t *args)
{
	struct file *f = file_of((int)args[0]);

	if (f == NULL)
		return -EBADF;
	if (f->vnode == NULL)
		return -EINVAL;
	return sync_all_mounts(f->vnode->fs);
}

int do_fdatasync(const uint32_t *args)
{
	return do_fsync(args);
}
