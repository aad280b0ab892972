/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The names of a tree. Entries are found by a hash over directory and name,
 * whose table grows with them, and listed in order of creation; a directory's
 * cursor is the serial number of the last entry read, so it stays valid under
 * change. The entry where the last readdir() stopped is remembered: reading on
 * costs the same however large the directory is.
 */
#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "servers/resmgr/dirent.h"
#include "servers/resmgr/tree.h"

enum { FIRST_BUCKETS = 64, DIRENT_SIZE = 20 };

static uint32_t hash_of(
	const struct tree_inode *dir, const char *name, size_t length)
{
	uint32_t hash = (uint32_t)dir->st.st_ino * 2654435761U;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (uint8_t)name[i]) * 16777619U;
	return hash ^ hash >> 15;
}

static struct tree_entry **bucket_of(const struct tree *t,
	const struct tree_inode *dir, const char *name, size_t length)
{
	return &t->bucket[hash_of(dir, name, length) & (t->buckets - 1)];
}

/* Twice as many buckets once there are more entries than buckets. Without
 * memory chains get longer. */
static void grow(struct tree *t)
{
	uint32_t size = t->buckets == 0 ? FIRST_BUCKETS : t->buckets * 2;
	struct tree_entry **old = t->bucket;
	uint32_t count = t->buckets;
	struct tree_entry **table;

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
			struct tree_entry *e = old[i];
			struct tree_entry **to = bucket_of(
				t, e->dir, e->name, e->length);

			old[i] = e->hash_next;
			e->hash_next = *to;
			*to = e;
		}
	}
	kfree(old);
}

struct tree_entry *tree_find_entry(const struct tree *t,
	const struct tree_inode *dir, const char *name, size_t length)
{
	struct tree_entry *e;

	if (t->buckets == 0)
		return NULL;
	e = *bucket_of(t, dir, name, length);
	while (e != NULL &&
		(e->dir != dir || e->length != length ||
			memcmp(e->name, name, length) != 0))
		e = e->hash_next;
	return e;
}

static void touch(struct tree *t, struct tree_inode *dir)
{
	dir->st.st_mtim = dir->st.st_ctim = time_now();
	tree_changed(t, dir);
}

/* The number of links of inode, or what it is called, has changed. */
static void touch_status(struct tree *t, struct tree_inode *inode)
{
	inode->st.st_ctim = time_now();
	tree_changed(t, inode);
}

static void entry_changed(struct tree *t, struct tree_entry *e)
{
	if (t->ops->entry_changed != NULL)
		t->ops->entry_changed(t, e);
}

struct tree_entry *tree_put_entry(struct tree *t, struct tree_inode *dir,
	const char *name, size_t length, struct tree_inode *inode)
{
	struct tree_entry **bucket;
	struct tree_entry *e;

	grow(t);
	if (t->buckets == 0 || t->used + TREE_ENTRY_COST + length > t->limit)
		return NULL;
	e = kzalloc(sizeof(*e) + length);
	if (e == NULL)
		return NULL;
	t->used += TREE_ENTRY_COST + length;
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
	return e;
}

static void remove_entry(struct tree *t, struct tree_entry *e)
{
	struct tree_entry **at = bucket_of(t, e->dir, e->name, e->length);
	struct tree_inode *dir = e->dir;

	while (*at != e)
		at = &(*at)->hash_next;
	*at = e->hash_next;
	if (dir->last_read == e)
		dir->last_read = e->order.prev == &dir->entries
			? NULL
			: list_entry(e->order.prev, struct tree_entry, order);
	list_remove(&e->order);
	t->used -= TREE_ENTRY_COST + e->length;
	t->entries--;
	dir->st.st_size -= DIRENT_SIZE;
	kfree(e);
}

void tree_remove_entry(struct tree *t, struct tree_entry *e)
{
	struct tree_inode *dir = e->dir;

	if (t->ops->entry_removed != NULL)
		t->ops->entry_removed(t, e);
	remove_entry(t, e);
	touch(t, dir);
}

/* The same for a name that was not there. Returns 0 or -ENOSPC. */
static int add_entry(struct tree *t, struct tree_inode *dir, const char *name,
	size_t length, struct tree_inode *inode)
{
	struct tree_entry *e = tree_put_entry(t, dir, name, length, inode);

	if (e == NULL)
		return -ENOSPC;
	if (t->ops->entry_added != NULL && t->ops->entry_added(t, e) < 0) {
		remove_entry(t, e);
		return -ENOSPC;
	}
	touch(t, dir);
	return 0;
}

