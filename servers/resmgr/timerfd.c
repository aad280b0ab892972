/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * timerfd: timers whose expirations are read (timerfd_create(2)). A periodic
 * one is not set again when it rings but when somebody looks at it, who also
 * counts the periods that have passed: so short ones cost nothing.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/timerfd.h>

#include "kernel/abi/user.h"
#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/clock.h"
#include "kernel/copy.h"
#include "kernel/host.h"
#include "kernel/log.h"
#include "kernel/proc.h"
#include "kernel/sched.h"
#include "servers/resmgr/file.h"

#define NSEC 1000000000LL

struct timerfd {
	struct clock_alarm alarm;
	struct clock clock;
	struct clock base; /* it is set on: a relative one is on the steady */
	int clock_id;
	uint32_t flags;   /* of the last settime */
	int64_t next;     /* the clock's ns when it rings; 0: disarmed */
	int64_t interval; /* ns, 0: once */
	bool rang;        /* at next, and is not set again yet */
	uint64_t ticks;   /* expirations that nobody has read */
	bool cancelled;   /* the clock was moved: TFD_TIMER_CANCEL_ON_SET */
	struct waitq queue;
};

static int64_t clock_ns(const struct timerfd *t)
{
	return (int64_t)(clock_read(&t->base) * 1e6);
}

static void rings(struct clock_alarm *a);

static void set_timer(struct timerfd *t)
{
	clock_alarm_set(&t->alarm, &t->base, (double)t->next / 1e6, rings);
}

/* The wall clock was moved: what waits for a time by it is to know. */
static void moved(struct clock_alarm *a)
{
	const uint32_t both = TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET;
	struct timerfd *t = list_entry(a, struct timerfd, alarm);

	if ((t->flags & both) != both)
		return;
	t->cancelled = true;
	waitq_wake_events(&t->queue, POLLIN);
}

static void rings(struct clock_alarm *a)
{
	struct timerfd *t = list_entry(a, struct timerfd, alarm);

	t->rang = true;
	t->ticks++;
	waitq_wake_events(&t->queue, POLLIN);
}

/* Counts the periods that have passed since it rang and sets it again. */
static void catch_up(struct timerfd *t)
{
	int64_t periods;

	if (!t->rang)
		return;
	t->rang = false;
	if (t->interval == 0) {
		t->next = 0;
		return;
	}
	periods = (clock_ns(t) - t->next) / t->interval + 1;
	if (periods < 1)
		periods = 1; /* the clock was set back */
	t->ticks += (uint64_t)(periods - 1);
	t->next += (periods - 1) * t->interval;
	if (__builtin_add_overflow(t->next, t->interval, &t->next))
		t->next = INT64_MAX;
	set_timer(t);
}

static int timerfd_read(struct file *f, struct uio *io, int64_t *pos)
{
	struct timerfd *t = f->data;

	(void)pos;
	if (io->left < sizeof(t->ticks))
		return -EINVAL;
	while (t->ticks == 0 && !t->cancelled) {
		if ((f->flags & O_NONBLOCK) != 0)
			return -EAGAIN;
		if (sleep_on(&t->queue) < 0)
			return -EXA_ERESTART;
	}
	catch_up(t);
	if (t->cancelled) {
		t->cancelled = false;
		t->ticks = 0;
		return -ECANCELED;
	}
	uio_put(io, &t->ticks, sizeof(t->ticks));
	t->ticks = 0;
	return sizeof(t->ticks);
}

static int timerfd_poll(struct file *f, struct waitq **queue)
{
	struct timerfd *t = f->data;

	*queue = &t->queue;
	return t->ticks > 0 || t->cancelled ? POLLIN : 0;
}

static void timerfd_release(struct file *f)
{
	struct timerfd *t = f->data;

	clock_alarm_cancel(&t->alarm);
	kfree(t);
}

static int64_t left_of(const struct timerfd *t)
{
	int64_t left;

	if (t->next == 0)
		return 0;
	left = t->next - clock_ns(t);
	return left > 0 ? left : 1; /* 0 would mean disarmed */
}

static int timerfd_describe(struct file *f, char *buffer, size_t size)
{
	(void)f;
	return format(buffer, size, "anon_inode:[timerfd]");
}

