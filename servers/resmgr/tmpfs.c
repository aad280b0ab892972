/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmpfs: inodes and their attributes. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "kernel/alloc.h"
#include "servers/resmgr/tmpfs_impl.h"

struct vnode *tmpfs_vnode_of(struct filesystem *fs, struct tmpfs_inode *inode)
{
	bool fresh;
	struct vnode *v = vnode_get(fs, inode->st.st_ino, &fresh);

	if (v != NULL && fresh) {
		v->type = inode->st.st_mode & S_IFMT;
		v->data = inode;
		inode->open = true;
	}
	return v;
}

static size_t cost_of(const char *target)
{
	return TMPFS_INODE_COST + (target == NULL ? 0 : strlen(target));
}

struct tmpfs_inode *tmpfs_new_inode(
	struct tmpfs *t, const struct node_spec *spec)
{
	struct tmpfs_inode *inode;

	if (t->used + cost_of(spec->target) > t->limit ||
		(t->inode_limit != 0 && t->inodes >= t->inode_limit))
		return NULL;
	inode = kzalloc(sizeof(*inode));
	if (inode == NULL)
		return NULL;
	inode->st.st_ino = ++t->last_ino;
	inode->st.st_mode = spec->mode;
	inode->st.st_rdev = spec->rdev;
	inode->st.st_uid = spec->uid;
	inode->st.st_gid = spec->gid;
	inode->st.st_nlink = S_ISDIR(spec->mode) ? 2 : 1;
	inode->born = time_now();
	inode->st.st_atim = inode->st.st_mtim = inode->born;
	inode->st.st_ctim = inode->born;
	inode->seals = F_SEAL_SEAL;
	list_init(&inode->entries);
	if (spec->target != NULL) {
		inode->target = kstrdup(spec->target);
		inode->st.st_size = (off_t)strlen(spec->target);
		if (inode->target == NULL) {
			kfree(inode);
			return NULL;
		}
	}
	t->used += cost_of(inode->target);
	t->inodes++;
	return inode;
}

void tmpfs_free_inode(struct tmpfs *t, struct tmpfs_inode *inode)
{
	inode->seals = 0;
	tmpfs_resize(t, inode, 0);
	tmpfs_free_xattrs(t, inode);
	t->used -= cost_of(inode->target);
	t->inodes--;
	kfree(inode->target);
	kfree(inode);
}

static int tmpfs_getattr(struct vnode *v, struct stat *st)
{
	const struct tmpfs_inode *inode = v->data;
	dev_t dev = st->st_dev;

	*st = inode->st;
	st->st_dev = dev;
	st->st_blksize = TMPFS_BLOCK;
	st->st_blocks = (blkcnt_t)((inode->bytes + 511) / 512);
	return 0;
}

static int tmpfs_setattr(struct vnode *v, const struct stat *st, unsigned mask)
{
	struct tmpfs_inode *inode = v->data;

	if ((mask & ATTR_SIZE) != 0) {
		int error = tmpfs_resize(v->fs->data, inode, st->st_size);

		if (error < 0)
			return error;
	}
	if ((mask & ATTR_MODE) != 0)
		inode->st.st_mode = (inode->st.st_mode & S_IFMT) |
			(st->st_mode & 07777);
	if ((mask & ATTR_UID) != 0)
		inode->st.st_uid = st->st_uid;
	if ((mask & ATTR_GID) != 0)
		inode->st.st_gid = st->st_gid;
	if ((mask & ATTR_ATIME) != 0)
		inode->st.st_atim = st->st_atim;
	if ((mask & ATTR_MTIME) != 0)
		inode->st.st_mtim = st->st_mtim;
	inode->st.st_ctim = time_now();
	return 0;
}

static void tmpfs_accessed(struct vnode *v)
{
	struct tmpfs_inode *inode = v->data;

	inode->st.st_atim = time_now();
}

static int tmpfs_seal(struct vnode *v, uint32_t seals)
{
	struct tmpfs_inode *inode = v->data;

	if (seals == SEAL_RESET)
		inode->seals = 0;
	else
		inode->seals |= seals;
	return (int)inode->seals;
}

static void tmpfs_birth(const struct vnode *v, struct timespec *time)
{
	const struct tmpfs_inode *inode = v->data;

	*time = inode->born;
}

static int tmpfs_readlink(struct vnode *v, char *buffer, size_t size)
{
	const struct tmpfs_inode *inode = v->data;
	size_t length = strlen(inode->target);

	if (length > size)
		length = size;
	memcpy(buffer, inode->target, length);
	return (int)length;
}

static int tmpfs_statfs(struct filesystem *fs, struct statfs *st)
{
	const struct tmpfs *t = fs->data;
	uint64_t cost = TMPFS_INODE_COST + TMPFS_ENTRY_COST;

	st->f_type = 0x01021994;
	st->f_blocks = t->limit / st->f_bsize;
	st->f_bfree = st->f_bavail = (t->limit - t->used) / st->f_bsize;
	st->f_ffree = (t->limit - t->used) / cost;
	if (t->inode_limit != 0)
		st->f_ffree = t->inode_limit - t->inodes;
	st->f_files = t->inodes + st->f_ffree;
	return 0;
}

static void tmpfs_forget(struct vnode *v)
{
	struct tmpfs_inode *inode = v->data;

	inode->open = false;
	if (inode->st.st_nlink == 0)
		tmpfs_free_inode(v->fs->data, inode);
}

const struct fs_ops tmpfs_ops = {
	.name = "tmpfs",
	.nowait = true,
	.lookup = tmpfs_lookup,
	.getattr = tmpfs_getattr,
	.setattr = tmpfs_setattr,
	.readlink = tmpfs_readlink,
	.create = tmpfs_create,
	.link = tmpfs_link,
	.unlink = tmpfs_unlink,
	.rename = tmpfs_rename,
	.exchange = tmpfs_exchange,
	.tmpfile = tmpfs_tmpfile,
	.readdir = tmpfs_readdir,
	.read = tmpfs_read,
	.write = tmpfs_write,
	.seek = tmpfs_seek,
	.allocate = tmpfs_allocate,
	.accessed = tmpfs_accessed,
	.birth = tmpfs_birth,
	.xattr_get = tmpfs_xattr_get,
	.xattr_set = tmpfs_xattr_set,
	.xattr_list = tmpfs_xattr_list,
	.seal = tmpfs_seal,
	.statfs = tmpfs_statfs,
	.forget = tmpfs_forget,
	.find = tmpfs_find,
	.unmount = tmpfs_unmount,
	.remount = tmpfs_remount,
};
