/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Contents of tmpfs files. Files are sparse in blocks of a page; the first
 * block grows by doubling, so small files are small.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "kernel/alloc.h"
#include "servers/resmgr/tmpfs_impl.h"

enum { FIRST_MIN = 64 };

/* What the leaves' table can name with a megabyte. */
static const int64_t MAX_SIZE = (int64_t)1 << 40;

/* Where block index is named; NULL: nowhere, so it is a hole. */
static uint8_t **slot_of(struct tmpfs_inode *inode, uint32_t index)
{
	uint32_t leaf = index / TMPFS_LEAF;

	if (index == 0)
		return &inode->first;
	if (leaf >= inode->leaves || inode->leaf[leaf] == NULL)
		return NULL;
	return &inode->leaf[leaf][index % TMPFS_LEAF];
}

static uint8_t *block_of(struct tmpfs_inode *inode, uint32_t index)
{
	uint8_t **slot = slot_of(inode, index);

	return slot == NULL ? NULL : *slot;
}

static uint32_t block_size(const struct tmpfs_inode *inode, uint32_t index)
{
	return index == 0 ? inode->first_size : TMPFS_BLOCK;
}

static void free_block(
	struct tree *t, struct tmpfs_inode *inode, uint32_t index)
{
	uint8_t **slot = slot_of(inode, index);

	if (slot == NULL || *slot == NULL)
		return;
	t->used -= block_size(inode, index);
	inode->bytes -= block_size(inode, index);
	kfree(*slot);
	*slot = NULL;
	if (index == 0)
		inode->first_size = 0;
}

/* Memory that counts; NULL: -ENOSPC. */
static void *charge(struct tree *t, size_t size)
{
	void *memory;

	if (t->used + size > t->limit)
		return NULL;
	memory = kzalloc(size);
	if (memory != NULL)
		t->used += size;
	return memory;
}

/* Makes the table of leaves long enough for one more. */
static int grow_table(struct tree *t, struct tmpfs_inode *inode, uint32_t leaf)
{
	uint32_t size = inode->leaves * 2;
	uint8_t ***table;

	if (leaf < inode->leaves)
		return 0;
	if (size <= leaf)
		size = leaf + 1;
	table = charge(t, size * sizeof(*table));
	if (table == NULL)
		return -ENOSPC;
	memcpy(table, inode->leaf, inode->leaves * sizeof(*table));
	kfree(inode->leaf);
	t->used -= inode->leaves * sizeof(*table);
	inode->leaf = table;
	inode->leaves = size;
	return 0;
}

static int need_leaf(struct tree *t, struct tmpfs_inode *inode, uint32_t leaf)
{
	if (grow_table(t, inode, leaf) < 0)
		return -ENOSPC;
	if (inode->leaf[leaf] == NULL)
		inode->leaf[leaf] = charge(t, TMPFS_LEAF * sizeof(uint8_t *));
	return inode->leaf[leaf] == NULL ? -ENOSPC : 0;
}

/* Makes the first block exist with at least need bytes. */
static int need_first(struct tree *t, struct tmpfs_inode *inode, uint32_t need)
{
	uint32_t old = inode->first_size, size = FIRST_MIN;
	uint8_t *block;

	if (old >= need)
		return 0;
	while (size < need)
		size *= 2;
	block = charge(t, size);
	if (block == NULL)
		return -ENOSPC;
	if (old > 0)
		memcpy(block, inode->first, old);
	kfree(inode->first);
	t->used -= old;
	inode->first = block;
	inode->first_size = size;
	inode->bytes += size - old;
	return 0;
}

/* Makes a block exist with at least need bytes. */
static int need_block(struct tree *t, struct tmpfs_inode *inode, uint32_t index,
	uint32_t need)
{
	uint8_t **slot;

	if (index == 0)
		return need_first(t, inode, need);
	if (need_leaf(t, inode, index / TMPFS_LEAF) < 0)
		return -ENOSPC;
	slot = slot_of(inode, index);
	if (*slot != NULL)
		return 0;
	*slot = charge(t, TMPFS_BLOCK);
	if (*slot == NULL)
		return -ENOSPC;
	inode->bytes += TMPFS_BLOCK;
	return 0;
}

