/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * CPU time of processes.
 *
 * How much: exact. The scheduler reads the clock at every switch from one
 * process to another; what lies between belongs to the one that ran, together
 * with what servers did on top of its call.
 *
 * How it divides into user and system time: by sampling, since reading the
 * clock costs more than a short call. One call in CPUTIME_CALLS is timed and
 * counts for that many; a prime number, so that no loop of calls keeps in step
 * with it. getpid and its like, which take less time than the way to them, are
 * not looked at: theirs is user time. A call known to take long says so
 * (cputime_long) and is timed each time. A sample reads the clock twice at its
 * start and takes the difference off, so that the time of the reading itself
 * is not counted; this holds for clocks of any resolution. The estimate is
 * fitted into the exact total when asked for, and neither part ever goes back,
 * as Linux does with its ticks. The host's clock goes on while the host runs
 * something else: such time counts, and mostly as user time.
 */
#ifndef EXA_CPUTIME_H
#define EXA_CPUTIME_H

#include <stdbool.h>
#include <stdint.h>

struct proc;

enum { CPUTIME_CALLS = 61 };

/* Of one process; milliseconds. */
struct cputime {
	double total;  /* up to the last switch */
	double system; /* of it, as sampled: may be too much or negative */
	double shown_user, shown_system; /* told last */
};

/* What is being measured. */
struct cputime_meter {
	struct proc *owner;    /* the process that runs, or NULL */
	double since;          /* it has run unaccounted since then */
	double begun;          /* when the timed call began; 0: none is timed */
	int weight;            /* so many calls it stands for */
	struct cputime all;    /* of all processes that ever were */
	int calls, fast_calls; /* left until the next sample */
};

extern struct cputime_meter cputime_meter;

/*
 * From now on p runs, or nobody (NULL). Returns the clock, host_now(). Before
 * a process is freed it must have been switched from.
 */
double cputime_switch(struct proc *p);

/* Starts to time a call, or the part of one that goes on after a sleep. */
void cputime_begin(int weight);

/* Stops it before the program goes on; a switch does so by itself. */
void cputime_end(void);

/* Whether this call is one to be timed. */
static inline bool cputime_due(void)
{
	if (--cputime_meter.calls > 0)
		return false;
	cputime_meter.calls = CPUTIME_CALLS;
	return true;
}

static inline bool cputime_fast_due(void)
{
	if (--cputime_meter.fast_calls > 0)
		return false;
	cputime_meter.fast_calls = CPUTIME_CALLS;
	return true;
}

/* The call at hand, a waiting one, will take long: it is timed from here. */
void cputime_long(void);

/* CPU time p has used so far, in ms. */
double cputime_total(const struct proc *p);

/* The same in its two parts. Servers have system time only. */
void cputime_split(struct proc *p, double *user, double *system);

/* The same of all processes there ever were, up to the last switch. */
void cputime_all(double *user, double *system);

#endif
