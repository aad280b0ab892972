/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * RLIMIT_CPU (Linux, setrlimit(2)): SIGXCPU at the soft limit and each second
 * after it, SIGKILL at the hard one; a child begins anew; sleeping is free.
 */
#define _GNU_SOURCE
#include "call.h"
#include <sys/resource.h>

static volatile int hits;
static volatile unsigned sink;
static double first_ms;

static double cpu_ms(void)
{
	struct timespec ts;

	OK(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts));
	return (double)ts.tv_sec * 1e3 + (double)ts.tv_nsec / 1e6;
}

static void handler(int sig)
{
	(void)sig;
	if (hits++ == 0)
		first_ms = cpu_ms();
}

/* With a call now and then. */
static void compute(double until_ms)
{
	while (cpu_ms() < until_ms) {
		for (unsigned i = 0; i < 100000; i++)
			sink += i * sink;
		OK(kill(getpid(), 0));
	}
}

static void limit(rlim_t soft, rlim_t hard)
{
	struct rlimit r = { soft, hard };

	OK(setrlimit(RLIMIT_CPU, &r));
}

static int caught(void)
{
	struct rlimit r;

	handle(SIGXCPU, handler, SA_RESTART);
	limit(1, 3);
	sleep_ms(20);
	compute(900);
	SAME(hits, 0);
	compute(1300);
	SAME(hits, 1);
	CHECK(first_ms >= 1000);
	OK(getrlimit(RLIMIT_CPU, &r));
	SAME(r.rlim_cur, 2);
	compute(2300);
	SAME(hits, 2);
	compute(5000);
	return 1;
}

static int child(void)
{
	compute(300);
	return 0;
}

static int dies(void)
{
	limit(1, RLIM_INFINITY);
	SAME(status_of(in_child(child)), 0);
	compute(5000);
	return 1;
}

int main(void)
{
	pid_t first = in_child(caught), second = in_child(dies);

	SAME(status_of(second) & 0x7f, SIGXCPU);
	SAME(status_of(first), SIGKILL);
	return 0;
}
