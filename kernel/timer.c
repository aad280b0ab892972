/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Timers: a list sorted by deadline. Few are set at a time. */
#include "kernel/timer.h"

#include <stddef.h>

static struct list timers = { &timers, &timers };

static struct timer *timer_at(struct list *node)
{
	return list_entry(node, struct timer, link);
}

void timer_set(
	struct timer *t, double deadline, void (*function)(struct timer *))
{
	struct list *node;

	timer_cancel(t);
	t->deadline = deadline;
	t->function = function;
	for (node = timers.prev; node != &timers; node = node->prev)
		if (timer_at(node)->deadline <= deadline)
			break;
	list_prepend(node, &t->link);
}

void timer_cancel(struct timer *t)
{
	if (t->deadline == 0)
		return;
	t->deadline = 0;
	list_remove(&t->link);
}

double timer_run(double now)
{
	while (!list_empty(&timers)) {
		struct timer *t = timer_at(timers.next);

		if (t->deadline > now)
			return t->deadline;
		timer_cancel(t);
		t->function(t);
	}
	return 0;
}
