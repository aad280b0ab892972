/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Input: from the back-end through the line discipline to those who read.
 * arg[2] and arg[3] of a kept read are the time it began, low half first.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>

#include "kernel/abi/user.h"
#include "kernel/host.h"
#include "servers/tty/handlers.h"
#include "servers/tty/impl.h"

size_t tty_receive(struct tty *t, const uint8_t *bytes, size_t n)
{
	size_t room = TTY_IN - t->in_used;

	if (n > room)
		n = room;
	memcpy(t->in + t->in_used, bytes, n);
	t->in_used += n;
	tty_settle(t);
	return n;
}

size_t tty_store_input(struct tty *t, struct uio *io)
{
	size_t n = uio_get(io, t->in + t->in_used, TTY_IN - t->in_used);

	t->in_used += n;
	return n;
}

void tty_drop_received(struct tty *t)
{
	t->in_used = 0;
}

static void take_received(struct tty *t, size_t n)
{
	t->in_used -= n;
	memmove(t->in, t->in + n, t->in_used);
	t->backend->taken(t, n);
}

void tty_flush_input(struct tty *t)
{
	ldisc_flush_input(&t->ld);
	if (t->in_used > 0)
		take_received(t, t->in_used);
	tty_tell(t, TIOCPKT_FLUSHREAD);
}

static void send_signals(struct tty *t, uint32_t events)
{
	if (events & LDISC_SIGINT)
		tty_interrupt(t);
	if (events & LDISC_SIGQUIT)
		job_signal(t, SIGQUIT);
	if (events & LDISC_SIGTSTP)
		job_signal(t, SIGTSTP);
}

/* One turn: some bytes into the line discipline, its echo to the output. */
static size_t pump_once(struct tty *t)
{
	uint32_t before = t->out_used;
	struct ldisc_out echo = { t->out + before, TTY_OUT - before, 0 };
	uint32_t events = 0;
	size_t n;

	n = ldisc_input(&t->ld, t->in, t->in_used, tty_now(), &echo, &events);
	if (events & LDISC_FLUSHED) {
		memmove(t->out, t->out + before, echo.used);
		t->out_used = 0;
		tty_tell(t, TIOCPKT_FLUSHREAD | TIOCPKT_FLUSHWRITE);
	}
	t->out_used += echo.used;
	if (n < t->in_used)
		n += ldisc_lookahead(
			&t->ld, t->in + n, t->in_used - n, &events);
	if (events & LDISC_FLOW)
		tty_tell(t, t->ld.stopped ? TIOCPKT_STOP : TIOCPKT_START);
	send_signals(t, events);
	if (n > 0)
		take_received(t, n);
	return n;
}

bool tty_pump(struct tty *t)
{
	bool moved = false;

	while (t->in_used > 0) {
		if (pump_once(t) > 0)
			moved = true;
		else if (TTY_OUT - t->out_used >= LDISC_ROOM || !tty_send(t))
			break;
	}
	return moved;
}

/* What the line discipline has for a reader, to the reader; how many bytes. */
static int take(struct tty *t, struct request *rq)
{
	uint32_t most = rq->io.left;
	size_t n;

	if (most > TTY_SCRATCH)
		most = TTY_SCRATCH;
	n = ldisc_read(&t->ld, tty_scratch(), most);
	uio_put(&rq->io, tty_scratch(), n);
	return (int)n;
}

static bool read_done(
	const struct tty *t, const struct request *rq, uint32_t *wait)
{
	uint64_t started = rq->m.arg[2] | (uint64_t)rq->m.arg[3] << 32;

	return ldisc_read_done(&t->ld, rq->io.left, started, tty_now(), wait);
}

static void read_timeout(struct timer *timer)
{
	tty_settle(list_entry(timer, struct tty, read_timer));
}

/* Looks again at the readers after wait milliseconds, or earlier. */
static void set_read_timer(struct tty *t, uint32_t wait)
{
	double deadline = host_now() + wait;

	if (t->read_timer.deadline == 0 || deadline < t->read_timer.deadline)
		timer_set(&t->read_timer, deadline, read_timeout);
}

int tty_interrupt_read(struct tty *t, struct request *rq)
{
	bool canonical = (t->ld.termios.c_lflag & ICANON) != 0;

	if (!canonical && ldisc_pending(&t->ld) &&
		signal_interrupts(rq->client))
		return take(t, rq);
	return -EXA_ERESTART;
}

/* Answers one kept read if its time has come. */
static bool settle_reader(struct tty *t, struct request *rq)
{
	bool distracted = tty_distracted(t, rq);
	uint32_t wait;

	if (!distracted && !read_done(t, rq, &wait)) {
		if (wait > 0)
			set_read_timer(t, wait);
		return false;
	}
	list_remove(&rq->link);
	rq->client->look.typed = !distracted;
	server_reply(rq, distracted ? tty_interrupt_read(t, rq) : take(t, rq));
	return true;
}

bool tty_settle_readers(struct tty *t)
{
	bool moved = false;
	struct list *node, *next;

	timer_cancel(&t->read_timer);
	for (node = t->reading.next; node != &t->reading; node = next) {
		next = node->next;
		moved |= settle_reader(
			t, list_entry(node, struct request, link));
	}
	return moved;
}

/* Bytes left the line discipline: what waited in front of it may go in. */
static int read_now(struct tty *t, struct request *rq)
{
	int n = take(t, rq);

	if (t->in_used > 0)
		tty_settle(t);
	return n;
}

int handle_read(struct request *rq)
{
	struct tty *t = tty_of(rq);
	uint64_t now = tty_now() + 1; /* never too early */
	int error = job_check(t, rq->client, SIGTTIN);
	uint32_t wait;

	tty_looked_at(rq->client);
	if (error < 0)
		return error;
	rq->m.arg[2] = (uint32_t)now;
	rq->m.arg[3] = (uint32_t)(now >> 32);
	if (list_empty(&t->reading) && read_done(t, rq, &wait))
		return read_now(t, rq);
	if ((rq->m.arg[1] & O_NONBLOCK) != 0)
		return ldisc_pending(&t->ld) ? read_now(t, rq) : -EAGAIN;
	list_append(&t->reading, &rq->link);
	tty_settle(t);
	return SUSPEND;
}
