/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nice values and scheduling policies as the scheduler sees them; the calls
 * are in prioritycall.c. */
#include "kernel/priority.h"

#include <sched.h>
#include <stddef.h>

#include "kernel/proc.h"

/* The weight of SCHED_IDLE on Linux is 3, of nice 0 it is 1024. */
#define IDLE_COST (1024.0 / 3)
#define NICE_STEP 1.25

enum { SERVER = 100 }; /* before all real-time programs */

static struct {
	int special;    /* processes unlike the others */
	unsigned epoch; /* of the last time when there was none */
	double clock;   /* what the last one picked had been served */
} state;

bool priority_special(void)
{
	return state.special > 0;
}

static bool is_special(const struct priority *p)
{
	return p->nice != 0 || p->policy != SCHED_OTHER;
}

void priority_set(struct proc *p, const struct priority *to)
{
	if (is_special(to) && !is_special(&p->priority) && state.special++ == 0)
		state.epoch++;
	if (!is_special(to) && is_special(&p->priority))
		state.special--;
	p->priority = *to;
}

void priority_fork(struct proc *child, const struct proc *parent)
{
	struct priority to = parent->priority;

	if (to.reset) {
		to.reset = false;
		to.policy = SCHED_OTHER;
		to.realtime = 0;
		if (to.nice < 0)
			to.nice = 0;
	}
	priority_set(child, &to);
}

/* Milliseconds that one of p's counts for. */
static double cost(const struct priority *p)
{
	double factor = 1;

	if (p->policy == SCHED_IDLE)
		return IDLE_COST;
	for (int i = p->nice; i > 0; i--)
		factor *= NICE_STEP;
	for (int i = p->nice; i < 0; i++)
		factor /= NICE_STEP;
	return factor;
}

void priority_charge(struct proc *p, double ms)
{
	p->priority.served += ms * cost(&p->priority);
}

/* One that slept long, or comes from before, has no claim to the time that
 * others used meanwhile. */
static double served(struct proc *p)
{
	const double most = 8; /* ms, a slice */
	struct priority *own = &p->priority;

	if (own->epoch != state.epoch) {
		own->epoch = state.epoch;
		own->served = state.clock;
	}
	if (own->served < state.clock - most)
		own->served = state.clock - most;
	return own->served;
}

static int realtime(const struct proc *p)
{
	return p->server != NULL || p->agent ? SERVER : p->priority.realtime;
}

static bool goes_before(struct proc *a, struct proc *b)
{
	if (realtime(a) != realtime(b))
		return realtime(a) > realtime(b);
	return realtime(a) == 0 && served(a) < served(b);
}

struct proc *priority_pick(struct list *queue)
{
	struct proc *best = NULL;

	for (struct list *n = queue->next; n != queue; n = n->next) {
		struct proc *p = list_entry(n, struct proc, run_link);

		if (best == NULL || goes_before(p, best))
			best = p;
	}
	if (best == NULL)
		return NULL;
	if (realtime(best) == 0 && served(best) > state.clock)
		state.clock = served(best);
	list_remove(&best->run_link);
	return best;
}
