/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of netfs share; for them only. */
#ifndef EXA_NETFS_IMPL_H
#define EXA_NETFS_IMPL_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/list.h"
#include "servers/netfs/cache.h"
#include "servers/netfs/fetch.h"
#include "servers/netfs/index.h"
#include "servers/server.h"

enum {
	CACHE_BYTES = 8 * 1024 * 1024,
	VOLUMES = 16,   /* different mount sources */
	INDEX_TOKEN = 0 /* of its fetch; a file's token is its inode */
};

enum index_state {
	INDEX_COMING,
	INDEX_READY,
	INDEX_FAILED, /* the next request fetches it again */
	INDEX_REFUSED /* it is malformed: -EIO from now on */
};

/* A directory of the index that is mounted. */
struct volume {
	char *source;
	const struct index_node *root; /* NULL: not there */
};

struct netfs {
	struct index index;
	enum index_state state;
	struct fetch index_fetch;
	struct list early; /* requests that wait for the index */
	struct volume volume[VOLUMES];
	uint32_t volumes;
	struct list flights; /* of content.c */
	struct cache cache;
};

extern struct netfs netfs;

/* tree.c: requests that the index answers. */
int netfs_lookup(struct request *rq);
int netfs_getattr(struct request *rq);
int netfs_readlink(struct request *rq);
int netfs_readdir(struct request *rq);

/* The node a request is about: 0, -errno, or SUSPEND: it was kept. */
int netfs_node(struct request *rq, const struct index_node **node);

/* Finds the root of a volume once the index is there: 0 or -errno. */
int netfs_find_root(struct volume *v);

/* Writes the absolute path of a node, as far as it fits. */
void netfs_path(const struct index_node *node, char *buffer, size_t size);

/* content.c: contents of files. */
int netfs_read(struct request *rq);

/* Fetches the content unless it is there or on its way. */
void content_prefetch(const struct index_node *node);

/* The completion of the fetch of a file. */
void content_fetched(
	uint32_t inode, int result, const void *bytes, uint32_t size);

/* prefetch.c: what the first prompt needs, as soon as the index is there. */
void netfs_prefetch(void);

/* table.c */
void netfs_fetch_index(void);

#endif
