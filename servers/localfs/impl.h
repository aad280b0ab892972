/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of localfs share; for them only. */
#ifndef EXA_LOCALFS_IMPL_H
#define EXA_LOCALFS_IMPL_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/list.h"
#include "kernel/sched.h"
#include "kernel/timer.h"
#include "servers/localfs/extent.h"
#include "servers/localfs/localfs.h"
#include "servers/localfs/record.h"
#include "servers/localfs/store.h"
#include "servers/localfs/table.h"
#include "servers/resmgr/tree.h"

enum {
	CACHE_BYTES = 24 << 20,   /* of contents in memory */
	DIRTY_START = 4 << 20,    /* changed contents that start a commit */
	DIRTY_MOST = 12 << 20,    /* and that a writer waits for */
	REMOVAL_MOST = 256 << 10, /* that a commit for room may carry */
	NAME_OF_STORE = 64,
};

struct localfs_inode {
	struct tree_inode node;
	struct extents extents; /* blocks there are, in the store or changed */
	struct list blocks;     /* of them in the cache */
	bool lost;              /* its record is damaged: -EIO */
};

enum block_state { BLOCK_LOADING, BLOCK_CLEAN, BLOCK_DIRTY };

/* A block of a file in memory. */
struct block {
	struct list lru;      /* in lf.lru: the newest last */
	struct list of_inode; /* in inode->blocks */
	struct list dirty;    /* in lf.dirty while it is */
	struct list flying;   /* in lf.flying while the commit is under way */
	struct block *hash_next;
	struct localfs_inode *inode; /* NULL: dropped while it is loading */
	uint64_t index;
	uint8_t *data; /* room bytes, and RECORD_CRC for the commit */
	uint32_t room; /* what is behind them is zero */
	enum block_state state;
	bool in_flight;
	bool mark; /* when it is used, more is read ahead */
	int error; /* why it could not be loaded */
};

/* Contents that are gone, from a block on, below another. */
struct cut {
	struct list link;
	uint64_t inode, first, end;
};

enum { BUCKETS = 1024 };

/* The store that is mounted. */
struct localfs {
	struct tree tree; /* the data of every mount; must be first */
	char name[NAME_OF_STORE];
	uint32_t mounts;
	bool open;     /* there is a store */
	bool writer;   /* it is ours to change */
	bool loaded;   /* tree is what the store has */
	bool checking; /* fsck.localfs reads the store: no commit starts */
	bool closing;  /* the tree is being freed: nothing is dirty by that */
	int gone;      /* -errno: the store cannot be used any more */
	bool full;     /* the last commit did not fit */
	bool mounting; /* somebody is in localfs_mount() */
	bool asked_to_persist;
	struct table inodes, entries;
	uint64_t generation;
	/* block.c */
	struct block *bucket[BUCKETS];
	struct list lru, dirty, flying;
	uint32_t cached, dirty_bytes; /* bytes of blocks' memory */
	/* commit.c */
	struct list cuts, flying_cuts;
	struct timer timer;
	bool removed;        /* something was, since the last commit */
	bool in_flight;      /* a commit is under way */
	bool flight_removed; /* it removes something */
	bool flight_strict;  /* it is one that fsync waits for */
	bool hurry;          /* a strict one is to follow at once */
	bool unsafe;         /* something was committed that was not strict */
	uint32_t landed;     /* commits that have ended */
	int result;          /* of the last one */
	struct waitq event;  /* something has been completed */
};

extern struct localfs lf;

static inline struct localfs_inode *localfs_inode_of(const struct vnode *v)
{
	return v->data;
}

static inline uint64_t ino_of(const struct localfs_inode *inode)
{
	return inode->node.st.st_ino;
}

/* server.c: operations of the store. */

/* One that is under way. done() is called once, in the server. That the store
 * was taken away is -EIO to it, and in lf.gone; but for STORE_LOCK. */
struct operation {
	struct list link;
	int token;
	enum store_op what;
	void (*done)(struct operation *op, int result, const void *bytes,
		uint32_t size);
};

void operation_start(struct operation *op, enum store_op what,
	const void *request, uint32_t size,
	void (*done)(struct operation *op, int result, const void *bytes,
		uint32_t size));

/* Starts one and sleeps until it is done. *bytes (NULL: not wanted) is the
 * caller's to free. Returns the result. */
int operation_wait(enum store_op what, const void *request, uint32_t size,
	void **bytes, uint32_t *length);

/* block.c */

/*
 * The block of v, loaded. make: one that is not there is made, of zeros, but
 * neither added to the extents nor dirty; else *result is NULL for a hole.
 * fresh: its old content is not needed. Sleeps; *result is valid until the
 * caller sleeps again. Returns 0 or -errno.
 */
int block_get(struct vnode *v, uint64_t index, bool make, bool fresh,
	struct block **result);

/* Gives b memory for so many bytes. Returns 0 or -ENOSPC. */
int block_reserve(struct block *b, uint32_t size);

/* b has changed: the inode has it, and the next commit writes it. */
int block_changed(struct block *b);

/* Takes those from first on, below end, out of the cache. */
void blocks_drop(struct localfs_inode *inode, uint64_t first, uint64_t end);

