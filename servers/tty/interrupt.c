/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The interrupt character, typed twice. A program that catches or ignores
 * SIGINT and computes on would hold its terminal for good, as nothing that is
 * typed reaches it. So the second one within two seconds kills a process of
 * the foreground group that has done nothing but compute since the first: it
 * did not wait for anything, did not look at the terminal (read, poll), did
 * not run another program, and did have the processor, so that a handler would
 * have had its time. All others get SIGINT once more: a shell at its prompt, an
 * editor, a script that waits for its commands.
 */
#include <signal.h>

#include "kernel/host.h"
#include "kernel/log.h"
#include "servers/tty/impl.h"

#define TWICE_MS 2000.0
#define HANDLER_MS 100.0

static bool computes(const struct proc *p)
{
	return p->state == PROC_RUNNABLE || p->state == PROC_RUNNING;
}

/* Whether p has only computed since it was interrupted. */
static bool only_computes(const struct proc *p, double now)
{
	const struct interrupted *last = &p->interrupted;

	return last->time != 0 && now - last->time <= TWICE_MS && computes(p) &&
		p->sleeps == last->sleeps;
}

static void interrupt(struct proc *p, double now)
{
	struct siginfo_sent info = { .code = SI_KERNEL };
	bool again = only_computes(p, now);
	double cpu_ms = cputime_total(p);

	if (again && cpu_ms - p->interrupted.cpu_ms >= HANDLER_MS) {
		klog("%s[%d]: computes on after SIGINT, killed", p->name,
			p->pid);
		signal_send(p, SIGKILL, &info);
		return;
	}
	if (!again)
		p->interrupted = (struct interrupted){ now, cpu_ms, p->sleeps };
	signal_send(p, SIGINT, &info);
}

void tty_interrupt(struct tty *t)
{
	double now = host_now();

	if (t->foreground == 0)
		return;
	for (int i = 0; i < PROC_MAX; i++) {
		struct proc *p = proc_at(i);

		if (p != NULL && p->pgid == t->foreground && p->server == NULL)
			interrupt(p, now);
	}
}

void tty_looked_at(struct proc *p)
{
	p->interrupted.time = 0;
}