int tmpfs_read(struct vnode *v, struct uio *io, int64_t offset)
{
	struct tmpfs_inode *inode = v->data;
	int64_t left = inode->node.st.st_size - offset;
	uint32_t total = 0;

	if (left > (int64_t)io->left)
		left = (int64_t)io->left;
	while (left > 0) {
		uint32_t index = (uint32_t)(offset / TMPFS_BLOCK);
		uint32_t at = (uint32_t)(offset % TMPFS_BLOCK);
		const uint8_t *block = block_of(inode, index);
		uint32_t chunk = TMPFS_BLOCK - at;
		uint32_t have = block == NULL ? 0 : block_size(inode, index);

		if (chunk > left)
			chunk = (uint32_t)left;
		if (at >= have) {
			uio_put_zeros(io, chunk);
		} else {
			if (chunk > have - at)
				chunk = have - at;
			uio_put(io, block + at, chunk);
		}
		offset += chunk;
		left -= chunk;
		total += chunk;
	}
	return (int)total;
}

int tmpfs_write(struct vnode *v, struct uio *io, int64_t offset)
{
	struct tmpfs_inode *inode = v->data;
	struct tree *t = tree_of(v->fs);
	uint32_t total = 0;
	int error = 0;

	if (offset >= MAX_SIZE)
		return -EFBIG;
	if ((inode->seals & (F_SEAL_WRITE | F_SEAL_FUTURE_WRITE)) != 0 ||
		((inode->seals & F_SEAL_GROW) != 0 &&
			offset + io->left > inode->node.st.st_size))
		return -EPERM;
	while (io->left > 0 && offset < MAX_SIZE) {
		uint32_t index = (uint32_t)(offset / TMPFS_BLOCK);
		uint32_t at = (uint32_t)(offset % TMPFS_BLOCK);
		uint32_t chunk = TMPFS_BLOCK - at;

		if (chunk > io->left)
			chunk = io->left;
		error = need_block(t, inode, index, at + chunk);
		if (error < 0)
			break;
		uio_get(io, block_of(inode, index) + at, chunk);
		offset += chunk;
		total += chunk;
		if (offset > inode->node.st.st_size)
			inode->node.st.st_size = offset;
	}
	if (total == 0)
		return error;
	inode->node.st.st_mtim = inode->node.st.st_ctim = time_now();
	return (int)total;
}

/* Zeroes part of a block, as far as there is one. */
static void clear_part(
	struct tmpfs_inode *inode, uint32_t index, uint32_t from, uint32_t to)
{
	uint8_t *block = block_of(inode, index);

	if (block == NULL)
		return;
	if (to > block_size(inode, index))
		to = block_size(inode, index);
	if (from < to)
		memset(block + from, 0, to - from);
}

/* Frees the blocks from index on, and all leaves when index is 0. */
static void cut(struct tree *t, struct tmpfs_inode *inode, uint32_t index)
{
	uint32_t from = index / TMPFS_LEAF;

	if (index == 0)
		free_block(t, inode, 0);
	for (uint32_t leaf = from; leaf < inode->leaves; leaf++) {
		uint32_t base = leaf * TMPFS_LEAF;
		uint32_t i = leaf == from ? index % TMPFS_LEAF : 0;

		if (inode->leaf[leaf] == NULL)
			continue;
		for (i += base + i == 0; i < TMPFS_LEAF; i++)
			free_block(t, inode, base + i);
		if (base < index)
			continue;
		kfree(inode->leaf[leaf]);
		inode->leaf[leaf] = NULL;
		t->used -= TMPFS_LEAF * sizeof(uint8_t *);
	}
	if (index != 0)
		return;
	t->used -= inode->leaves * sizeof(*inode->leaf);
	kfree(inode->leaf);
	inode->leaf = NULL;
	inode->leaves = 0;
}

int tmpfs_resize(struct tree *t, struct tmpfs_inode *inode, int64_t size)
{
	if (size > MAX_SIZE)
		return -EFBIG;
	if ((size < inode->node.st.st_size &&
		    (inode->seals & F_SEAL_SHRINK) != 0) ||
		(size > inode->node.st.st_size &&
			(inode->seals & F_SEAL_GROW) != 0))
		return -EPERM;
	cut(t, inode, (uint32_t)((size + TMPFS_BLOCK - 1) / TMPFS_BLOCK));
	if (size < inode->node.st.st_size)
		clear_part(inode, (uint32_t)(size / TMPFS_BLOCK),
			(uint32_t)(size % TMPFS_BLOCK), TMPFS_BLOCK);
	inode->node.st.st_size = size;
	inode->node.st.st_mtim = inode->node.st.st_ctim = time_now();
	return 0;
}

