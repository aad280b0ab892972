/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A tree of named inodes in the kernel's memory: what tmpfs and localfs have
 * in common. Everything but the contents of files is here, and nothing here
 * sleeps. A file system puts a struct tree and a struct tree_inode first in
 * its own, has them as data of its struct filesystem and its vnodes, and
 * names the functions of tree.c to tree_xattr.c in its struct fs_ops.
 */
#ifndef EXA_TREE_H
#define EXA_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "kernel/list.h"
#include "servers/resmgr/vnode.h"

struct tree;

struct tree_xattr {
	struct tree_xattr *next;
	uint32_t size; /* of the value, which follows the name's NUL */
	char name[];
};

struct tree_inode {
	struct stat st;
	struct timespec born;
	bool open;     /* a vnode refers to it */
	bool linkable; /* an O_TMPFILE that link() may give a name */
	/* Directories. */
	struct list entries; /* of struct tree_entry, in order of creation */
	struct tree_entry *last_read; /* where readdir() stopped, or NULL */
	struct tree_inode *parent;
	char *target; /* symbolic links */
	struct tree_xattr *xattrs;
};

struct tree_entry {
	struct list order; /* in its directory */
	struct tree_entry *hash_next;
	struct tree_inode *dir, *inode;
	int64_t serial; /* the cursor just behind it */
	uint32_t slot;  /* the file system's own */
	uint16_t length;
	char name[];
};

/* What a file system does with its tree; all but inode_size may be NULL. */
struct tree_ops {
	size_t inode_size; /* of its struct that begins with tree_inode */
	/* Gives a new inode its number. Returns 0 or -ENOSPC. */
	int (*number)(struct tree *t, struct tree_inode *inode);
	/* What describes the inode, but for st_atime, has changed. */
	void (*changed)(struct tree *t, struct tree_inode *inode);
	/* Entries: a new one, 0 or -ENOSPC; one that names another inode now;
	 * and one that is about to be freed. */
	int (*entry_added)(struct tree *t, struct tree_entry *e);
	void (*entry_changed)(struct tree *t, struct tree_entry *e);
	void (*entry_removed)(struct tree *t, struct tree_entry *e);
	/* The inode is about to be freed: so is what it contains. */
	void (*free_content)(struct tree *t, struct tree_inode *inode);
};

struct tree {
	const struct tree_ops *ops;
	uint64_t last_ino;
	int64_t last_serial;
	struct tree_inode *root;
	uint64_t used, limit; /* bytes of data and of what describes it */
	uint32_t inodes, entries, inode_limit;
	struct tree_entry **bucket; /* by directory and name */
	uint32_t buckets;           /* a power of two; grows with entries */
};

/* What an inode, without its target, and an entry, without its name, count
 * against the limit: about what they take in kernel memory, in bytes. */
enum { TREE_INODE_COST = 256, TREE_ENTRY_COST = 56 };

static inline struct tree *tree_of(const struct filesystem *fs)
{
	return fs->data;
}

static inline void tree_changed(struct tree *t, struct tree_inode *inode)
{
	if (t->ops->changed != NULL)
		t->ops->changed(t, inode);
}

/* tree.c: inodes. NULL: no room. */
struct tree_inode *tree_new_inode(struct tree *t, const struct node_spec *spec);
void tree_free_inode(struct tree *t, struct tree_inode *inode);
/* One as it is read from somewhere: from now on it counts. */
void tree_count_inode(struct tree *t, const struct tree_inode *inode);
struct vnode *tree_vnode_of(struct filesystem *fs, struct tree_inode *inode);
/* Frees the root and all below it. */
void tree_free(struct tree *t);
/* setattr without ATTR_SIZE; the other operations as fs_ops has them. */
void tree_setattr(struct vnode *v, const struct stat *st, unsigned mask);
int tree_readlink(struct vnode *v, char *buffer, size_t size);
void tree_accessed(struct vnode *v);
void tree_birth(const struct vnode *v, struct timespec *time);
void tree_forget(struct vnode *v);

/* tree_entry.c: entries. */

/* An entry as it is read from somewhere: changes nothing else and tells
 * nobody. NULL: no room. */
struct tree_entry *tree_put_entry(struct tree *t, struct tree_inode *dir,
	const char *name, size_t length, struct tree_inode *inode);
void tree_remove_entry(struct tree *t, struct tree_entry *e);
/* A name that was not there: 0 or -ENOSPC. */
int tree_add_entry(struct tree *t, struct tree_inode *dir, const char *name,
	size_t length, struct tree_inode *inode);
/* The entries of dir have changed. */
void tree_touch(struct tree *t, struct tree_inode *dir);
/* NULL: there is none. */
struct tree_entry *tree_find_entry(const struct tree *t,
	const struct tree_inode *dir, const char *name, size_t length);

/* tree_dir.c: operations as fs_ops has them, and two more. */

/* A name of inode, and a directory of that name, made if it is not there.
 * Return 0, -EEXIST or -ENOSPC. */
int tree_attach(struct tree *t, struct tree_inode *dir, const char *name,
	struct tree_inode *inode);
int tree_attach_new(struct tree *t, struct tree_inode *dir, const char *name,
	const struct node_spec *spec, struct tree_inode **result);
int tree_lookup(struct vnode *dir, const char *name, size_t length,
	struct vnode **result);
int tree_create(struct vnode *dir, const char *name, size_t length,
	const struct node_spec *spec, struct vnode **result);
int tree_link(
	struct vnode *dir, const char *name, size_t length, struct vnode *v);
int tree_unlink(
	struct vnode *dir, const char *name, size_t length, struct vnode *v);
int tree_rename(struct vnode *old_dir, const char *old_name, size_t old_length,
	struct vnode *v, struct vnode *new_dir, const char *new_name,
	size_t new_length, struct vnode *replaced);
int tree_exchange(struct vnode *old_dir, const char *old_name,
	size_t old_length, struct vnode *v, struct vnode *new_dir,
	const char *new_name, size_t new_length, struct vnode *other);
int tree_tmpfile(struct vnode *dir, const struct node_spec *spec, bool linkable,
	struct vnode **result);
int tree_readdir(struct vnode *dir, int64_t cursor, struct dir_fill *fill);

/* tree_find.c */
int tree_find(struct vnode *v, struct vnode **dir, char *name);

/* tree_xattr.c */
int tree_xattr_get(
	struct vnode *v, const char *name, const void **value, uint32_t *size);
int tree_xattr_set(struct vnode *v, const char *name, const void *value,
	uint32_t size, int flags);
int tree_xattr_list(struct vnode *v, char *names, uint32_t size);
/* An attribute as it is read from somewhere. Returns 0 or -ENOSPC. */
int tree_put_xattr(struct tree *t, struct tree_inode *inode, const char *name,
	const void *value, uint32_t size);
void tree_free_xattrs(struct tree *t, struct tree_inode *inode);

#endif
