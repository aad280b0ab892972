/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the benchmark programs share. The same sources are compiled by the
 * host's compiler and by `exa cc`; each program measures one thing, prints one
 * number (its unit is in test/bench/rows.mjs) and exits 0.
 */
#ifndef TEST_BENCH_BENCH_H
#define TEST_BENCH_BENCH_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Long enough that the clock's resolution and the first round do not matter. */
#define BENCH_LEAST_NS 200000000

static inline int64_t bench_now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
}

/* Ends the program, naming what failed and errno's message. */
static inline _Noreturn void bench_fail(const char *what)
{
	perror(what);
	exit(1);
}

/*
 * Runs round(count) with growing counts until one lasts BENCH_LEAST_NS and
 * returns the nanoseconds that one of its repetitions took.
 */
static inline double bench_each(void (*round)(long count))
{
	int64_t took;
	long count;

	for (count = 1;; count *= 2) {
		int64_t begin = bench_now();

		round(count);
		took = bench_now() - begin;
		if (took >= BENCH_LEAST_NS)
			return (double)took / (double)count;
	}
}

#endif
