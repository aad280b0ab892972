/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The cache of contents: blocks that were read, in the order of their last
 * use, and blocks that a commit has yet to write. What is clean makes room
 * when there is too much.
 */
#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/log.h"
#include "servers/localfs/impl.h"

enum {
	FIRST_ROOM = 128,
	WINDOW = 16, /* blocks that are read at once */
	AHEAD = 3,   /* such reads under way, of a file read in order */
};

/* A read of some blocks. */
struct fetch {
	struct operation op;
	uint32_t count;
	struct block *block[WINDOW];
};

static struct block **bucket_of(
	const struct localfs_inode *inode, uint64_t index)
{
	return &lf.bucket[(ino_of(inode) * 61 + index) % BUCKETS];
}

static struct block *find(const struct localfs_inode *inode, uint64_t index)
{
	struct block *b = *bucket_of(inode, index);

	while (b != NULL && (b->inode != inode || b->index != index))
		b = b->hash_next;
	return b;
}

static struct block *new_block(struct localfs_inode *inode, uint64_t index)
{
	struct block **bucket = bucket_of(inode, index);
	struct block *b = kzalloc(sizeof(*b));

	if (b == NULL)
		return NULL;
	b->inode = inode;
	b->index = index;
	b->state = BLOCK_CLEAN;
	b->hash_next = *bucket;
	*bucket = b;
	list_append(&lf.lru, &b->lru);
	list_append(&inode->blocks, &b->of_inode);
	list_init(&b->dirty);
	list_init(&b->flying);
	return b;
}

static void set_clean(struct block *b)
{
	if (b->state != BLOCK_DIRTY)
		return;
	b->state = BLOCK_CLEAN;
	list_remove(&b->dirty);
	lf.dirty_bytes -= b->room;
}

static void set_dirty(struct block *b)
{
	if (b->state == BLOCK_DIRTY)
		return;
	b->state = BLOCK_DIRTY;
	list_append(&lf.dirty, &b->dirty);
	lf.dirty_bytes += b->room;
}

/* Takes b out of the cache; one that is loading is freed when it has come. */
static void drop(struct block *b)
{
	struct block **at = bucket_of(b->inode, b->index);

	set_clean(b);
	list_remove(&b->flying);
	list_remove(&b->lru);
	list_remove(&b->of_inode);
	while (*at != b)
		at = &(*at)->hash_next;
	*at = b->hash_next;
	b->inode = NULL;
	if (b->state == BLOCK_LOADING)
		return;
	lf.cached -= b->room;
	kfree(b->data);
	kfree(b);
}

static void shrink(void)
{
	struct list *n = lf.lru.next;

	while (lf.cached > CACHE_BYTES && n != &lf.lru) {
		struct block *b = list_entry(n, struct block, lru);

		n = n->next;
		if (b->state == BLOCK_CLEAN && !b->in_flight)
			drop(b);
	}
}

/* Gives b, which has less, memory for so many bytes: content, then zeros.
 * Returns 0 or -ENOSPC. */
static int make_room(
	struct block *b, uint32_t size, const uint8_t *content, uint32_t length)
{
	uint32_t room = b->room == 0 ? FIRST_ROOM : b->room;
	uint8_t *data;

	while (room < size)
		room *= 2;
	data = kmalloc(room + RECORD_CRC);
	if (data == NULL)
		return -ENOSPC;
	if (length > 0)
		memcpy(data, content, length);
	memset(data + length, 0, room + RECORD_CRC - length);
	kfree(b->data);
	b->data = data;
	lf.cached += room - b->room;
	if (b->state == BLOCK_DIRTY)
		lf.dirty_bytes += room - b->room;
	b->room = room;
	return 0;
}

int block_reserve(struct block *b, uint32_t size)
{
	return size <= b->room ? 0 : make_room(b, size, b->data, b->room);
}

/* Puts a value of the store into b. Returns 0 or -errno. */
static int fill(struct block *b, const uint8_t *value, uint32_t size)
{
	int64_t length = record_check(value, size);

	if (length < 0 || length > LOCALFS_BLOCK)
		return -EIO;
	if (length > 0 &&
		make_room(b, (uint32_t)length, value, (uint32_t)length) < 0)
		return -ENOMEM;
	return 0;
}

static void loaded(struct block *b, int error)
{
	b->state = BLOCK_CLEAN;
	b->error = error;
	if (b->inode == NULL) { /* nobody wants it any more */
		lf.cached -= b->room;
		kfree(b->data);
		kfree(b);
		return;
	}
	if (error < 0)
		klog("localfs: block %llu of inode %llu: %s",
			(unsigned long long)b->index,
			(unsigned long long)ino_of(b->inode),
			error == -EIO ? "is missing or damaged"
				      : "could not be read");
}

