/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inodes and entries: their numbers in the tables, and the records of their
 * groups (record.h).
 */
#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "servers/localfs/impl.h"

static struct localfs_inode *inode_of(struct tree_inode *node)
{
	return (struct localfs_inode *)node;
}

static int number_inode(struct tree *t, struct tree_inode *node)
{
	struct localfs_inode *inode = inode_of(node);
	int64_t number = -ENOSPC;

	(void)t;
	list_init(&inode->blocks);
	if (!lf.full)
		number = table_add(&lf.inodes, inode, LOCALFS_ROOT + 1);
	if (number < 0)
		return -ENOSPC;
	node->st.st_ino = (ino_t)number;
	table_touch(&lf.inodes, (uint32_t)number);
	commit_later();
	return 0;
}

static void inode_changed(struct tree *t, struct tree_inode *node)
{
	(void)t;
	table_touch(&lf.inodes, (uint32_t)node->st.st_ino);
	commit_later();
}

static int entry_added(struct tree *t, struct tree_entry *e)
{
	int64_t slot = lf.full ? -ENOSPC : table_add(&lf.entries, e, 0);

	(void)t;
	if (slot < 0)
		return -ENOSPC;
	e->slot = (uint32_t)slot;
	table_touch(&lf.entries, e->slot);
	commit_later();
	return 0;
}

static void entry_changed(struct tree *t, struct tree_entry *e)
{
	(void)t;
	table_touch(&lf.entries, e->slot);
	commit_later();
}

static void entry_removed(struct tree *t, struct tree_entry *e)
{
	(void)t;
	if (lf.closing)
		return;
	table_remove(&lf.entries, e->slot);
	commit_removal();
}

static void free_content(struct tree *t, struct tree_inode *node)
{
	struct localfs_inode *inode = inode_of(node);

	(void)t;
	blocks_drop(inode, 0, UINT64_MAX);
	/* Without memory the blocks stay: fsck.localfs finds them. */
	if (inode->extents.count > 0)
		commit_cut(inode, 0, UINT64_MAX);
	extents_free(&inode->extents);
	if (lf.closing ||
		table_at(&lf.inodes, (uint32_t)node->st.st_ino) != node)
		return;
	table_remove(&lf.inodes, (uint32_t)node->st.st_ino);
	commit_removal();
}

const struct tree_ops localfs_tree_ops = {
	.inode_size = sizeof(struct localfs_inode),
	.number = number_inode,
	.changed = inode_changed,
	.entry_added = entry_added,
	.entry_changed = entry_changed,
	.entry_removed = entry_removed,
	.free_content = free_content,
};

static void pack_text(struct packer *p, const char *text, size_t length)
{
	pack_u16(p, (uint16_t)length);
	pack_bytes(p, text, length);
}

static void pack_time(struct packer *p, const struct timespec *time)
{
	pack_u64(p, (uint64_t)time->tv_sec);
	pack_u32(p, (uint32_t)time->tv_nsec);
}

static void pack_extents(struct packer *p, const struct extents *x)
{
	pack_u32(p, x->count);
	for (uint32_t i = 0; i < x->count; i++) {
		pack_u64(p, extents_at(x, i)->first);
		pack_u64(p, extents_at(x, i)->count);
	}
}

static void pack_xattrs(struct packer *p, const struct tree_inode *node)
{
	const struct tree_xattr *x;
	uint16_t count = 0;

	for (x = node->xattrs; x != NULL; x = x->next)
		count++;
	pack_u16(p, count);
	for (x = node->xattrs; x != NULL; x = x->next) {
		size_t length = strlen(x->name);

		pack_text(p, x->name, length);
		pack_u32(p, x->size);
		pack_bytes(p, x->name + length + 1, x->size);
	}
}

