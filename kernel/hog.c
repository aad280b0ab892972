/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether a program keeps those from running whom a terminal waits for. Most
 * that compute do not: slices end. But one that computes on top of another
 * (busy.c) keeps that one from going on, and a real-time policy everybody.
 *
 * The host asks several times a second while the machine is busy. A process is
 * starved when at all looks of two seconds it could have gone on, there was
 * something for it to hear of (input, a signal), and it got nothing of the
 * processor.
 */
#include <stddef.h>
#include <string.h>

#include "kernel/host.h"
#include "kernel/proc.h"
#include "servers/tty/tty.h"

#define EXPORT(name) __attribute__((export_name(#name)))

/* Both in milliseconds. */
enum { STARVED = 2000, LOOKS_APART = 1000 };

/* What the host is told of a process. */
struct about {
	int32_t pid;
	char name[PROC_NAME];
};

EXPORT(hog) int kernel_hog(void);
EXPORT(running) int kernel_running(void);
EXPORT(kill) void kernel_kill(int pid);
EXPORT(about) const struct about *kernel_about(int slot);

static double last_look;

static bool could_go_on(const struct proc *p)
{
	return p->state == PROC_RUNNABLE ||
		(p->state == PROC_RUNNING && p->held);
}

/* Whether p should have reacted to something by now. */
static bool is_wanted(const struct proc *p)
{
	return p->tty != NULL && p->pgid == tty_foreground(p->tty) &&
		(p->look.typed || signal_acts(p) || tty_has_input(p->tty));
}

/* Looks at p: whether it starves. *used: what it had since the last look; a
 * millisecond of it goes into being told of signals. */
static bool starves(struct proc *p, double now, double *used)
{
	double cpu_ms = cputime_total(p);
	bool fine;

	*used = cpu_ms - p->look.cpu_ms;
	p->look.cpu_ms = cpu_ms;
	fine = *used > 1 || !could_go_on(p);
	if (fine)
		p->look.typed = false;
	if (now - last_look > LOOKS_APART || fine || !is_wanted(p))
		p->look.since = now;
	return now - p->look.since >= STARVED;
}

/* The slot of the program that starves one of another group; -1: none does. */
int kernel_hog(void)
{
	double now = host_now(), most = 0, used;
	struct proc *starved = NULL, *hog = NULL;

	for (int i = 0; i < PROC_MAX; i++) {
		struct proc *p = proc_at(i);

		if (p == NULL || p->server != NULL)
			continue;
		if (starves(p, now, &used))
			starved = p;
		if (used > most) {
			most = used;
			hog = p;
		}
	}
	last_look = now;
	if (starved == NULL || hog == NULL || hog->pgid == starved->pgid)
		return -1;
	return hog->slot;
}

/* The slot of the program that runs now; -1: none does. */
int kernel_running(void)
{
	return current != NULL && current->server == NULL ? current->slot : -1;
}

/* Kills the process pid for who looks at the machine's first terminal. */
void kernel_kill(int pid)
{
	struct proc *p = proc_find(pid);

	if (p != NULL && p->server == NULL)
		signal_send_kernel(p, SIGKILL);
}

/* Pid and name of the process in that slot, until the next call. */
const struct about *kernel_about(int slot)
{
	static struct about about;
	const struct proc *p = proc_at(slot);

	about.pid = p->pid;
	memcpy(about.name, p->name, PROC_NAME);
	return &about;
}
