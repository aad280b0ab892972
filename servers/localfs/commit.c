/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Commits: all that is dirty, as one transaction of the store. The host has
 * read it when host_store() returns, so that it may change again while the
 * commit is under way; when that fails, it is dirty as before.
 */
#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/host.h"
#include "kernel/log.h"
#include "servers/localfs/impl.h"

/* Milliseconds until what has changed is committed, until a commit that did
 * not succeed is tried again, and until that when it has become smaller. */
enum { COMMIT_MS = 1000, AGAIN_MS = 5000, REMOVAL_MS = 100 };

/* A transaction that is being put together. */
struct batch {
	struct packer ranges, puts, values;
	uint32_t range_count, put_count;
};

static struct operation flight;

bool commit_needed(void)
{
	return lf.inodes.dirty > 0 || lf.entries.dirty > 0 ||
		!list_empty(&lf.dirty) || !list_empty(&lf.cuts);
}

void super_changed(void)
{
	lf.unsafe = true;
}

static void tick(struct timer *t)
{
	(void)t;
	commit_start(false);
}

void commit_later(void)
{
	if (lf.timer.deadline == 0 && !lf.closing)
		timer_set(&lf.timer, host_now() + COMMIT_MS, tick);
}

void commit_removal(void)
{
	double soon = host_now() + REMOVAL_MS;

	lf.removed = true;
	if (!lf.full || lf.in_flight || lf.closing)
		commit_later();
	else if (lf.timer.deadline == 0 || lf.timer.deadline > soon)
		timer_set(&lf.timer, soon, tick);
}

int commit_cut_number(uint64_t inode, uint64_t first, uint64_t end)
{
	struct cut *c;

	if (lf.closing)
		return 0;
	c = kmalloc(sizeof(*c));
	if (c == NULL)
		return -ENOMEM;
	c->inode = inode;
	c->first = first;
	c->end = end;
	list_append(&lf.cuts, &c->link);
	commit_removal();
	return 0;
}

int commit_cut(struct localfs_inode *inode, uint64_t first, uint64_t end)
{
	return commit_cut_number(ino_of(inode), first, end);
}

static void add_range(
	struct batch *b, struct store_key from, struct store_key to)
{
	struct store_range range = { from, to };
	struct store_range *last = (void *)(b->ranges.bytes + b->ranges.size);

	/* One range costs the store as much as one record: files that were
	 * made together are removed together. */
	if (b->range_count > 0 && !b->ranges.failed &&
		memcmp(&last[-1].to, &from, sizeof(from)) == 0) {
		last[-1].to = to;
		return;
	}
	pack_bytes(&b->ranges, &range, sizeof(range));
	b->range_count++;
}

/* address is in kernel memory, or an offset in b->values. */
static void add_put(
	struct batch *b, struct store_key key, uint32_t address, size_t size)
{
	struct store_put put = { key, address, (uint32_t)size };

	pack_bytes(&b->puts, &put, sizeof(put));
	b->put_count++;
}

/* The value that was packed from an offset on. */
static void end_value(struct batch *b, struct store_key key, size_t begin)
{
	pack_end(&b->values, begin);
	add_put(b, key, (uint32_t)begin, b->values.size - begin);
}

static void add_groups(struct batch *b, struct table *t, enum record_kind kind,
	void (*pack)(struct packer *p, uint32_t group))
{
	int64_t group = -1;

	table_take_off(t);
	while ((group = table_flying(t, (uint32_t)(group + 1))) >= 0) {
		struct store_key key = record_key(kind, 0, (uint64_t)group);
		size_t begin = b->values.size;

		if (table_group_used(t, (uint32_t)group)) {
			pack(&b->values, (uint32_t)group);
			end_value(b, key, begin);
		} else {
			add_range(b, key,
				record_key(kind, 0, (uint64_t)group + 1));
		}
	}
}

