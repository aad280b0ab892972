/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and setting clocks, and sleeping on them. */
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/time.h>

#include "kernel/call.h"
#include "kernel/clock.h"
#include "kernel/copy.h"
#include "kernel/host.h"
#include "kernel/proc.h"
#include "kernel/sched.h"
#include "servers/resmgr/vnode.h"

/* The latest time in ms that Linux lets the wall clock be set to. */
#define WALL_MAX 8277292036e3

enum { RESOLUTION = 1000 }; /* ns */

struct timespec time_now(void)
{
	return clock_timespec(clock_wall());
}

int do_clock_gettime(const uint32_t *args)
{
	struct timespec ts;
	struct clock c;
	int error = clock_find(args[0], &c);

	if (error < 0)
		return error;
	ts = clock_timespec(clock_read(&c));
	return copy_to_user(args[1], &ts, sizeof(ts));
}

int do_clock_getres(const uint32_t *args)
{
	struct timespec ts;
	struct clock c;
	int error = clock_find(args[0], &c);

	if (error < 0 || args[1] == 0)
		return error;
	memset(&ts, 0, sizeof(ts));
	ts.tv_nsec = RESOLUTION;
	return copy_to_user(args[1], &ts, sizeof(ts));
}

/* The time of this machine only: the host's own clock stays as it is. */
int do_clock_settime(const uint32_t *args)
{
	struct timespec ts;
	struct clock c;
	int error = clock_find(args[0], &c);

	if (error < 0)
		return error;
	if (args[0] != CLOCK_REALTIME && (int32_t)args[0] >= 0)
		return -EINVAL;
	error = clock_timespec_from_user(&ts, args[1]);
	if (error < 0)
		return error;
	if (c.kind == CLOCK_CPU || current->cred.euid != 0)
		return -EPERM;
	if (clock_ms(&ts) >= WALL_MAX || clock_ms(&ts) < host_now())
		return -EINVAL;
	clock_wall_set(clock_ms(&ts));
	return 0;
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

struct sleeper {
	struct clock_alarm alarm;
	struct proc *proc;
	bool done;
};

static void wake(struct clock_alarm *a)
{
	struct sleeper *s = list_entry(a, struct sleeper, alarm);

	s->done = true;
	proc_wake(s->proc);
}

/* Sleeps until c reads expires. remain: 0, or where to store what was left
 * when a signal came. */
static int sleep_until(const struct clock *c, double expires, uint32_t remain)
{
	struct sleeper s = { .proc = current };
	struct timespec left;
	int error = 0;

	clock_alarm_set(&s.alarm, c, expires, wake);
	while (!s.done && error == 0)
		error = proc_sleep(0);
	clock_alarm_cancel(&s.alarm);
	if (s.done)
		return 0;
	if (remain == 0)
		return -EINTR;
	expires -= clock_read(c);
	left = clock_timespec(expires > 0 ? expires : 0);
	return copy_to_user(remain, &left, sizeof(left)) < 0 ? -EFAULT : -EINTR;
}

static int sleep_for(
	struct clock *c, const struct timespec *length, uint32_t remain)
{
	if (c->kind == CLOCK_WALL)
		c->kind = CLOCK_STEADY;
	return sleep_until(c, clock_read(c) + clock_ms(length), remain);
}

int do_nanosleep(const uint32_t *args)
{
	struct clock c = { .kind = CLOCK_STEADY };
	struct timespec ts;
	int error = clock_timespec_from_user(&ts, args[0]);

	return error < 0 ? error : sleep_for(&c, &ts, args[1]);
}

int do_clock_nanosleep(const uint32_t *args)
{
	struct timespec ts;
	struct clock c;
	int error = clock_find(args[0], &c);

	if (error < 0)
		return error;
	if (c.reads)
		return -EOPNOTSUPP;
	if (c.thread)
		return -EINVAL;
	error = clock_timespec_from_user(&ts, args[2]);
	if (error < 0)
		return error;
	if (c.wakes && current->cred.euid != 0)
		return -EPERM;
	if ((args[1] & TIMER_ABSTIME) == 0)
		return sleep_for(&c, &ts, args[3]);
	if (clock_ms(&ts) <= clock_read(&c))
		return 0;
	return sleep_until(&c, clock_ms(&ts), 0);
}
