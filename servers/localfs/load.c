/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what describes the files of a store: superblock, inodes, entries. */
#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/log.h"
#include "servers/localfs/impl.h"

enum { SCAN_BYTES = 1 << 20 };

/* Records as the store gave them, some at once. */
struct chunk {
	struct chunk *next;
	uint8_t *bytes;
	uint32_t size;
};

/* Hands over the records of a chunk. *last: the key of the last. */
static int take_chunk(const struct chunk *c, taker take, struct store_key *last)
{
	uint32_t at = 0;

	while (c->size - at >= sizeof(struct store_record)) {
		const struct store_record *r = (const void *)(c->bytes + at);
		int error = 0;

		at += sizeof(*r);
		if (r->size > c->size - at)
			return -EIO;
		if (take != NULL)
			error = take(&r->key, c->bytes + at, r->size);
		if (error < 0)
			return error;
		*last = r->key;
		at += (r->size + 7) & ~7U;
	}
	return 0;
}

/* The key behind another one. */
static void step(struct store_key *key)
{
	for (int i = STORE_KEY - 1; i >= 0 && ++key->bytes[i] == 0; i--)
		;
}

void load_free(struct chunk *c)
{
	while (c != NULL) {
		struct chunk *next = c->next;

		kfree(c->bytes);
		kfree(c);
		c = next;
	}
}

int load_scan(enum record_kind kind, bool keys_only, struct chunk **at)
{
	struct store_scan request = {
		.limit = SCAN_BYTES,
		.keys_only = keys_only,
	};
	int more;

	request.range.from = record_key(kind, 0, 0);
	request.range.to = record_key(kind + 1, 0, 0);
	do {
		struct store_key last = request.range.from;
		struct chunk *c = kzalloc(sizeof(*c));
		int error;

		if (c == NULL)
			return -ENOMEM;
		*at = c;
		at = &c->next;
		more = operation_wait(STORE_SCAN, &request, sizeof(request),
			(void **)&c->bytes, &c->size);
		if (more < 0)
			return more;
		error = take_chunk(c, NULL, &last);
		if (error < 0)
			return error;
		request.range.from = last;
		step(&request.range.from);
	} while (more > 0);
	return 0;
}

int load_each(const struct chunk *c, taker take)
{
	struct store_key last;
	int error = 0;

	for (; c != NULL && error == 0; c = c->next)
		error = take_chunk(c, take, &last);
	return error;
}

/* What the superblock says. */
static struct {
	bool found, damaged;
	uint32_t version;
} super;

static int take_super(
	const struct store_key *key, const void *value, uint32_t size)
{
	int64_t length = record_check(value, size);
	struct unpacker u = { value, (const uint8_t *)value + length, false };
	const uint8_t *magic;

	(void)key;
	super.found = true;
	super.damaged = true;
	if (length < 0)
		return 0;
	magic = unpack_bytes(&u, 8);
	super.version = unpack_u32(&u);
	lf.generation = unpack_u64(&u);
	super.damaged = u.failed || memcmp(magic, "EXAlocal", 8) != 0;
	return 0;
}

/* Room in the table for a group. A number that no commit of ours has made is
 * damage too. */
static int group_of(
	const struct store_key *key, struct table *t, uint32_t *group)
{
	uint64_t index = record_key_index(key);

	if (index >= TABLE_GROUPS)
		return -EIO;
	*group = (uint32_t)index;
	return table_reserve(t, *group * t->per_group);
}

/* Takes a group; what is damaged of it is left alone. */
static int take_group(const struct store_key *key, const void *value,
	uint32_t size, struct table *t, const char *what,
	int (*unpack)(uint32_t group, const void *value, uint32_t size))
{
	int64_t length = record_check(value, size);
	uint32_t group = 0;
	int error = group_of(key, t, &group);

	if (error == 0)
		error = length < 0 ? -EIO
				   : unpack(group, value, (uint32_t)length);
	if (error != -EIO)
		return error;
	klog("localfs: %s group %llu is damaged", what,
		(unsigned long long)record_key_index(key));
	if (length < 0 && record_key_index(key) < t->groups)
		t->state[group] |= GROUP_LOST;
	return 0;
}

static int take_inodes(
	const struct store_key *key, const void *value, uint32_t size)
{
	return take_group(key, value, size, &lf.inodes, "inode", inodes_unpack);
}

static int take_entries(
	const struct store_key *key, const void *value, uint32_t size)
{
	return take_group(
		key, value, size, &lf.entries, "entry", entries_unpack);
}

/* What is read before any of it is taken. */
struct image {
	struct chunk *super, *inodes, *entries;
};

static void free_image(struct image *image)
{
	load_free(image->super);
	load_free(image->inodes);
	load_free(image->entries);
}

static int read_image(struct image *image)
{
	int error = load_scan(KIND_SUPER, false, &image->super);

	if (error == 0)
		error = load_scan(KIND_INODES, false, &image->inodes);
	if (error == 0)
		error = load_scan(KIND_ENTRIES, false, &image->entries);
	return error;
}