void super_pack(struct packer *p, uint64_t generation, uint32_t inodes,
	uint32_t entries)
{
	size_t begin = p->size;

	pack_bytes(p, "EXAlocal", 8);
	pack_u32(p, LOCALFS_VERSION);
	pack_u64(p, generation);
	pack_u32(p, inodes);
	pack_u32(p, entries);
	pack_end(p, begin);
}

static void add_super(struct batch *b)
{
	size_t begin = b->values.size;

	super_pack(
		&b->values, lf.generation + 1, lf.inodes.used, lf.entries.used);
	add_put(b, record_key(KIND_SUPER, 0, 0), (uint32_t)begin,
		b->values.size - begin);
}

static void add_cuts(struct batch *b)
{
	struct list *n;

	while ((n = list_pop(&lf.cuts)) != NULL) {
		struct cut *c = list_entry(n, struct cut, link);

		add_range(b, record_key(KIND_BLOCK, c->inode, c->first),
			record_key(KIND_BLOCK,
				c->end == UINT64_MAX ? c->inode + 1 : c->inode,
				c->end == UINT64_MAX ? 0 : c->end));
		list_append(&lf.flying_cuts, &c->link);
	}
}

/* How much of a block is inside its file. */
static uint32_t length_of(const struct block *b)
{
	int64_t left = b->inode->node.st.st_size -
		(int64_t)(b->index * LOCALFS_BLOCK);

	if (left < 0)
		return 0;
	return left < (int64_t)b->room ? (uint32_t)left : b->room;
}

/* The checksum goes into the block's memory, just behind what is stored. */
static void add_blocks(struct batch *b)
{
	struct list *n;

	for (n = lf.dirty.next; n != &lf.dirty; n = n->next) {
		struct block *block = list_entry(n, struct block, dirty);
		uint32_t length = length_of(block), crc;

		if (block_reserve(block, 1) < 0) {
			b->values.failed = true;
			return;
		}
		crc = crc32_of(0, block->data, length);
		memcpy(block->data + length, &crc, sizeof(crc));
		add_put(b,
			record_key(
				KIND_BLOCK, ino_of(block->inode), block->index),
			(uint32_t)(uintptr_t)block->data, length + RECORD_CRC);
	}
}

/* What the checksums have overwritten is zero again. */
static void blocks_take_off(void)
{
	struct list *n;

	while ((n = list_pop(&lf.dirty)) != NULL) {
		struct block *b = list_entry(n, struct block, dirty);

		if (b->room > 0)
			memset(b->data + length_of(b), 0, RECORD_CRC);
		b->state = BLOCK_CLEAN;
		lf.dirty_bytes -= b->room;
		b->in_flight = true;
		list_append(&lf.flying, &b->flying);
	}
}

static void forget_cuts(void)
{
	struct list *n;

	while ((n = list_pop(&lf.flying_cuts)) != NULL)
		kfree(list_entry(n, struct cut, link));
}

/* Those that could not be done come before the new ones. */
static void restore_cuts(void)
{
	while (!list_empty(&lf.flying_cuts)) {
		struct list *n = lf.flying_cuts.prev;

		list_remove(n);
		list_prepend(&lf.cuts, n);
	}
}

static const char *explain(int error)
{
	switch (error) {
	case -ENOSPC:
		return "no space: the browser's quota or the disk is full";
	case -ENOMEM:
		return "no memory";
	default:
		return "the store failed";
	}
}

static void landed(int error)
{
	bool failed = error < 0;

	lf.in_flight = false;
	lf.landed++;
	if (failed && error != lf.result && lf.gone == 0)
		klog("localfs: changes could not be stored: %s",
			explain(error));
	lf.result = failed ? error : 0;
	lf.full = error == -ENOSPC;
	lf.removed |= failed && lf.flight_removed;
	table_land(&lf.inodes, failed);
	table_land(&lf.entries, failed);
	blocks_land(failed);
	if (failed)
		restore_cuts();
	else
		forget_cuts();
	if (!failed) {
		lf.generation++;
		lf.unsafe = !lf.flight_strict;
	}
	if (commit_needed() && !lf.closing && lf.gone == 0)
		timer_set(&lf.timer,
			host_now() + (failed ? AGAIN_MS : COMMIT_MS), tick);
	waitq_wake(&lf.event);
	if (lf.hurry) {
		lf.hurry = false;
		commit_start(true);
	}
}

