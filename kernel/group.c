/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Process ids, groups and sessions: POSIX setpgid(), setsid() and friends. */
#include "kernel/group.h"

#include <errno.h>
#include <stddef.h>

#include "kernel/call.h"
#include "kernel/proc.h"
#include "servers/tty/tty.h"

bool group_in_session(pid_t pgid, pid_t sid)
{
	for (int i = 0; i < PROC_MAX; i++) {
		struct proc *p = proc_at(i);

		if (p != NULL && p->pgid == pgid && p->sid == sid)
			return true;
	}
	return false;
}

int group_set(struct proc *caller, struct proc *p, pid_t pgid)
{
	if (pgid == 0)
		pgid = p->pid;
	if (pgid < 0)
		return -EINVAL;
	if (p->sid == p->pid || p->sid != caller->sid)
		return -EPERM;
	if (pgid != p->pid && !group_in_session(pgid, caller->sid))
		return -EPERM;
	p->pgid = pgid;
	return 0;
}

int group_new_session(struct proc *p)
{
	for (int i = 0; i < PROC_MAX; i++)
		if (proc_at(i) != NULL && proc_at(i)->pgid == p->pid)
			return -EPERM;
	p->sid = p->pgid = p->pid;
	p->tty = NULL;
	p->lost_foreground = 0;
	return p->sid;
}

/* The live process an id argument means, 0 being the caller. */
static struct proc *target(uint32_t pid)
{
	return pid == 0 ? current : proc_find((pid_t)pid);
}

int do_setpgid(const uint32_t *args)
{
	struct proc *p = target(args[0]);

	if ((pid_t)args[1] < 0)
		return -EINVAL;
	if (p == NULL || (p != current && p->parent != current))
		return -ESRCH;
	if (p->sid != current->sid)
		return -EPERM;
	if (p != current && p->execed)
		return -EACCES;
	return group_set(current, p, (pid_t)args[1]);
}

int do_getpgid(const uint32_t *args)
{
	struct proc *p = target(args[0]);

	return p == NULL ? -ESRCH : p->pgid;
}

int do_getsid(const uint32_t *args)
{
	struct proc *p = target(args[0]);

	return p == NULL ? -ESRCH : p->sid;
}

int do_setsid(const uint32_t *args)
{
	(void)args;
	return group_new_session(current);
}

int do_getpid(const uint32_t *args)
{
	(void)args;
	return current->pid;
}

int do_getppid(const uint32_t *args)
{
	(void)args;
	return current->parent != NULL ? current->parent->pid : 0;
}

int do_gettid(const uint32_t *args)
{
	return do_getpid(args);
}

int do_set_tid_address(const uint32_t *args)
{
	return do_getpid(args);
}

int do_vhangup(const uint32_t *args)
{
	(void)args;
	if (current->cred.euid != 0)
		return -EPERM;
	tty_hangup_of(current);
	return 0;
}
