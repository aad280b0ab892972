/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of tmpfs share: its inodes and entries. */
#ifndef EXA_TMPFS_IMPL_H
#define EXA_TMPFS_IMPL_H

#include <sys/stat.h>
#include <sys/statfs.h>

#include "kernel/list.h"
#include "servers/resmgr/vnode.h"

enum {
	TMPFS_BLOCK = 4096,
	TMPFS_LEAF = 1024, /* blocks a leaf names */
};

struct tmpfs_xattr;

struct tmpfs_inode {
	struct stat st;
	struct timespec born;
	bool open;     /* a vnode refers to it */
	bool linkable; /* an O_TMPFILE that link() may give a name */
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
	/* Directories. */
	struct list entries; /* of struct tmpfs_entry, in order of creation */
	struct tmpfs_entry *last_read; /* where readdir() stopped, or NULL */
	struct tmpfs_inode *parent;
	char *target; /* symbolic links */
	struct tmpfs_xattr *xattrs;
	uint32_t seals; /* F_SEAL_* */
};

struct tmpfs_entry {
	struct list order; /* in its directory */
	struct tmpfs_entry *hash_next;
	struct tmpfs_inode *dir, *inode;
	int64_t serial; /* the cursor just behind it */
	uint16_t length;
	char name[];
};

struct tmpfs {
	uint64_t last_ino;
	int64_t last_serial;
	struct tmpfs_inode *root;
	uint64_t used, limit; /* bytes of data and of what describes it */
	uint32_t inodes, entries, inode_limit;
	struct tmpfs_entry **bucket; /* by directory and name */
	uint32_t buckets;            /* a power of two; grows with entries */
};

/* What an inode, without its target, and an entry, without its name, count
 * against the limit: about what they take in kernel memory, in bytes. */
enum { TMPFS_INODE_COST = 256, TMPFS_ENTRY_COST = 56 };

/* tmpfs.c: inodes. */
struct tmpfs_inode *tmpfs_new_inode(
	struct tmpfs *t, const struct node_spec *spec);
void tmpfs_free_inode(struct tmpfs *t, struct tmpfs_inode *inode);
struct vnode *tmpfs_vnode_of(struct filesystem *fs, struct tmpfs_inode *inode);
extern const struct fs_ops tmpfs_ops;

/* tmpfs_dir.c: entries. */
void tmpfs_remove_entry(struct tmpfs *t, struct tmpfs_entry *e);
int tmpfs_lookup(struct vnode *dir, const char *name, size_t length,
	struct vnode **result);
int tmpfs_create(struct vnode *dir, const char *name, size_t length,
	const struct node_spec *spec, struct vnode **result);
int tmpfs_link(
	struct vnode *dir, const char *name, size_t length, struct vnode *v);
int tmpfs_unlink(
	struct vnode *dir, const char *name, size_t length, struct vnode *v);
int tmpfs_rename(struct vnode *old_dir, const char *old_name, size_t old_length,
	struct vnode *v, struct vnode *new_dir, const char *new_name,
	size_t new_length, struct vnode *replaced);
int tmpfs_exchange(struct vnode *old_dir, const char *old_name,
	size_t old_length, struct vnode *v, struct vnode *new_dir,
	const char *new_name, size_t new_length, struct vnode *other);
int tmpfs_tmpfile(struct vnode *dir, const struct node_spec *spec,
	bool linkable, struct vnode **result);
int tmpfs_readdir(struct vnode *dir, int64_t cursor, struct dir_fill *fill);

/* tmpfs_find.c */
int tmpfs_find(struct vnode *v, struct vnode **dir, char *name);

/* tmpfs_mount.c */
void tmpfs_unmount(struct filesystem *fs);
int tmpfs_remount(struct filesystem *fs, const char *options);

/* tmpfs_xattr.c */
int tmpfs_xattr_get(
	struct vnode *v, const char *name, const void **value, uint32_t *size);
int tmpfs_xattr_set(struct vnode *v, const char *name, const void *value,
	uint32_t size, int flags);
int tmpfs_xattr_list(struct vnode *v, char *names, uint32_t size);
void tmpfs_free_xattrs(struct tmpfs *t, struct tmpfs_inode *inode);

/* tmpfs_data.c: contents of regular files. */
int tmpfs_read(struct vnode *v, struct uio *io, int64_t offset);
int tmpfs_write(struct vnode *v, struct uio *io, int64_t offset);
int tmpfs_resize(struct tmpfs *t, struct tmpfs_inode *inode, int64_t size);
int tmpfs_seek(struct vnode *v, int whence, int64_t *offset);
int tmpfs_allocate(
	struct vnode *v, unsigned mode, int64_t offset, int64_t size);

#endif
