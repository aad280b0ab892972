/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kernel/sigqueue.h"

#include <errno.h>
#include <stddef.h>

#include "kernel/alloc.h"
#include "kernel/proc.h"
#include "kernel/ptimer.h"

#define OWN_FAULT                                                              \
	(SIGBIT(SIGSEGV) | SIGBIT(SIGBUS) | SIGBIT(SIGILL) | SIGBIT(SIGTRAP) | \
		SIGBIT(SIGFPE) | SIGBIT(SIGSYS))

void sigqueue_init(struct sigstate *s)
{
	list_init(&s->queue);
	s->pending = 0;
	s->queued = 0;
	for (int sig = 0; sig < SIG_REALTIME; sig++)
		s->standard[sig].sig = 0;
}

int sigqueue_of_user(uid_t uid)
{
	int count = 0;

	for (int i = 0; i < PROC_MAX; i++) {
		const struct proc *p = proc_at(i);

		if (p != NULL && p->cred.ruid == uid)
			count += p->sig.queued + p->ptimers.count;
	}
	return count;
}

static void append(struct sigstate *s, int sig, struct sigqueued *node)
{
	node->sig = sig;
	list_append(&s->queue, &node->link);
	s->pending |= SIGBIT(sig);
}

static struct sigqueued *new_node(const struct proc *p)
{
	struct sigqueued *node = NULL;

	if (rlimit_may_queue(p, sigqueue_of_user(p->cred.ruid)))
		node = kmalloc(sizeof(*node));
	if (node != NULL)
		node->owner = SIGQUEUED_HEAP;
	return node;
}

int sigqueue_add(struct proc *p, int sig, const struct siginfo_sent *info)
{
	struct sigstate *s = &p->sig;
	struct sigqueued *node;

	if (sig < SIG_REALTIME) {
		node = &s->standard[sig];
		if ((s->pending & SIGBIT(sig)) != 0)
			return 0;
		node->owner = SIGQUEUED_OWN;
	} else {
		node = new_node(p);
		if (node == NULL && info->code != SI_USER)
			return -EAGAIN;
		s->pending |= SIGBIT(sig);
		if (node == NULL)
			return 0;
		s->queued++;
	}
	node->info = *info;
	append(s, sig, node);
	return 0;
}

void sigqueue_add_timer(struct proc *p, int sig, struct sigqueued *node)
{
	node->owner = SIGQUEUED_TIMER;
	append(&p->sig, sig, node);
}

static struct sigqueued *find(struct sigstate *s, int sig)
{
	struct list *link;

	for (link = s->queue.next; link != &s->queue; link = link->next) {
		struct sigqueued *node = list_entry(
			link, struct sigqueued, link);

		if (node->sig == sig)
			return node;
	}
	return NULL;
}

static void unlink_node(struct sigstate *s, struct sigqueued *node)
{
	int sig = node->sig;

	list_remove(&node->link);
	node->sig = 0;
	if (find(s, sig) == NULL)
		s->pending &= ~SIGBIT(sig);
	if (node->owner != SIGQUEUED_HEAP)
		return;
	s->queued--;
	kfree(node);
}

void sigqueue_drop(struct proc *p, struct sigqueued *node)
{
	if (node->sig != 0)
		unlink_node(&p->sig, node);
}

int sigqueue_first(sigmask set)
{
	if (set & SIGBIT(SIGKILL))
		return SIGKILL;
	if (set & OWN_FAULT)
		set &= OWN_FAULT;
	return set == 0 ? 0 : __builtin_ctzll(set) + 1;
}

/* A timer goes on when its signal is accepted or lost. */
static void accepted(struct proc *p, int sig, struct sigqueued *node)
{
	if (node != NULL && node->owner == SIGQUEUED_TIMER)
		ptimer_accepted(node);
	else if (sig == SIGALRM)
		itimer_accepted(p);
}

void sigqueue_take(struct proc *p, int sig, struct siginfo_sent *info)
{
	struct sigqueued *node = find(&p->sig, sig);

	accepted(p, sig, node);
	if (node == NULL) {
		*info = (struct siginfo_sent){ .code = SI_USER };
		p->sig.pending &= ~SIGBIT(sig);
		return;
	}
	*info = node->info;
	unlink_node(&p->sig, node);
}

void sigqueue_discard(struct proc *p, sigmask set)
{
	struct siginfo_sent info;

	for (set &= p->sig.pending; set != 0; set &= p->sig.pending)
		sigqueue_take(p, sigqueue_first(set), &info);
}
