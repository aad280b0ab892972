/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * timer_create and its family (POSIX; Linux, timer_create(2)). SIGEV_THREAD
 * is libc's affair: it wants a thread, and SIGEV_THREAD_ID here.
 */
#include "kernel/ptimer.h"

#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/proc.h"
#include "kernel/sigqueue.h"

struct ptimer {
	struct list link;
	int id;
	struct clock clock;
	struct clock base; /* it is set on: a relative one is on the steady */
	struct clock_alarm alarm;
	struct proc *owner;
	int notify, sig;
	double expires, interval; /* expires 0: not set */
	struct timespec period;   /* the interval as it was given */
	double overrun;           /* since its signal was accepted last */
	int last_overrun;         /* told with that */
	struct sigqueued node;
};

/* struct ksigevent of musl, and struct itimerspec. */
struct user_sigevent {
	uint32_t value;
	int32_t sig, notify, tid;
};

struct user_itimerspec {
	struct timespec interval, value;
};

void ptimers_init(struct ptimers *timers)
{
	list_init(&timers->list);
	timers->count = 0;
	timers->last_id = -1;
}

static struct ptimer *find(int id)
{
	struct list *node;

	for (node = current->ptimers.list.next; node != &current->ptimers.list;
		node = node->next) {
		struct ptimer *t = list_entry(node, struct ptimer, link);

		if (t->id == id)
			return t;
	}
	return NULL;
}

/* Goes on to the next time that is still to come, counting those missed. */
static void forward(struct ptimer *t)
{
	double late = clock_read(&t->base) - t->expires;
	double missed;

	if (late < 0)
		return;
	missed = (double)(int64_t)(late / t->interval) + 1;
	t->expires += missed * t->interval;
	t->overrun += missed;
}

static void rang(struct clock_alarm *a)
{
	struct ptimer *t = list_entry(a, struct ptimer, alarm);

	if (signal_send_timer(t->owner, t->sig, &t->node))
		return;
	/* Ignored: nobody will accept it. */
	if (t->interval == 0) {
		t->expires = 0;
		return;
	}
	forward(t);
	t->overrun = 0;
	clock_alarm_set(&t->alarm, &t->base, t->expires, rang);
}

void ptimer_accepted(struct sigqueued *node)
{
	struct ptimer *t = list_entry(node, struct ptimer, node);

	if (t->interval > 0) {
		forward(t);
		clock_alarm_set(&t->alarm, &t->base, t->expires, rang);
	} else {
		t->expires = 0;
	}
	/* The first of those missed is the one that is told now. */
	t->last_overrun = t->overrun < 1 ? 0
		: t->overrun > INT_MAX   ? INT_MAX
					 : (int)t->overrun - 1;
	t->overrun = 0;
	node->info.uid = (uint32_t)t->last_overrun;
}

static int read_event(struct user_sigevent *event, uint32_t address, int id)
{
	event->value = (uint32_t)id;
	event->sig = SIGALRM;
	event->notify = SIGEV_SIGNAL;
	if (address == 0)
		return 0;
	if (copy_from_user(event, address, sizeof(*event)) < 0)
		return -EFAULT;
	if (event->notify == SIGEV_NONE)
		return 0;
	if (event->notify == SIGEV_THREAD_ID && event->tid != current->pid)
		return -EINVAL;
	if (event->notify != SIGEV_SIGNAL && event->notify != SIGEV_THREAD_ID)
		return -EINVAL;
	return event->sig < 1 || event->sig > NSIG_ALL ? -EINVAL : 0;
}

/* Whether current may have timers on c: 0 or -errno. */
static int may_time(const struct clock *c)
{
	if (c->reads)
		return -EOPNOTSUPP;
	return c->wakes && current->cred.euid != 0 ? -EPERM : 0;
}

static int new_id(struct ptimers *timers)
{
	do {
		timers->last_id = timers->last_id == INT_MAX
			? 0
			: timers->last_id + 1;
	} while (find(timers->last_id) != NULL);
	return timers->last_id;
}

