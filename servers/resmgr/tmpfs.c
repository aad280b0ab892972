/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tmpfs: inodes and directories. Entries are found by a hash over directory
 * and name, and listed in order of creation; a directory's cursor is the
 * serial number of the last entry read, so it stays valid under change.
 */
#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "servers/resmgr/dirent.h"
#include "servers/resmgr/tmpfs_impl.h"

/* What an inode and an entry count against the limit, in bytes. */
enum { INODE_COST = 320, ENTRY_COST = 128 };

/* An inode and an entry are counted as what they take in kernel memory, with
 * a target or name of middle length. */
static struct list *bucket_of(struct tmpfs *t, const struct tmpfs_inode *dir,
	const char *name, size_t length)
{
	uint32_t hash = (uint32_t)dir->st.st_ino * 2654435761U;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (uint8_t)name[i]) * 16777619U;
	return &t->bucket[hash % TMPFS_BUCKETS];
}

static struct tmpfs_entry *find_entry(struct tmpfs *t, struct tmpfs_inode *dir,
	const char *name, size_t length)
{
	struct list *bucket = bucket_of(t, dir, name, length);
	struct list *n;

	for (n = bucket->next; n != bucket; n = n->next) {
		struct tmpfs_entry *e = list_entry(n, struct tmpfs_entry, hash);

		if (e->dir == dir && e->length == length &&
			memcmp(e->name, name, length) == 0)
			return e;
	}
	return NULL;
}

struct vnode *tmpfs_vnode_of(struct filesystem *fs, struct tmpfs_inode *inode)
{
	bool fresh;
	struct vnode *v = vnode_get(fs, inode->st.st_ino, &fresh);

	if (v != NULL && fresh) {
		v->type = inode->st.st_mode & S_IFMT;
		v->data = inode;
		inode->open = true;
		((struct tmpfs *)fs->data)->vnodes++;
	}
	return v;
}

struct tmpfs_inode *tmpfs_new_inode(
	struct tmpfs *t, const struct node_spec *spec)
{
	struct tmpfs_inode *inode;

	if (t->used + INODE_COST > t->limit)
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
	inode->st.st_atim = inode->st.st_mtim = inode->st.st_ctim = time_now();
	list_init(&inode->entries);
	if (spec->target != NULL) {
		inode->target = kstrdup(spec->target);
		inode->st.st_size = (off_t)strlen(spec->target);
		if (inode->target == NULL) {
			kfree(inode);
			return NULL;
		}
	}
	t->used += INODE_COST;
	return inode;
}

void tmpfs_free_inode(struct tmpfs *t, struct tmpfs_inode *inode)
{
	tmpfs_resize(t, inode, 0);
	t->used -= INODE_COST;
	kfree(inode->target);
	kfree(inode);
}

static void drop_link(struct tmpfs *t, struct tmpfs_inode *inode)
{
	inode->st.st_ctim = time_now();
	if (--inode->st.st_nlink == 0 && !inode->open)
		tmpfs_free_inode(t, inode);
}

static int add_entry(struct tmpfs *t, struct tmpfs_inode *dir, const char *name,
	size_t length, struct tmpfs_inode *inode)
{
	struct tmpfs_entry *e;

	if (t->used + ENTRY_COST > t->limit)
		return -ENOSPC;
	e = kmalloc(sizeof(*e) + length);
	if (e == NULL)
		return -ENOSPC;
	t->used += ENTRY_COST;
	e->dir = dir;
	e->inode = inode;
	e->serial = ++t->last_serial;
	e->length = (uint16_t)length;
	memcpy(e->name, name, length);
	list_append(&dir->entries, &e->order);
	list_append(bucket_of(t, dir, name, length), &e->hash);
	dir->st.st_mtim = dir->st.st_ctim = time_now();
	return 0;
}

void tmpfs_remove_entry(struct tmpfs *t, struct tmpfs_entry *e)
{
	t->used -= ENTRY_COST;
	e->dir->st.st_mtim = e->dir->st.st_ctim = time_now();
	list_remove(&e->order);
	list_remove(&e->hash);
	kfree(e);
}

static int tmpfs_lookup(struct vnode *dir, const char *name, size_t length,
	struct vnode **result)
{
	struct tmpfs_inode *inode = dir->data;
	struct tmpfs_entry *e;

