/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * timer_settime(): once, again and again, to an absolute time, one that has
 * passed; stopped by zero; the old value; SIGEV_NONE; EINVAL, EFAULT.
 */
#define _GNU_SOURCE
#include "call.h"

static sigset_t set;

static timer_t create(clockid_t clock, int notify)
{
	struct sigevent event = { .sigev_notify = notify };
	timer_t id;

	event.sigev_signo = SIGUSR1;
	OK(timer_create(clock, &event, &id));
	return id;
}

static struct itimerspec spec(long ms, long interval_ms)
{
	struct itimerspec it = {
		{ interval_ms / 1000, interval_ms % 1000 * 1000000 },
		{ ms / 1000, ms % 1000 * 1000000 },
	};

	return it;
}

static void check_absolute(clockid_t clock)
{
	timer_t id = create(clock, SIGEV_SIGNAL);
	struct itimerspec it = spec(0, 0);
	struct timespec now;
	siginfo_t info;

	OK(clock_gettime(clock, &now));
	it.it_value = now;
	it.it_value.tv_nsec += 25000000;
	it.it_value.tv_sec += it.it_value.tv_nsec / 1000000000;
	it.it_value.tv_nsec %= 1000000000;
	OK(timer_settime(id, TIMER_ABSTIME, &it, NULL));
	SAME(sigwaitinfo(&set, &info), SIGUSR1);
	OK(clock_gettime(clock, &now));
	CHECK(now.tv_sec > it.it_value.tv_sec ||
		(now.tv_sec == it.it_value.tv_sec &&
			now.tv_nsec >= it.it_value.tv_nsec));
	/* Ten periods have passed: one signal and an overrun of ten. */
	OK(clock_gettime(clock, &now));
	it.it_value = now;
	it.it_value.tv_sec -= 11;
	it.it_interval.tv_sec = 1;
	it.it_value.tv_nsec = now.tv_nsec;
	if (now.tv_sec > 11) {
		OK(timer_settime(id, TIMER_ABSTIME, &it, NULL));
		SAME(sigwaitinfo(&set, &info), SIGUSR1);
		SAME(info.si_overrun, 11);
		SAME(timer_getoverrun(id), 11);
	}
	OK(timer_delete(id));
}

static void check_interval(void)
{
	timer_t id = create(CLOCK_MONOTONIC, SIGEV_SIGNAL);
	struct itimerspec it = spec(20, 10);
	const struct timespec at_once = { 0, 0 };
	double start = now_ms();

	OK(timer_settime(id, 0, &it, NULL));
	for (int i = 0; i < 4; i++)
		SAME(sigwaitinfo(&set, NULL), SIGUSR1);
	CHECK(now_ms() - start >= 50);
	it = spec(0, 10);
	OK(timer_settime(id, 0, &it, NULL));
	sigtimedwait(&set, NULL, &at_once);
	sleep_ms(25);
	FAILS(sigtimedwait(&set, NULL, &at_once), EAGAIN);
	OK(timer_delete(id));
}

static void check_old(void)
{
	timer_t id = create(CLOCK_REALTIME, SIGEV_SIGNAL);
	struct itimerspec it = spec(10000, 2000), old;

	memset(&old, 0xff, sizeof(old));
	OK(timer_settime(id, 0, &it, &old));
	SAME(old.it_value.tv_sec, 0);
	SAME(old.it_value.tv_nsec, 0);
	SAME(old.it_interval.tv_sec, 0);
	it = spec(0, 0);
	OK(timer_settime(id, 0, &it, &old));
	CHECK(old.it_value.tv_sec >= 8 && old.it_value.tv_sec < 10);
	SAME(old.it_interval.tv_sec, 2);
	SAME(old.it_interval.tv_nsec, 0);
	OK(timer_settime(id, 0, &it, &old));
	SAME(old.it_value.tv_sec, 0);
	SAME(old.it_interval.tv_sec, 0);
	OK(timer_delete(id));
}

static void check_errors(void)
{
	timer_t id = create(CLOCK_MONOTONIC, SIGEV_SIGNAL);
	int raw = (int)(intptr_t)id;
	struct itimerspec it = spec(10000, 0);

	FAILS(syscall(SYS_timer_settime, raw, 0, NULL, NULL), EINVAL);
	FAILS(syscall(SYS_timer_settime, raw, 0, bad_pointer(), NULL), EFAULT);
	FAILS(syscall(SYS_timer_settime, 4711, 0, &it, NULL), EINVAL);
	it.it_value.tv_nsec = 1000000000;
	FAILS(timer_settime(id, 0, &it, NULL), EINVAL);
	it.it_value.tv_nsec = -1;
	FAILS(timer_settime(id, 0, &it, NULL), EINVAL);
	it = spec(10000, 0);
	it.it_value.tv_sec = -1;
	FAILS(timer_settime(id, 0, &it, NULL), EINVAL);
	it = spec(10000, 0);
	it.it_interval.tv_nsec = 1000000000;
	FAILS(timer_settime(id, 0, &it, NULL), EINVAL);
	it = spec(0, 0);
	FAILS(syscall(SYS_timer_settime, raw, 0, &it, bad_pointer()), EFAULT);
	OK(timer_delete(id));
}

int main(void)
{
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	OK(sigprocmask(SIG_BLOCK, &set, NULL));
	check_absolute(CLOCK_MONOTONIC);
	check_absolute(CLOCK_REALTIME);
	check_interval();
	check_old();
	check_errors();
	return 0;
}
