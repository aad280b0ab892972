/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The timers of a process: the three of setitimer(), and those of
 * timer_create(). A timer that repeats is set again when its signal has been
 * accepted, so a blocked one costs nothing; what it missed is its overrun.
 */
#ifndef EXA_PTIMER_H
#define EXA_PTIMER_H

#include "kernel/clock.h"
#include "kernel/list.h"

struct proc;
struct sigqueued;

enum { ITIMERS = 3 };

struct itimer {
	struct clock_alarm alarm;
	struct proc *owner;
	double expires, interval; /* expires 0: not set */
	bool sent;                /* its signal is not accepted yet */
};

/* What timer_create() made. */
struct ptimers {
	struct list list;
	int count, last_id;
};

void ptimers_init(struct ptimers *timers);
/* exec and exit: deletes all. */
void ptimers_free(struct proc *p);

/* exit: the interval timers too. */
void itimers_cancel(struct proc *p);

/* The signal of a timer, at node, is being taken out of the queue: puts the
 * overrun count into it and sets the timer again. */
void ptimer_accepted(struct sigqueued *node);

/* p's SIGALRM is. */
void itimer_accepted(struct proc *p);

#endif
