/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks in the store, compared with the extents of the image's inodes: both
 * are in the order of inode and block. */
#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "servers/localfs/fsck.h"

enum { AT_ONCE = 16, PATH = 384 };

static struct {
	struct fsck *f;
	const struct expected *group, *groups_end;
	struct unpacker inodes, runs; /* of the group; of the inode */
	/* The next block that must be there; end: none is left. */
	uint64_t inode, block, behind;
	bool end;
	/* Blocks that no file has, which are told of together. */
	uint64_t stray, strays;
	/* What is there, and to be read. */
	struct store_key key[AT_ONCE];
	uint32_t count;
} blocks;

/* To the next run of an inode that has one. */
static void next_run(void)
{
	for (;;) {
		if (blocks.runs.at < blocks.runs.end) {
			blocks.block = unpack_u64(&blocks.runs);
			blocks.behind = blocks.block + unpack_u64(&blocks.runs);
			return;
		}
		if (inode_skip(&blocks.inodes, &blocks.inode, &blocks.runs))
			continue;
		if (blocks.group == blocks.groups_end) {
			blocks.end = true;
			return;
		}
		blocks.inodes.at = blocks.f->image.bytes + blocks.group->begin;
		blocks.inodes.end = blocks.inodes.at + blocks.group->size -
			RECORD_CRC;
		blocks.group++;
	}
}

static void next_block(void)
{
	if (++blocks.block == blocks.behind)
		next_run();
}

static void tell(uint64_t inode, uint64_t block, const char *how)
{
	char path[PATH];

	fsck_tell(blocks.f, false, "%s: block %llu is %s",
		fsck_path(inode, path, sizeof(path)), (unsigned long long)block,
		how);
}

/* Reads the blocks that were collected. Sleeps. */
static int read_blocks(void)
{
	uint8_t *bytes = NULL;
	uint32_t size = 0, at = blocks.count * 4;
	int error = 0;

	if (blocks.count == 0)
		return 0;
	error = operation_wait(STORE_GET, blocks.key,
		blocks.count * (uint32_t)STORE_KEY, (void **)&bytes, &size);
	for (uint32_t i = 0; error >= 0 && i < blocks.count; i++) {
		const struct store_key *key = &blocks.key[i];
		uint32_t length = 0;
		int64_t right;

		memcpy(&length, bytes + (size_t)i * 4, 4);
		if (length == STORE_NONE || length > size - at)
			length = 0;
		right = record_check(bytes + at, length);
		if (right < 0 || right > LOCALFS_BLOCK)
			tell(record_key_inode(key), record_key_index(key),
				"damaged");
		at += length;
	}
	kfree(bytes);
	blocks.count = 0;
	return error < 0 ? error : 0;
}

static void tell_strays(void)
{
	if (blocks.strays > 0)
		fsck_tell(blocks.f, true,
			"%llu blocks of inode %llu belong to no file",
			(unsigned long long)blocks.strays,
			(unsigned long long)blocks.stray);
	blocks.strays = 0;
}

static int add_stray(uint64_t inode, uint64_t block)
{
	if (inode != blocks.stray)
		tell_strays();
	blocks.stray = inode;
	blocks.strays++;
	return blocks.f->only_look ? 0
				   : commit_cut_number(inode, block, block + 1);
}

/* Whether what must be there comes before a block that is. */
static bool is_before(uint64_t inode, uint64_t block)
{
	return !blocks.end &&
		(blocks.inode < inode ||
			(blocks.inode == inode && blocks.block < block));
}

static int take_key(
	const struct store_key *key, const void *value, uint32_t size)
{
	uint64_t inode = record_key_inode(key), block = record_key_index(key);

	(void)value;
	(void)size;
	for (; is_before(inode, block); next_block())
		tell(blocks.inode, blocks.block, "missing");
	if (blocks.end || blocks.inode != inode || blocks.block != block)
		return add_stray(inode, block);
	next_block();
	blocks.key[blocks.count++] = *key;
	return blocks.count == AT_ONCE ? read_blocks() : 0;
}

int fsck_blocks(struct fsck *f)
{
	struct chunk *chunks = NULL;
	int error = load_scan(KIND_BLOCK, true, &chunks);

	memset(&blocks, 0, sizeof(blocks));
	blocks.f = f;
	blocks.group = (void *)f->inodes.bytes;
	blocks.groups_end = blocks.group +
		f->inodes.size / sizeof(struct expected);
	next_run();
	if (error == 0)
		error = load_each(chunks, take_key);
	if (error == 0)
		error = read_blocks();
	for (; error == 0 && !blocks.end; next_block())
		tell(blocks.inode, blocks.block, "missing");
	tell_strays();
	load_free(chunks);
	return error;
}
