/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Job control: controlling terminals, foreground and background groups
 * (POSIX XBD 11.1.3 and 11.1.4), hanging up.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>

#include "kernel/abi/user.h"
#include "kernel/group.h"
#include "servers/resmgr/file.h"
#include "servers/tty/impl.h"

bool job_background(const struct tty *t, const struct proc *p)
{
	return p->tty == t && t->foreground != 0 && p->pgid != t->foreground;
}

int job_check(const struct tty *t, const struct proc *p, int sig)
{
	struct siginfo_sent info = { .code = SI_KERNEL };

	if (!job_background(t, p))
		return 0;
	if ((p->sig.mask & SIGBIT(sig)) != 0 ||
		p->sig.action[sig].handler == HANDLER_IGN)
		return sig == SIGTTIN ? -EIO : 0;
	if (signal_orphaned(p))
		return -EIO;
	signal_send_group(p->pgid, sig, &info);
	return -EXA_ERESTART;
}

void job_signal(const struct tty *t, int sig)
{
	struct siginfo_sent info = { .code = SI_KERNEL };

	if (t->foreground != 0)
		signal_send_group(t->foreground, sig, &info);
}

static void end_all(struct list *requests, int result)
{
	struct list *node;

	while ((node = list_pop(requests)) != NULL) {
		struct request *rq = list_entry(node, struct request, link);
		bool some = rq->m.type == TTY_WRITE && rq->m.arg[2] > 0;

		server_reply(rq, some ? (int)rq->m.arg[2] : result);
	}
}

/* Session sid has t no more. */
static void take_away(struct tty *t, pid_t sid)
{
	for (int i = 0; i < PROC_MAX; i++) {
		struct proc *p = proc_at(i);

		if (p != NULL && p->sid == sid && p->tty == t)
			p->tty = NULL;
	}
	t->session = t->foreground = 0;
}

/* The session is told; the foreground group will be by its leader's end. */
static void disconnect(struct tty *t, bool leaving)
{
	struct siginfo_sent info = { .code = SI_KERNEL };
	struct proc *leader = proc_find(t->session);
	pid_t group = t->foreground;

	if (t->session == 0)
		return;
	take_away(t, t->session);
	if (leader != NULL) {
		leader->lost_foreground = leaving ? 0 : group;
		signal_send(leader, SIGHUP, &info);
		signal_send(leader, SIGCONT, &info);
	}
	if (leaving && group != 0)
		signal_send_group(group, SIGHUP, &info);
}

void job_hangup(struct tty *t, bool leaving)
{
	t->hangups++;
	end_all(&t->reading, t->dead ? -EIO : 0);
	end_all(&t->writing, -EIO);
	end_all(&t->draining, -EIO);
	tty_flush_input(t);
	ldisc_flow(&t->ld, false);
	disconnect(t, leaving);
	tty_settle(t);
}

static void give(struct tty *t, struct proc *p)
{
	p->tty = t;
	p->lost_foreground = 0;
	t->session = p->sid;
	t->foreground = p->pgid;
}

int job_acquire(struct tty *t, struct proc *p, bool steal)
{
	bool leader = p->sid == p->pid;

	if (leader && p->tty == t && t->session == p->sid)
		return 0;
	if (!leader || p->tty != NULL)
		return -EPERM;
	if (t->session != 0) {
		if (!steal || p->cred.euid != 0)
			return -EPERM;
		take_away(t, t->session);
	}
	give(t, p);
	return 0;
}

/* The leader gives t back, or has ended. As Linux: a pseudo-terminal stays
 * connected to its master, another terminal is hung up. */
static void end_session(struct tty *t, pid_t sid, bool ended)
{
	if (!t->backend->pseudo) {
		job_hangup(t, true);
		return;
	}
	job_signal(t, SIGHUP);
	if (!ended)
		job_signal(t, SIGCONT);
	take_away(t, sid);
}

int job_release(struct tty *t, struct proc *p)
{
	if (p->tty != t)
		return -ENOTTY;
	if (p->sid == p->pid)
		end_session(t, p->sid, false);
	else
		p->tty = NULL;
	return 0;
}

int job_set_foreground(struct tty *t, const struct proc *p, pid_t pgid)
{
	bool exists = false;

	if (p->tty != t || t->session != p->sid)
		return -ENOTTY;
	if (pgid < 0)
		return -EINVAL;
	if (!group_in_session(pgid, p->sid)) {
		for (int i = 0; i < PROC_MAX; i++)
			exists |= proc_at(i) != NULL &&
				proc_at(i)->pgid == pgid;
		return exists ? -EPERM : -ESRCH;
	}
	t->foreground = pgid;
	return 0;
}

void job_opened(struct tty *t, struct proc *p, int flags)
{
	if ((flags & O_NOCTTY) != 0 || (flags & O_ACCMODE) == O_WRONLY ||
		p->server != NULL)
		return;
	if (p->sid == p->pid && p->tty == NULL && t->session == 0)
		give(t, p);
}

void tty_session_ended(struct proc *p)
{
	struct siginfo_sent info = { .code = SI_KERNEL };
	struct tty *t = p->tty;

	if (t != NULL && t->session == p->sid)
		end_session(t, p->sid, true);
	else if (p->lost_foreground != 0)
		signal_send_group(p->lost_foreground, SIGHUP, &info);
	p->lost_foreground = 0;
}
