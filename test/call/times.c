/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * times(): own and children's CPU time in ticks, user and system apart, and a
 * clock; EFAULT.
 */
#define _GNU_SOURCE
#include "call.h"
#include <sys/times.h>

static volatile unsigned sink;

static double cpu_ms(void)
{
	return (double)clock() * 1e3 / CLOCKS_PER_SEC;
}

/* Computes; makes hardly a call. */
static void burn_user(double ms)
{
	double end = cpu_ms() + ms;

	while (cpu_ms() < end)
		for (unsigned i = 0; i < 200000; i++)
			sink += i * i;
}

/* Makes calls; computes hardly anything. On a busy host the share that is
 * told may be small. */
static void burn_system(double ms)
{
	double end = cpu_ms() + ms;

	while (cpu_ms() < end)
		for (int i = 0; i < 200; i++)
			(void)access("/bin/../bin/../bin/../nowhere", R_OK);
}

static int child(void)
{
	struct tms t;

	OK(times(&t));
	SAME(t.tms_cutime, 0);
	SAME(t.tms_cstime, 0);
	burn_user(300);
	burn_system(300);
	return 0;
}

static void check_split(long hz)
{
	struct tms a, b, c;

	OK(times(&a));
	burn_user(400);
	OK(times(&b));
	CHECK(b.tms_utime - a.tms_utime >= hz / 4);
	CHECK(b.tms_stime - a.tms_stime <= hz / 8);
	burn_system(400);
	OK(times(&c));
	CHECK(c.tms_stime - b.tms_stime >= hz / 50);
	CHECK(c.tms_utime >= b.tms_utime && b.tms_utime >= a.tms_utime);
}

int main(void)
{
	struct tms a, b;
	long hz = sysconf(_SC_CLK_TCK);
	clock_t start = times(&a), end;

	CHECK(hz > 0);
	CHECK(start != (clock_t)-1);
	SAME(a.tms_cutime + a.tms_cstime, 0);
	check_split(hz);
	SAME(status_of(in_child(child)), 0);
	end = times(&b);
	CHECK(end - start >= hz);
	CHECK(b.tms_cutime >= hz / 5);
	CHECK(b.tms_cstime >= hz / 50);
	CHECK(b.tms_cutime + b.tms_cstime >= hz / 2);
	CHECK(b.tms_utime <= a.tms_utime + (end - start) + 2);
	FAILS(syscall(SYS_times, bad_pointer()), EFAULT);
	CHECK(syscall(SYS_times, NULL) >= 0);
	return 0;
}
