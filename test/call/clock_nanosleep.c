/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * clock_nanosleep(): relative and absolute, on both clocks, never early;
 * returns the error instead of setting errno: EINTR (with the rest only when
 * relative), EINVAL, EFAULT.
 */
#define _GNU_SOURCE
#include "call.h"

static void handler(int sig)
{
	(void)sig;
}

static struct timespec later(clockid_t clock, long ms)
{
	struct timespec ts;

	OK(clock_gettime(clock, &ts));
	ts.tv_nsec += ms * 1000000;
	ts.tv_sec += ts.tv_nsec / 1000000000;
	ts.tv_nsec %= 1000000000;
	return ts;
}

static int before(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec < b->tv_sec ||
		(a->tv_sec == b->tv_sec && a->tv_nsec < b->tv_nsec);
}

static void check_clock(clockid_t clock)
{
	struct timespec ts, now;
	double start;

	for (long ms = 0; ms < 20; ms += 3) {
		ts = later(clock, ms);
		SAME(clock_nanosleep(clock, TIMER_ABSTIME, &ts, NULL), 0);
		OK(clock_gettime(clock, &now));
		CHECK(!before(&now, &ts));
	}
	ts.tv_sec = 1;
	ts.tv_nsec = 0;
	SAME(clock_nanosleep(clock, TIMER_ABSTIME, &ts, NULL), 0);
	ts.tv_sec = 0;
	ts.tv_nsec = 15000000;
	start = now_ms();
	SAME(clock_nanosleep(clock, 0, &ts, NULL), 0);
	CHECK(now_ms() - start >= 15);
}

static void check_interrupted(clockid_t clock)
{
	struct timespec ts = { 5, 0 }, left = { 77, 77 };
	pid_t pid = signal_after(getpid(), SIGUSR1, 20);

	SAME(clock_nanosleep(clock, 0, &ts, &left), EINTR);
	CHECK(left.tv_sec >= 2 && left.tv_sec < 5);
	SAME(status_of(pid), 0);
	pid = signal_after(getpid(), SIGUSR1, 20);
	ts = later(clock, 5000);
	left.tv_sec = 77;
	SAME(clock_nanosleep(clock, TIMER_ABSTIME, &ts, &left), EINTR);
	SAME(left.tv_sec, 77);
	SAME(status_of(pid), 0);
}

int main(void)
{
	struct timespec bad[] = { { -1, 0 }, { 0, -1 }, { 0, 1000000000 } };
	struct timespec ts = { 0, 1 };

	check_clock(CLOCK_MONOTONIC);
	check_clock(CLOCK_REALTIME);
	check_clock(CLOCK_BOOTTIME);
	handle(SIGUSR1, handler, SA_RESTART);
	check_interrupted(CLOCK_MONOTONIC);
	check_interrupted(CLOCK_REALTIME);
	for (int i = 0; i < 3; i++)
		SAME(clock_nanosleep(CLOCK_MONOTONIC, 0, &bad[i], NULL),
			EINVAL);
	SAME(clock_nanosleep(12345, 0, &ts, NULL), EINVAL);
	SAME(clock_nanosleep(CLOCK_THREAD_CPUTIME_ID, 0, &ts, NULL), EINVAL);
	FAILS(syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, 0, bad_pointer(),
		      NULL),
		EFAULT);
	FAILS(syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, 0, NULL, NULL),
		EFAULT);
	return 0;
}
