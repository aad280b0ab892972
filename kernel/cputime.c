/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CPU time of processes; cputime.h tells the method. */
#include "kernel/cputime.h"

#include <stddef.h>

#include "kernel/host.h"
#include "kernel/proc.h"

/* No reading of the clock and no call that is sampled takes longer; a clock
 * made coarse may show 0.1 for less. */
#define TRUSTED_MS 0.25

struct cputime_meter cputime_meter = {
	.calls = CPUTIME_CALLS,
	.fast_calls = CPUTIME_CALLS,
};

static void charge_system(double now)
{
	struct cputime_meter *m = &cputime_meter;

	double ms = now - m->begun;

	if (m->begun != 0 && m->owner != NULL) {
		/* The host itself may have been kept waiting meanwhile. */
		ms += (ms < TRUSTED_MS ? ms : TRUSTED_MS) * (m->weight - 1);
		m->owner->cpu.system += ms;
		m->all.system += ms;
	}
	m->begun = 0;
}

double cputime_switch(struct proc *p)
{
	struct cputime_meter *m = &cputime_meter;
	double now = host_now();

	charge_system(now);
	if (m->owner != NULL) {
		m->owner->cpu.total += now - m->since;
		m->all.total += now - m->since;
		if (priority_special())
			priority_charge(m->owner, now - m->since);
		if (m->owner->server != NULL)
			m->all.system += now - m->since;
	}
	m->owner = p;
	m->since = now;
	return now;
}

void cputime_begin(int weight)
{
	struct cputime_meter *m = &cputime_meter;
	double first, second = host_now();

	do {
		first = second;
		second = host_now();
	} while (second - first > TRUSTED_MS);
	m->begun = second + (second - first);
	m->weight = weight;
}

void cputime_end(void)
{
	charge_system(host_now());
}

void cputime_long(void)
{
	struct cputime_meter *m = &cputime_meter;
	double now;

	if (current->half.state != COROUTINE_RUNNING ||
		(m->begun != 0 && m->weight == 1))
		return;
	now = host_now();
	charge_system(now);
	m->begun = now;
	m->weight = 1;
}

double cputime_total(const struct proc *p)
{
	const struct cputime_meter *m = &cputime_meter;

	return p->cpu.total + (p == m->owner ? host_now() - m->since : 0);
}

/* Fits the estimate into total, and stores what was told. */
static void split(struct cputime *c, double total)
{
	double estimate = c->system < total ? c->system : total;

	if (estimate < c->shown_system)
		estimate = c->shown_system;
	if (total - estimate < c->shown_user)
		estimate = total - c->shown_user;
	c->shown_system = estimate;
	c->shown_user = total - estimate;
}

void cputime_split(struct proc *p, double *user, double *system)
{
	double total = cputime_total(p);

	if (p->server != NULL)
		p->cpu.system = total;
	split(&p->cpu, total);
	*user = p->cpu.shown_user;
	*system = p->cpu.shown_system;
}

void cputime_all(double *user, double *system)
{
	struct cputime *all = &cputime_meter.all;

	split(all, all->total);
	*user = all->shown_user;
	*system = all->shown_system;
}
