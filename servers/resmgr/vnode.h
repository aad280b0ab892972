/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The virtual file system: a vnode stands for a file in use, whatever file
 * system it is on. File systems answer through a table of operations that run
 * on the caller's kernel half and may sleep.
 */
#ifndef EXA_VNODE_H
#define EXA_VNODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/statfs.h>

#include "kernel/copy.h"
#include "kernel/list.h"

struct file;
struct file_ops;
struct filesystem;
struct lock_list;
struct shared_object;
struct pipe;
struct proc;
struct socket;

struct vnode {
	struct list hash;
	struct filesystem *fs;
	uint64_t ino;
	int refs;
	mode_t type;                /* S_IFMT part of the mode */
	struct filesystem *mounted; /* what is mounted here, or NULL */
	void *data;                 /* of the file system */
	char *was;             /* its path when its name was removed, or NULL */
	struct pipe *fifo;     /* of an open FIFO; servers/pipe */
	struct socket *socket; /* whose name it is; servers/socket */
	struct lock_list *locks;      /* lock.c; NULL: never locked */
	int writers;                  /* open files that may write */
	int executing;                /* see vnode_deny_write() */
	struct shared_object *shared; /* its shared mappings, or NULL */
};

/* What setattr changes; a bit each. */
enum attr_mask {
	ATTR_MODE = 1,
	ATTR_UID = 2,
	ATTR_GID = 4,
	ATTR_SIZE = 8,
	ATTR_ATIME = 16,
	ATTR_MTIME = 32,
};

/* For fs_ops.seal: takes all seals off a new file. */
#define SEAL_RESET 0x80000000U

/* A new node to be made. */
struct node_spec {
	mode_t mode; /* with its S_IFMT part */
	dev_t rdev;
	uid_t uid;
	gid_t gid;
	const char *target; /* of a symbolic link */
};

/* Called for each entry by readdir; nonzero ends the walk. */
struct dir_fill {
	int (*entry)(struct dir_fill *fill, const char *name, size_t length,
		uint64_t ino, mode_t type, int64_t next);
};

/*
 * Operations of a file system. Missing ones that would change something:
 * -EROFS; others: -ENOTDIR or -EINVAL as fits. Directories are checked for
 * type and permission before these are called; names are not "." here, and
 * ".." only in lookup, never at the root. Results that are vnodes carry a
 * reference for the caller.
 */
