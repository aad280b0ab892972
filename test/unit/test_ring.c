/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pipe's ring: limits, spans, growth, and a long walk beside a model.
 *
 * Links: servers/pipe/ring.c
 */
#include "servers/pipe/ring.h"

#include <errno.h>
#include <stdlib.h>

#include "test/unit/check.h"
#include "test/unit/native.h"

static void test_limits(void)
{
	struct ring r;
	struct ring_span span[2];
	uint8_t byte = 0;

	CHECK_INT(ring_init(&r, 0), -EINVAL);
	CHECK_INT(ring_init(&r, RING_MIN / 2), -EINVAL);
	CHECK_INT(ring_init(&r, RING_MIN + 1), -EINVAL);
	CHECK_INT(ring_init(&r, RING_MAX * 2u), -EINVAL);
	CHECK_INT(ring_init(&r, RING_DEFAULT), 0);
	CHECK_INT(ring_space(&r), RING_DEFAULT);
	CHECK_INT(ring_peek(&r, 10, span), 0);
	CHECK_INT(span[0].length + span[1].length, 0);
	CHECK_INT(ring_get(&r, &byte, 1), 0);
	CHECK_INT(ring_reserve(&r, 0, span), 0);
	CHECK(r.data == NULL);
	CHECK_INT(ring_put(&r, &byte, 1), 1);
	CHECK_INT(r.size, RING_MIN);
	ring_free(&r);
	CHECK_INT(ring_used(&r), 0);
	CHECK_INT(r.capacity, RING_DEFAULT);
}

/* A full ring that wraps shows two spans, and grows without mixing bytes. */
static void test_wrap(void)
{
	static uint8_t in[RING_MIN], out[RING_MIN];
	struct ring r;
	struct ring_span span[2];

	for (int i = 0; i < RING_MIN; i++)
		in[i] = (uint8_t)(i * 7);
	CHECK_INT(ring_init(&r, RING_MIN), 0);
	CHECK_INT(ring_put(&r, in, 3000), 3000);
	CHECK_INT(ring_get(&r, out, 2000), 2000);
	CHECK_INT(ring_put(&r, in, RING_MIN), RING_MIN - 1000);
	CHECK_INT(ring_reserve(&r, 1, span), 0);
	CHECK_INT(ring_peek(&r, RING_MIN, span), RING_MIN);
	CHECK_INT(span[0].length, RING_MIN - 2000);
	CHECK_INT(span[1].length, 2000);
	CHECK_INT(ring_resize(&r, RING_MIN * 2), 0);
	CHECK_INT(ring_put(&r, in, 500), 500);
	CHECK_INT(ring_resize(&r, RING_MIN), -EBUSY);
	CHECK_INT(ring_resize(&r, 5000), -EINVAL);
	CHECK_INT(ring_get(&r, out, 1000), 1000);
	CHECK_MEM(out, in + 2000, 1000);
	CHECK_INT(ring_resize(&r, RING_MIN), 0);
	CHECK_INT(ring_get(&r, out, RING_MIN), RING_MIN - 500);
	CHECK_MEM(out, in, RING_MIN - 1000);
	CHECK_MEM(out + RING_MIN - 1000, in, 500);
	ring_free(&r);
}

static void test_no_memory(void)
{
	static uint8_t in[RING_DEFAULT];
	struct ring r;

	ring_init(&r, RING_DEFAULT);
	native_fail_after(0);
	CHECK_INT(ring_put(&r, in, 10), -ENOMEM);
	native_fail_after(1);
	CHECK_INT(ring_put(&r, in, 10), 10);
	/* No memory to grow, but the storage there is takes what it can. */
	CHECK_INT(ring_put(&r, in, RING_DEFAULT), RING_MIN - 10);
	CHECK_INT(ring_put(&r, in, 1), -ENOMEM);
	native_fail_after(-1);
	CHECK_INT(ring_put(&r, in, 1), 1);
	CHECK_INT(r.size, RING_MIN * 2);
	native_fail_after(0);
	ring_get(&r, in, 10);
	CHECK_INT(ring_resize(&r, RING_MIN), -ENOMEM);
	native_fail_after(-1);
	CHECK_INT(ring_used(&r), RING_MIN - 9);
	ring_free(&r);
}

/* Random puts, gets and resizes; the model is a pair of counters. */
static void test_model(void)
{
	static uint8_t buf[RING_MIN * 8];
	struct ring r;
	uint32_t seed = 42, put = 0, got = 0;

	ring_init(&r, RING_MIN * 4);
	for (int step = 0; step < 20000; step++) {
		uint32_t n = native_random(&seed) % (RING_MIN * 3);
		uint32_t room = ring_space(&r), used = put - got;

		if (native_random(&seed) % 64 == 0) {
			uint32_t to = RING_MIN << native_random(&seed) % 4;

			CHECK_INT(ring_resize(&r, to), used > to ? -EBUSY : 0);
		} else if (native_random(&seed) & 1) {
			for (uint32_t i = 0; i < n; i++)
				buf[i] = (uint8_t)((put + i) * 31 >> 3);
			CHECK_INT(ring_put(&r, buf, n), n < room ? n : room);
			put += n < room ? n : room;
		} else {
			n = ring_get(&r, buf, n);
			for (uint32_t i = 0; i < n; i++)
				CHECK_INT(
					buf[i], (uint8_t)((got + i) * 31 >> 3));
			got += n;
		}
		CHECK_INT(ring_used(&r), put - got);
		CHECK(r.size <= r.capacity && r.used <= r.size);
	}
	ring_free(&r);
}

int main(void)
{
	test_limits();
	test_wrap();
	test_no_memory();
	test_model();
	return check_status();
}
