/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Contents of files that were fetched and verified, by key. Those used
 * longest ago go when all together exceed the bound. A file that alone exceeds
 * it stays until it is forgotten, so that reading it piece by piece does not
 * fetch it again for each piece. Pure: no host, no clock.
 */
#ifndef EXA_NETFS_CACHE_H
#define EXA_NETFS_CACHE_H

#include <stddef.h>
#include <stdint.h>

#include "kernel/list.h"

struct content {
	struct list link;
	uint64_t key; /* of the file: its site and inode */
	uint32_t size;
	uint8_t bytes[];
};

struct cache {
	struct list recent; /* the one used last is first */
	struct list large;  /* each above the bound */
	size_t bound;
	size_t used; /* bytes in recent */
};

void cache_init(struct cache *c, size_t bound);

/* The content of a file, which then is the one used last; or NULL. It stays
 * valid until the next cache_add() or cache_forget(). */
const struct content *cache_find(struct cache *c, uint64_t key);

/* Adds a copy of size bytes. Without memory for it nothing is kept. */
void cache_add(struct cache *c, uint64_t key, const void *bytes, uint32_t size);

/* The file is not in use any more. */
void cache_forget(struct cache *c, uint64_t key);

/* Drops everything. */
void cache_clear(struct cache *c);

#endif
