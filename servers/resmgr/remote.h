/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file system by message: the VFS's operations become requests to a file
 * server (netfs; localfs). All is in one memory, so names and results travel
 * as kernel addresses, which stay valid until the request is answered; data
 * travels by request.io.
 *
 * arg[] of every type: [0] the volume (which of its trees the server's
 * struct remote names), [1] and [2] the inode number, low and high half. The
 * others:
 *
 *	type         arg[3]       arg[4]     arg[5]            io
 *	FS_LOOKUP    name         length     struct fs_node *
 *	FS_GETATTR                           struct stat *
 *	FS_READLINK                                            target
 *	FS_READDIR   cursor low   high                         fs_dirents
 *	FS_READ      offset low   high                         data
 *
 * The root of every volume is inode FS_ROOT. FS_LOOKUP is asked for "..", but
 * not in the root, and never for ".". FS_READLINK, FS_READDIR and FS_READ
 * answer with the number of bytes put into io; FS_READDIR puts whole entries,
 * as many as fit, and answers 0 behind the last one. getattr finds st_dev,
 * st_ino, st_nlink and st_blksize filled in.
 *
 * FS_FORGET is no request but an event, so that it can be sent where nobody
 * may wait: a file that was read is no longer in use.
 *
 * The types that change something follow FS_FORGET; a server without them
 * has fs->readonly set and is never asked.
 */
#ifndef EXA_REMOTE_H
#define EXA_REMOTE_H

#include <stdint.h>
#include <sys/stat.h>

#include "servers/resmgr/vnode.h"
#include "servers/server.h"

enum { FS_ROOT = 1 };

enum fs_message {
	FS_LOOKUP = MESSAGE_FS,
	FS_GETATTR,
	FS_READLINK,
	FS_READDIR,
	FS_READ,
	FS_FORGET,
};

/* The answer to FS_LOOKUP. */
struct fs_node {
	uint64_t ino;
	mode_t type; /* S_IFMT part of the mode */
};

/* An entry as FS_READDIR puts it; the next one starts at the next multiple
 * of 8 bytes behind the name. */
struct fs_dirent {
	uint64_t ino;
	int64_t next; /* cursor behind this entry; cursors start at 0 */
	mode_t type;
	uint32_t length; /* of the name, which has no NUL */
	char name[];
};

/* Bytes an entry with a name of that length takes in io. */
static inline size_t fs_dirent_size(size_t length)
{
	return (sizeof(struct fs_dirent) + length + 7) & ~(size_t)7;
}

/* What filesystem.data is. */
struct remote {
	struct server *server;
	struct fs_ops ops; /* named like the server */
	uint32_t volume;
};

/*
 * Makes fs a view of a server's volume: sets ops, data and the root. Asks the
 * server nothing, so that it may be called before there are processes.
 * Returns 0 or -ENOMEM.
 */
int remote_mount(struct filesystem *fs, struct server *server, uint32_t volume);

/* The server's side: the inode number and the 64-bit value of a request. */
static inline uint64_t fs_ino(const struct message *m)
{
	return (uint64_t)m->arg[2] << 32 | m->arg[1];
}

static inline int64_t fs_wide(const struct message *m)
{
	return (int64_t)((uint64_t)m->arg[4] << 32 | m->arg[3]);
}

/* The address an argument carries. */
static inline void *fs_pointer(uint32_t argument)
{
	return (void *)(uintptr_t)argument;
}

#endif