static int timerfd_fdinfo(struct file *f, char *buffer, size_t size)
{
	struct timerfd *t = f->data;
	int64_t left;

	catch_up(t);
	left = left_of(t);
	return format(buffer, size,
		"clockid: %d\nticks: %llu\nsettime flags: 0%u\n"
		"it_value: (%lld, %lld)\nit_interval: (%lld, %lld)\n",
		t->clock_id, t->ticks, t->flags, left / NSEC, left % NSEC,
		t->interval / NSEC, t->interval % NSEC);
}

static const struct file_ops timerfd_ops = {
	.read = timerfd_read,
	.poll = timerfd_poll,
	.release = timerfd_release,
	.fdinfo = timerfd_fdinfo,
	.describe = timerfd_describe,
};

int do_timerfd_create(const uint32_t *args)
{
	const uint32_t known = TFD_NONBLOCK | TFD_CLOEXEC;
	struct timerfd *t;

	if ((args[1] & ~known) != 0)
		return -EINVAL;
	switch (args[0]) {
	case CLOCK_REALTIME:
	case CLOCK_MONOTONIC:
	case CLOCK_BOOTTIME:
		break;
	case CLOCK_REALTIME_ALARM:
	case CLOCK_BOOTTIME_ALARM:
		if (current->cred.euid != 0)
			return -EPERM;
		break;
	default:
		return -EINVAL;
	}
	t = kzalloc(sizeof(*t));
	if (t == NULL)
		return -ENOMEM;
	t->clock_id = (int)args[0];
	clock_find(args[0], &t->clock);
	t->base = t->clock;
	t->alarm.moved = moved;
	waitq_init(&t->queue);
	return file_make(&timerfd_ops, O_RDWR | (int)args[1], t);
}

/* The timer of a descriptor, or -errno. */
static int find_timer(uint32_t fd, struct timerfd **t)
{
	struct file *f = file_of((int)fd);

	if (f == NULL || (f->flags & O_PATH) != 0)
		return -EBADF;
	if (f->ops != &timerfd_ops)
		return -EINVAL;
	*t = f->data;
	return 0;
}

static bool valid(const struct timespec *ts)
{
	return ts->tv_sec >= 0 && ts->tv_nsec >= 0 && ts->tv_nsec < NSEC;
}

/* Nanoseconds, or the most there can be. */
static int64_t ns_of(const struct timespec *ts)
{
	if (ts->tv_sec > INT64_MAX / NSEC - 1)
		return INT64_MAX;
	return ts->tv_sec * NSEC + ts->tv_nsec;
}

static void put_ns(struct timespec *ts, int64_t ns)
{
	ts->tv_sec = ns / NSEC;
	ts->tv_nsec = (long)(ns % NSEC);
}

static void get_setting(struct timerfd *t, struct itimerspec *it)
{
	memset(it, 0, sizeof(*it));
	catch_up(t);
	put_ns(&it->it_value, left_of(t));
	put_ns(&it->it_interval, t->interval);
}

static void arm(struct timerfd *t, const struct itimerspec *it, uint32_t flags)
{
	int64_t value = ns_of(&it->it_value), now;

	clock_alarm_cancel(&t->alarm);
	t->flags = flags;
	t->ticks = 0;
	t->rang = false;
	t->cancelled = false;
	t->interval = ns_of(&it->it_interval);
	t->next = 0;
	if (value == 0)
		return;
	t->base = t->clock;
	if ((flags & TFD_TIMER_ABSTIME) == 0 && t->clock.kind == CLOCK_WALL)
		t->base.kind = CLOCK_STEADY;
	now = clock_ns(t);
	if ((flags & TFD_TIMER_ABSTIME) == 0)
		value = value < INT64_MAX - now ? value + now : INT64_MAX;
	t->next = value;
	set_timer(t);
}

int do_timerfd_settime(const uint32_t *args)
{
	const uint32_t known = TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET;
	struct itimerspec new, old;
	struct timerfd *t;
	int error;

	if (copy_from_user(&new, args[2], sizeof(new)) < 0)
		return -EFAULT;
	if ((args[1] & ~known) != 0 || !valid(&new.it_value) ||
		!valid(&new.it_interval))
		return -EINVAL;
	error = find_timer(args[0], &t);
	if (error < 0)
		return error;
	get_setting(t, &old);
	arm(t, &new, args[1]);
	return args[3] == 0 ? 0 : copy_to_user(args[3], &old, sizeof(old));
}

int do_timerfd_gettime(const uint32_t *args)
{
	struct itimerspec it;
	struct timerfd *t;
	int error = find_timer(args[0], &t);

	if (error < 0)
		return error;
	get_setting(t, &it);
	return copy_to_user(args[1], &it, sizeof(it));
}
