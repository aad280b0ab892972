/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * clock_gettime(): the clocks agree with each other, never run backwards, and
 * tell CPU time; EINVAL for a clock that is none, EFAULT.
 */
#define _GNU_SOURCE
#include "call.h"

static double read_ms(clockid_t clock)
{
	struct timespec ts = { -1, -1 };

	OK(clock_gettime(clock, &ts));
	CHECK(ts.tv_sec >= 0);
	CHECK(ts.tv_nsec >= 0 && ts.tv_nsec < 1000000000);
	return (double)ts.tv_sec * 1e3 + (double)ts.tv_nsec / 1e6;
}

static void check_monotonic(void)
{
	double last = 0;

	for (int i = 0; i < 1000; i++) {
		double now = read_ms(CLOCK_MONOTONIC);

		CHECK(now >= last);
		last = now;
	}
}

static void check_cpu(void)
{
	double start = now_ms(), used;
	double before = read_ms(CLOCK_PROCESS_CPUTIME_ID);

	sleep_ms(60);
	CHECK(read_ms(CLOCK_PROCESS_CPUTIME_ID) - before < 50);
	while (now_ms() - start < 100)
		;
	used = read_ms(CLOCK_PROCESS_CPUTIME_ID) - before;
	CHECK(used > 2 && used <= now_ms() - start + 1);
	CHECK(read_ms(CLOCK_THREAD_CPUTIME_ID) >= before);
}

int main(void)
{
	double real = read_ms(CLOCK_REALTIME), mono = now_ms();
	struct timespec ts;

	CHECK(real > 1577836800e3); /* 2020 */
	CHECK(time(NULL) - (time_t)(real / 1000) <= 1);
	sleep_ms(20);
	CHECK(read_ms(CLOCK_MONOTONIC) - mono >= 20);
	CHECK(read_ms(CLOCK_REALTIME) - real >= 15);
	CHECK(read_ms(CLOCK_BOOTTIME) >= mono);
	CHECK(read_ms(CLOCK_MONOTONIC_RAW) > 0);
	CHECK(read_ms(CLOCK_REALTIME_COARSE) >= real - 20);
	CHECK(read_ms(CLOCK_MONOTONIC_COARSE) >= mono - 20);
	check_monotonic();
	check_cpu();
	FAILS(clock_gettime(12345, &ts), EINVAL);
	FAILS(syscall(SYS_clock_gettime, CLOCK_REALTIME, bad_pointer()),
		EFAULT);
	FAILS(syscall(SYS_clock_gettime, CLOCK_MONOTONIC, NULL), EFAULT);
	return 0;
}
