/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * timer_gettime(): what is left and the interval; zero when it is not set or
 * has run out; the next period of one whose signal waits; EINVAL, EFAULT.
 */
#define _GNU_SOURCE
#include "call.h"

static timer_t create(int notify)
{
	struct sigevent event = { .sigev_notify = notify };
	timer_t id;

	event.sigev_signo = SIGUSR1;
	OK(timer_create(CLOCK_MONOTONIC, &event, &id));
	return id;
}

static void set(timer_t id, long ms, long interval_ms)
{
	struct itimerspec it = {
		{ interval_ms / 1000, interval_ms % 1000 * 1000000 },
		{ ms / 1000, ms % 1000 * 1000000 },
	};

	OK(timer_settime(id, 0, &it, NULL));
}

static double left(timer_t id)
{
	struct itimerspec it;

	OK(timer_gettime(id, &it));
	return (double)it.it_value.tv_sec * 1e3 +
		(double)it.it_value.tv_nsec / 1e6;
}

static void check_left(int notify)
{
	timer_t id = create(notify);
	struct itimerspec it;
	double first;

	SAME(left(id), 0);
	set(id, 10000, 500);
	first = left(id);
	CHECK(first > 8000 && first <= 10000);
	OK(timer_gettime(id, &it));
	SAME(it.it_interval.tv_sec, 0);
	SAME(it.it_interval.tv_nsec, 500000000);
	sleep_ms(10);
	CHECK(left(id) <= first - 10);
	set(id, 10, 0);
	sleep_ms(20);
	SAME(left(id), 0);
	set(id, 10, 1000);
	sleep_ms(20);
	CHECK(left(id) > 0 && left(id) <= 990.1);
	set(id, 0, 0);
	/* Linux 6.18 does not clear a silent one. */
	if (notify == SIGEV_SIGNAL || on_exa())
		SAME(left(id), 0);
	OK(timer_delete(id));
}

int main(void)
{
	struct itimerspec it;
	sigset_t blocked;
	timer_t id;

	sigemptyset(&blocked);
	sigaddset(&blocked, SIGUSR1);
	OK(sigprocmask(SIG_BLOCK, &blocked, NULL));
	check_left(SIGEV_SIGNAL);
	check_left(SIGEV_NONE);
	id = create(SIGEV_NONE);
	FAILS(syscall(SYS_timer_gettime, (int)(intptr_t)id, bad_pointer()),
		EFAULT);
	OK(timer_delete(id));
	FAILS(syscall(SYS_timer_gettime, 4711, &it), EINVAL);
	return 0;
}
