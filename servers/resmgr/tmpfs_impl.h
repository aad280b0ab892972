/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of tmpfs share: a tree whose files are in memory too. */
#ifndef EXA_TMPFS_IMPL_H
#define EXA_TMPFS_IMPL_H

#include <sys/statfs.h>

#include "servers/resmgr/tree.h"

enum {
	TMPFS_BLOCK = 4096,
	TMPFS_LEAF = 1024, /* blocks a leaf names */
};

struct tmpfs_inode {
	struct tree_inode node;
	/*
	 * Regular files: blocks of TMPFS_BLOCK bytes, NULL for holes. Block 0
	 * stands apart and may be shorter, so that small files are small; the
	 * others are named by leaves, which are NULL where there is none.
	 */
	uint8_t *first;
	uint32_t first_size; /* bytes it has */
	uint8_t ***leaf;
	uint32_t leaves;
	uint64_t bytes; /* that all blocks have */
	uint32_t seals; /* F_SEAL_* */
};

/* tmpfs.c */
extern const struct fs_ops tmpfs_ops;
extern const struct tree_ops tmpfs_tree_ops;

/* tmpfs_mount.c */
void tmpfs_unmount(struct filesystem *fs);
int tmpfs_remount(struct filesystem *fs, const char *options);

/* tmpfs_data.c: contents of regular files. */
int tmpfs_read(struct vnode *v, struct uio *io, int64_t offset);
int tmpfs_write(struct vnode *v, struct uio *io, int64_t offset);
int tmpfs_resize(struct tree *t, struct tmpfs_inode *inode, int64_t size);
int tmpfs_seek(struct vnode *v, int whence, int64_t *offset);
int tmpfs_allocate(
	struct vnode *v, unsigned mode, int64_t offset, int64_t size);

#endif