/* The volumes among what is lost, then other directories; what is found in
 * one may tell of another. */
static struct {
	bool volumes, changed;
} lost;

static int find_lost(
	const struct store_key *key, const void *value, uint32_t size)
{
	int64_t length = record_check(value, size);

	(void)key;
	if (length >= 0)
		lost.changed |= entries_find_lost(
			value, (uint32_t)length, lost.volumes);
	return 0;
}

static int find_all_lost(const struct chunk *entries)
{
	int error;

	lost.volumes = true;
	error = load_each(entries, find_lost);
	lost.volumes = false;
	do {
		lost.changed = false;
		if (error == 0)
			error = load_each(entries, find_lost);
	} while (error == 0 && lost.changed);
	return error;
}

/* Superblock and inodes. */
static int take_inode_chunks(const struct image *image)
{
	int error = load_each(image->super, take_super);

	if (error == 0 && super.found && !super.damaged &&
		super.version > LOCALFS_VERSION) {
		klog("localfs: the store has format %u, of a newer version; "
		     "this one knows up to %d",
			super.version, LOCALFS_VERSION);
		return -EUCLEAN;
	}
	if (super.damaged)
		klog("localfs: the superblock is damaged; it is written anew");
	return error == 0 ? load_each(image->inodes, take_inodes) : error;
}

static bool any_lost(const struct table *t)
{
	for (uint32_t i = 0; i < t->groups; i++)
		if ((t->state[i] & GROUP_LOST) != 0)
			return true;
	return false;
}

/* The root of a store, with room for it in the table. */
static int make_root(void)
{
	struct localfs_inode *root = kzalloc(sizeof(*root));
	struct tree_inode *node = &root->node;

	if (root == NULL)
		return -ENOMEM;
	list_init(&root->blocks);
	list_init(&node->entries);
	node->st.st_ino = LOCALFS_ROOT;
	node->st.st_mode = S_IFDIR | 0755;
	node->st.st_nlink = 2;
	node->born = time_now();
	node->st.st_atim = node->st.st_mtim = node->st.st_ctim = node->born;
	table_put(&lf.inodes, LOCALFS_ROOT, root);
	tree_count_inode(&lf.tree, node);
	table_touch(&lf.inodes, LOCALFS_ROOT);
	return 0;
}

/* The tree as the image has it. Never sleeps. */
static int build_tree(const struct image *image)
{
	struct localfs_inode *root;
	int error = table_reserve(&lf.inodes, LOCALFS_ROOT);

	if (error == 0)
		error = take_inode_chunks(image);
	if (error < 0)
		return error;
	root = table_at(&lf.inodes, LOCALFS_ROOT);
	if (root != NULL && !S_ISDIR(root->node.st.st_mode))
		return -EUCLEAN;
	if (root == NULL) {
		if (super.found)
			klog("localfs: the root is lost; a new one is made");
		error = make_root();
	}
	if (error < 0)
		return error;
	root = table_at(&lf.inodes, LOCALFS_ROOT);
	lf.tree.root = &root->node;
	if (any_lost(&lf.inodes))
		error = find_all_lost(image->entries);
	return error < 0 ? error : load_each(image->entries, take_entries);
}

void unload_store(void)
{
	timer_cancel(&lf.timer);
	lf.closing = true;
	blocks_forget();
	/* Not by tree_free(): what has no name goes as well. */
	for (uint32_t i = 0; i < lf.entries.size; i++)
		kfree(table_at(&lf.entries, i));
	for (uint32_t i = 0; i < lf.inodes.size; i++)
		if (table_at(&lf.inodes, i) != NULL)
			tree_free_inode(&lf.tree, table_at(&lf.inodes, i));
	kfree(lf.tree.bucket);
	memset(&lf.tree, 0, sizeof(lf.tree));
	table_free(&lf.inodes);
	table_free(&lf.entries);
	lf.closing = lf.loaded = false;
}

static void start_tree(void)
{
	memset(&super, 0, sizeof(super));
	memset(&lf.tree, 0, sizeof(lf.tree));
	lf.tree.ops = &localfs_tree_ops;
	lf.tree.limit = UINT64_MAX;
	table_init(&lf.inodes, INODE_GROUP);
	table_init(&lf.entries, ENTRY_GROUP);
}

int load_store(void)
{
	struct image image = { 0 };
	uint32_t repairs;
	int error = read_image(&image);

	if (error == 0) {
		if (lf.loaded)
			unload_store();
		start_tree();
		error = build_tree(&image);
		if (error < 0)
			unload_store();
	}
	free_image(&image);
	if (error < 0)
		return error;
	lf.loaded = true;
	repairs = check_tree();
	if (repairs > 0)
		klog("localfs: %u repairs", repairs);
	return 0;
}
