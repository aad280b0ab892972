/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Contents of tmpfs files. Files are sparse in blocks of 16 KiB; the first
 * block grows by doubling while it is the only one, so small files are small.
 */
#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "servers/resmgr/tmpfs_impl.h"

enum { FIRST_MIN = 64 };

static const int64_t MAX_SIZE = (int64_t)1 << 32;

static uint32_t block_size(const struct tmpfs_inode *inode, uint32_t index)
{
	return index == 0 ? inode->first_size : TMPFS_BLOCK;
}

static void free_block(
	struct tmpfs *t, struct tmpfs_inode *inode, uint32_t index)
{
	if (inode->block[index] == NULL)
		return;
	t->used -= block_size(inode, index);
	inode->bytes -= block_size(inode, index);
	kfree(inode->block[index]);
	inode->block[index] = NULL;
}

static int grow_table(
	struct tmpfs *t, struct tmpfs_inode *inode, uint32_t count)
{
	uint32_t size = inode->blocks * 2 > count ? inode->blocks * 2 : count;
	size_t more = (size - inode->blocks) * sizeof(*inode->block);
	uint8_t **table;

	if (count <= inode->blocks)
		return 0;
	if (t->used + more > t->limit)
		return -ENOSPC;
	table = kzalloc(size * sizeof(*table));
	if (table == NULL)
		return -ENOSPC;
	memcpy(table, inode->block, inode->blocks * sizeof(*table));
	kfree(inode->block);
	t->used += more;
	inode->block = table;
	inode->blocks = size;
	return 0;
}

/* Makes a block exist with at least need bytes. */
static int need_block(struct tmpfs *t, struct tmpfs_inode *inode,
	uint32_t index, uint32_t need)
{
	uint32_t size = TMPFS_BLOCK, old;
	uint8_t *block;

	if (grow_table(t, inode, index + 1) < 0)
		return -ENOSPC;
	old = inode->block[index] == NULL ? 0 : block_size(inode, index);
	if (old >= need)
		return 0;
	if (index == 0)
		for (size = FIRST_MIN; size < need; size *= 2)
			;
	if (t->used + size - old > t->limit)
		return -ENOSPC;
	block = kzalloc(size);
	if (block == NULL)
		return -ENOSPC;
	if (old > 0)
		memcpy(block, inode->block[index], old);
	kfree(inode->block[index]);
	inode->block[index] = block;
	if (index == 0)
		inode->first_size = size;
	t->used += size - old;
	inode->bytes += size - old;
	return 0;
}

int tmpfs_read(struct vnode *v, struct uio *io, int64_t offset)
{
	struct tmpfs_inode *inode = v->data;
	int64_t left = inode->st.st_size - offset;
	uint32_t total = 0;

	if (left > (int64_t)io->left)
		left = (int64_t)io->left;
	while (left > 0) {
		uint32_t index = (uint32_t)(offset / TMPFS_BLOCK);
		uint32_t at = (uint32_t)(offset % TMPFS_BLOCK);
		uint32_t chunk = TMPFS_BLOCK - at;
		uint32_t have = 0;

		if (chunk > left)
			chunk = (uint32_t)left;
		if (index < inode->blocks && inode->block[index] != NULL)
			have = block_size(inode, index);
		if (at >= have) {
			uio_put_zeros(io, chunk);
		} else {
			if (chunk > have - at)
				chunk = have - at;
			uio_put(io, inode->block[index] + at, chunk);
		}
		offset += chunk;
		left -= chunk;
		total += chunk;
	}
	inode->st.st_atim = time_now();
	return (int)total;
}

int tmpfs_write(struct vnode *v, struct uio *io, int64_t offset)
{
	struct tmpfs_inode *inode = v->data;
	struct tmpfs *t = v->fs->data;
	uint32_t total = 0;
	int error = 0;

	if (offset > MAX_SIZE - io->left)
		return -EFBIG;
	while (io->left > 0) {
		uint32_t index = (uint32_t)(offset / TMPFS_BLOCK);
		uint32_t at = (uint32_t)(offset % TMPFS_BLOCK);
		uint32_t chunk = TMPFS_BLOCK - at;

		if (chunk > io->left)
			chunk = io->left;
		error = need_block(t, inode, index,
			index == 0 && inode->st.st_size <= TMPFS_BLOCK
				? at + chunk
				: TMPFS_BLOCK);
		if (error < 0)
			break;
		uio_get(io, inode->block[index] + at, chunk);
		offset += chunk;
		total += chunk;
		if (offset > inode->st.st_size)
			inode->st.st_size = offset;
	}
	if (total == 0)
		return error;
	inode->st.st_mode &= ~(mode_t)(S_ISUID | S_ISGID);
	inode->st.st_mtim = inode->st.st_ctim = time_now();
	return (int)total;
}

/* Zeroes a block from at on, so that growing again shows zeros. */
static void clear_rest(struct tmpfs_inode *inode, uint32_t index, uint32_t at)
{
	uint8_t *block = inode->block[index];

	if (block != NULL && at < block_size(inode, index))
		memset(block + at, 0, block_size(inode, index) - at);
}

int tmpfs_resize(struct tmpfs *t, struct tmpfs_inode *inode, int64_t size)
{
	uint32_t keep = (uint32_t)((size + TMPFS_BLOCK - 1) / TMPFS_BLOCK);
	uint32_t last = (uint32_t)(size / TMPFS_BLOCK);
	uint32_t at = (uint32_t)(size % TMPFS_BLOCK);

	if (size > MAX_SIZE)
		return -EFBIG;
	for (uint32_t i = keep; i < inode->blocks; i++)
		free_block(t, inode, i);
	if (size < inode->st.st_size && last < inode->blocks)
		clear_rest(inode, last, at);
	if (size == 0) {
		t->used -= inode->blocks * sizeof(*inode->block);
		kfree(inode->block);
		inode->block = NULL;
		inode->blocks = 0;
	}
	inode->st.st_size = size;
	inode->st.st_mtim = inode->st.st_ctim = time_now();
	return 0;
}
