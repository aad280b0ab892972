/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The entries of a tree's directories. They are found by a hash over directory
 * and name, whose table grows with them, and listed in order of creation; a
 * directory's cursor is the serial number of the last entry read, so it stays
 * valid under change. The entry where the last readdir() stopped is remembered: reading on
 * costs the same however large the directory is.
 */
#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
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

void tree_touch(struct tree *t, struct tree_inode *dir)
{
	dir->st.st_mtim = dir->st.st_ctim = time_now();
	tree_changed(t, dir);
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
	tree_touch(t, dir);
}

int tree_add_entry(struct tree *t, struct tree_inode *dir, const char *name,
	size_t length, struct tree_inode *inode)
{
	struct tree_entry *e = tree_put_entry(t, dir, name, length, inode);

	if (e == NULL)
		return -ENOSPC;
	if (t->ops->entry_added != NULL && t->ops->entry_added(t, e) < 0) {
		remove_entry(t, e);
		return -ENOSPC;
	}
	tree_touch(t, dir);
	return 0;
}