/* The commit has ended. */
void blocks_land(bool failed);

/* Takes everything out of the cache: nothing is loading or in flight. */
void blocks_forget(void);

/* data.c: contents of regular files. */
int localfs_read(struct vnode *v, struct uio *io, int64_t offset);
int localfs_write(struct vnode *v, struct uio *io, int64_t offset);
int localfs_resize(struct vnode *v, int64_t size);
int localfs_seek(struct vnode *v, int whence, int64_t *offset);
int localfs_allocate(
	struct vnode *v, unsigned mode, int64_t offset, int64_t size);

/* change.c: as fs_ops has them; -EIO once the store was taken away. */
int localfs_setattr(struct vnode *v, const struct stat *st, unsigned mask);
int localfs_create(struct vnode *dir, const char *name, size_t length,
	const struct node_spec *spec, struct vnode **result);
int localfs_link(
	struct vnode *dir, const char *name, size_t length, struct vnode *v);
int localfs_unlink(
	struct vnode *dir, const char *name, size_t length, struct vnode *v);
int localfs_rename(struct vnode *old_dir, const char *old_name,
	size_t old_length, struct vnode *v, struct vnode *new_dir,
	const char *new_name, size_t new_length, struct vnode *replaced);
int localfs_exchange(struct vnode *old_dir, const char *old_name,
	size_t old_length, struct vnode *v, struct vnode *new_dir,
	const char *new_name, size_t new_length, struct vnode *other);
int localfs_tmpfile(struct vnode *dir, const struct node_spec *spec,
	bool linkable, struct vnode **result);
int localfs_xattr_set(struct vnode *v, const char *name, const void *value,
	uint32_t size, int flags);

/* commit.c */

/* Something is dirty: within a second it is committed. */
void commit_later(void);

/* Likewise, and the commit makes room. */
void commit_removal(void);

/* Starts a commit if none is under way. */
void commit_start(bool strict);

/* Makes sure that all that was changed so far outlives a crash: sleeps.
 * Returns 0 or -errno. */
int commit_wait(void);

/* Sleeps while there is more dirty than memory is for. Returns 0 or -errno. */
int commit_throttle(void);

/* The blocks of an inode from first on, below end, are gone. */
int commit_cut(struct localfs_inode *inode, uint64_t first, uint64_t end);

/* The same by number: also blocks that no inode has. */
int commit_cut_number(uint64_t inode, uint64_t first, uint64_t end);

bool commit_needed(void);

/* The superblock is to be written even if nothing else is. */
void super_changed(void);

/* The superblock as the commit of that generation writes it. */
void super_pack(struct packer *p, uint64_t generation, uint32_t inodes,
	uint32_t entries);

/* inode.c: inodes and entries as records. */
void inodes_pack(struct packer *p, uint32_t group);
void entries_pack(struct packer *p, uint32_t group);

/* Puts a group's content into the table. Entries name inodes by number until
 * load.c resolves them. Returns 0, -EIO (damaged) or -ENOMEM. */
int inodes_unpack(uint32_t group, const void *value, uint32_t size);
int entries_unpack(uint32_t group, const void *value, uint32_t size);

/* Before that, when groups of inodes are lost: makes those among them that a
 * group of entries tells to be directories; volumes first. Returns whether it
 * has made or changed any. */
bool entries_find_lost(const void *value, uint32_t size, bool volumes);

extern const struct tree_ops localfs_tree_ops;

/*
 * lost.c: what stands for an inode of a lost group, if there is one and
 * memory. A directory is root's; but the second makes one that belongs to whom
 * its child does, if that is known. True: something has changed.
 */
struct localfs_inode *lost_file(uint32_t number);
bool lost_directory(uint32_t number, mode_t mode);
bool lost_directory_has(uint32_t number, const struct localfs_inode *child);

/* load.c: reads the store into lf.tree. Sleeps; what is there already is
 * replaced at the end, without sleeping. Returns 0 or -errno. */
int load_store(void);
void unload_store(void);

/* All records of a kind, as the store gave them, in the order of their keys:
 * reads them (sleeps), hands them over until take() returns an error, frees
 * them. After an error there may be some, too. */
struct chunk;
typedef int (*taker)(
	const struct store_key *key, const void *value, uint32_t size);
int load_scan(enum record_kind kind, bool keys_only, struct chunk **at);
int load_each(const struct chunk *c, taker take);
void load_free(struct chunk *c);

/* handover.c: this machine does not write; begins to wait for that, and to
 * look what the one that does has changed. */
int handover_start(void);

/* mount.c */
extern const struct fs_ops localfs_ops;

/* check.c: what the tree has is made consistent. Returns the number of
 * repairs. */
uint32_t check_tree(void);

/* Calls wrong() for each inode with another number of links than it has by
 * names; context is passed on. Returns 0 or -ENOMEM. */
int check_links(void (*wrong)(struct localfs_inode *inode, uint32_t right,
			void *context),
	void *context);

/* fsck.c */
int localfs_ioctl(struct vnode *v, uint32_t request, uint32_t argument);

#endif
