/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tmpfs: directories. Entries are found by a hash over directory and name,
 * whose table grows with them, and listed in order of creation; a directory's
 * cursor is the serial number of the last entry read, so it stays valid under
 * change. The entry where the last readdir() stopped is remembered: reading on
 * costs the same however large the directory is.
 */
#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "servers/resmgr/dirent.h"
#include "servers/resmgr/tmpfs_impl.h"

enum { FIRST_BUCKETS = 64, DIRENT_SIZE = 20 };

static uint32_t hash_of(
	const struct tmpfs_inode *dir, const char *name, size_t length)
{
	uint32_t hash = (uint32_t)dir->st.st_ino * 2654435761U;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (uint8_t)name[i]) * 16777619U;
	return hash ^ hash >> 15;
}

static struct tmpfs_entry **bucket_of(const struct tmpfs *t,
	const struct tmpfs_inode *dir, const char *name, size_t length)
{
	return &t->bucket[hash_of(dir, name, length) & (t->buckets - 1)];
}

/* Twice as many buckets once there are more entries than buckets. Without
 * memory chains get longer. */
static void grow(struct tmpfs *t)
{
	uint32_t size = t->buckets == 0 ? FIRST_BUCKETS : t->buckets * 2;
	struct tmpfs_entry **old = t->bucket;
	uint32_t count = t->buckets;
	struct tmpfs_entry **table;

	if (t->entries < t->buckets)
		return;
	table = kzalloc(size * sizeof(*table));
	if (table == NULL)
		return;
	t->bucket = table;
	t->buckets = size;
	t->used += (size - count) * sizeof(*table);
	for (uint32_t i = 0; i < count; i++) {
		while (old[i] != NULL) {
			struct tmpfs_entry *e = old[i];
			struct tmpfs_entry **to = bucket_of(
				t, e->dir, e->name, e->length);

			old[i] = e->hash_next;
			e->hash_next = *to;
			*to = e;
		}
	}
	kfree(old);
}

static struct tmpfs_entry *find_entry(const struct tmpfs *t,
	const struct tmpfs_inode *dir, const char *name, size_t length)
{
	struct tmpfs_entry *e;

	if (t->buckets == 0)
		return NULL;
	e = *bucket_of(t, dir, name, length);
	while (e != NULL &&
		(e->dir != dir || e->length != length ||
			memcmp(e->name, name, length) != 0))
		e = e->hash_next;
	return e;
}

static void touch(struct tmpfs_inode *dir)
{
	dir->st.st_mtim = dir->st.st_ctim = time_now();
}

static int add_entry(struct tmpfs *t, struct tmpfs_inode *dir, const char *name,
	size_t length, struct tmpfs_inode *inode)
{
	struct tmpfs_entry **bucket;
	struct tmpfs_entry *e;

	grow(t);
	if (t->buckets == 0 || t->used + TMPFS_ENTRY_COST + length > t->limit)
		return -ENOSPC;
	e = kmalloc(sizeof(*e) + length);
	if (e == NULL)
		return -ENOSPC;
	t->used += TMPFS_ENTRY_COST + length;
	t->entries++;
	e->dir = dir;
	e->inode = inode;
	e->serial = ++t->last_serial;
	e->length = (uint16_t)length;
	memcpy(e->name, name, length);
	list_append(&dir->entries, &e->order);
	bucket = bucket_of(t, dir, name, length);
	e->hash_next = *bucket;
	*bucket = e;
	dir->st.st_size += DIRENT_SIZE;
	touch(dir);
	return 0;
}

void tmpfs_remove_entry(struct tmpfs *t, struct tmpfs_entry *e)
{
	struct tmpfs_entry **at = bucket_of(t, e->dir, e->name, e->length);
	struct tmpfs_inode *dir = e->dir;

	while (*at != e)
		at = &(*at)->hash_next;
	*at = e->hash_next;
	if (dir->last_read == e)
		dir->last_read = e->order.prev == &dir->entries
			? NULL
			: list_entry(e->order.prev, struct tmpfs_entry, order);
	list_remove(&e->order);
	t->used -= TMPFS_ENTRY_COST + e->length;
	t->entries--;
	dir->st.st_size -= DIRENT_SIZE;
	touch(dir);
	kfree(e);
}

