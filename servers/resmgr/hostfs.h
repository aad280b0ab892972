/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hostfs: a directory of the host inside the machine. This header is what the
 * kernel and kernel/host/hostfs.js agree on: the operations of host_file() and
 * the layout of what they hand back.
 */
#ifndef EXA_HOSTFS_H
#define EXA_HOSTFS_H

#include <stdint.h>

struct filesystem;
struct vnode;

/*
 * host_file(op, a, b, buffer, size, offset). "path" means: a is the number of
 * the directory and buffer holds size bytes, the path relative to it without
 * NUL, "." for itself. "target" means a path or, with size 0, the open file
 * a. b is often the address where the result goes. The last component is
 * never followed if it is a symbolic link. Results are a count, a descriptor
 * or 0, or a negative errno with musl's numbers.
 */
enum hostfs_op {
	HOSTFS_STAT,     /* target; b: struct hostfs_stat */
	HOSTFS_STATFS,   /* path; b: struct hostfs_statfs */
	HOSTFS_READLINK, /* path; b: HOSTFS_PATH bytes; returns the length */
	HOSTFS_READDIR,  /* path; b: HOSTFS_TRANSFER bytes of hostfs_dirent;
			  * offset: the cursor; returns the bytes used */
	HOSTFS_OPEN,     /* path; b: enum hostfs_open; returns a descriptor */
	HOSTFS_CLOSE,    /* a: descriptor */
	HOSTFS_READ,     /* a: descriptor; buffer, size; offset in the file */
	HOSTFS_WRITE,    /* the same */
	HOSTFS_TRUNCATE, /* a: descriptor; offset: the new size */
	HOSTFS_SYNC,     /* a: descriptor */
	HOSTFS_CREATE,   /* path; b: mode; returns a descriptor, read-write */
	HOSTFS_MKDIR,    /* path; b: mode */
	HOSTFS_SYMLINK,  /* path, then what it shall hold; b: length of path */
	HOSTFS_LINK,     /* path, then the new one; b: length of the first */
	HOSTFS_RENAME,   /* the same */
	HOSTFS_UNLINK,   /* path */
	HOSTFS_RMDIR,    /* path */
	HOSTFS_CHMOD,    /* target; b: mode */
	HOSTFS_CHOWN,    /* target; b: uint32_t[2], uid and gid, -1: leave */
	HOSTFS_UTIMES,   /* target; b: int64_t[2], ns of atime and mtime */
};

enum hostfs_open {
	HOSTFS_RDONLY,
	HOSTFS_WRONLY,
	HOSTFS_DIRECTORY, /* to stat it once it has been removed */
};

enum { HOSTFS_PATH = 4096, HOSTFS_TRANSFER = 65536 };

/* A time that HOSTFS_UTIMES leaves as it is. */
#define HOSTFS_OMIT INT64_MIN

/* Times are nanoseconds since 1970. The owner of the machine is 1000:1000. */
struct hostfs_stat {
	uint64_t dev, ino, size, blocks, rdev; /* blocks of 512 bytes */
	int64_t atime, mtime, ctime;
	uint32_t mode, nlink, uid, gid;
};

struct hostfs_statfs {
	uint64_t bsize, blocks, bfree, bavail, files, ffree;
};

/* The next one follows at a multiple of 8 bytes. */
struct hostfs_dirent {
	uint64_t ino, dev;
	int64_t next; /* cursor after this entry, > 0 */
	uint32_t mode;
	uint32_t length;
	char name[];
};

_Static_assert(sizeof(struct hostfs_stat) == 80, "hostfs.js writes it");
_Static_assert(sizeof(struct hostfs_statfs) == 48, "hostfs.js writes it");
_Static_assert(sizeof(struct hostfs_dirent) == 32, "hostfs.js writes it");

/* Mount type. source: the number of the host directory, in decimal. */
int hostfs_mount(
	struct filesystem *fs, const char *source, const char *options);

/* The path below its mount of v, which is on a hostfs, "." for the root; NULL
 * when its name is no more. It may change with the next operation. */
const char *hostfs_path(const struct vnode *v);

#endif
