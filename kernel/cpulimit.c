/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * RLIMIT_CPU (setrlimit(2)): SIGXCPU at the soft limit and each second after
 * it, by which Linux raises the limit, SIGKILL at the hard one.
 */
#include <sys/resource.h>

#include "kernel/clock.h"
#include "kernel/cputime.h"
#include "kernel/proc.h"
#include "kernel/rlimit.h"
#include "kernel/signal.h"

static void reached(struct clock_alarm *a)
{
	struct proc *p = list_entry(a, struct proc, cpu_limit);
	struct rlimits *l = &p->limits;

	if (cputime_total(p) >= (double)l->max[RLIMIT_CPU] * 1000) {
		signal_send_kernel(p, SIGKILL);
		return;
	}
	signal_send_kernel(p, SIGXCPU);
	l->cur[RLIMIT_CPU]++;
	rlimit_cpu_changed(p);
}

void rlimit_cpu_changed(struct proc *p)
{
	struct clock clock = { .kind = CLOCK_CPU, .pid = p->pid };
	double seconds = (double)p->limits.cur[RLIMIT_CPU];

	clock_alarm_cancel(&p->cpu_limit);
	if (p->limits.cur[RLIMIT_CPU] == RLIM_INFINITY)
		return;
	if (seconds < 1)
		seconds = 1; /* as on Linux */
	clock_alarm_set(&p->cpu_limit, &clock, seconds * 1000, reached);
}