static void pack_inode(struct packer *p, const struct localfs_inode *inode)
{
	const struct tree_inode *node = &inode->node;
	const struct stat *st = &node->st;
	bool directory = S_ISDIR(st->st_mode);

	pack_u32(p, (uint32_t)st->st_ino);
	pack_u32(p, st->st_mode);
	pack_u32(p, (uint32_t)st->st_nlink);
	pack_u32(p, st->st_uid);
	pack_u32(p, st->st_gid);
	pack_u64(p, (uint64_t)st->st_rdev);
	pack_u64(p, directory ? 0 : (uint64_t)st->st_size);
	pack_time(p, &st->st_atim);
	pack_time(p, &st->st_mtim);
	pack_time(p, &st->st_ctim);
	pack_time(p, &node->born);
	pack_extents(p, &inode->extents);
	pack_text(p, node->target,
		node->target == NULL ? 0 : strlen(node->target));
	pack_xattrs(p, node);
}

void inodes_pack(struct packer *p, uint32_t group)
{
	for (uint32_t i = 0; i < INODE_GROUP; i++) {
		const struct localfs_inode *inode = table_at(
			&lf.inodes, group * INODE_GROUP + i);

		if (inode != NULL)
			pack_inode(p, inode);
	}
}

void entries_pack(struct packer *p, uint32_t group)
{
	for (uint32_t i = 0; i < ENTRY_GROUP; i++) {
		const struct tree_entry *e = table_at(
			&lf.entries, group * ENTRY_GROUP + i);

		if (e == NULL)
			continue;
		pack_u32(p, e->slot);
		pack_u32(p, (uint32_t)e->dir->st.st_ino);
		pack_u32(p, (uint32_t)e->inode->st.st_ino);
		pack_text(p, e->name, e->length);
	}
}

static struct timespec unpack_time(struct unpacker *u)
{
	struct timespec time;

	time.tv_sec = (time_t)unpack_u64(u);
	time.tv_nsec = (long)unpack_u32(u);
	return time;
}

static void unpack_extents(struct unpacker *u, struct extents *x)
{
	uint32_t count = unpack_u32(u);

	while (count-- > 0 && !u->failed) {
		struct extent run = { .first = unpack_u64(u) };

		run.count = unpack_u64(u);
		if (!u->failed && extents_append(x, run) < 0)
			u->failed = true;
	}
}

/* A new string of the text that follows, or NULL for an empty one. */
static char *unpack_text(struct unpacker *u)
{
	uint16_t length = unpack_u16(u);
	const uint8_t *bytes = unpack_bytes(u, length);
	char *text;

	if (bytes == NULL || length == 0)
		return NULL;
	text = kmalloc(length + 1U);
	if (text == NULL || memchr(bytes, '\0', length) != NULL) {
		kfree(text);
		u->failed = true;
		return NULL;
	}
	memcpy(text, bytes, length);
	text[length] = '\0';
	return text;
}

static void unpack_xattrs(struct unpacker *u, struct tree_inode *node)
{
	uint16_t count = unpack_u16(u);

	while (count-- > 0 && !u->failed) {
		char *name = unpack_text(u);
		uint32_t size = unpack_u32(u);
		const uint8_t *value = unpack_bytes(u, size);

		if (name == NULL || value == NULL ||
			tree_put_xattr(&lf.tree, node, name, value, size) < 0)
			u->failed = true;
		kfree(name);
	}
}

static bool is_type(mode_t mode)
{
	return S_ISREG(mode) || S_ISDIR(mode) || S_ISLNK(mode) ||
		S_ISCHR(mode) || S_ISBLK(mode) || S_ISFIFO(mode) ||
		S_ISSOCK(mode);
}

static void unpack_inode(struct unpacker *u, struct localfs_inode *inode)
{
	struct tree_inode *node = &inode->node;
	struct stat *st = &node->st;

	st->st_ino = unpack_u32(u);
	st->st_mode = unpack_u32(u);
	st->st_nlink = (nlink_t)unpack_u32(u);
	st->st_uid = unpack_u32(u);
	st->st_gid = unpack_u32(u);
	st->st_rdev = (dev_t)unpack_u64(u);
	st->st_size = (off_t)unpack_u64(u);
	st->st_atim = unpack_time(u);
	st->st_mtim = unpack_time(u);
	st->st_ctim = unpack_time(u);
	node->born = unpack_time(u);
	unpack_extents(u, &inode->extents);
	node->target = unpack_text(u);
	unpack_xattrs(u, node);
	if (S_ISDIR(st->st_mode))
		st->st_size = 0;
	if (S_ISLNK(st->st_mode) != (node->target != NULL) ||
		!is_type(st->st_mode) || st->st_size < 0 ||
		st->st_size > LOCALFS_SIZE_MAX)
		u->failed = true;
}

