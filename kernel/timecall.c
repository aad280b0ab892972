/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clocks, sleeping and interval timers. */
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>

#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/host.h"
#include "kernel/proc.h"
#include "kernel/sched.h"
#include "servers/resmgr/vnode.h"

enum { NSEC = 1000000000 };

/* Milliseconds whose microseconds an int64_t holds. */
#define MS_MAX 9e15

static struct timespec timespec_of(double ms)
{
	int64_t us = ms < MS_MAX ? (int64_t)(ms * 1000) : INT64_MAX;
	struct timespec ts;

	memset(&ts, 0, sizeof(ts));
	ts.tv_sec = us / 1000000;
	ts.tv_nsec = (long)(us % 1000000) * 1000;
	return ts;
}

static double ms_of(const struct timespec *ts)
{
	return (double)ts->tv_sec * 1000 + (double)ts->tv_nsec / 1e6;
}

struct timespec time_now(void)
{
	return timespec_of(host_realtime());
}

/* The reading of a clock in ms, or < 0 when there is no such clock. */
static double read_clock(uint32_t clock)
{
	switch (clock) {
	case CLOCK_REALTIME:
	case CLOCK_REALTIME_COARSE:
		return host_realtime();
	case CLOCK_MONOTONIC:
	case CLOCK_MONOTONIC_RAW:
	case CLOCK_MONOTONIC_COARSE:
	case CLOCK_BOOTTIME:
		return host_now();
	case CLOCK_PROCESS_CPUTIME_ID:
	case CLOCK_THREAD_CPUTIME_ID:
		return cputime_total(current);
	default:
		return -1;
	}
}

int do_clock_gettime(const uint32_t *args)
{
	double ms = read_clock(args[0]);
	struct timespec ts;

	if (ms < 0)
		return -EINVAL;
	ts = timespec_of(ms);
	return copy_to_user(args[1], &ts, sizeof(ts));
}

int do_clock_getres(const uint32_t *args)
{
	struct timespec ts = { .tv_sec = 0 };

	if (read_clock(args[0]) < 0)
		return -EINVAL;
	ts.tv_nsec = 1000;
	return args[1] == 0 ? 0 : copy_to_user(args[1], &ts, sizeof(ts));
}

int do_gettimeofday(const uint32_t *args)
{
	struct timespec now = time_now();
	struct timeval tv;

	memset(&tv, 0, sizeof(tv));
	tv.tv_sec = now.tv_sec;
	tv.tv_usec = now.tv_nsec / 1000;
	return args[0] == 0 ? 0 : copy_to_user(args[0], &tv, sizeof(tv));
}

static int read_timespec(struct timespec *ts, uint32_t address)
{
	if (copy_from_user(ts, address, sizeof(*ts)) < 0)
		return -EFAULT;
	if (ts->tv_sec < 0 || ts->tv_nsec < 0 || ts->tv_nsec >= NSEC)
		return -EINVAL;
	return 0;
}

/* Sleeps to a deadline on the monotonic clock. remain: 0, or where to store
 * what was left when a signal came. */
static int sleep_until(double deadline, uint32_t remain)
{
	struct timespec left;
	double now;
	int error;

	do {
		error = proc_sleep(deadline);
	} while (error == 0);
	if (error == -ETIMEDOUT)
		return 0;
	if (remain == 0)
		return -EINTR;
	now = host_now();
	left = timespec_of(deadline > now ? deadline - now : 0);
	return copy_to_user(remain, &left, sizeof(left)) < 0 ? -EFAULT : -EINTR;
}

int do_nanosleep(const uint32_t *args)
{
	struct timespec ts;
	int error = read_timespec(&ts, args[0]);

	if (error < 0)
		return error;
	return sleep_until(host_now() + ms_of(&ts), args[1]);
}

int do_clock_nanosleep(const uint32_t *args)
{
	double now = read_clock(args[0]);
	bool absolute = (args[1] & TIMER_ABSTIME) != 0;
	struct timespec ts;
	int error;

	if (now < 0 || (args[1] & ~(uint32_t)TIMER_ABSTIME) != 0 ||
		args[0] == CLOCK_PROCESS_CPUTIME_ID ||
		args[0] == CLOCK_THREAD_CPUTIME_ID)
		return -EINVAL;
	error = read_timespec(&ts, args[2]);
	if (error < 0)
		return error;
	if (!absolute)
		return sleep_until(host_now() + ms_of(&ts), args[3]);
	if (ms_of(&ts) <= now)
		return 0;
	return sleep_until(host_now() + ms_of(&ts) - now, 0);
}

static void alarm_rang(struct timer *t)
{
	struct proc *p = list_entry(t, struct proc, alarm);

	if (p->alarm_interval > 0)
		timer_set(t, host_now() + p->alarm_interval, alarm_rang);
	signal_send_kernel(p, SIGALRM);
}

/* struct itimerval as musl passes it where long is 32 bits wide. */
struct user_itimer {
	int32_t interval_sec, interval_usec, value_sec, value_usec;
};

static void current_itimer(struct user_itimer *it)
{
	double left = 0;

	if (current->alarm.deadline > 0) {
		left = current->alarm.deadline - host_now();
		if (left < 1)
			left = 1;
	}
	it->interval_sec = (int32_t)(current->alarm_interval / 1000);
	it->interval_usec =
		(int32_t)((int64_t)(current->alarm_interval * 1000) % 1000000);
	it->value_sec = (int32_t)(left / 1000);
	it->value_usec = (int32_t)((int64_t)(left * 1000) % 1000000);
}

int do_getitimer(const uint32_t *args)
{
	struct user_itimer it;

	if (args[0] != ITIMER_REAL)
		return -EINVAL;
	current_itimer(&it);
	return copy_to_user(args[1], &it, sizeof(it));
}

int do_setitimer(const uint32_t *args)
{
	struct user_itimer it, old;
	double value;

	if (args[0] != ITIMER_REAL)
		return -EINVAL;
	current_itimer(&old);
	if (args[1] != 0) {
		if (copy_from_user(&it, args[1], sizeof(it)) < 0)
			return -EFAULT;
		if (it.value_sec < 0 || it.interval_sec < 0 ||
			(uint32_t)it.value_usec > 999999 ||
			(uint32_t)it.interval_usec > 999999)
			return -EINVAL;
		value = it.value_sec * 1000.0 + it.value_usec / 1000.0;
		current->alarm_interval = value == 0
			? 0
			: it.interval_sec * 1000.0 + it.interval_usec / 1000.0;
		timer_cancel(&current->alarm);
		if (value > 0)
			timer_set(&current->alarm, host_now() + value,
				alarm_rang);
	}
	return args[2] == 0 ? 0 : copy_to_user(args[2], &old, sizeof(old));
}

int do_sched_yield(const uint32_t *args)
{
	(void)args;
	proc_yield();
	return 0;
}