	if (length == 2 && memcmp(name, "..", 2) == 0) {
		inode = inode->parent;
	} else {
		e = find_entry(dir->fs->data, inode, name, length);
		inode = e == NULL ? NULL : e->inode;
	}
	if (inode == NULL)
		return -ENOENT;
	*result = tmpfs_vnode_of(dir->fs, inode);
	return *result == NULL ? -ENOMEM : 0;
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

static int tmpfs_readlink(struct vnode *v, char *buffer, size_t size)
{
	const struct tmpfs_inode *inode = v->data;
	size_t length = strlen(inode->target);

	if (length > size)
		length = size;
	memcpy(buffer, inode->target, length);
	return (int)length;
}

static int tmpfs_create(struct vnode *dir, const char *name, size_t length,
	const struct node_spec *spec, struct vnode **result)
{
	struct tmpfs_inode *parent = dir->data;
	struct tmpfs *t = dir->fs->data;
	struct tmpfs_inode *inode;
	int error;

	if (parent->st.st_nlink == 0)
		return -ENOENT;
	inode = tmpfs_new_inode(t, spec);
	if (inode == NULL)
		return -ENOSPC;
	error = add_entry(t, parent, name, length, inode);
	if (error < 0) {
		tmpfs_free_inode(t, inode);
		return error;
	}
	if (S_ISDIR(spec->mode)) {
		inode->parent = parent;
		parent->st.st_nlink++;
	}
	*result = tmpfs_vnode_of(dir->fs, inode);
	return *result == NULL ? -ENOMEM : 0;
}

static int tmpfs_link(
	struct vnode *dir, const char *name, size_t length, struct vnode *v)
{
	struct tmpfs_inode *parent = dir->data, *inode = v->data;
	int error;

	if (parent->st.st_nlink == 0 || inode->st.st_nlink == 0)
		return -ENOENT;
	error = add_entry(dir->fs->data, parent, name, length, inode);
	if (error < 0)
		return error;
	inode->st.st_nlink++;
	inode->st.st_ctim = time_now();
	return 0;
}

static int tmpfs_unlink(
	struct vnode *dir, const char *name, size_t length, struct vnode *v)
{
	struct tmpfs_inode *parent = dir->data, *inode = v->data;
	struct tmpfs *t = dir->fs->data;
	struct tmpfs_entry *e = find_entry(t, parent, name, length);

	if (e == NULL || e->inode != inode)
		return -ENOENT;
	if (S_ISDIR(inode->st.st_mode)) {
		if (!list_empty(&inode->entries))
			return -ENOTEMPTY;
		parent->st.st_nlink--;
		inode->st.st_nlink--;
		inode->parent = NULL;
	}
	tmpfs_remove_entry(t, e);
	drop_link(t, inode);
	return 0;
}

static int tmpfs_rename(struct vnode *old_dir, const char *old_name,
	size_t old_length, struct vnode *v, struct vnode *new_dir,
	const char *new_name, size_t new_length, struct vnode *replaced)
{
	struct tmpfs_inode *from = old_dir->data, *to = new_dir->data;
	struct tmpfs_inode *inode = v->data;
	struct tmpfs *t = old_dir->fs->data;
	struct tmpfs_entry *e = find_entry(t, from, old_name, old_length);
	int error = 0;

	/* The old name may be another's, or none, by now. */
	if (e == NULL || e->inode != inode || to->st.st_nlink == 0)
		return -ENOENT;
	if (replaced != NULL)
		error = tmpfs_unlink(new_dir, new_name, new_length, replaced);
	if (error == 0)
		error = add_entry(t, to, new_name, new_length, inode);
	if (error < 0)
		return error;
	tmpfs_remove_entry(t, e);
	if (S_ISDIR(inode->st.st_mode)) {
		from->st.st_nlink--;
		to->st.st_nlink++;
		inode->parent = to;
	}
	inode->st.st_ctim = time_now();
	return 0;
}

static int tmpfs_readdir(
	struct vnode *dir, int64_t cursor, struct dir_fill *fill)
{
	struct tmpfs_inode *inode = dir->data;
	struct list *n;

	if (inode->st.st_nlink == 0)
		return -ENOENT;
	for (n = inode->entries.next; n != &inode->entries; n = n->next) {
		struct tmpfs_entry *e = list_entry(
			n, struct tmpfs_entry, order);

		if (e->serial <= cursor)
			continue;
		if (fill->entry(fill, e->name, e->length, e->inode->st.st_ino,
			    e->inode->st.st_mode & S_IFMT,
			    e->serial + DIR_FIRST) != 0)
			break;
	}
	return 0;
}

static int tmpfs_statfs(struct filesystem *fs, struct statfs *st)
{
	const struct tmpfs *t = fs->data;

	st->f_type = 0x01021994;
	st->f_blocks = t->limit / st->f_bsize;
	st->f_bfree = st->f_bavail = (t->limit - t->used) / st->f_bsize;
	st->f_files = t->last_ino;
	return 0;
}

static void tmpfs_forget(struct vnode *v)
{
	struct tmpfs_inode *inode = v->data;

	struct tmpfs *t = v->fs->data;

	inode->open = false;
	t->vnodes--;
	if (inode->st.st_nlink == 0)
		tmpfs_free_inode(t, inode);
}

const struct fs_ops tmpfs_ops = {
	.name = "tmpfs",
	.lookup = tmpfs_lookup,
	.getattr = tmpfs_getattr,
	.setattr = tmpfs_setattr,
	.readlink = tmpfs_readlink,
	.create = tmpfs_create,
	.link = tmpfs_link,
	.unlink = tmpfs_unlink,
	.rename = tmpfs_rename,
	.readdir = tmpfs_readdir,
	.read = tmpfs_read,
	.write = tmpfs_write,
	.statfs = tmpfs_statfs,
	.forget = tmpfs_forget,
	.find = tmpfs_find,
	.unmount = tmpfs_unmount,
};
