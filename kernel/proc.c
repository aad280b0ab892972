/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of processes and the giving of pids. */
#include "kernel/proc.h"

#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/host.h"
#include "kernel/sched.h"
#include "kernel/sigqueue.h"

struct proc *current;

static struct {
	struct proc *slot[PROC_MAX];
	pid_t last_pid;
	uint32_t made; /* processes, ever */
	int programs;  /* in use */
	int limit;
} table = { .limit = PROC_MAX };

static pid_t next_pid(void)
{
	do {
		if (++table.last_pid >= PID_MAX)
			table.last_pid = ROOT_PIDS + 1;
	} while (proc_find(table.last_pid) != NULL);
	return table.last_pid;
}

static bool pid_in_use_as_group(pid_t pid)
{
	for (int i = 0; i < PROC_MAX; i++) {
		struct proc *p = table.slot[i];

		if (p != NULL && (p->pgid == pid || p->sid == pid))
			return true;
	}
	return false;
}

struct proc *proc_alloc(void)
{
	int slot = 0;
	struct proc *p;

	if (table.programs >= table.limit)
		return NULL;
	while (slot < PROC_MAX && table.slot[slot] != NULL)
		slot++;
	if (slot == PROC_MAX)
		return NULL;
	p = kzalloc(sizeof(*p));
	if (p == NULL)
		return NULL;
	if (coroutine_init(&p->half) < 0) {
		kfree(p);
		return NULL;
	}
	do {
		p->pid = next_pid();
	} while (pid_in_use_as_group(p->pid));
	p->slot = slot;
	p->serial = table.made++;
	p->state = PROC_NEW;
	p->start_ms = host_now();
	p->look.since = p->start_ms; /* It has waited for nothing yet. */
	list_init(&p->run_link);
	list_init(&p->children);
	list_init(&p->sibling);
	list_init(&p->cpu_alarms);
	ptimers_init(&p->ptimers);
	sigqueue_init(&p->sig);
	waitq_init(&p->child_event);
	waitq_init(&p->signal_event);
	rlimit_defaults(&p->limits);
	table.slot[slot] = p;
	table.programs++;
	return p;
}

uint32_t proc_made(pid_t *last)
{
	*last = table.last_pid;
	return table.made;
}

void proc_set_limit(int programs)
{
	table.limit = programs < PROC_MAX ? programs : PROC_MAX;
}

int proc_limit(void)
{
	return table.limit;
}

void proc_free(struct proc *p)
{
	priority_set(p, &(struct priority){ .nice = 0 });
	list_remove(&p->sibling);
	if (p->held) {
		/* Its stack is still the host's: sched_run() will see. */
		p->reaped = p->unwanted = true;
		return;
	}
	sigqueue_discard(p, ~(sigmask)0);
	clock_cpu_end(p);
	coroutine_destroy(&p->half);
	table.slot[p->slot] = NULL;
	table.programs--;
	kfree(p);
}

struct proc *proc_find(pid_t pid)
{
	for (int i = 0; i < PROC_MAX; i++)
		if (table.slot[i] != NULL && table.slot[i]->pid == pid)
			return proc_at(i);
	return NULL;
}

struct proc *proc_at(int slot)
{
	struct proc *p = slot >= 0 && slot < PROC_MAX ? table.slot[slot] : NULL;

	return p != NULL && !p->reaped ? p : NULL;
}

bool proc_in_group(const struct proc *p, gid_t gid)
{
	if (p->cred.fsgid == gid)
		return true;
	for (int i = 0; i < p->cred.ngroups; i++)
		if (p->cred.groups[i] == gid)
			return true;
	return false;
}

void proc_set_name(struct proc *p, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	size_t length = strnlen(name, PROC_NAME - 1);

	memcpy(p->name, name, length);
	p->name[length] = '\0';
}
