/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of hostfs share. */
#ifndef EXA_HOSTFS_IMPL_H
#define EXA_HOSTFS_IMPL_H

#include <stdbool.h>

#include "kernel/list.h"
#include "servers/resmgr/hostfs.h"
#include "servers/resmgr/vnode.h"

/* One mount. Nothing in hostfs sleeps, so one set of buffers is enough. */
struct hostfs {
	int number;        /* of the host directory */
	uint64_t dev;      /* the host's device of its root */
	struct list nodes; /* every hostfs_node: the vnodes in use */
	char path[2 * HOSTFS_PATH];
	uint8_t buffer[HOSTFS_TRANSFER];
};

enum { HOSTFS_CLOSED = -1 };

/* The data of a vnode. */
struct hostfs_node {
	struct list link;
	/* Where it was last found; NULL once that name is no more. */
	char *path;
	int read_fd, write_fd; /* of the host, or HOSTFS_CLOSED */
	bool written;          /* since the last sync */
};

static inline struct hostfs *hostfs_of(const struct vnode *v)
{
	return v->fs->data;
}

static inline struct hostfs_node *hostfs_node_of(const struct vnode *v)
{
	return v->data;
}

/* host_file() with b an address. */
int hostfs_call(
	enum hostfs_op op, int a, void *b, const char *path, size_t size);

/*
 * Writes the path of an entry of dir to at (HOSTFS_PATH bytes). Returns its
 * length, -ENOENT when dir was removed, or -ENAMETOOLONG.
 */
int hostfs_join(struct vnode *dir, const char *name, size_t length, char *at);

/* The vnode of that path, which is so many bytes of h->path. */
int hostfs_find(struct filesystem *fs, size_t length, struct vnode **result);

/* Opens v on the host, unless it is open: for HOSTFS_RDONLY (directories:
 * HOSTFS_DIRECTORY) or HOSTFS_WRONLY. Returns a descriptor or -errno. */
int hostfs_descriptor(struct vnode *v, enum hostfs_open how);

/* The inode number in the machine: those of the root's device are the host's
 * own, others are mixed with the number of their device. */
uint64_t hostfs_ino(const struct hostfs *h, uint64_t dev, uint64_t ino);

/* hostfs_dir.c: the operations on directories. */
int hostfs_create(struct vnode *dir, const char *name, size_t length,
	const struct node_spec *spec, struct vnode **result);
int hostfs_link(
	struct vnode *dir, const char *name, size_t length, struct vnode *v);
int hostfs_unlink(
	struct vnode *dir, const char *name, size_t length, struct vnode *v);
int hostfs_rename(struct vnode *old_dir, const char *old_name,
	size_t old_length, struct vnode *v, struct vnode *new_dir,
	const char *new_name, size_t new_length, struct vnode *replaced);
int hostfs_readdir(struct vnode *dir, int64_t cursor, struct dir_fill *fill);

/* hostfs_data.c: the content of files. */
int hostfs_open_file(struct vnode *v, struct file *f);
int hostfs_read(struct vnode *v, struct uio *io, int64_t offset);
int hostfs_write(struct vnode *v, struct uio *io, int64_t offset);
int hostfs_truncate(struct vnode *v, int64_t size);
int hostfs_sync(struct filesystem *fs);
void hostfs_close(struct hostfs_node *node);

#endif
