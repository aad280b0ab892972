/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kernel/clock.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "kernel/copy.h"
#include "kernel/cputime.h"
#include "kernel/host.h"
#include "kernel/proc.h"

enum { NSEC = 1000000000 };

/* Milliseconds whose microseconds an int64_t holds. */
#define MS_MAX 9e15
/* A microsecond in ms. */
#define MICRO 0.001

static struct {
	double offset;      /* from the host's */
	struct list alarms; /* all that are set on it */
} wall = { .alarms = { &wall.alarms, &wall.alarms } };

double clock_wall(void)
{
	return host_realtime() + wall.offset;
}

double clock_ms(const struct timespec *ts)
{
	double ms = (double)ts->tv_sec * 1000 + (double)ts->tv_nsec / 1e6;

	return ms < MS_MAX ? ms : MS_MAX;
}

struct timespec clock_timespec(double ms)
{
	int64_t us = (int64_t)((ms < MS_MAX ? ms : MS_MAX) * 1000);
	struct timespec ts;

	memset(&ts, 0, sizeof(ts));
	ts.tv_sec = us / 1000000;
	ts.tv_nsec = (long)(us % 1000000) * 1000;
	return ts;
}

int clock_timespec_from_user(struct timespec *ts, uint32_t address)
{
	if (copy_from_user(ts, address, sizeof(*ts)) < 0)
		return -EFAULT;
	if (ts->tv_sec < 0 || ts->tv_nsec < 0 || ts->tv_nsec >= NSEC)
		return -EINVAL;
	return 0;
}

double clock_deadline(const struct timespec *length)
{
	return host_now() + clock_ms(length) + MICRO;
}

/*
 * Negative ids are CPU times of processes: the complement of the pid, then a
 * bit that says "thread" and two that say which time. A thread's is seen by
 * its own process only.
 */
static int find_cpu_clock(uint32_t id, struct clock *c)
{
	int pid = (int)~(int32_t)id >> 3;

	if ((id & 3) == 3)
		return -EINVAL;
	c->kind = CLOCK_CPU;
	c->cpu = (enum cpu_clock)(id & 3);
	c->thread = (id & 4) != 0;
	c->pid = pid == 0 ? current->pid : pid;
	if (c->thread && c->pid != current->pid)
		return -EINVAL;
	return proc_find(c->pid) == NULL ? -EINVAL : 0;
}

int clock_find(uint32_t id, struct clock *c)
{
	memset(c, 0, sizeof(*c));
	switch (id) {
	case CLOCK_REALTIME_COARSE:
		c->reads = true;
		return 0;
	case CLOCK_REALTIME_ALARM:
		c->wakes = true;
		return 0;
	case CLOCK_REALTIME:
	case CLOCK_TAI:
		return 0;
	case CLOCK_MONOTONIC_RAW:
	case CLOCK_MONOTONIC_COARSE:
		c->reads = true;
		break;
	case CLOCK_BOOTTIME_ALARM:
		c->wakes = true;
		break;
	case CLOCK_MONOTONIC:
	case CLOCK_BOOTTIME:
		break;
	case CLOCK_THREAD_CPUTIME_ID:
	case CLOCK_PROCESS_CPUTIME_ID:
		c->kind = CLOCK_CPU;
		c->cpu = CPU_SCHED;
		c->pid = current->pid;
		c->thread = id == CLOCK_THREAD_CPUTIME_ID;
		return 0;
	default:
		return (int32_t)id < 0 ? find_cpu_clock(id, c) : -EINVAL;
	}
	c->kind = CLOCK_STEADY;
	return 0;
}

static double read_cpu(struct proc *p, enum cpu_clock which)
{
	double user, system;

	if (which != CPU_USER)
		return cputime_total(p);
	cputime_split(p, &user, &system);
	return user;
}

double clock_read(const struct clock *c)
{
	struct proc *p;

	if (c->kind == CLOCK_WALL)
		return clock_wall();
	if (c->kind == CLOCK_STEADY)
		return host_now();
	p = proc_find(c->pid);
	return p == NULL ? -1 : read_cpu(p, c->cpu);
}

static void rang(struct timer *t)
{
	struct clock_alarm *a = list_entry(t, struct clock_alarm, timer);
	double now = clock_read(&a->clock);

	if (now < a->expires + MICRO) {
		timer_set(t, host_now() + (a->expires + MICRO - now), rang);
		return;
	}
	clock_alarm_cancel(a);
	a->function(a);
}

void clock_wall_set(double ms)
{
	struct list *node;

	wall.offset = ms - host_realtime();
	for (node = wall.alarms.next; node != &wall.alarms; node = node->next) {
		struct clock_alarm *a = list_entry(
			node, struct clock_alarm, link);

		timer_set(&a->timer, host_now(), rang);
		if (a->moved != NULL)
			a->moved(a);
	}
}

static void link_alarm(struct clock_alarm *a, struct list *list)
{
	list_append(list, &a->link);
	a->linked = true;
}

void clock_alarm_set(struct clock_alarm *a, const struct clock *c,
	double expires, void (*function)(struct clock_alarm *))
{
	clock_alarm_cancel(a);
	a->clock = *c;
	a->expires = expires;
	a->function = function;
	if (c->kind == CLOCK_CPU) {
		struct proc *p = proc_find(c->pid);

		if (p != NULL && p->state != PROC_ZOMBIE)
			link_alarm(a, &p->cpu_alarms);
		return;
	}
	if (c->kind == CLOCK_WALL)
		link_alarm(a, &wall.alarms);
	timer_set(&a->timer, host_now() + (expires + MICRO - clock_read(c)),
		rang);
}

void clock_alarm_cancel(struct clock_alarm *a)
{
	timer_cancel(&a->timer);
	if (a->linked)
		list_remove(&a->link);
	a->linked = false;
}

void clock_cpu_check(struct proc *p)
{
	struct list *node, *next;

	for (node = p->cpu_alarms.next; node != &p->cpu_alarms; node = next) {
		struct clock_alarm *a = list_entry(
			node, struct clock_alarm, link);

		next = node->next;
		if (read_cpu(p, a->clock.cpu) < a->expires)
			continue;
		clock_alarm_cancel(a);
		a->function(a);
	}
}

void clock_cpu_end(struct proc *p)
{
	while (!list_empty(&p->cpu_alarms))
		clock_alarm_cancel(list_entry(
			p->cpu_alarms.next, struct clock_alarm, link));
}
