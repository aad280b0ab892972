/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * clock_settime(): the privileged move the time of day, of this machine only
 * (not tried elsewhere): sleeps and timers to a time of day follow, others do
 * not; EPERM, EINVAL, EFAULT.
 */
#define _GNU_SOURCE
#include "call.h"

static int sleeps_to_tomorrow(void)
{
	struct timespec ts;

	OK(clock_gettime(CLOCK_REALTIME, &ts));
	ts.tv_sec += 86400;
	return clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &ts, NULL);
}

static int times_tomorrow(void)
{
	struct itimerspec it = { { 0, 0 }, { 0, 0 } };
	timer_t id;

	OK(clock_gettime(CLOCK_REALTIME, &it.it_value));
	it.it_value.tv_sec += 86400;
	OK(timer_create(CLOCK_REALTIME, NULL, &id));
	OK(timer_settime(id, TIMER_ABSTIME, &it, NULL));
	for (;;)
		pause();
}

static int sleeps_a_while(void)
{
	double start = now_ms();

	sleep_ms(60);
	return now_ms() - start < 60;
}

static void check_moving(void)
{
	pid_t sleeper = in_child(sleeps_to_tomorrow);
	pid_t timer = in_child(times_tomorrow);
	pid_t other = in_child(sleeps_a_while);
	struct timespec ts, now;
	double steady = now_ms();

	sleep_ms(20);
	OK(clock_gettime(CLOCK_REALTIME, &ts));
	ts.tv_sec += 90000;
	OK(clock_settime(CLOCK_REALTIME, &ts));
	OK(clock_gettime(CLOCK_REALTIME, &now));
	CHECK(now.tv_sec - ts.tv_sec < 5);
	CHECK(now.tv_sec - ts.tv_sec >= 0);
	CHECK(time(NULL) >= ts.tv_sec);
	CHECK(now_ms() - steady < 10000);
	SAME(status_of(sleeper), 0);
	SAME(status_of(timer), SIGALRM);
	SAME(status_of(other), 0);
	ts.tv_sec -= 90000;
	OK(clock_settime(CLOCK_REALTIME, &ts));
	OK(clock_gettime(CLOCK_REALTIME, &now));
	CHECK(now.tv_sec - ts.tv_sec < 5);
	ts.tv_sec = -1;
	FAILS(clock_settime(CLOCK_REALTIME, &ts), EINVAL);
}

int main(void)
{
	struct timespec ts;
	clockid_t cpu;

	if (on_exa() && geteuid() == 0) {
		check_moving();
		OK(setuid(1000));
	}
	OK(clock_gettime(CLOCK_REALTIME, &ts));
	if (geteuid() != 0)
		FAILS(clock_settime(CLOCK_REALTIME, &ts), EPERM);
	FAILS(clock_settime(CLOCK_MONOTONIC, &ts), EINVAL);
	FAILS(clock_settime(CLOCK_PROCESS_CPUTIME_ID, &ts), EINVAL);
	OK(clock_getcpuclockid(getpid(), &cpu));
	FAILS(clock_settime(cpu, &ts), EPERM);
	FAILS(clock_settime(12345, &ts), EINVAL);
	ts.tv_nsec = 1000000000;
	FAILS(clock_settime(CLOCK_REALTIME, &ts), EINVAL);
	FAILS(syscall(SYS_clock_settime, CLOCK_REALTIME, bad_pointer()),
		EFAULT);
	return 0;
}
