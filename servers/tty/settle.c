/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kept requests: who may go on, and who is to be sent away. */
#include <errno.h>
#include <poll.h>

#include "kernel/abi/user.h"
#include "servers/tty/handlers.h"
#include "servers/tty/impl.h"

/* A process that has to act on a signal leaves its call, and makes it again
 * afterwards: by then another group may be in the foreground. */
static bool has_signal(const struct proc *p)
{
	const sigmask always = SIGBIT(SIGKILL) | SIGBIT(SIGSTOP);

	return (p->sig.pending & (~p->sig.mask | always)) != 0;
}

bool tty_distracted(const struct tty *t, const struct request *rq)
{
	const struct proc *p = rq->client;

	if (p->state == PROC_STOPPED || has_signal(p))
		return true;
	return rq->m.type == TTY_READ && job_background(t, p);
}

static bool settle_drainers(struct tty *t)
{
	struct list *node;
	bool moved = false;

	while (t->out_used == 0 && (node = list_pop(&t->draining)) != NULL) {
		struct request *rq = list_entry(node, struct request, link);

		server_reply(rq, tty_drained(t, rq));
		moved = true;
	}
	return moved;
}

/* Wakes who polls: for what has become ready, for each input, for a hang-up. */
static void announce(struct tty *t, bool typed)
{
	int events = tty_events(t);
	int news = events & ~t->told;

	if (typed)
		news |= events & (POLLIN | POLLRDNORM);
	if (t->told_hangups != t->hangups)
		news = -1;
	t->told = events;
	t->told_hangups = t->hangups;
	if (news != 0)
		waitq_wake_events(&t->queue, news);
}

void tty_settle(struct tty *t)
{
	bool typed = false;
	bool moved;

	do {
		moved = tty_pump(t);
		typed |= moved;
		moved |= tty_settle_readers(t);
		moved |= tty_settle_writers(t);
		if (t->backend->pseudo)
			moved |= tty_send(t);
		else if (!list_empty(&t->draining))
			tty_send(t);
		if (t->backend->settle != NULL)
			moved |= t->backend->settle(t);
		moved |= settle_drainers(t);
	} while (moved);
	tty_send_soon(t);
	announce(t, typed);
}

/* arg[2] of a kept write: bytes done. */
int handle_cancel(struct request *rq)
{
	if ((rq->m.type == TTY_WRITE || rq->m.type == PTY_WRITE) &&
		rq->m.arg[2] > 0)
		return (int)rq->m.arg[2];
	if (rq->m.type == TTY_READ)
		return tty_interrupt_read(tty_of(rq), rq);
	return -EXA_ERESTART;
}
