/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fstat, fstatat, statx, faccessat. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "kernel/call.h"
#include "kernel/proc.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/stat.h"
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

unsigned follow_flags(uint32_t at_flags)
{
	unsigned how = 0;

	if ((at_flags & AT_SYMLINK_NOFOLLOW) == 0)
		how |= PATH_FOLLOW;
	if ((at_flags & AT_EMPTY_PATH) != 0)
		how |= PATH_EMPTY;
	return how;
}

/* Attributes by descriptor and name; *v with a reference, or NULL for an open
 * file that no file system holds. */
static int attributes_at(int dirfd, uint32_t name, uint32_t flags,
	struct stat *st, struct vnode **v)
{
	struct path path;
	struct file *f;
	char first;
	int error;

	*v = NULL;
	if ((flags & AT_EMPTY_PATH) != 0 && dirfd >= 0 &&
		copy_from_user(&first, name, 1) == 0 && first == '\0') {
		f = file_of(dirfd);
		if (f == NULL)
			return -EBADF;
		error = file_getattr(f, st);
		if (error == 0 && f->vnode != NULL) {
			*v = f->vnode;
			vnode_ref(*v);
		}
		return error;
	}
	error = path_resolve_user(dirfd, name, follow_flags(flags), &path);
	if (error < 0)
		return error;
	error = vnode_getattr(path.v, st);
	if (error == 0) {
		*v = path.v;
		vnode_ref(*v);
	}
	path_release(&path);
	return error;
}

int do_fstatat(const uint32_t *args)
{
	const uint32_t known = AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH |
		AT_NO_AUTOMOUNT;
	struct vnode *v;
	struct stat st;
	int error;

	if ((args[3] & ~known) != 0)
		return -EINVAL;
	error = attributes_at((int)args[0], args[1], args[3], &st, &v);
	if (v != NULL)
		vnode_put(v);
	return error < 0 ? error : copy_to_user(args[2], &st, sizeof(st));
}

/* struct statx of statx(2), and its bits. */
struct statx_time {
	int64_t sec;
	uint32_t nsec;
	int32_t pad;
};

struct statx {
	uint32_t mask, blksize;
	uint64_t attributes;
	uint32_t nlink, uid, gid;
	uint16_t mode, pad;
	uint64_t ino, size, blocks, attributes_mask;
	struct statx_time atime, btime, ctime, mtime;
	uint32_t rdev_major, rdev_minor, dev_major, dev_minor;
	uint64_t mnt_id;
	uint64_t spare[13];
};

_Static_assert(sizeof(struct statx) == 256, "statx(2)");

enum {
	STATX_BASIC_STATS = 0x7ff,
	STATX_BTIME = 0x800,
	STATX_MNT_ID = 0x1000,
	STATX_ATTR_MOUNT_ROOT = 0x2000,
};
#define STATX_RESERVED 0x80000000U

static struct statx_time to_statx_time(const struct timespec *ts)
{
	return (struct statx_time){ .sec = ts->tv_sec,
		.nsec = (uint32_t)ts->tv_nsec };
}

static void to_statx(
	const struct stat *st, const struct vnode *v, struct statx *sx)
{
	memset(sx, 0, sizeof(*sx));
	sx->mask = STATX_BASIC_STATS;
	sx->blksize = (uint32_t)st->st_blksize;
	sx->nlink = (uint32_t)st->st_nlink;
	sx->uid = st->st_uid;
	sx->gid = st->st_gid;
	sx->mode = (uint16_t)st->st_mode;
	sx->ino = st->st_ino;
	sx->size = (uint64_t)st->st_size;
	sx->blocks = (uint64_t)st->st_blocks;
	sx->atime = to_statx_time(&st->st_atim);
	sx->ctime = to_statx_time(&st->st_ctim);
	sx->mtime = to_statx_time(&st->st_mtim);
	sx->rdev_major = major(st->st_rdev);
	sx->rdev_minor = minor(st->st_rdev);
	sx->dev_major = major(st->st_dev);
	sx->dev_minor = minor(st->st_dev);
	if (v == NULL)
		return;
	sx->mask |= STATX_MNT_ID;
	sx->mnt_id = v->fs->dev;
	sx->attributes_mask = STATX_ATTR_MOUNT_ROOT;
	if (v == v->fs->root)
		sx->attributes |= STATX_ATTR_MOUNT_ROOT;
	if (v->fs->ops->birth != NULL) {
		struct timespec born;

		v->fs->ops->birth(v, &born);
		sx->btime = to_statx_time(&born);
		sx->mask |= STATX_BTIME;
	}
}

int do_statx(const uint32_t *args)
{
	const uint32_t known = AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH |
		AT_NO_AUTOMOUNT | AT_STATX_SYNC_TYPE;
	struct vnode *v;
	struct statx sx;
	struct stat st;
	int error;

	if ((args[2] & ~known) != 0 || (args[3] & STATX_RESERVED) != 0 ||
		(args[2] & AT_STATX_SYNC_TYPE) == AT_STATX_SYNC_TYPE)
		return -EINVAL;
	error = attributes_at((int)args[0], args[1], args[2], &st, &v);
	if (error < 0)
		return error;
	to_statx(&st, v, &sx);
	if (v != NULL)
		vnode_put(v);
	return copy_to_user(args[4], &sx, sizeof(sx));
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
