/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of tmpfs share: its inodes and entries. */
#ifndef EXA_TMPFS_IMPL_H
#define EXA_TMPFS_IMPL_H

#include <sys/stat.h>
#include <sys/statfs.h>

#include "kernel/list.h"
#include "servers/resmgr/vnode.h"

enum { TMPFS_BLOCK = 16384, TMPFS_BUCKETS = 512 };

struct tmpfs_inode {
	struct stat st;
	bool open; /* a vnode refers to it */
	/* Regular files: blocks of TMPFS_BLOCK bytes, NULL for holes. The
	 * only block of a small file may be shorter. */
	uint8_t **block;
	uint32_t blocks;
	uint32_t first_size; /* bytes block[0] has */
	uint64_t bytes;      /* that all blocks have */
	/* Directories. */
	struct list entries; /* of struct tmpfs_entry, in order of creation */
	struct tmpfs_inode *parent;
	char *target; /* symbolic links */
};

struct tmpfs_entry {
	struct list order; /* in its directory */
	struct list hash;
	struct tmpfs_inode *dir, *inode;
	int64_t serial; /* the cursor just behind it */
	uint16_t length;
	char name[];
};

struct tmpfs {
	uint64_t last_ino;
	int64_t last_serial;
	uint64_t used, limit; /* bytes of data and of what describes it */
	uint32_t vnodes;      /* in use, the root's included */
	struct list bucket[TMPFS_BUCKETS];
};

/* tmpfs.c: inodes and entries. */
struct tmpfs_inode *tmpfs_new_inode(
	struct tmpfs *t, const struct node_spec *spec);
void tmpfs_free_inode(struct tmpfs *t, struct tmpfs_inode *inode);
struct vnode *tmpfs_vnode_of(struct filesystem *fs, struct tmpfs_inode *inode);
void tmpfs_remove_entry(struct tmpfs *t, struct tmpfs_entry *e);
extern const struct fs_ops tmpfs_ops;

/* tmpfs_find.c */
int tmpfs_find(struct vnode *v, struct vnode **dir, char *name);

/* tmpfs_mount.c; -EBUSY while any of its files is in use. */
int tmpfs_unmount(struct filesystem *fs);

/* tmpfs_data.c: contents of regular files. */
int tmpfs_read(struct vnode *v, struct uio *io, int64_t offset);
int tmpfs_write(struct vnode *v, struct uio *io, int64_t offset);
int tmpfs_resize(struct tmpfs *t, struct tmpfs_inode *inode, int64_t size);

#endif