int tree_lookup(struct vnode *dir, const char *name, size_t length,
	struct vnode **result)
{
	struct tree_inode *inode = dir->data;
	struct tree_entry *e;

	if (length == 2 && memcmp(name, "..", 2) == 0) {
		inode = inode->parent;
	} else {
		e = tree_find_entry(tree_of(dir->fs), inode, name, length);
		inode = e == NULL ? NULL : e->inode;
	}
	if (inode == NULL)
		return -ENOENT;
	*result = tree_vnode_of(dir->fs, inode);
	return *result == NULL ? -ENOMEM : 0;
}

/* A new inode of that name, which is free. */
static int make_child(struct tree *t, struct tree_inode *parent,
	const char *name, size_t length, const struct node_spec *spec,
	struct tree_inode **result)
{
	struct tree_inode *inode = tree_new_inode(t, spec);
	int error;

	if (inode == NULL)
		return -ENOSPC;
	error = add_entry(t, parent, name, length, inode);
	if (error < 0) {
		tree_free_inode(t, inode);
		return error;
	}
	if (S_ISDIR(spec->mode)) {
		inode->parent = parent;
		parent->st.st_nlink++;
	}
	tree_changed(t, inode);
	*result = inode;
	return 0;
}

int tree_attach(struct tree *t, struct tree_inode *dir, const char *name,
	struct tree_inode *inode)
{
	size_t length = strlen(name);
	int error = -EEXIST;

	if (tree_find_entry(t, dir, name, length) == NULL)
		error = add_entry(t, dir, name, length, inode);
	if (error == 0 && S_ISDIR(inode->st.st_mode)) {
		inode->parent = dir;
		dir->st.st_nlink++;
	}
	return error;
}

int tree_attach_new(struct tree *t, struct tree_inode *dir, const char *name,
	const struct node_spec *spec, struct tree_inode **result)
{
	size_t length = strlen(name);
	struct tree_entry *e = tree_find_entry(t, dir, name, length);

	if (e == NULL)
		return make_child(t, dir, name, length, spec, result);
	*result = e->inode;
	return S_ISDIR(e->inode->st.st_mode) ? 0 : -EEXIST;
}

int tree_create(struct vnode *dir, const char *name, size_t length,
	const struct node_spec *spec, struct vnode **result)
{
	struct tree_inode *parent = dir->data, *inode;
	int error;

	if (parent->st.st_nlink == 0)
		return -ENOENT;
	error = make_child(
		tree_of(dir->fs), parent, name, length, spec, &inode);
	if (error < 0)
		return error;
	*result = tree_vnode_of(dir->fs, inode);
	return *result == NULL ? -ENOMEM : 0;
}

int tree_tmpfile(struct vnode *dir, const struct node_spec *spec, bool linkable,
	struct vnode **result)
{
	struct tree_inode *inode = tree_new_inode(tree_of(dir->fs), spec);

	if (inode == NULL)
		return -ENOSPC;
	*result = tree_vnode_of(dir->fs, inode);
	if (*result == NULL) {
		tree_free_inode(tree_of(dir->fs), inode);
		return -ENOMEM;
	}
	inode->st.st_nlink = 0;
	inode->linkable = linkable;
	tree_changed(tree_of(dir->fs), inode);
	return 0;
}

int tree_link(
	struct vnode *dir, const char *name, size_t length, struct vnode *v)
{
	struct tree_inode *parent = dir->data, *inode = v->data;
	int error;

	if (parent->st.st_nlink == 0 ||
		(inode->st.st_nlink == 0 && !inode->linkable))
		return -ENOENT;
	error = add_entry(tree_of(dir->fs), parent, name, length, inode);
	if (error < 0)
		return error;
	inode->st.st_nlink++;
	inode->linkable = false;
	touch_status(tree_of(dir->fs), inode);
	return 0;
}

static void drop_link(struct tree *t, struct tree_inode *inode)
{
	inode->st.st_nlink--;
	touch_status(t, inode);
	if (inode->st.st_nlink == 0 && !inode->open)
		tree_free_inode(t, inode);
}

/* inode, named in parent, loses that name. Returns 0 or -ENOTEMPTY. */
static int detach(
	struct tree *t, struct tree_inode *parent, struct tree_inode *inode)
{
	if (!S_ISDIR(inode->st.st_mode))
		return 0;
	if (!list_empty(&inode->entries))
		return -ENOTEMPTY;
	parent->st.st_nlink--;
	inode->st.st_nlink--;
	inode->parent = NULL;
	tree_changed(t, parent);
	return 0;
}