int tmpfs_lookup(struct vnode *dir, const char *name, size_t length,
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

int tmpfs_create(struct vnode *dir, const char *name, size_t length,
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

int tmpfs_tmpfile(struct vnode *dir, const struct node_spec *spec,
	bool linkable, struct vnode **result)
{
	struct tmpfs_inode *inode = tmpfs_new_inode(dir->fs->data, spec);

	if (inode == NULL)
		return -ENOSPC;
	*result = tmpfs_vnode_of(dir->fs, inode);
	if (*result == NULL) {
		tmpfs_free_inode(dir->fs->data, inode);
		return -ENOMEM;
	}
	inode->st.st_nlink = 0;
	inode->linkable = linkable;
	return 0;
}

int tmpfs_link(
	struct vnode *dir, const char *name, size_t length, struct vnode *v)
{
	struct tmpfs_inode *parent = dir->data, *inode = v->data;
	int error;

	if (parent->st.st_nlink == 0 ||
		(inode->st.st_nlink == 0 && !inode->linkable))
		return -ENOENT;
	error = add_entry(dir->fs->data, parent, name, length, inode);
	if (error < 0)
		return error;
	inode->st.st_nlink++;
	inode->linkable = false;
	inode->st.st_ctim = time_now();
	return 0;
}

static void drop_link(struct tmpfs *t, struct tmpfs_inode *inode)
{
	inode->st.st_ctim = time_now();
	if (--inode->st.st_nlink == 0 && !inode->open)
		tmpfs_free_inode(t, inode);
}

int tmpfs_unlink(
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

/* A directory has another parent now. */
static void move_parent(struct tmpfs_inode *inode, struct tmpfs_inode *from,
	struct tmpfs_inode *to)
{
	if (!S_ISDIR(inode->st.st_mode))
		return;
	from->st.st_nlink--;
	to->st.st_nlink++;
	inode->parent = to;
}

int tmpfs_rename(struct vnode *old_dir, const char *old_name, size_t old_length,
	struct vnode *v, struct vnode *new_dir, const char *new_name,
	size_t new_length, struct vnode *replaced)
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
	move_parent(inode, from, to);
	inode->st.st_ctim = time_now();
	return 0;
}

int tmpfs_exchange(struct vnode *old_dir, const char *old_name,
	size_t old_length, struct vnode *v, struct vnode *new_dir,
	const char *new_name, size_t new_length, struct vnode *other)
{
	struct tmpfs_inode *from = old_dir->data, *to = new_dir->data;
	struct tmpfs *t = old_dir->fs->data;
	struct tmpfs_entry *a = find_entry(t, from, old_name, old_length);
	struct tmpfs_entry *b = find_entry(t, to, new_name, new_length);

	if (a == NULL || b == NULL || a->inode != v->data ||
		b->inode != other->data)
		return -ENOENT;
	a->inode = other->data;
	b->inode = v->data;
	move_parent(b->inode, from, to);
	move_parent(a->inode, to, from);
	touch(from);
	touch(to);
	a->inode->st.st_ctim = b->inode->st.st_ctim = time_now();
	return 0;
}

/* The first entry behind the cursor, as a node of the list. */
static struct list *behind(struct tmpfs_inode *dir, int64_t cursor)
{
	struct list *n = dir->entries.next;

	if (dir->last_read != NULL && dir->last_read->serial <= cursor)
		n = &dir->last_read->order;
	while (n != &dir->entries &&
		list_entry(n, struct tmpfs_entry, order)->serial <= cursor)
		n = n->next;
	return n;
}

int tmpfs_readdir(struct vnode *dir, int64_t cursor, struct dir_fill *fill)
{
	struct tmpfs_inode *inode = dir->data;
	struct list *n;

	if (inode->st.st_nlink == 0)
		return -ENOENT;
	for (n = behind(inode, cursor); n != &inode->entries; n = n->next) {
		struct tmpfs_entry *e = list_entry(
			n, struct tmpfs_entry, order);

		if (fill->entry(fill, e->name, e->length, e->inode->st.st_ino,
			    e->inode->st.st_mode & S_IFMT,
			    e->serial + DIR_FIRST) != 0)
			break;
		inode->last_read = e;
	}
	return 0;
}
