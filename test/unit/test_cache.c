/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netfs's cache of contents: what goes first, the bound, large files.
 *
 * Links: servers/netfs/cache.c
 */
#include <string.h>

#include "servers/netfs/cache.h"
#include "test/unit/check.h"
#include "test/unit/native.h"

static const char bytes[] = "0123456789abcdefghijklmnopqrstuvwxyz";

static bool has(struct cache *c, uint64_t key)
{
	const struct content *content = cache_find(c, key);

	return content != NULL && content->key == key &&
		memcmp(content->bytes, bytes, content->size) == 0;
}

static void test_order(void)
{
	struct cache c;

	cache_init(&c, 30);
	cache_add(&c, 1, bytes, 10);
	cache_add(&c, 2, bytes, 10);
	cache_add(&c, 3, bytes, 10);
	CHECK(c.used == 30);
	CHECK(has(&c, 1));
	cache_add(&c, 4, bytes, 1);
	CHECK(c.used == 21);
	CHECK(has(&c, 1) && has(&c, 3) && has(&c, 4));
	CHECK(!has(&c, 2));
	cache_add(&c, 5, bytes, 30);
	CHECK(c.used == 30);
	CHECK(has(&c, 5) && !has(&c, 1) && !has(&c, 3) && !has(&c, 4));
	cache_clear(&c);
	CHECK(c.used == 0 && !has(&c, 5));
}

static void test_large(void)
{
	struct cache c;

	cache_init(&c, 30);
	cache_add(&c, 1, bytes, 10);
	cache_add(&c, 2, bytes, 31);
	CHECK(has(&c, 1) && has(&c, 2));
	CHECK(c.used == 10);
	cache_forget(&c, 1);
	CHECK(has(&c, 1));
	cache_forget(&c, 2);
	CHECK(!has(&c, 2));
	cache_forget(&c, 2);
	cache_add(&c, 3, bytes, 31);
	cache_clear(&c);
	CHECK(!has(&c, 3));
}

static void test_memory(void)
{
	struct cache c;

	cache_init(&c, 30);
	native_fail_after(0);
	cache_add(&c, 1, bytes, 10);
	cache_add(&c, 2, bytes, 31);
	native_fail_after(-1);
	CHECK(!has(&c, 1) && !has(&c, 2));
	CHECK(c.used == 0);
	cache_clear(&c);
}

/* Against a model: the latest uses whose sizes fit the bound are kept. */
static void test_random(void)
{
	enum { INODES = 12, BOUND = 60 };
	uint32_t size[INODES], order[INODES] = { 0 }, stamp = 0, state = 7;
	struct cache c;

	cache_init(&c, BOUND);
	for (uint32_t i = 0; i < INODES; i++)
		size[i] = i * 3;
	for (int step = 0; step < 20000; step++) {
		uint32_t i = native_random(&state) % INODES, newer = 0;

		for (uint32_t k = 0; k < INODES; k++)
			if (k != i && order[k] > order[i])
				newer += size[k];
		if (order[i] != 0 && newer + size[i] <= BOUND)
			CHECK(has(&c, i));
		if (!has(&c, i))
			cache_add(&c, i, bytes, size[i]);
		order[i] = ++stamp;
		CHECK(has(&c, i));
		CHECK(c.used <= BOUND);
	}
	cache_clear(&c);
}

int main(void)
{
	test_order();
	test_large();
	test_memory();
	test_random();
	return check_status();
}
