/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * localfs: files that outlive the machine. All that describes them, inodes
 * and names, is in memory while a store is mounted (servers/resmgr/tree.h);
 * contents are read when they are needed and kept in a cache. What has changed
 * is written by commits, each one transaction of the store: whatever happens,
 * the store holds the state of some commit. docs/localfs.md has the format.
 */
#ifndef EXA_LOCALFS_H
#define EXA_LOCALFS_H

#include <stdint.h>

struct filesystem;
struct server;

/* Hears what the store completes; its process is made by the first mount. */
extern struct server localfs_server;

/*
 * Mount type. The source names a directory at the top of the store, a volume,
 * which is made when it is not there. Option: "store=NAME" (by the first
 * mount; default "default"). Sleeps. -ENODEV: there is no lasting storage here.
 */
int localfs_mount(
	struct filesystem *fs, const char *source, const char *options);

/* An operation of the store was completed; see store.h. Takes bytes over. */
void localfs_stored(int token, int result, void *bytes, uint32_t size);

/* The page is hidden and may never be seen again: commits what there is. */
void localfs_hidden(void);

#endif
