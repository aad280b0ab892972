/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Mounting volumes of the store, the operations of the file system, and the
 * change of hands when another machine, which was writing, ends.
 */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/host.h"
#include "kernel/log.h"
#include "servers/localfs/impl.h"
#include "servers/resmgr/mount.h"
#include "servers/server.h"

enum { LOCALFS_MAGIC = 0x4c584546 };

struct localfs lf = {
	.lru = { &lf.lru, &lf.lru },
	.dirty = { &lf.dirty, &lf.dirty },
	.flying = { &lf.flying, &lf.flying },
	.cuts = { &lf.cuts, &lf.cuts },
	.flying_cuts = { &lf.flying_cuts, &lf.flying_cuts },
};

static int localfs_getattr(struct vnode *v, struct stat *st)
{
	const struct localfs_inode *inode = localfs_inode_of(v);
	dev_t dev = st->st_dev;

	if (inode->lost)
		return -EIO;
	*st = inode->node.st;
	st->st_dev = dev;
	st->st_blksize = LOCALFS_BLOCK;
	st->st_blocks = (blkcnt_t)(extents_total(&inode->extents) *
		(LOCALFS_BLOCK / 512));
	return 0;
}

static int localfs_sync(struct filesystem *fs)
{
	return fs->readonly ? 0 : commit_wait();
}

static int localfs_statfs(struct filesystem *fs, struct statfs *st)
{
	struct store_estimate *estimate = NULL;
	uint32_t size = 0;
	int error;

	(void)fs;
	st->f_type = LOCALFS_MAGIC;
	st->f_files = lf.inodes.used;
	error = operation_wait(
		STORE_ESTIMATE, NULL, 0, (void **)&estimate, &size);
	if (error >= 0 && size >= sizeof(*estimate)) {
		double free = estimate->quota - estimate->used;
		double block = (double)st->f_bsize;

		if (free < 0)
			free = 0;
		st->f_blocks = (fsblkcnt_t)(estimate->quota / block);
		st->f_bfree = (fsblkcnt_t)(free / block);
		/* The store knows better than what it estimates. */
		st->f_bavail = lf.full ? 0 : st->f_bfree;
		st->f_ffree = st->f_bfree;
		st->f_files += st->f_ffree;
	}
	kfree(estimate);
	return error < 0 ? error : 0;
}

/* Lets go of the store once the last volume is off the tree. What is dirty is
 * on its way before that; the host takes one operation after another. */
static void localfs_unmount(struct filesystem *fs)
{
	(void)fs;
	if (--lf.mounts > 0)
		return;
	unload_store();
	lf.open = lf.writer = false;
	host_store(0, STORE_CLOSE, NULL, 0);
}

/* Nothing can be changed but the flags, and a reader does not write. */
static int localfs_remount(struct filesystem *fs, const char *options)
{
	(void)fs;
	if (*options != '\0')
		return -EINVAL;
	return lf.writer ? 0 : -EROFS;
}

const struct fs_ops localfs_ops = {
	.name = "localfs",
	.lookup = tree_lookup,
	.getattr = localfs_getattr,
	.setattr = localfs_setattr,
	.readlink = tree_readlink,
	.create = localfs_create,
	.link = localfs_link,
	.unlink = localfs_unlink,
	.rename = localfs_rename,
	.exchange = localfs_exchange,
	.tmpfile = localfs_tmpfile,
	.readdir = tree_readdir,
	.read = localfs_read,
	.write = localfs_write,
	.seek = localfs_seek,
	.allocate = localfs_allocate,
	.accessed = tree_accessed,
	.birth = tree_birth,
	.xattr_get = tree_xattr_get,
	.xattr_set = localfs_xattr_set,
	.xattr_list = tree_xattr_list,
	.sync = localfs_sync,
	.statfs = localfs_statfs,
	.forget = tree_forget,
	.find = tree_find,
	.ioctl = localfs_ioctl,
	.unmount = localfs_unmount,
	.remount = localfs_remount,
};

/* "store=NAME", or nothing. */
static int parse_options(const char *options, char *name)
{
	size_t length;

	if (*options == '\0')
		options = "store=default";
	if (strncmp(options, "store=", 6) != 0)
		return -EINVAL;
	options += 6;
	length = strlen(options);
	if (length == 0 || length >= NAME_OF_STORE ||
		strpbrk(options, ",/\\") != NULL)
		return -EINVAL;
	memcpy(name, options, length + 1);
	return 0;
}

static int open_store(const char *name)
{
	int error = 0;

	if (localfs_server.proc == NULL)
		error = server_boot(&localfs_server);
	if (error < 0)
		return error;
	error = operation_wait(
		STORE_OPEN, name, (uint32_t)strlen(name), NULL, NULL);
	if (error < 0)
		return error;
	memcpy(lf.name, name, strlen(name) + 1);
	lf.writer = error == 1;
	lf.gone = lf.result = 0;
	lf.full = lf.unsafe = lf.removed = false;
	lf.open = true;
	error = load_store();
	if (error == 0 && !lf.writer)
		error = handover_start();
	if (error < 0) {
		if (lf.loaded)
			unload_store();
		lf.open = false;
		host_store(0, STORE_CLOSE, NULL, 0);
	}
	return error;
}

/* The directory of a volume, made when there is none. */
static int find_volume(const char *source, struct tree_inode **volume)
{
	struct node_spec spec = { .mode = S_IFDIR | 0755 };
	struct tree_entry *e;

	if (*source == '\0' || strchr(source, '/') != NULL ||
		strlen(source) > NAME_MAX || *source == '.')
		return -EINVAL;
	e = tree_find_entry(&lf.tree, lf.tree.root, source, strlen(source));
	if (e == NULL && !lf.writer)
		return -ENOENT;
	if (e == NULL)
		return tree_attach_new(
			&lf.tree, lf.tree.root, source, &spec, volume);
	*volume = e->inode;
	if (!S_ISDIR(e->inode->st.st_mode))
		return -ENOTDIR;
	return e->inode->open ? -EBUSY : 0;
}

static int mount_volume(struct filesystem *fs, const char *source)
{
	struct tree_inode *volume;
	int error = find_volume(source, &volume);

	if (error < 0)
		return error;
	fs->ops = &localfs_ops;
	fs->data = &lf.tree;
	fs->readonly = !lf.writer;
	fs->root = tree_vnode_of(fs, volume);
	if (fs->root == NULL)
		return -ENOMEM;
	lf.mounts++;
	return 0;
}

int localfs_mount(
	struct filesystem *fs, const char *source, const char *options)
{
	char name[NAME_OF_STORE];
	int error = parse_options(options, name);

	while (lf.mounting || (!lf.open && lf.in_flight))
		sleep_on_uninterruptible(&lf.event);
	if (error < 0)
		return error;
	if (lf.open && strcmp(lf.name, name) != 0)
		return -EBUSY;
	lf.mounting = true;
	if (!lf.open)
		error = open_store(name);
	if (error == 0)
		error = mount_volume(fs, source);
	if (error < 0 && lf.open && lf.mounts == 0) {
		lf.mounts = 1;
		localfs_unmount(fs);
	}
	lf.mounting = false;
	waitq_wake(&lf.event);
	return error;
}
