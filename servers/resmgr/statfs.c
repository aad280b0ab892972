/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What there is to know of a whole file system, and bringing it to safety:
 * statfs, fstatfs, sync, fsync, fdatasync, syncfs. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/mount.h>
#include <sys/statvfs.h>

#include "kernel/call.h"
#include "kernel/proc.h"
#include "kernel/shared.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"

enum { PIPEFS_MAGIC = 0x50495045, ST_VALID = 0x20 };

/* f_flags as the kernel tells them: ST_*, which start like MS_*. */
static unsigned long statfs_flags(const struct filesystem *fs)
{
	unsigned long flags = ST_VALID;

	flags |= fs->flags & (MS_NOSUID | MS_NODEV | MS_NOEXEC);
	flags |= fs->flags & (MS_NOATIME | MS_NODIRATIME);
	return fs->readonly ? flags | ST_RDONLY : flags;
}

/* fs is NULL for a file that no file system holds: a pipe. */
static int give_statfs(struct filesystem *fs, uint32_t address)
{
	struct statfs st = { .f_type = PIPEFS_MAGIC, .f_flags = ST_VALID };
	int error;

	st.f_bsize = st.f_frsize = 4096;
	st.f_namelen = NAME_MAX;
	if (fs != NULL) {
		st.f_type = 0;
		st.f_flags = statfs_flags(fs);
		st.f_fsid.__val[0] = (int)fs->dev;
	}
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

	if (args[1] != sizeof(struct statfs))
		return -EINVAL;
	if (f == NULL)
		return -EBADF;
	return give_statfs(f->vnode == NULL ? NULL : f->vnode->fs, args[2]);
}

static void sync_one(struct filesystem *fs, void *context)
{
	(void)context;
	if (fs->ops->sync != NULL)
		fs->ops->sync(fs);
}

int vnode_sync(struct vnode *v)
{
	return v->fs->ops->sync != NULL ? v->fs->ops->sync(v->fs) : 0;
}

void sync_all(void)
{
	mount_each(sync_one, NULL);
}

int do_sync(const uint32_t *args)
{
	(void)args;
	sync_all();
	return 0;
}

int do_syncfs(const uint32_t *args)
{
	struct file *f = file_usable((int)args[0]);

	if (f == NULL)
		return -EBADF;
	return f->vnode == NULL ? 0 : vnode_sync(f->vnode);
}

int do_fsync(const uint32_t *args)
{
	struct file *f = file_usable((int)args[0]);

	if (f == NULL)
		return -EBADF;
	if (f->vnode == NULL ||
		(f->vnode->type != S_IFREG && f->vnode->type != S_IFDIR))
		return -EINVAL;
	if (f->vnode->shared != NULL)
		shared_before(f->vnode);
	return vnode_sync(f->vnode);
}

int do_fdatasync(const uint32_t *args)
{
	return do_fsync(args);
}
