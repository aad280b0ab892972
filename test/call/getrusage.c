/* SPDX-License-Identifier: GPL-3.0-or-later */
/* getrusage(): CPU time of the process and its children; EINVAL, EFAULT. */
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

int main(void)
{
	long raw[64];
	pid_t pid;

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
