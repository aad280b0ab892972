/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * getrusage(): CPU time, the most memory, and switches, of the process and of
 * its children; EINVAL, EFAULT.
 */
#define _GNU_SOURCE
#include "call.h"
#include <sys/resource.h>

static double cpu_ms(int who)
{
	struct rusage r;

	OK(getrusage(who, &r));
	CHECK(r.ru_utime.tv_usec >= 0 && r.ru_utime.tv_usec < 1000000);
	return (double)(r.ru_utime.tv_sec + r.ru_stime.tv_sec) * 1e3 +
		(double)(r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e3;
}

static int burn(void)
{
	double start = cpu_ms(RUSAGE_SELF);

	while (cpu_ms(RUSAGE_SELF) - start < 60)
		;
	return 0;
}

static long peak_kb(int who)
{
	struct rusage r;

	OK(getrusage(who, &r));
	CHECK(r.ru_maxrss > 0);
	CHECK(r.ru_nswap == 0);
	return r.ru_maxrss;
}

enum { BIG = 8 << 20 };

static int uses_memory(void)
{
	char *volatile memory = malloc(BIG);

	CHECK(memory != NULL);
	memset(memory, 1, BIG);
	CHECK(peak_kb(RUSAGE_SELF) >= BIG / 1024);
	free(memory);
	CHECK(peak_kb(RUSAGE_SELF) >= BIG / 1024);
	return 0;
}

static void check_peak(void)
{
	struct rusage r;

	OK(getrusage(RUSAGE_CHILDREN, &r));
	SAME(r.ru_maxrss, 0);
	CHECK(peak_kb(RUSAGE_SELF) < BIG / 1024);
	SAME(status_of(in_child(uses_memory)), 0);
	CHECK(peak_kb(RUSAGE_CHILDREN) >= BIG / 1024);
	CHECK(peak_kb(RUSAGE_SELF) < BIG / 1024);
}

static void check_switches(void)
{
	struct rusage a, b;

	OK(getrusage(RUSAGE_SELF, &a));
	for (int i = 0; i < 10; i++)
		sleep_ms(1);
	OK(getrusage(RUSAGE_SELF, &b));
	CHECK(b.ru_nvcsw >= a.ru_nvcsw + 10);
	CHECK(b.ru_nivcsw >= a.ru_nivcsw);
}

int main(void)
{
	long raw[64];
	pid_t pid;

	check_peak();
	check_switches();

	burn();
	CHECK(cpu_ms(RUSAGE_SELF) >= 60);
	CHECK(cpu_ms(RUSAGE_CHILDREN) < 20);
	pid = in_child(burn);
	sleep_ms(150);
	/* Not before it was waited for. */
	CHECK(cpu_ms(RUSAGE_CHILDREN) < 20);
	SAME(status_of(pid), 0);
	CHECK(cpu_ms(RUSAGE_CHILDREN) >= 59);
	FAILS(syscall(SYS_getrusage, 99, raw), EINVAL);
	FAILS(syscall(SYS_getrusage, RUSAGE_SELF, bad_pointer()), EFAULT);
	FAILS(syscall(SYS_getrusage, RUSAGE_SELF, NULL), EFAULT);
	return 0;
}
