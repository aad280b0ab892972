/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which blocks a file has: sorted runs that neither touch nor overlap. One
 * run, the usual case, needs no memory of its own.
 */
#ifndef EXA_LOCALFS_EXTENT_H
#define EXA_LOCALFS_EXTENT_H

#include <stdbool.h>
#include <stdint.h>

struct extent {
	uint64_t first, count;
};

struct extents {
	struct extent one;    /* while count is 1 and many is NULL */
	struct extent *many;  /* NULL: there is at most one */
	uint32_t count, room; /* of runs; of many */
};

/* Reads the runs in order: i below x->count. */
const struct extent *extents_at(const struct extents *x, uint32_t i);

bool extents_has(const struct extents *x, uint64_t block);

/* Adds a block, or removes those from first on, below end. Returns 0 or
 * -ENOMEM with nothing changed. */
int extents_add(struct extents *x, uint64_t block);
int extents_remove(struct extents *x, uint64_t first, uint64_t end);

/* Adds a run behind all others. Returns 0, -EINVAL when it is not behind
 * them, or -ENOMEM. */
int extents_append(struct extents *x, struct extent run);

/* The first block from block on that is there (or, absent: that is not). It
 * is UINT64_MAX when all behind are holes. */
uint64_t extents_next(const struct extents *x, uint64_t block, bool absent);

/* Blocks in all. */
uint64_t extents_total(const struct extents *x);

void extents_free(struct extents *x);

#endif
