/* SPDX-License-Identifier: GPL-3.0-or-later */
/* times(): own and children's CPU time in ticks, and a clock; EFAULT. */
#define _GNU_SOURCE
#include "call.h"
#include <sys/times.h>

static void burn(double ms)
{
	clock_t start = clock();

	while ((double)(clock() - start) * 1e3 / CLOCKS_PER_SEC < ms)
		;
}

static int child(void)
{
	struct tms t;

	OK(times(&t));
	SAME(t.tms_cutime, 0);
	burn(100);
	return 0;
}

int main(void)
{
	struct tms a, b;
	long hz = sysconf(_SC_CLK_TCK);
	clock_t start = times(&a), end;

	CHECK(hz > 0);
	CHECK(start != (clock_t)-1);
	SAME(a.tms_cutime + a.tms_cstime, 0);
	burn(100);
	SAME(status_of(in_child(child)), 0);
	end = times(&b);
	CHECK(end - start >= hz / 10);
	CHECK(b.tms_utime + b.tms_stime >= a.tms_utime + hz / 20);
	CHECK(b.tms_cutime + b.tms_cstime >= hz / 20);
	CHECK(b.tms_utime <= a.tms_utime + (end - start) + 2);
	FAILS(syscall(SYS_times, bad_pointer()), EFAULT);
	CHECK(syscall(SYS_times, NULL) >= 0);
	return 0;
}