static void flight_done(
	struct operation *op, int result, const void *bytes, uint32_t size)
{
	(void)op;
	(void)bytes;
	(void)size;
	landed(result);
	if (result >= 0 && !lf.asked_to_persist && lf.open) {
		lf.asked_to_persist = true;
		host_store(0, STORE_PERSIST, NULL, 0);
	}
}

/* One request: the header, the ranges, the puts. */
static void send(struct batch *b, bool strict)
{
	struct store_batch head = { strict, b->range_count, b->put_count,
		lf.flight_removed && lf.dirty_bytes <= REMOVAL_MOST };
	struct store_put *puts = (void *)b->puts.bytes;
	struct packer request = { 0 };

	for (uint32_t i = 0; i < b->put_count; i++)
		if (puts[i].key.bytes[0] != KIND_BLOCK)
			puts[i].address += (uint32_t)(uintptr_t)b->values.bytes;
	pack_bytes(&request, &head, sizeof(head));
	pack_bytes(&request, b->ranges.bytes, b->ranges.size);
	pack_bytes(&request, b->puts.bytes, b->puts.size);
	if (b->ranges.failed || b->puts.failed || b->values.failed ||
		request.failed) {
		blocks_take_off();
		landed(-ENOMEM);
	} else {
		operation_start(&flight, STORE_BATCH, request.bytes,
			(uint32_t)request.size, flight_done);
		blocks_take_off();
	}
	kfree(request.bytes);
}

void commit_start(bool strict)
{
	struct batch b = { 0 };

	if (lf.in_flight || !lf.open || !lf.writer || lf.gone < 0)
		return;
	timer_cancel(&lf.timer);
	if (lf.checking)
		return;
	if (!commit_needed() && !(strict && lf.unsafe))
		return;
	lf.in_flight = true;
	lf.flight_strict = strict;
	lf.flight_removed = lf.removed;
	lf.removed = false;
	add_groups(&b, &lf.inodes, KIND_INODES, inodes_pack);
	add_groups(&b, &lf.entries, KIND_ENTRIES, entries_pack);
	add_super(&b);
	add_cuts(&b);
	add_blocks(&b);
	send(&b, strict);
	kfree(b.ranges.bytes);
	kfree(b.puts.bytes);
	kfree(b.values.bytes);
}

int commit_wait(void)
{
	uint32_t mine;

	while (lf.in_flight || lf.checking)
		sleep_on_uninterruptible(&lf.event);
	if (lf.gone < 0)
		return lf.gone;
	if (!commit_needed() && !lf.unsafe)
		return 0;
	mine = lf.landed + 1;
	commit_start(true);
	while (lf.in_flight && lf.landed < mine)
		sleep_on_uninterruptible(&lf.event);
	return lf.result;
}

int commit_throttle(void)
{
	while (lf.dirty_bytes >= DIRTY_START && lf.gone == 0) {
		bool failing = lf.result < 0;

		if (lf.checking && lf.dirty_bytes < DIRTY_MOST)
			return 0;
		if (lf.checking) {
			sleep_on_uninterruptible(&lf.event);
			continue;
		}
		commit_start(false);
		if (!lf.in_flight)
			return lf.result < 0 ? lf.result : -EIO;
		if (!failing && lf.dirty_bytes < DIRTY_MOST)
			return 0;
		sleep_on_uninterruptible(&lf.event);
		if (failing && !lf.in_flight && lf.result < 0)
			return lf.result;
	}
	return lf.gone;
}

void localfs_hidden(void)
{
	lf.hurry = lf.in_flight;
	commit_start(true);
}