struct fs_ops {
	const char *name;
	/* getattr, read and write never sleep, so that files can be mapped
	 * shared (kernel/shared.h). */
	bool nowait;
	int (*lookup)(struct vnode *dir, const char *name, size_t length,
		struct vnode **result);
	int (*getattr)(struct vnode *v, struct stat *st);
	int (*setattr)(struct vnode *v, const struct stat *st, unsigned mask);
	/* Kernel buffer, not terminated; returns the length. */
	int (*readlink)(struct vnode *v, char *buffer, size_t size);
	/* Where a link leads, if it stands for a file and not for a name
	 * (/proc/PID/fd/N): 0 with *result, 1 when it does not, or -errno. */
	int (*follow)(struct vnode *link, struct vnode **result);
	/* The name of v, which is no directory, and a directory it is in; it
	 * goes to 256 bytes. Its length or -errno (-ENOENT: removed). */
	int (*find)(struct vnode *v, struct vnode **dir, char *name);
	int (*create)(struct vnode *dir, const char *name, size_t length,
		const struct node_spec *spec, struct vnode **result);
	int (*link)(struct vnode *dir, const char *name, size_t length,
		struct vnode *v);
	/* v is what the name stands for; an empty directory or no directory */
	int (*unlink)(struct vnode *dir, const char *name, size_t length,
		struct vnode *v);
	/* replaced: what the new name stands for now, or NULL */
	int (*rename)(struct vnode *old_dir, const char *old_name,
		size_t old_length, struct vnode *v, struct vnode *new_dir,
		const char *new_name, size_t new_length,
		struct vnode *replaced);
	/* Swaps two names: what v and other are called. */
	int (*exchange)(struct vnode *old_dir, const char *old_name,
		size_t old_length, struct vnode *v, struct vnode *new_dir,
		const char *new_name, size_t new_length, struct vnode *other);
	/* A regular file without a name; link() may give it one if linkable. */
	int (*tmpfile)(struct vnode *dir, const struct node_spec *spec,
		bool linkable, struct vnode **result);
	/* Entries after *cursor (0: the start), without "." and "..". */
	int (*readdir)(
		struct vnode *dir, int64_t cursor, struct dir_fill *fill);
	/* Data of regular files. */
	int (*read)(struct vnode *v, struct uio *io, int64_t offset);
	int (*write)(struct vnode *v, struct uio *io, int64_t offset);
	/* v will be read: has its content fetched, without waiting for it.
	 * Never sleeps. Missing: there is nothing to be fetched. */
	void (*readahead)(struct vnode *v);
	/* SEEK_DATA, SEEK_HOLE with *offset below the size; without it a file
	 * is all data. */
	int (*seek)(struct vnode *v, int whence, int64_t *offset);
	/* fallocate(2): mode 0, KEEP_SIZE or KEEP_SIZE | PUNCH_HOLE. */
	int (*allocate)(
		struct vnode *v, unsigned mode, int64_t offset, int64_t size);
	/* v was read: st_atime is to be now. */
	void (*accessed)(struct vnode *v);
	/* Extended attributes: the value in the file system's own memory, or
	 * -ENODATA; setting (XATTR_* flags; value NULL: removing); the names,
	 * each with its NUL, and their size or -E2BIG. */
	int (*xattr_get)(struct vnode *v, const char *name, const void **value,
		uint32_t *size);
	int (*xattr_set)(struct vnode *v, const char *name, const void *value,
		uint32_t size, int flags);
	int (*xattr_list)(struct vnode *v, char *names, uint32_t size);
	/* Adds seals (F_SEAL_*; or SEAL_RESET) and returns those v has. */
	int (*seal)(struct vnode *v, uint32_t seals);
	/* When v was made; without it that is not known. */
	void (*birth)(const struct vnode *v, struct timespec *time);
	/* Gives an open file other ops than those of a regular file. */
	int (*open)(struct vnode *v, struct file *f);
	/* ioctl() of a directory; without it -ENOTTY. */
	int (*ioctl)(struct vnode *v, uint32_t request, uint32_t argument);
	int (*sync)(struct filesystem *fs);
	int (*statfs)(struct filesystem *fs, struct statfs *st);
	/* The last reference to v goes; its data may be freed. */
	void (*forget)(struct vnode *v);
	/* More than its vnodes keeps it from being unmounted. */
	bool (*busy)(struct filesystem *fs);
	/* No vnode is left, not even the root: frees fs->data. NULL: such a
	 * file system stays mounted. */
	void (*unmount)(struct filesystem *fs);
	/* MS_REMOUNT with these options. Without it: only "" is understood. */
	int (*remount)(struct filesystem *fs, const char *options);
};

struct filesystem {
	struct list link; /* in the mount table */
	const struct fs_ops *ops;
	const char *type; /* as mount() was told */
	dev_t dev;
	bool readonly;
	unsigned flags;     /* MS_NOSUID and the like; MS_RDONLY is readonly */
	int vnodes;         /* in use, the root's included */
	bool detached;      /* off the tree; it ends with its last vnode */
	bool expiring;      /* MNT_EXPIRE was tried; nobody has come in since */
	struct vnode *root; /* a reference */
	struct vnode *covered; /* the vnode it is mounted on; NULL: of / */
	char *source, *target; /* for /proc/mounts */
	void *data;
};

/* The vnode of inode ino with a new reference, made if it is not in use (then
 * *fresh is set and the file system fills type and data). NULL: -ENOMEM. */
struct vnode *vnode_get(struct filesystem *fs, uint64_t ino, bool *fresh);
void vnode_ref(struct vnode *v);
void vnode_put(struct vnode *v);

/* Calls each(v, context) for every vnode of fs in use. */
void vnode_each(struct filesystem *fs,
	void (*each)(struct vnode *v, void *context), void *context);

/* Whether the current process may access v: mask of R_OK W_OK X_OK. Returns 0
 * or -EACCES (or -EROFS for writing on a read-only mount). real: use the real
 * ids instead of the effective. */
