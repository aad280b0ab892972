/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netfs: read-only files from web servers, first of all the one that the
 * machine came from (docs/netfs.md). The names, sizes and modes of all files
 * of a site are in its index, which is fetched when it is mounted; contents
 * are fetched when they are first read, verified, and kept in a cache of
 * bounded size.
 *
 * Events: type 0 is the completion of a fetch (arg[0] the token, result 0 and
 * the bytes, or -errno and the reason in words); FS_FORGET is
 * servers/resmgr/remote.h's.
 */
#ifndef EXA_NETFS_H
#define EXA_NETFS_H

#include "servers/server.h"

struct filesystem;

extern struct server netfs_server;

/*
 * Mounts a source as fs: a directory of the machine's own index ("bin", "" for
 * all), or with http:// or https:// the folder of a web server in which there
 * is an index.
 *
 * With a directory it waits for nothing: when the index is still to come, what
 * is not in it is told by the log and by -ENOENT of whoever looks. With a URL
 * it waits for that index, and the log tells why it did not come. There are no
 * options. Returns 0, -EINVAL, -ENOENT, -ENOTDIR, -EIO, -ETIMEDOUT, -EMFILE
 * (too many mounts), -ENOMEM or that it was interrupted.
 */
int netfs_mount(struct filesystem *fs, const char *source, const char *options);

#endif
