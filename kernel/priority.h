/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Nice values and scheduling policies: who runs next. Real-time processes go
 * before others, the highest priority first. While all others are alike, they
 * go in the order in which they became runnable; else the one goes that was
 * served least, each millisecond counting 1.25 times as much from one nice
 * value to the next, which are the weights of Linux.
 */
#ifndef EXA_PRIORITY_H
#define EXA_PRIORITY_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/list.h"

struct proc;

/* Of one process. All zero: as most are. */
struct priority {
	int nice;     /* -20 to 19 */
	int policy;   /* SCHED_OTHER, BATCH, IDLE, FIFO or RR */
	int realtime; /* 1 to 99 with the last two, else 0 */
	bool reset;   /* SCHED_RESET_ON_FORK */
	/* The scheduler's own. */
	unsigned epoch;
	double served; /* CPU ms, weighted */
};

/* Gives p what it asked for. Before a process is freed: all zero. */
void priority_set(struct proc *p, const struct priority *to);

/* Gives a child what fork leaves of its parent's. */
void priority_fork(struct proc *child, const struct proc *parent);

/* Whether any process is unlike the others. While none is, the two functions
 * below need not be called. */
bool priority_special(void);

/* p has run so long. */
void priority_charge(struct proc *p, double ms);

/* Takes the process that is to run next off the run queue, or NULL. */
struct proc *priority_pick(struct list *queue);

/* posix_spawn: SCHED_OTHER, or whatever policy p has, with the parameter 0. */
int priority_spawn(struct proc *p, bool with_policy);

#endif
