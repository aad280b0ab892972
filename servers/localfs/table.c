/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "servers/localfs/table.h"

#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"

enum { FIRST_GROUPS = 8 };

void table_init(struct table *t, uint32_t per_group)
{
	memset(t, 0, sizeof(*t));
	t->per_group = per_group;
}

void table_free(struct table *t)
{
	kfree(t->slot);
	kfree(t->state);
	table_init(t, t->per_group);
}

int table_reserve(struct table *t, uint32_t number)
{
	uint32_t groups = t->groups == 0 ? FIRST_GROUPS : t->groups;
	uint8_t *state;
	void **slot;

	if (number < t->size)
		return 0;
	if (number / t->per_group >= TABLE_GROUPS)
		return -ENOMEM;
	while (groups <= number / t->per_group)
		groups *= 2;
	slot = kzalloc((size_t)groups * t->per_group * sizeof(*slot));
	state = kzalloc(groups);
	if (slot == NULL || state == NULL) {
		kfree(slot);
		kfree(state);
		return -ENOMEM;
	}
	if (t->groups > 0) {
		memcpy(slot, t->slot, t->size * sizeof(*slot));
		memcpy(state, t->state, t->groups);
	}
	kfree(t->slot);
	kfree(t->state);
	t->slot = slot;
	t->state = state;
	t->groups = groups;
	t->size = groups * t->per_group;
	return 0;
}

void *table_at(const struct table *t, uint32_t number)
{
	return number < t->size ? t->slot[number] : NULL;
}

int64_t table_add(struct table *t, void *thing, uint32_t least)
{
	uint32_t number = t->lowest > least ? t->lowest : least;

	while (number < t->size &&
		(t->slot[number] != NULL ||
			(t->state[number / t->per_group] & GROUP_LOST) != 0))
		number++;
	if (table_reserve(t, number) < 0)
		return -ENOMEM;
	table_put(t, number, thing);
	t->lowest = number + 1;
	return number;
}

void table_put(struct table *t, uint32_t number, void *thing)
{
	t->used += t->slot[number] == NULL;
	t->slot[number] = thing;
}

void table_remove(struct table *t, uint32_t number)
{
	t->slot[number] = NULL;
	t->used--;
	if (number < t->lowest)
		t->lowest = number;
	table_touch(t, number);
}

void table_touch(struct table *t, uint32_t number)
{
	uint8_t *state = &t->state[number / t->per_group];

	if ((*state & (GROUP_DIRTY | GROUP_LOST)) != 0)
		return;
	*state |= GROUP_DIRTY;
	t->dirty++;
}

void table_take_off(struct table *t)
{
	for (uint32_t i = 0; i < t->groups && t->dirty > 0; i++)
		if ((t->state[i] & GROUP_DIRTY) != 0) {
			t->state[i] ^= GROUP_DIRTY | GROUP_FLYING;
			t->dirty--;
			t->flying++;
		}
}

void table_land(struct table *t, bool failed)
{
	for (uint32_t i = 0; i < t->groups && t->flying > 0; i++) {
		if ((t->state[i] & GROUP_FLYING) == 0)
			continue;
		t->state[i] &= (uint8_t)~GROUP_FLYING;
		t->flying--;
		if (failed)
			table_touch(t, i * t->per_group);
	}
}

int64_t table_flying(const struct table *t, uint32_t group)
{
	if (t->flying == 0)
		return -1;
	while (group < t->groups && (t->state[group] & GROUP_FLYING) == 0)
		group++;
	return group < t->groups ? (int64_t)group : -1;
}

bool table_group_used(const struct table *t, uint32_t group)
{
	for (uint32_t i = 0; i < t->per_group; i++)
		if (t->slot[group * t->per_group + i] != NULL)
			return true;
	return false;
}