int tree_unlink(
	struct vnode *dir, const char *name, size_t length, struct vnode *v)
{
	struct tree_inode *parent = dir->data, *inode = v->data;
	struct tree *t = tree_of(dir->fs);
	struct tree_entry *e = tree_find_entry(t, parent, name, length);
	int error;

	if (e == NULL || e->inode != inode)
		return -ENOENT;
	error = detach(t, parent, inode);
	if (error < 0)
		return error;
	tree_remove_entry(t, e);
	drop_link(t, inode);
	return 0;
}

/* The name that replaced has in dir becomes one of inode. */
static int replace(struct tree *t, struct tree_inode *dir, const char *name,
	size_t length, struct tree_inode *replaced, struct tree_inode *inode)
{
	struct tree_entry *e = tree_find_entry(t, dir, name, length);
	int error;

	if (e == NULL || e->inode != replaced)
		return -ENOENT;
	error = detach(t, dir, replaced);
	if (error < 0)
		return error;
	e->inode = inode;
	entry_changed(t, e);
	touch(t, dir);
	drop_link(t, replaced);
	return 0;
}

/* A directory has another parent now. */
static void move_parent(struct tree *t, struct tree_inode *inode,
	struct tree_inode *from, struct tree_inode *to)
{
	if (!S_ISDIR(inode->st.st_mode))
		return;
	from->st.st_nlink--;
	to->st.st_nlink++;
	inode->parent = to;
	tree_changed(t, from);
	tree_changed(t, to);
}

int tree_rename(struct vnode *old_dir, const char *old_name, size_t old_length,
	struct vnode *v, struct vnode *new_dir, const char *new_name,
	size_t new_length, struct vnode *replaced)
{
	struct tree_inode *from = old_dir->data, *to = new_dir->data;
	struct tree_inode *inode = v->data;
	struct tree *t = tree_of(old_dir->fs);
	struct tree_entry *e = tree_find_entry(t, from, old_name, old_length);
	int error;

	/* The old name may be another's, or none, by now. */
	if (e == NULL || e->inode != inode || to->st.st_nlink == 0)
		return -ENOENT;
	error = replaced != NULL
		? replace(t, to, new_name, new_length, replaced->data, inode)
		: add_entry(t, to, new_name, new_length, inode);
	if (error < 0)
		return error;
	tree_remove_entry(t, e);
	move_parent(t, inode, from, to);
	touch_status(t, inode);
	return 0;
}

int tree_exchange(struct vnode *old_dir, const char *old_name,
	size_t old_length, struct vnode *v, struct vnode *new_dir,
	const char *new_name, size_t new_length, struct vnode *other)
{
	struct tree_inode *from = old_dir->data, *to = new_dir->data;
	struct tree *t = tree_of(old_dir->fs);
	struct tree_entry *a = tree_find_entry(t, from, old_name, old_length);
	struct tree_entry *b = tree_find_entry(t, to, new_name, new_length);

	if (a == NULL || b == NULL || a->inode != v->data ||
		b->inode != other->data)
		return -ENOENT;
	a->inode = other->data;
	b->inode = v->data;
	entry_changed(t, a);
	entry_changed(t, b);
	move_parent(t, b->inode, from, to);
	move_parent(t, a->inode, to, from);
	touch(t, from);
	touch(t, to);
	touch_status(t, a->inode);
	touch_status(t, b->inode);
	return 0;
}

/* The first entry behind the cursor, as a node of the list. */
static struct list *behind(struct tree_inode *dir, int64_t cursor)
{
	struct list *n = dir->entries.next;

	if (dir->last_read != NULL && dir->last_read->serial <= cursor)
		n = &dir->last_read->order;
	while (n != &dir->entries &&
		list_entry(n, struct tree_entry, order)->serial <= cursor)
		n = n->next;
	return n;
}

int tree_readdir(struct vnode *dir, int64_t cursor, struct dir_fill *fill)
{
	struct tree_inode *inode = dir->data;
	struct list *n;

	if (inode->st.st_nlink == 0)
		return -ENOENT;
	for (n = behind(inode, cursor); n != &inode->entries; n = n->next) {
		struct tree_entry *e = list_entry(n, struct tree_entry, order);

		if (fill->entry(fill, e->name, e->length, e->inode->st.st_ino,
			    e->inode->st.st_mode & S_IFMT,
			    e->serial + DIR_FIRST) != 0)
			break;
		inode->last_read = e;
	}
	return 0;
}