int tmpfs_seek(struct vnode *v, int whence, int64_t *offset)
{
	struct tmpfs_inode *inode = v->data;
	int64_t size = inode->node.st.st_size, at = *offset;
	uint32_t blocks = (uint32_t)((size + TMPFS_BLOCK - 1) / TMPFS_BLOCK);
	uint32_t index = (uint32_t)(at / TMPFS_BLOCK);

	while (index < blocks) {
		uint32_t leaf = index / TMPFS_LEAF;
		bool none = index != 0 && slot_of(inode, index) == NULL;

		if ((block_of(inode, index) != NULL) == (whence == SEEK_DATA))
			break;
		index = none ? (leaf + 1) * TMPFS_LEAF : index + 1;
	}
	if (index < blocks && (int64_t)index * TMPFS_BLOCK > at)
		at = (int64_t)index * TMPFS_BLOCK;
	if (index >= blocks && whence == SEEK_DATA)
		return -ENXIO;
	*offset = index >= blocks ? size : at;
	return 0;
}

static void punch(
	struct tree *t, struct tmpfs_inode *inode, int64_t offset, int64_t end)
{
	while (offset < end) {
		uint32_t index = (uint32_t)(offset / TMPFS_BLOCK);
		uint32_t at = (uint32_t)(offset % TMPFS_BLOCK);
		int64_t size = TMPFS_BLOCK - at;

		if (index != 0 && slot_of(inode, index) == NULL) {
			index = (index / TMPFS_LEAF + 1) * TMPFS_LEAF;
			offset = (int64_t)index * TMPFS_BLOCK;
			continue;
		}
		if (size > end - offset)
			size = end - offset;
		if (size == TMPFS_BLOCK)
			free_block(t, inode, index);
		else
			clear_part(inode, index, at, at + (uint32_t)size);
		offset += size;
	}
}

/* Blocks for all of the range, or, without the room, for none of it. */
static int fill_range(
	struct tree *t, struct tmpfs_inode *inode, int64_t offset, int64_t end)
{
	uint32_t first = (uint32_t)(offset / TMPFS_BLOCK);
	uint32_t last = (uint32_t)((end - 1) / TMPFS_BLOCK);
	uint64_t missing = 0;

	if ((uint64_t)(end - offset) > t->limit)
		return -ENOSPC;
	for (uint32_t i = first; i <= last; i++)
		missing += block_of(inode, i) == NULL;
	if (t->used + missing * TMPFS_BLOCK > t->limit ||
		missing * TMPFS_BLOCK > kmalloc_left())
		return -ENOSPC;
	for (uint32_t i = first; i <= last; i++)
		if (need_block(t, inode, i, TMPFS_BLOCK) < 0)
			return -ENOSPC;
	return 0;
}

int tmpfs_allocate(struct vnode *v, unsigned mode, int64_t offset, int64_t size)
{
	struct tmpfs_inode *inode = v->data;
	struct tree *t = tree_of(v->fs);
	int64_t end = offset + size;
	int error = 0;

	if (end > MAX_SIZE && (mode & FALLOC_FL_PUNCH_HOLE) == 0)
		return -EFBIG;
	if (((mode & FALLOC_FL_PUNCH_HOLE) != 0 &&
		    (inode->seals & (F_SEAL_WRITE | F_SEAL_FUTURE_WRITE)) !=
			    0) ||
		(mode == 0 && end > inode->node.st.st_size &&
			(inode->seals & F_SEAL_GROW) != 0))
		return -EPERM;
	if ((mode & FALLOC_FL_PUNCH_HOLE) != 0)
		punch(t, inode, offset, end < MAX_SIZE ? end : MAX_SIZE);
	else
		error = fill_range(t, inode, offset, end);
	if (error < 0)
		return error;
	if (mode == 0 && end > inode->node.st.st_size)
		inode->node.st.st_size = end;
	inode->node.st.st_ctim = time_now();
	if (mode != FALLOC_FL_KEEP_SIZE)
		inode->node.st.st_mtim = inode->node.st.st_ctim;
	return 0;
}
