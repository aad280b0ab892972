/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbered things in groups, of which a commit writes the changed ones: the
 * inodes and the directory entries of localfs.
 */
#ifndef EXA_LOCALFS_TABLE_H
#define EXA_LOCALFS_TABLE_H

#include <stdbool.h>
#include <stdint.h>

/* More groups than memory is for, so that a record under a senseless key does
 * not use it up. */
enum { TABLE_GROUPS = 1 << 16 };

struct table {
	uint32_t per_group;
	void **slot; /* NULL: free */
	uint32_t size, used;
	uint32_t lowest; /* none below it is free, from the least on */
	uint8_t *state;  /* of each group: enum group_state, as bits */
	uint32_t groups;
	uint32_t dirty, flying; /* groups in these states */
};

enum group_state {
	GROUP_DIRTY = 1,
	GROUP_FLYING = 2, /* in the commit that is under way */
	GROUP_LOST = 4,   /* its record is damaged and is left alone */
	GROUP_STORED = 8, /* there is a record of it */
};

void table_init(struct table *t, uint32_t per_group);
void table_free(struct table *t);

/* Room for number. Returns 0 or -ENOMEM. */
int table_reserve(struct table *t, uint32_t number);

/* Puts thing at the lowest free number from least on, which it returns; or
 * -ENOMEM. A table's least is always the same. */
int64_t table_add(struct table *t, void *thing, uint32_t least);

/* Puts thing at that number, for which there is room. */
void table_put(struct table *t, uint32_t number, void *thing);

void table_remove(struct table *t, uint32_t number);

/* NULL: nothing has that number. */
void *table_at(const struct table *t, uint32_t number);

/* What has that number has changed. */
void table_touch(struct table *t, uint32_t number);

/* The commit takes what is dirty along; and its end: what failed is dirty. */
void table_take_off(struct table *t);
void table_land(struct table *t, bool failed);

/* The first group from group on that is flying, or -1. */
int64_t table_flying(const struct table *t, uint32_t group);

/* Whether any of a group's numbers is used. */
bool table_group_used(const struct table *t, uint32_t group);

#endif
