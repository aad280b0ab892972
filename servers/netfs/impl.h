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

struct filesystem;
struct vnode;

enum {
	CACHE_BYTES = 8 * 1024 * 1024,
	VOLUMES = 64, /* mounts */
	FLIGHTS = 12, /* files on their way at once; the others queue */
};

enum index_state {
	INDEX_COMING,
	INDEX_READY,
	INDEX_FAILED, /* a later request fetches it again */
};

/* A web server's folder with an index. */
struct site {
	struct list link;
	char *url;       /* of the folder, with the last slash */
	uint32_t number; /* never that of another site */
	uint32_t uses;   /* volumes, and one for the machine's own site */
	struct index index;
	enum index_state state;
	int error;          /* why it failed, -errno */
	double failed_at;   /* and when, by host_now() */
	struct fetch fetch; /* of the index, while it is coming */
	struct list early;  /* requests that wait for the index */
};

/* A directory of a site that is mounted. */
struct volume {
	struct site *site;             /* NULL: not in use */
	char *source;                  /* the directory's path in the index */
	const struct index_node *root; /* NULL: not there (yet) */
};

struct netfs {
	struct site *own; /* where the machine came from */
	struct list sites;
	uint32_t last_site;
	struct volume volume[VOLUMES];
	struct fetches fetches;
	struct list flights; /* of content.c */
	uint32_t flying;     /* those that were started */
	struct cache cache;
};

extern struct netfs netfs;

/* site.c: indexes. */

/* The site of a folder's URL, made if there is none; its index is fetched.
 * Each is given back by site_put(). NULL: no memory. */
struct site *site_get(const char *url);
void site_put(struct site *site);

/* Fetches the index of a site once more if it failed a while ago. */
void site_try(struct site *site);

/* volume.c: mounts. */

/* Finds the root of a volume once the index is there: 0 or -errno. */
int volume_find_root(struct volume *v);

/* The index of a site has come. */
void volume_find_roots(const struct site *site);

/* tree.c: requests that the index answers. */
int netfs_lookup(struct request *rq);
int netfs_getattr(struct request *rq);
int netfs_readlink(struct request *rq);
int netfs_readdir(struct request *rq);

/* The volume of a message, NULL: it is no longer mounted. */
struct volume *netfs_volume(const struct message *m);

/* The node a request is about: 0, -errno, or SUSPEND: it was kept. */
int netfs_node(struct request *rq, const struct index_node **node);

/* Writes the absolute path of a node, as far as it fits. */
void netfs_path(const struct index_node *node, char *buffer, size_t size);

/* content.c: contents of files. */
int netfs_read(struct request *rq);

/* fs_ops.readahead: fetches the content unless it is there or on its way. */
void netfs_readahead(struct vnode *v);

/* The file of a message is not in use any more. */
void content_forget(const struct message *m);

/* Stops what is on its way from a site; nobody waits for it. */
void content_stop(const struct site *site);

/* table.c: answers a request that waited for the index. */
void netfs_handle(struct request *rq);

#endif