int do_timer_create(const uint32_t *args)
{
	struct user_sigevent event;
	struct ptimer *t;
	struct clock c;
	int error = clock_find(args[0], &c);

	if (error == 0)
		error = may_time(&c);
	if (error < 0)
		return error;
	if (!rlimit_may_queue(current, sigqueue_of_user(current->cred.ruid)))
		return -EAGAIN;
	t = kzalloc(sizeof(*t));
	if (t == NULL)
		return -EAGAIN;
	t->id = new_id(&current->ptimers);
	t->clock = c;
	t->owner = current;
	error = read_event(&event, args[1], t->id);
	if (error == 0)
		error = copy_to_user(args[2], &t->id, sizeof(t->id));
	if (error < 0) {
		kfree(t);
		return error;
	}
	t->notify = event.notify;
	t->sig = event.sig;
	t->node.info.code = SI_TIMER;
	t->node.info.pid = t->id;
	t->node.info.value = event.value;
	list_append(&current->ptimers.list, &t->link);
	current->ptimers.count++;
	return 0;
}

static void current_value(struct ptimer *t, struct user_itimerspec *spec)
{
	bool waits = t->node.sig != 0 || t->notify == SIGEV_NONE;
	double left = 0;

	if (t->expires > 0) {
		if (t->interval > 0 && waits)
			forward(t);
		left = t->expires - clock_read(&t->base);
		if (left <= 0 && waits)
			left = 0;
		else if (left < 0.001)
			left = 0.001;
	}
	memset(spec, 0, sizeof(*spec));
	spec->interval = t->period;
	spec->value = clock_timespec(left);
}

int do_timer_gettime(const uint32_t *args)
{
	struct ptimer *t = find((int)args[0]);
	struct user_itimerspec spec;

	if (t == NULL)
		return -EINVAL;
	current_value(t, &spec);
	return copy_to_user(args[1], &spec, sizeof(spec));
}

static void set(struct ptimer *t, bool absolute, struct user_itimerspec *spec)
{
	double value = clock_ms(&spec->value);

	clock_alarm_cancel(&t->alarm);
	sigqueue_drop(t->owner, &t->node);
	t->expires = 0;
	t->interval = 0;
	memset(&t->period, 0, sizeof(t->period));
	t->overrun = 0;
	t->last_overrun = 0;
	if (value == 0)
		return;
	t->base = t->clock;
	if (!absolute && t->clock.kind == CLOCK_WALL)
		t->base.kind = CLOCK_STEADY;
	t->interval = clock_ms(&spec->interval);
	t->period = spec->interval;
	t->expires = absolute ? value : clock_read(&t->base) + value;
	if (t->notify != SIGEV_NONE)
		clock_alarm_set(&t->alarm, &t->base, t->expires, rang);
}

int do_timer_settime(const uint32_t *args)
{
	struct ptimer *t = find((int)args[0]);
	struct user_itimerspec spec, old;
	int error;

	if (args[2] == 0)
		return -EINVAL;
	error = clock_timespec_from_user(&spec.interval, args[2]);
	if (error == 0)
		error = clock_timespec_from_user(
			&spec.value, args[2] + (uint32_t)sizeof(spec.interval));
	if (error < 0)
		return error;
	if (t == NULL)
		return -EINVAL;
	current_value(t, &old);
	set(t, (args[1] & TIMER_ABSTIME) != 0, &spec);
	return args[3] == 0 ? 0 : copy_to_user(args[3], &old, sizeof(old));
}

int do_timer_getoverrun(const uint32_t *args)
{
	const struct ptimer *t = find((int)args[0]);

	return t == NULL ? -EINVAL : t->last_overrun;
}

static void discard(struct ptimer *t)
{
	clock_alarm_cancel(&t->alarm);
	sigqueue_drop(t->owner, &t->node);
	list_remove(&t->link);
	t->owner->ptimers.count--;
	kfree(t);
}

int do_timer_delete(const uint32_t *args)
{
	struct ptimer *t = find((int)args[0]);

	if (t == NULL)
		return -EINVAL;
	discard(t);
	return 0;
}

void ptimers_free(struct proc *p)
{
	while (!list_empty(&p->ptimers.list))
		discard(list_entry(p->ptimers.list.next, struct ptimer, link));
	p->ptimers.last_id = -1;
}
