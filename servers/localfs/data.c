/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Contents of regular files. All of it may sleep, and what is known of the
 * file is looked at again after that. Beyond the end of a file its blocks are
 * zero.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "kernel/alloc.h"
#include "servers/localfs/impl.h"

static uint64_t index_of(int64_t offset)
{
	return (uint64_t)offset / LOCALFS_BLOCK;
}

static uint32_t place_of(int64_t offset)
{
	return (uint32_t)(offset % LOCALFS_BLOCK);
}

/* The blocks that a file of that size may have. */
static uint64_t blocks_of(int64_t size)
{
	return index_of(size + LOCALFS_BLOCK - 1);
}

static struct stat *stat_of(const struct vnode *v)
{
	return &localfs_inode_of(v)->node.st;
}

int localfs_read(struct vnode *v, struct uio *io, int64_t offset)
{
	uint32_t total = 0;

	while (io->left > 0 && offset < stat_of(v)->st_size) {
		uint32_t at = place_of(offset), chunk = LOCALFS_BLOCK - at;
		struct block *b;
		int error = block_get(v, index_of(offset), false, false, &b);
		int64_t left = stat_of(v)->st_size - offset;

		if (error < 0)
			return total > 0 ? (int)total : error;
		if (left <= 0)
			break;
		if (chunk > left)
			chunk = (uint32_t)left;
		if (chunk > io->left)
			chunk = io->left;
		if (b == NULL || at >= b->room) {
			uio_put_zeros(io, chunk);
		} else {
			if (chunk > b->room - at)
				chunk = b->room - at;
			uio_put(io, b->data + at, chunk);
		}
		offset += chunk;
		total += chunk;
	}
	return (int)total;
}

/* Writes within one block. Returns the bytes or -errno. */
static int write_chunk(struct vnode *v, struct uio *io, int64_t offset)
{
	uint32_t at = place_of(offset), chunk = LOCALFS_BLOCK - at;
	int64_t begin = offset - at;
	bool fresh;
	struct block *b;
	int error;

	if (chunk > io->left)
		chunk = io->left;
	if (lf.full &&
		!extents_has(&localfs_inode_of(v)->extents, index_of(offset)))
		return -ENOSPC;
	fresh = at == 0 && begin + chunk >= stat_of(v)->st_size;
	fresh = fresh || chunk == LOCALFS_BLOCK;
	error = block_get(v, index_of(offset), true, fresh, &b);
	if (error == 0)
		error = block_reserve(b, at + chunk);
	if (error == 0)
		error = block_changed(b);
	if (error < 0)
		return error;
	uio_get(io, b->data + at, chunk);
	if (offset + chunk > stat_of(v)->st_size)
		stat_of(v)->st_size = offset + chunk;
	return (int)chunk;
}

int localfs_write(struct vnode *v, struct uio *io, int64_t offset)
{
	uint32_t total = 0;
	int error = 0;

	if (lf.gone < 0)
		return lf.gone;
	if (offset >= LOCALFS_SIZE_MAX)
		return -EFBIG;
	while (io->left > 0 && offset < LOCALFS_SIZE_MAX) {
		error = commit_throttle();
		if (error == 0)
			error = write_chunk(v, io, offset);
		if (error < 0)
			break;
		offset += error;
		total += (uint32_t)error;
	}
	if (total == 0)
		return error;
	stat_of(v)->st_mtim = stat_of(v)->st_ctim = time_now();
	tree_changed(&lf.tree, v->data);
	return (int)total;
}

/* Makes what block index has in [from, to) zero. Sleeps. */
static int clear_part(
	struct vnode *v, uint64_t index, uint32_t from, uint32_t to)
{
	struct block *b;
	int error = block_get(v, index, false, false, &b);

	if (error < 0 || b == NULL)
		return error;
	if (to > b->room)
		to = b->room;
	if (from >= to)
		return 0;
	memset(b->data + from, 0, to - from);
	return block_changed(b);
}

