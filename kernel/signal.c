/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sending signals and acting on them at the boundary of a call. */
#include "kernel/signal.h"

#include <poll.h>
#include <stddef.h>
#include <sys/wait.h>

#include "kernel/abi/user.h"
#include "kernel/coroutine.h"
#include "kernel/cputime.h"
#include "kernel/host.h"
#include "kernel/log.h"
#include "kernel/proc.h"
#include "kernel/ptimer.h"
#include "kernel/sched.h"
#include "kernel/sigqueue.h"
#include "kernel/trace.h"

#define STOP_SIGNALS \
	(SIGBIT(SIGSTOP) | SIGBIT(SIGTSTP) | SIGBIT(SIGTTIN) | SIGBIT(SIGTTOU))
#define IGNORED_BY_DEFAULT \
	(SIGBIT(SIGCHLD) | SIGBIT(SIGURG) | SIGBIT(SIGWINCH) | SIGBIT(SIGCONT))

bool signal_is_ignored(const struct sigstate *s, int sig)
{
	if (s->action[sig].handler == HANDLER_IGN)
		return true;
	return s->action[sig].handler == HANDLER_DFL &&
		(SIGBIT(sig) & IGNORED_BY_DEFAULT) != 0;
}

static sigmask deliverable(const struct sigstate *s)
{
	return s->pending & ~s->awaited & (~s->mask | UNBLOCKABLE);
}

bool signal_acts(const struct proc *p)
{
	return deliverable(&p->sig) != 0;
}

/* Whether sig, pending for p, would stop it now. */
static bool would_stop(const struct proc *p, int sig)
{
	if ((SIGBIT(sig) & STOP_SIGNALS) == 0 ||
		p->sig.action[sig].handler != HANDLER_DFL)
		return false;
	return sig == SIGSTOP || !signal_orphaned(p);
}

bool signal_interrupts(const struct proc *p)
{
	sigmask set = deliverable(&p->sig);

	for (; set != 0; set &= set - 1) {
		int sig = __builtin_ctzll(set) + 1;

		if (signal_is_ignored(&p->sig, sig))
			continue;
		if (p->sig.action[sig].handler == HANDLER_DFL &&
			(SIGBIT(sig) & STOP_SIGNALS) != 0)
			continue;
		return true;
	}
	return false;
}

/*
 * POSIX 3.264: a group is orphaned when no member's parent is in the same
 * session but another group.
 */
bool signal_orphaned(const struct proc *p)
{
	for (int i = 0; i < PROC_MAX; i++) {
		struct proc *q = proc_at(i);

		if (q != NULL && q->pgid == p->pgid && q->parent != NULL &&
			q->state != PROC_ZOMBIE &&
			q->parent->state != PROC_ZOMBIE &&
			q->parent->sid == p->sid && q->parent->pgid != p->pgid)
			return false;
	}
	return true;
}

void signal_add_times(struct siginfo_sent *info, struct proc *p)
{
	double user, system;

	cputime_split(p, &user, &system);
	info->utime = (int32_t)(user / USAGE_TICK_MS);
	info->stime = (int32_t)(system / USAGE_TICK_MS);
}

static void notify_parent(struct proc *p, int code, int status)
{
	struct siginfo_sent info = {
		.code = code,
		.pid = p->pid,
		.uid = p->cred.ruid,
		.status = status,
	};

	if (p->parent == NULL)
		return;
	signal_add_times(&info, p);
	waitq_wake(&p->parent->child_event);
	if ((p->parent->sig.action[SIGCHLD].flags & SA_NOCLDSTOP) == 0)
		signal_send(p->parent, SIGCHLD, &info);
}

/* A pending signal takes effect. */
static void tell_tracer(struct proc *p, int sig)
{
	struct list *n = p->sig.queue.next;

	if (p->tracer == NULL)
		return;
	for (; n != &p->sig.queue; n = n->next) {
		struct sigqueued *q = list_entry(n, struct sigqueued, link);

		if (q->sig == sig) {
			trace_signal(p, sig, &q->info);
			return;
		}
	}
}

static void stop(struct proc *p, int sig)
{
	tell_tracer(p, sig);
	trace_stop(p, sig);
	sigqueue_discard(p, SIGBIT(sig));
	p->state = PROC_STOPPED;
	p->stop_status = sig;
	p->continued = false;
	notify_parent(p, CLD_STOPPED, sig);
	coroutine_suspend();
}

static void resume_stopped(struct proc *p)
{
	proc_ready(p);
	p->stop_status = 0;
}

bool signal_stop_if_told(struct proc *p)
{
	bool stopped = false;
	int sig;

	while ((sig = sigqueue_first(deliverable(&p->sig))) != 0) {
		if (would_stop(p, sig)) {
			stop(p, sig);
			stopped = true;
		} else if (signal_is_ignored(&p->sig, sig)) {
			tell_tracer(p, sig);
			sigqueue_discard(p, SIGBIT(sig));
		} else {
			break;
		}
	}
	return stopped;
}

static void generate_continue(struct proc *p)
{
	sigqueue_discard(p, STOP_SIGNALS);
	if (p->state != PROC_STOPPED)
		return;
	resume_stopped(p);
	p->continued = true;
	notify_parent(p, CLD_CONTINUED, SIGCONT);
}

