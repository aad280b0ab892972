/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmpfs: its operations. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "kernel/alloc.h"
#include "servers/resmgr/tmpfs_impl.h"

static int tmpfs_getattr(struct vnode *v, struct stat *st)
{
	const struct tmpfs_inode *inode = v->data;
	dev_t dev = st->st_dev;

	*st = inode->node.st;
	st->st_dev = dev;
	st->st_blksize = TMPFS_BLOCK;
	/* Whole pages, as on Linux: small blocks are our own affair. */
	st->st_blocks = (blkcnt_t)((inode->bytes + TMPFS_BLOCK - 1) /
		TMPFS_BLOCK * (TMPFS_BLOCK / 512));
	return 0;
}

static int tmpfs_setattr(struct vnode *v, const struct stat *st, unsigned mask)
{
	if ((mask & ATTR_SIZE) != 0) {
		int error = tmpfs_resize(tree_of(v->fs), v->data, st->st_size);

		if (error < 0)
			return error;
	}
	tree_setattr(v, st, mask);
	return 0;
}

/* New inodes may not be sealed; memfd_create() allows it. */
static int tmpfs_number(struct tree *t, struct tree_inode *node)
{
	struct tmpfs_inode *inode = (struct tmpfs_inode *)node;

	(void)t;
	inode->seals = F_SEAL_SEAL;
	return 0;
}

static void tmpfs_free_content(struct tree *t, struct tree_inode *node)
{
	struct tmpfs_inode *inode = (struct tmpfs_inode *)node;

	inode->seals = 0;
	tmpfs_resize(t, inode, 0);
}

const struct tree_ops tmpfs_tree_ops = {
	.inode_size = sizeof(struct tmpfs_inode),
	.number = tmpfs_number,
	.free_content = tmpfs_free_content,
};

static int tmpfs_seal(struct vnode *v, uint32_t seals)
{
	struct tmpfs_inode *inode = v->data;

	if (seals == SEAL_RESET)
		inode->seals = 0;
	else
		inode->seals |= seals;
	return (int)inode->seals;
}

static int tmpfs_statfs(struct filesystem *fs, struct statfs *st)
{
	const struct tree *t = tree_of(fs);
	uint64_t cost = TREE_INODE_COST + TREE_ENTRY_COST;

	st->f_type = 0x01021994;
	st->f_blocks = t->limit / st->f_bsize;
	st->f_bfree = st->f_bavail = (t->limit - t->used) / st->f_bsize;
	st->f_ffree = (t->limit - t->used) / cost;
	if (t->inode_limit != 0)
		st->f_ffree = t->inode_limit - t->inodes;
	st->f_files = t->inodes + st->f_ffree;
	return 0;
}

const struct fs_ops tmpfs_ops = {
	.name = "tmpfs",
	.nowait = true,
	.lookup = tree_lookup,
	.getattr = tmpfs_getattr,
	.setattr = tmpfs_setattr,
	.readlink = tree_readlink,
	.create = tree_create,
	.link = tree_link,
	.unlink = tree_unlink,
	.rename = tree_rename,
	.exchange = tree_exchange,
	.tmpfile = tree_tmpfile,
	.readdir = tree_readdir,
	.read = tmpfs_read,
	.write = tmpfs_write,
	.seek = tmpfs_seek,
	.allocate = tmpfs_allocate,
	.accessed = tree_accessed,
	.birth = tree_birth,
	.xattr_get = tree_xattr_get,
	.xattr_set = tree_xattr_set,
	.xattr_list = tree_xattr_list,
	.seal = tmpfs_seal,
	.statfs = tmpfs_statfs,
	.forget = tree_forget,
	.find = tree_find,
	.unmount = tmpfs_unmount,
	.remount = tmpfs_remount,
};
