/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * localfs's numbered things in groups: numbers, and what a commit takes
 * along, by random operations beside a model.
 *
 * Links: servers/localfs/table.c
 */
#include "servers/localfs/table.h"

#include <errno.h>

#include "test/unit/check.h"
#include "test/unit/native.h"

enum {
	GROUP = 4,
	NUMBERS = 200,
	GROUPS = NUMBERS / GROUP,
	STEPS = 20000,
	LEAST = 2
};

static struct {
	void *thing[NUMBERS];
	bool dirty[GROUPS], flying[GROUPS], lost[GROUPS];
	uint32_t used;
} model;

static char things[NUMBERS];
static uint32_t state = 99;

static uint32_t random_below(uint32_t limit)
{
	return native_random(&state) % limit;
}

static void touch(uint32_t number)
{
	if (!model.lost[number / GROUP])
		model.dirty[number / GROUP] = true;
}

static void add(struct table *t)
{
	uint32_t want = LEAST;
	int64_t number;

	while (want < NUMBERS &&
		(model.thing[want] != NULL || model.lost[want / GROUP]))
		want++;
	if (want >= NUMBERS - GROUP)
		return;
	number = table_add(t, &things[want], LEAST);
	CHECK_INT(number, want);
	model.thing[want] = &things[want];
	model.used++;
	table_touch(t, want);
	touch(want);
}

static void remove_one(struct table *t)
{
	uint32_t number = random_below(NUMBERS);

	if (model.thing[number] == NULL)
		return;
	table_remove(t, number);
	model.thing[number] = NULL;
	model.used--;
	touch(number);
}

static void take_off(struct table *t)
{
	table_take_off(t);
	for (int i = 0; i < GROUPS; i++) {
		model.flying[i] = model.flying[i] || model.dirty[i];
		model.dirty[i] = false;
	}
}

static void land(struct table *t, bool failed)
{
	table_land(t, failed);
	for (int i = 0; i < GROUPS; i++) {
		model.dirty[i] = model.dirty[i] ||
			(model.flying[i] && failed && !model.lost[i]);
		model.flying[i] = false;
	}
}

static bool model_used(uint32_t group)
{
	for (uint32_t i = 0; i < GROUP; i++)
		if (model.thing[group * GROUP + i] != NULL)
			return true;
	return false;
}

static void check_same(const struct table *t)
{
	uint32_t dirty = 0, flying = 0;
	int64_t next = -1;

	for (uint32_t i = 0; i < NUMBERS; i++)
		CHECK(table_at(t, i) == model.thing[i]);
	for (uint32_t i = 0; i < GROUPS && i < t->groups; i++) {
		dirty += model.dirty[i];
		flying += model.flying[i];
		CHECK(((t->state[i] & GROUP_DIRTY) != 0) == model.dirty[i]);
		CHECK(table_group_used(t, i) == model_used(i));
		if (!model.flying[i])
			continue;
		next = table_flying(t, (uint32_t)(next + 1));
		CHECK_INT(next, i);
	}
	CHECK_INT(table_flying(t, (uint32_t)(next + 1)), -1);
	CHECK_INT(t->used, model.used);
	CHECK_INT(t->dirty, dirty);
	CHECK_INT(t->flying, flying);
	CHECK(table_at(t, t->size) == NULL);
	CHECK(table_at(t, UINT32_MAX) == NULL);
}

static void test_random(void)
{
	bool in_flight = false;
	struct table t;

	table_init(&t, GROUP);
	for (int i = 0; i < STEPS && check_status() == 0; i++) {
		uint32_t what = random_below(100);

		if (what < 55) {
			add(&t);
		} else if (what < 94) {
			remove_one(&t);
		} else if (!in_flight) {
			take_off(&t);
			in_flight = true;
		} else {
			land(&t, what % 2 == 0);
			in_flight = false;
		}
		check_same(&t);
	}
	table_free(&t);
	CHECK(table_at(&t, 1) == NULL);
}

/* Nothing is put into a lost group, and it is never written. */
static void test_lost(void)
{
	struct table t;

	table_init(&t, GROUP);
	CHECK_INT(table_reserve(&t, 3 * GROUP), 0);
	t.state[1] |= GROUP_LOST;
	for (int i = 0; i < GROUP; i++)
		CHECK_INT(table_add(&t, things, 0), i);
	CHECK_INT(table_add(&t, things, 0), 2 * GROUP);
	table_put(&t, GROUP + 1, things);
	table_touch(&t, GROUP + 1);
	CHECK_INT(t.dirty, 0);
	table_remove(&t, GROUP + 1);
	CHECK_INT(t.dirty, 0);
	CHECK_INT(table_add(&t, things, 0), 2 * GROUP + 1);
	table_free(&t);
}

static void test_memory(void)
{
	struct table t;

	table_init(&t, GROUP);
	native_fail_after(1);
	CHECK_INT(table_add(&t, things, 0), -ENOMEM);
	CHECK_INT(table_reserve(&t, 5), -ENOMEM);
	native_fail_after(-1);
	CHECK(t.size == 0 && t.used == 0);
	CHECK_INT(table_add(&t, things, 7), 7);
	CHECK_INT(table_reserve(&t, UINT32_MAX), -ENOMEM);
	CHECK_INT(table_reserve(&t, GROUP * TABLE_GROUPS), -ENOMEM);
	CHECK(table_at(&t, 7) == things);
	table_free(&t);
}

int main(void)
{
	test_random();
	test_lost();
	test_memory();
	return check_status();
}