/* The file has no blocks from first on, below end, any more. */
static int remove_blocks(struct vnode *v, uint64_t first, uint64_t end)
{
	struct localfs_inode *inode = localfs_inode_of(v);
	int error;

	if (extents_next(&inode->extents, first, false) >= end)
		return 0;
	error = commit_cut(inode, first, end);
	if (error == 0)
		error = extents_remove(&inode->extents, first, end);
	if (error < 0)
		return -ENOSPC;
	blocks_drop(inode, first, end);
	tree_changed(&lf.tree, &inode->node);
	return 0;
}

int localfs_resize(struct vnode *v, int64_t size)
{
	int error = 0;

	if (size > LOCALFS_SIZE_MAX)
		return -EFBIG;
	if (size < stat_of(v)->st_size && place_of(size) != 0)
		error = clear_part(
			v, index_of(size), place_of(size), LOCALFS_BLOCK);
	if (error == 0)
		error = remove_blocks(v, blocks_of(size), UINT64_MAX);
	if (error < 0)
		return error;
	stat_of(v)->st_size = size;
	stat_of(v)->st_mtim = stat_of(v)->st_ctim = time_now();
	tree_changed(&lf.tree, v->data);
	return 0;
}

int localfs_seek(struct vnode *v, int whence, int64_t *offset)
{
	const struct localfs_inode *inode = localfs_inode_of(v);
	int64_t size = inode->node.st.st_size;
	uint64_t index = extents_next(
		&inode->extents, index_of(*offset), whence == SEEK_HOLE);

	if (index >= blocks_of(size)) {
		if (whence == SEEK_DATA)
			return -ENXIO;
		*offset = size;
	} else if ((int64_t)(index * LOCALFS_BLOCK) > *offset) {
		*offset = (int64_t)(index * LOCALFS_BLOCK);
	}
	return 0;
}

/* Zeroes [offset, end), whole blocks by removing them. */
static int punch(struct vnode *v, int64_t offset, int64_t end)
{
	uint64_t first = blocks_of(offset), last = index_of(end);
	int error = 0;

	if (end > stat_of(v)->st_size && first <= last)
		last = blocks_of(end);
	if (index_of(offset) == index_of(end))
		return clear_part(
			v, index_of(offset), place_of(offset), place_of(end));
	if (place_of(offset) != 0)
		error = clear_part(
			v, index_of(offset), place_of(offset), LOCALFS_BLOCK);
	if (error == 0 && place_of(end) != 0 && last == index_of(end))
		error = clear_part(v, index_of(end), 0, place_of(end));
	if (error == 0 && first < last)
		error = remove_blocks(v, first, last);
	return error;
}

/* Blocks of zeros where there are none. */
static int fill_range(struct vnode *v, int64_t offset, int64_t end)
{
	uint64_t index = index_of(offset);

	for (;;) {
		const struct localfs_inode *inode = localfs_inode_of(v);
		struct block *b;
		int error;

		index = extents_next(&inode->extents, index, true);
		if (index > index_of(end - 1))
			return 0;
		error = lf.full ? -ENOSPC : commit_throttle();
		if (error == 0)
			error = block_get(v, index, true, true, &b);
		if (error == 0)
			error = block_changed(b);
		if (error < 0)
			return error;
	}
}

int localfs_allocate(
	struct vnode *v, unsigned mode, int64_t offset, int64_t size)
{
	int64_t end = offset + size;
	int error;

	if (lf.gone < 0)
		return lf.gone;
	if (end > LOCALFS_SIZE_MAX && (mode & FALLOC_FL_PUNCH_HOLE) == 0)
		return -EFBIG;
	if ((mode & FALLOC_FL_PUNCH_HOLE) != 0)
		error = punch(v, offset,
			end < LOCALFS_SIZE_MAX ? end : LOCALFS_SIZE_MAX);
	else
		error = fill_range(v, offset, end);
	if (error < 0)
		return error;
	if (mode == 0 && end > stat_of(v)->st_size)
		stat_of(v)->st_size = end;
	stat_of(v)->st_ctim = time_now();
	if (mode != FALLOC_FL_KEEP_SIZE)
		stat_of(v)->st_mtim = stat_of(v)->st_ctim;
	tree_changed(&lf.tree, v->data);
	return 0;
}