static void fetch_done(
	struct operation *op, int result, const void *bytes, uint32_t size)
{
	struct fetch *f = list_entry(op, struct fetch, op);
	const uint8_t *value = (const uint8_t *)bytes + 4 * f->count;
	const uint8_t *end = (const uint8_t *)bytes + size;

	for (uint32_t i = 0; i < f->count; i++) {
		uint32_t length = STORE_NONE;
		int error = result;

		if (error >= 0)
			memcpy(&length, (const uint8_t *)bytes + 4 * i, 4);
		if (error >= 0 &&
			(length == STORE_NONE ||
				(size_t)(end - value) < length))
			error = -EIO;
		if (error >= 0) {
			error = fill(f->block[i], value, length);
			value += length;
		}
		loaded(f->block[i], error < 0 ? error : 0);
	}
	kfree(f);
	shrink();
	waitq_wake(&lf.event);
}

/* Whether block index of inode is in the store and not in memory. */
static bool is_absent(const struct localfs_inode *inode, uint64_t index)
{
	return extents_has(&inode->extents, index) &&
		find(inode, index) == NULL;
}

/* Starts to read block index and, if ahead, those behind it. */
static int fetch_start(struct localfs_inode *inode, uint64_t index, bool ahead)
{
	struct fetch *f = kmalloc(sizeof(*f));
	struct store_key key[WINDOW];

	if (f == NULL)
		return -ENOMEM;
	for (f->count = 0; f->count < (ahead ? WINDOW : 1) &&
		is_absent(inode, index + f->count);
		f->count++) {
		struct block *b = new_block(inode, index + f->count);

		if (b == NULL)
			break;
		b->state = BLOCK_LOADING;
		b->mark = f->count == 1;
		f->block[f->count] = b;
		key[f->count] = record_key(
			KIND_BLOCK, ino_of(inode), index + f->count);
	}
	if (f->count == 0) {
		kfree(f);
		return -ENOMEM;
	}
	operation_start(&f->op, STORE_GET, key,
		f->count * (uint32_t)sizeof(*key), fetch_done);
	return 0;
}

static void use(struct localfs_inode *inode, struct block *b)
{
	list_remove(&b->lru);
	list_append(&lf.lru, &b->lru);
	if (!b->mark)
		return;
	b->mark = false;
	/* The store is slow to answer, and fast when it has much to do. */
	for (uint64_t ahead = b->index - 1 + WINDOW;
		ahead < b->index + AHEAD * WINDOW; ahead += WINDOW)
		if (is_absent(inode, ahead))
			fetch_start(inode, ahead, true);
}

/* A block that is not in memory: makes it, or starts to read it. */
static int absent(struct localfs_inode *inode, uint64_t index, bool make,
	bool fresh, struct block **result)
{
	if (extents_has(&inode->extents, index) && !fresh)
		return fetch_start(inode, index,
			index == 0 || find(inode, index - 1) != NULL);
	if (make) {
		*result = new_block(inode, index);
		return *result == NULL ? -ENOSPC : 1;
	}
	return 1;
}

int block_get(struct vnode *v, uint64_t index, bool make, bool fresh,
	struct block **result)
{
	bool waited = false;

	for (;;) {
		struct localfs_inode *inode = localfs_inode_of(v);
		struct block *b = find(inode, index);
		int error;

		if (inode->lost)
			return -EIO;
		if (b != NULL && b->state == BLOCK_LOADING) {
			sleep_on_uninterruptible(&lf.event);
			waited = true;
			continue;
		}
		if (b != NULL && b->error < 0) {
			error = b->error;
			if (waited)
				return error;
			drop(b); /* it is tried again */
			b = NULL;
		}
		*result = b;
		if (b != NULL) {
			use(inode, b);
			return 0;
		}
		error = absent(inode, index, make, fresh, result);
		if (error != 0)
			return error < 0 ? error : 0;
	}
}

int block_changed(struct block *b)
{
	if (extents_add(&b->inode->extents, b->index) < 0)
		return -ENOSPC;
	set_dirty(b);
	shrink();
	commit_later();
	return 0;
}

void blocks_drop(struct localfs_inode *inode, uint64_t first, uint64_t end)
{
	struct list *n = inode->blocks.next;

	while (n != &inode->blocks) {
		struct block *b = list_entry(n, struct block, of_inode);

		n = n->next;
		if (b->index >= first && b->index < end)
			drop(b);
	}
}

void blocks_land(bool failed)
{
	struct list *n;

	while ((n = list_pop(&lf.flying)) != NULL) {
		struct block *b = list_entry(n, struct block, flying);

		b->in_flight = false;
		if (failed)
			set_dirty(b);
	}
	shrink();
}

void blocks_forget(void)
{
	struct list *n = lf.lru.next;

	while (n != &lf.lru) {
		struct block *b = list_entry(n, struct block, lru);

		n = n->next;
		drop(b);
	}
}