static void discard(struct localfs_inode *inode)
{
	tree_free_xattrs(&lf.tree, &inode->node);
	extents_free(&inode->extents);
	kfree(inode->node.target);
	kfree(inode);
}

int inodes_unpack(uint32_t group, const void *value, uint32_t size)
{
	struct unpacker u = { value, (const uint8_t *)value + size, false };

	while (u.at < u.end) {
		struct localfs_inode *inode = kzalloc(sizeof(*inode));
		uint32_t number;

		if (inode == NULL)
			return -ENOMEM;
		list_init(&inode->blocks);
		list_init(&inode->node.entries);
		unpack_inode(&u, inode);
		number = (uint32_t)inode->node.st.st_ino;
		if (u.failed || number / INODE_GROUP != group || number == 0 ||
			table_at(&lf.inodes, number) != NULL) {
			discard(inode);
			return -EIO;
		}
		table_put(&lf.inodes, number, inode);
		tree_count_inode(&lf.tree, &inode->node);
	}
	return 0;
}

/* The entry, unless what it names or is in is not there. */
static int put_entry(uint32_t slot, uint32_t dir, uint32_t number,
	const uint8_t *name, size_t length)
{
	struct localfs_inode *parent = table_at(&lf.inodes, dir);
	struct localfs_inode *inode = table_at(&lf.inodes, number);
	struct tree_entry *e;

	if (inode == NULL)
		inode = lost_file(number);
	if (parent == NULL || inode == NULL ||
		!S_ISDIR(parent->node.st.st_mode) || length == 0 ||
		length > 255 || memchr(name, '/', length) != NULL ||
		memchr(name, '\0', length) != NULL ||
		tree_find_entry(&lf.tree, &parent->node, (const char *)name,
			length) != NULL)
		return -EIO;
	e = tree_put_entry(&lf.tree, &parent->node, (const char *)name, length,
		&inode->node);
	if (e == NULL)
		return -ENOMEM;
	e->slot = slot;
	table_put(&lf.entries, slot, e);
	return 0;
}

/* An entry as its record has it. */
struct raw_entry {
	uint32_t slot, dir, inode;
	uint16_t length;
	const uint8_t *name;
};

/* False when there is none; u->failed: what is there is none. */
static bool next_entry(struct unpacker *u, struct raw_entry *e)
{
	if (u->at >= u->end)
		return false;
	e->slot = unpack_u32(u);
	e->dir = unpack_u32(u);
	e->inode = unpack_u32(u);
	e->length = unpack_u16(u);
	e->name = unpack_bytes(u, e->length);
	return !u->failed;
}

int entries_unpack(uint32_t group, const void *value, uint32_t size)
{
	struct unpacker u = { value, (const uint8_t *)value + size, false };
	struct raw_entry e;
	int worst = 0;

	while (next_entry(&u, &e)) {
		int error = -EIO;

		if (e.slot / ENTRY_GROUP == group &&
			table_at(&lf.entries, e.slot) == NULL)
			error = put_entry(
				e.slot, e.dir, e.inode, e.name, e.length);
		if (error == -ENOMEM)
			return error;
		if (error < 0)
			worst = error;
	}
	return u.failed ? -EIO : worst;
}

bool entries_find_lost(const void *value, uint32_t size, bool volumes)
{
	struct unpacker u = { value, (const uint8_t *)value + size, false };
	struct raw_entry e;
	bool changed = false;

	while (next_entry(&u, &e))
		if (!volumes)
			changed |= lost_directory_has(
				e.dir, table_at(&lf.inodes, e.inode));
		else if (e.dir == LOCALFS_ROOT)
			changed |= lost_directory(e.inode, 0755);
	return changed;
}
