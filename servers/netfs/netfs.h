/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netfs: read-only files from the web server that the machine came from. The
 * names, sizes and modes of all of them are in the index, which is fetched at
 * start; contents are fetched when they are first read, verified, and kept in
 * a cache of bounded size.
 *
 * Events: type 0 is the completion of a fetch (arg[0] the token, result 0 or
 * -errno, and the bytes); FS_FORGET is servers/resmgr/remote.h's.
 */
#ifndef EXA_NETFS_H
#define EXA_NETFS_H

#include "servers/server.h"

struct filesystem;

extern struct server netfs_server;

/*
 * Mounts a directory of the index ("bin", "" for all) as fs. Waits for
 * nothing: when the index is still to come, what is not in it is told by the
 * log and by -ENOENT of whoever looks. There are no options. Returns 0,
 * -EINVAL, -ENOENT, -ENOTDIR, -EMFILE (too many sources) or -ENOMEM.
 */
int netfs_mount(struct filesystem *fs, const char *source, const char *options);

#endif
