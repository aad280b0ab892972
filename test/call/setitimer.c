/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * setitimer(): SIGALRM once or again and again, never early; the old value;
 * stopped by zero; not inherited by fork, kept by exec; EINVAL, EFAULT.
 */
#define _GNU_SOURCE
#include "call.h"
#include <sys/time.h>

static volatile int hits;

static void handler(int sig)
{
	(void)sig;
	hits++;
}

static struct itimerval value_of(long interval_ms, long value_ms)
{
	struct itimerval it = {
		{ interval_ms / 1000, interval_ms % 1000 * 1000 },
		{ value_ms / 1000, value_ms % 1000 * 1000 },
	};

	return it;
}

static void set(long interval_ms, long value_ms)
{
	struct itimerval it = value_of(interval_ms, value_ms);

	OK(setitimer(ITIMER_REAL, &it, NULL));
}

static void wait_for_hits(int wanted)
{
	sigset_t block, old;

	sigemptyset(&block);
	sigaddset(&block, SIGALRM);
	OK(sigprocmask(SIG_BLOCK, &block, &old));
	while (hits < wanted)
		sigsuspend(&old);
	OK(sigprocmask(SIG_SETMASK, &old, NULL));
}

static void check_times(void)
{
	double start = now_ms();

	hits = 0;
	set(0, 25);
	wait_for_hits(1);
	CHECK(now_ms() - start >= 25);
	sleep_ms(40);
	SAME(hits, 1);
	hits = 0;
	start = now_ms();
	set(15, 30);
	wait_for_hits(3);
	CHECK(now_ms() - start >= 60);
	set(0, 0);
	hits = 0;
	sleep_ms(40);
	SAME(hits, 0);
}

static void check_old(void)
{
	struct itimerval it = value_of(2000, 10000), old;

	OK(setitimer(ITIMER_REAL, &it, NULL));
	it = value_of(0, 0);
	OK(setitimer(ITIMER_REAL, &it, &old));
	SAME(old.it_interval.tv_sec, 2);
	SAME(old.it_interval.tv_usec, 0);
	CHECK(old.it_value.tv_sec >= 7 && old.it_value.tv_sec <= 10);
	OK(setitimer(ITIMER_REAL, &it, &old));
	SAME(old.it_value.tv_sec, 0);
	SAME(old.it_value.tv_usec, 0);
	SAME(old.it_interval.tv_sec, 0);
	SAME(alarm(100), 0);
	CHECK(alarm(0) >= 95);
}

static int without_timer(void)
{
	struct itimerval it;

	OK(getitimer(ITIMER_REAL, &it));
	SAME(it.it_value.tv_sec + it.it_value.tv_usec, 0);
	return 0;
}

/* The default action ends the process, in the new image too. */
static int with_timer(void)
{
	handle(SIGALRM, SIG_DFL, 0);
	set(0, 30);
	execl("/bin/sleep", "sleep", "5", (char *)NULL);
	return 1;
}

static void check_errors(void)
{
	struct itimerval it = value_of(0, 5000);
	long raw[4] = { 0, 0, 0, 0 };

	FAILS(syscall(SYS_setitimer, 99, raw, NULL), EINVAL);
	FAILS(syscall(SYS_setitimer, ITIMER_REAL, bad_pointer(), NULL), EFAULT);
	FAILS(syscall(SYS_setitimer, ITIMER_REAL, raw, bad_pointer()), EFAULT);
	it.it_value.tv_usec = 1000000;
	FAILS(setitimer(ITIMER_REAL, &it, NULL), EINVAL);
	it.it_value.tv_usec = -1;
	FAILS(setitimer(ITIMER_REAL, &it, NULL), EINVAL);
	it = value_of(0, 5000);
	it.it_interval.tv_usec = 1000000;
	FAILS(setitimer(ITIMER_REAL, &it, NULL), EINVAL);
}

int main(void)
{
	handle(SIGALRM, handler, 0);
	check_times();
	check_old();
	set(0, 20000);
	SAME(status_of(in_child(without_timer)), 0);
	set(0, 0);
	SAME(status_of(in_child(with_timer)), SIGALRM);
	check_errors();
	return 0;
}
