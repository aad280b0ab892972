/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * clock_settime(): the privileged move the time of day, of this machine only
 * (not tried elsewhere): sleeps and timers to a time of day follow, others do
 * not; EPERM, EINVAL, EFAULT.
 */
#define _GNU_SOURCE
#include "call.h"
#include <sys/timerfd.h>

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

/* A descriptor's timer by the time of day, and one to be told of changes. */
static int reads_timers(void)
{
	struct itimerspec it = { { 0, 0 }, { 0, 0 } };
	int fd = (int)OK(timerfd_create(CLOCK_REALTIME, 0));
	int told = (int)OK(timerfd_create(CLOCK_REALTIME, 0));
	int other = (int)OK(timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK));
	const int flags = TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET;
	uint64_t ticks;

	OK(clock_gettime(CLOCK_REALTIME, &it.it_value));
	it.it_value.tv_sec += 86400;
	OK(timerfd_settime(fd, TFD_TIMER_ABSTIME, &it, NULL));
	OK(timerfd_settime(told, flags, &it, NULL));
	it.it_value.tv_sec = 86400;
	OK(timerfd_settime(other, 0, &it, NULL));
	SAME(read(fd, &ticks, sizeof(ticks)), sizeof(ticks));
	SAME(ticks, 1);
	FAILS(read(told, &ticks, sizeof(ticks)), ECANCELED);
	FAILS(read(other, &ticks, sizeof(ticks)), EAGAIN);
	return 0;
}

static int sleeps_a_while(void)
{
	double start = now_ms();

	sleep_ms(60);
	return now_ms() - start < 60;
}

/* What has rung has rung, though it is not that late any more. */
static void check_back(void)
{
	struct itimerspec it = { { 1, 0 }, { 0, 0 } };
	int fd = (int)OK(timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK));
	struct timespec now;
	uint64_t ticks;

	OK(clock_gettime(CLOCK_REALTIME, &it.it_value));
	OK(timerfd_settime(fd, TFD_TIMER_ABSTIME, &it, NULL));
	sleep_ms(10);
	OK(clock_gettime(CLOCK_REALTIME, &now));
	now.tv_sec -= 3600;
	OK(clock_settime(CLOCK_REALTIME, &now));
	SAME(read(fd, &ticks, sizeof(ticks)), sizeof(ticks));
	SAME(ticks, 1);
	now.tv_sec += 3600;
	OK(clock_settime(CLOCK_REALTIME, &now));
	OK(close(fd));
}

static void check_moving(void)
{
	pid_t sleeper = in_child(sleeps_to_tomorrow);
	pid_t timer = in_child(times_tomorrow);
	pid_t other = in_child(sleeps_a_while);
	pid_t reader = in_child(reads_timers);
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
	SAME(status_of(reader), 0);
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
		check_back();
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
