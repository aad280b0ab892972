/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The runs of blocks of localfs's files, by random operations beside a map
 * with a flag for each block.
 *
 * Links: servers/localfs/extent.c
 */
#include "servers/localfs/extent.h"

#include <errno.h>
#include <stdlib.h>

#include "test/unit/check.h"
#include "test/unit/native.h"

enum { BLOCKS = 96, STEPS = 8000 };

static bool model[BLOCKS];
static uint32_t state = 12345;

static uint64_t random_block(void)
{
	return native_random(&state) % BLOCKS;
}

static uint64_t model_next(uint64_t block, bool absent)
{
	while (block < BLOCKS && model[block] == absent)
		block++;
	if (block < BLOCKS)
		return block;
	return absent ? block : UINT64_MAX;
}

/* Runs are sorted, not empty, and neither touch nor overlap. */
static void check_form(const struct extents *x)
{
	uint64_t total = 0;

	for (uint32_t i = 0; i < x->count; i++) {
		const struct extent *run = extents_at(x, i);

		CHECK(run->count > 0);
		CHECK(run->first + run->count <= BLOCKS);
		if (i > 0) {
			const struct extent *before = extents_at(x, i - 1);

			CHECK(before->first + before->count < run->first);
		}
		total += run->count;
	}
	CHECK(extents_total(x) == total);
	CHECK(x->many != NULL || x->count <= 1);
}

static void check_same(const struct extents *x)
{
	uint64_t total = 0;

	check_form(x);
	for (uint64_t block = 0; block < BLOCKS; block++) {
		CHECK(extents_has(x, block) == model[block]);
		CHECK(extents_next(x, block, false) ==
			model_next(block, false));
		CHECK(extents_next(x, block, true) == model_next(block, true));
		total += model[block];
	}
	CHECK(extents_total(x) == total);
}

/* One operation, maybe without memory: then nothing has changed. */
static void step(struct extents *x)
{
	bool lacking = native_random(&state) % 8 == 0;
	bool add = native_random(&state) % 3 != 0;
	uint64_t first = random_block(), end = first;
	int error;

	if (lacking)
		native_fail_after(0);
	if (add) {
		error = extents_add(x, first);
		end = first + 1;
	} else {
		end = random_block() + 1;
		if (native_random(&state) % 16 == 0)
			end = UINT64_MAX;
		error = extents_remove(x, first, end);
	}
	native_fail_after(-1);
	CHECK(error == 0 || (lacking && error == -ENOMEM));
	for (uint64_t b = first; error == 0 && b < end && b < BLOCKS; b++)
		model[b] = add;
	check_same(x);
}

static void test_random(void)
{
	struct extents x = { 0 };

	for (int i = 0; i < STEPS && check_status() == 0; i++)
		step(&x);
	extents_free(&x);
	CHECK(x.count == 0 && x.many == NULL);
	CHECK(!extents_has(&x, 0));
}

static void test_append(void)
{
	struct extents x = { 0 };

	CHECK_INT(extents_append(&x, (struct extent){ 3, 0 }), -EINVAL);
	CHECK_INT(extents_append(&x, (struct extent){ 3, 2 }), 0);
	CHECK_INT(extents_append(&x, (struct extent){ 5, 1 }), -EINVAL);
	CHECK_INT(extents_append(&x, (struct extent){ 1, 1 }), -EINVAL);
	CHECK_INT(extents_append(&x, (struct extent){ 4, 9 }), -EINVAL);
	CHECK_INT(extents_append(&x, (struct extent){ 7, UINT64_MAX - 6 }),
		-EINVAL);
	CHECK_INT(extents_append(&x, (struct extent){ 7, UINT64_MAX - 7 }), 0);
	CHECK(extents_total(&x) == 2 + UINT64_MAX - 7);
	CHECK(extents_has(&x, UINT64_MAX - 1) && !extents_has(&x, 6));
	CHECK(extents_next(&x, 5, false) == 7);
	CHECK_INT(extents_remove(&x, 5, UINT64_MAX), 0);
	CHECK(extents_total(&x) == 2);
	extents_free(&x);
}

int main(void)
{
	test_random();
	test_append();
	return check_status();
}
