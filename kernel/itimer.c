/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * setitimer and getitimer (POSIX): real time, which SIGALRM tells of, the
 * user part of the CPU time (SIGVTALRM) and all of it (SIGPROF).
 */
#include <errno.h>
#include <stddef.h>
#include <sys/time.h>

#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/proc.h"
#include "kernel/ptimer.h"

/* struct itimerval as musl passes it where long is 32 bits wide. */
struct user_itimer {
	int32_t interval_sec, interval_usec, value_sec, value_usec;
};

static const int itimer_signals[ITIMERS] = { SIGALRM, SIGVTALRM, SIGPROF };

static int which_of(const struct itimer *t)
{
	return (int)(t - t->owner->itimers);
}

static struct clock clock_of(const struct itimer *t)
{
	struct clock c = { .kind = CLOCK_STEADY };

	if (which_of(t) == ITIMER_REAL)
		return c;
	c.kind = CLOCK_CPU;
	c.cpu = which_of(t) == ITIMER_VIRTUAL ? CPU_USER : CPU_ALL;
	c.pid = t->owner->pid;
	return c;
}

static void rang(struct clock_alarm *a);

static void arm(struct itimer *t)
{
	struct clock c = clock_of(t);

	clock_alarm_set(&t->alarm, &c, t->expires, rang);
}

/* To the first time that is still to come; a timer without interval ends. */
static void forward(struct itimer *t)
{
	struct clock c = clock_of(t);
	double late = clock_read(&c) - t->expires;

	if (t->interval == 0)
		t->expires = 0;
	else if (late >= 0)
		t->expires += ((double)(int64_t)(late / t->interval) + 1) *
			t->interval;
}

static void rang(struct clock_alarm *a)
{
	struct itimer *t = list_entry(a, struct itimer, alarm);
	struct proc *p = t->owner;
	int sig = itimer_signals[which_of(t)];

	signal_send_kernel(p, sig);
	t->sent = sig == SIGALRM && (p->sig.pending & SIGBIT(sig)) != 0;
	if (t->sent)
		return;
	forward(t);
	if (t->expires > 0)
		arm(t);
}

void itimer_accepted(struct proc *p)
{
	struct itimer *t = &p->itimers[ITIMER_REAL];

	if (!t->sent)
		return;
	t->sent = false;
	forward(t);
	if (t->expires > 0)
		arm(t);
}

void itimers_cancel(struct proc *p)
{
	for (int i = 0; i < ITIMERS; i++)
		clock_alarm_cancel(&p->itimers[i].alarm);
}

static void split(double ms, int32_t *sec, int32_t *usec)
{
	int64_t us = (int64_t)(ms * 1000 + 0.5);

	*sec = (int32_t)(us / 1000000);
	*usec = (int32_t)(us % 1000000);
}

static void current_value(struct itimer *t, struct user_itimer *it)
{
	struct clock c;
	double left = 0;

	t->owner = current;
	c = clock_of(t);
	if (t->sent)
		forward(t);
	if (t->expires > 0) {
		left = t->expires - clock_read(&c);
		if (left < 0.001)
			left = 0.001;
	}
	split(t->interval, &it->interval_sec, &it->interval_usec);
	split(left, &it->value_sec, &it->value_usec);
}

int do_getitimer(const uint32_t *args)
{
	struct user_itimer it;

	if (args[0] >= ITIMERS)
		return -EINVAL;
	current_value(&current->itimers[args[0]], &it);
	return copy_to_user(args[1], &it, sizeof(it));
}

static void set(struct itimer *t, const struct user_itimer *it)
{
	double value = it->value_sec * 1000.0 + it->value_usec / 1000.0;
	struct clock c = clock_of(t);

	clock_alarm_cancel(&t->alarm);
	t->sent = false;
	t->expires = 0;
	t->interval = 0;
	if (value == 0)
		return;
	t->interval = it->interval_sec * 1000.0 + it->interval_usec / 1000.0;
	t->expires = clock_read(&c) + value;
	arm(t);
}

int do_setitimer(const uint32_t *args)
{
	struct user_itimer it = { 0 }, old;
	struct itimer *t;

	if (args[1] != 0 && copy_from_user(&it, args[1], sizeof(it)) < 0)
		return -EFAULT;
	if (it.value_sec < 0 || it.interval_sec < 0 ||
		(uint32_t)it.value_usec > 999999 ||
		(uint32_t)it.interval_usec > 999999 || args[0] >= ITIMERS)
		return -EINVAL;
	t = &current->itimers[args[0]];
	current_value(t, &old);
	set(t, &it);
	return args[2] == 0 ? 0 : copy_to_user(args[2], &old, sizeof(old));
}