/* What a signal does at once. Returns whether it is to be queued. */
static bool prepare(struct proc *p, int sig)
{
	if (sig == 0 || p->state == PROC_ZOMBIE || p->server != NULL)
		return false;
	if (sig == SIGCONT)
		generate_continue(p);
	if (SIGBIT(sig) & STOP_SIGNALS)
		sigqueue_discard(p, SIGBIT(SIGCONT));
	return !signal_is_ignored(&p->sig, sig) ||
		((p->sig.mask | p->sig.awaited) & SIGBIT(sig)) != 0;
}

/* After a signal was queued: lets p act on it. */
static void alert(struct proc *p, int sig)
{
	waitq_wake_events(&p->signal_event, POLLIN);
	if (((deliverable(&p->sig) | p->sig.awaited) & SIGBIT(sig)) == 0)
		return;
	if (sig == SIGKILL && p->state == PROC_STOPPED)
		resume_stopped(p);
	proc_wake(p);
}

int signal_send(struct proc *p, int sig, const struct siginfo_sent *info)
{
	int error;

	if (!prepare(p, sig)) {
		if (sig != 0 && p->state != PROC_ZOMBIE)
			trace_signal(p, sig, info);
		return 0;
	}
	error = sigqueue_add(p, sig, info);
	if (error == 0)
		alert(p, sig);
	return error;
}

bool signal_send_timer(struct proc *p, int sig, struct sigqueued *node)
{
	if (!prepare(p, sig))
		return false;
	sigqueue_add_timer(p, sig, node);
	alert(p, sig);
	return true;
}

void signal_send_kernel(struct proc *p, int sig)
{
	struct siginfo_sent info = { .code = SI_KERNEL };

	signal_send(p, sig, &info);
}

void signal_raise(int sig)
{
	struct siginfo_sent info = {
		.code = SI_USER,
		.pid = current->pid,
		.uid = current->cred.ruid,
	};

	signal_send(current, sig, &info);
}

int signal_send_group(int pgid, int sig, const struct siginfo_sent *info)
{
	int count = 0;

	for (int i = 0; i < PROC_MAX; i++) {
		struct proc *p = proc_at(i);

		if (p == NULL || p->pgid != pgid || p->server != NULL)
			continue;
		count++;
		signal_send(p, sig, info);
	}
	return count;
}

void signal_force(struct proc *p, int sig)
{
	struct siginfo_sent info = { .code = SI_KERNEL };

	p->sig.action[sig].handler = HANDLER_DFL;
	p->sig.mask &= ~SIGBIT(sig);
	sigqueue_add(p, sig, &info);
	klog("%s[%d]: %s", p->name, p->pid,
		sig == SIGFPE           ? "arithmetic trap"
			: sig == SIGILL ? "illegal instruction trap"
					: "memory or stack out of bounds");
}

/* A default action, or none. Returns true when p has ended. */
static bool default_action(struct proc *p, int sig)
{
	if (would_stop(p, sig)) {
		stop(p, sig);
		return false;
	}
	tell_tracer(p, sig);
	sigqueue_discard(p, SIGBIT(sig));
	if (signal_is_ignored(&p->sig, sig) ||
		(SIGBIT(sig) & STOP_SIGNALS) != 0)
		return false;
	proc_exit(p, sig);
	return true;
}

/*
 * Signals are acted on lowest first; what a handler blocks waits for its end,
 * what it does not block comes before it has begun (as Linux has it).
 */
int32_t signal_boundary(struct proc *p, int32_t result)
{
	sigmask later = 0;
	bool caught = false;
	int sig;

	while ((sig = sigqueue_first(deliverable(&p->sig) & ~later)) != 0) {
		if (p->sig.action[sig].handler > HANDLER_IGN) {
			caught = true;
			later |= SIGBIT(sig) | p->sig.action[sig].mask;
		} else if (default_action(p, sig)) {
			return result;
		}
	}
	if (caught && p->sig.flag != 0)
		host_store32(p->slot, p->sig.flag, 1);
	if (!caught && p->sig.restore_mask) {
		p->sig.restore_mask = false;
		p->sig.mask = p->sig.saved_mask;
	}
	if (result == -EXA_ERESTART && !caught)
		return RESTART_CALL;
	return result;
}

void signal_fork(struct sigstate *child)
{
	sigqueue_init(child);
	child->restore_mask = false;
}

void signal_exec(struct proc *p)
{
	ptimers_free(p);
	p->interrupted.time = 0;
	for (int sig = 1; sig <= NSIG_ALL; sig++) {
		struct sigact *act = &p->sig.action[sig];

		if (act->handler > HANDLER_IGN)
			act->handler = HANDLER_DFL;
		act->flags = 0;
		act->mask = 0;
	}
	p->sig.flag = 0;
	p->sig.alt_sp = 0;
	p->sig.alt_size = 0;
	p->sig.alt_flags = SS_DISABLE;
}

void signal_exit(struct proc *p)
{
	waitq_clear(&p->signal_event);
	sigqueue_discard(p, ~(sigmask)0);
	itimers_cancel(p);
	ptimers_free(p);
	clock_cpu_end(p);
}