int vnode_access(struct vnode *v, int mask, bool real);

int vnode_getattr(struct vnode *v, struct stat *st);

/* The current process owns v, or is root. Fills in *st; 0, -EPERM or what
 * getattr answered. */
int vnode_owned(struct vnode *v, struct stat *st);

/* v was read through a file opened with flags: marks st_atime for update
 * unless the mount or O_NOATIME is against it. */
void vnode_accessed(struct vnode *v, int flags);

/* v is about to be changed by the current process: takes the bits S_ISUID and
 * S_ISGID away as write(2) does. Returns 0 or -errno. */
int vnode_drop_privileges(struct vnode *v);

/* truncate() without its checks of permission. Returns 0 or -errno. */
int vnode_resize(struct vnode *v, int64_t size);

/*
 * Executables are not written (ETXTBSY). vnode_deny_write() counts a process
 * whose image v becomes, or answers -ETXTBSY when somebody has it open for
 * writing; vnode_allow_write() is its end.
 */
int vnode_deny_write(struct vnode *v);
void vnode_allow_write(struct vnode *v);

/*
 * Reads a whole regular file into new kernel memory that the caller frees.
 * Returns its size or -errno. *content may be NULL for an empty file.
 */
int vnode_read_all(struct vnode *v, void **content);

/* Opens v as the current process: flags of open(). Takes over the reference
 * to v, also on error. Checks no permission. */
int vnode_open(struct vnode *v, int flags, struct file **result);

/* How a path is resolved. */
enum path_flags {
	PATH_FOLLOW = 1,    /* follow a symbolic link at the end */
	PATH_PARENT = 2,    /* the last component need not exist */
	PATH_DIRECTORY = 4, /* the result must be a directory */
	PATH_EMPTY = 8,     /* "" means dirfd itself (AT_EMPTY_PATH) */
	PATH_NAME = 16,     /* the last component as a name: never followed, and
			 * a slash behind it is the caller's business */
	PATH_CREATE = 32,   /* a slash behind the last component: -EISDIR */
};

/* The outcome: v is NULL when PATH_PARENT was given and there is none. */
struct path {
	struct vnode *dir; /* where the last component lies */
	struct vnode *v;
	char name[256]; /* the last component; "" for "/" and the like */
	size_t length;
	bool slash;    /* the path ended in a slash */
	bool expiring; /* v is a mount's root, which MNT_EXPIRE had marked */
};

/*
 * Resolves a path for the current process, from dirfd (AT_FDCWD: the working
 * directory). Returns 0 or -errno; on success path_release() it.
 */
int path_resolve(
	int dirfd, const char *name, unsigned flags, struct path *result);
/* The same with the path in the program's memory. */
int path_resolve_user(
	int dirfd, uint32_t name, unsigned flags, struct path *result);
void path_release(struct path *path);

/* Keeps the path of a file in use whose name is about to be removed. */
void vnode_remember_name(const struct path *path);

/* Writes the absolute path of directory v, as seen from root, to buffer.
 * Returns its length without NUL, -ERANGE, or -ENOENT when it was removed. */
int path_of_directory(
	struct vnode *v, struct vnode *root, char *buffer, size_t size);

/* Mounts a new file system of the given type on v (NULL: as the root). */
int mount_add(const char *type, const char *source, struct vnode *on,
	const char *target, bool readonly, const char *options);
/* The same, but mounted nowhere and in no list. */
int mount_hidden(
	const char *type, const char *options, struct filesystem **result);
/* Calls each(fs, context) for every mount, in order. */
void mount_each(
	void (*each)(struct filesystem *fs, void *context), void *context);
/* Frees a detached file system that has no vnode left. */
void mount_destroy(struct filesystem *fs);
/* The root directory, without a reference. */
struct vnode *mount_root(void);

/* What was written to v is safe. Sleeps. Returns 0 or -errno. */
int vnode_sync(struct vnode *v);

/* sync(2): what was written to any file system is safe. Sleeps. */
void sync_all(void);

/* Now, for time stamps. */
struct timespec time_now(void);

#endif
