/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Output: from those who write through the line discipline to the back-end.
 * It is collected until the process at hand gives way, so that one datagram
 * carries many small writes; what fills the buffer is sent at once. arg[2] of
 * a kept write are the bytes done.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>

#include "servers/tty/handlers.h"
#include "servers/tty/impl.h"

/* A timer that is due as soon as timers are looked at: long past. */
static const double at_once = 0.001;

bool tty_send(struct tty *t)
{
	size_t done = 0, n;

	if (t->ld.stopped)
		return false;
	while (done < t->out_used) {
		n = t->backend->output(t, t->out + done, t->out_used - done);
		if (n == 0)
			break;
		done += n;
	}
	t->out_used -= done;
	memmove(t->out, t->out + done, t->out_used);
	return done > 0;
}

static void send_timeout(struct timer *timer)
{
	struct tty *t = list_entry(timer, struct tty, send_timer);

	if (tty_send(t))
		tty_settle(t);
}

void tty_send_soon(struct tty *t)
{
	if (t->backend->pseudo)
		return;
	if (t->out_used > 0 && !t->ld.stopped && t->send_timer.deadline == 0)
		timer_set(&t->send_timer, at_once, send_timeout);
}

void tty_discard_output(struct tty *t)
{
	t->out_used = 0;
	tty_tell(t, TIOCPKT_FLUSHWRITE);
}

void tty_tell(struct tty *t, unsigned bits)
{
	if (t->backend->status != NULL)
		t->backend->status(t, bits);
}

void tty_output_room(struct tty *t)
{
	if (tty_send(t))
		tty_settle(t);
}

/* Room for at least one byte of a writer, whatever becomes of it. */
static uint32_t writer_room(struct tty *t)
{
	const uint32_t limit = TTY_OUT - TTY_ECHO_ROOM;

	if (t->out_used + LDISC_ROOM > limit)
		tty_send(t);
	return t->out_used + LDISC_ROOM > limit ? 0 : limit - t->out_used;
}

/* Writes as much as there is room for; how many bytes. */
static uint32_t write_some(struct tty *t, struct uio *io)
{
	uint32_t total = 0, room;

	while (io->left > 0 && !t->ld.stopped && (room = writer_room(t)) > 0) {
		struct ldisc_out out = { t->out + t->out_used, room, 0 };
		uint32_t most = room < TTY_SCRATCH ? room : TTY_SCRATCH;
		struct uio ahead = *io;
		size_t n = uio_get(&ahead, tty_scratch(), most);

		n = ldisc_write(&t->ld, tty_scratch(), n, &out);
		t->out_used += out.used;
		uio_skip(io, n);
		total += n;
	}
	return total;
}

/* What was written may be wanted at once: a master reads it. */
static uint32_t write_now(struct tty *t, struct uio *io)
{
	uint32_t total = 0, n;

	do {
		n = write_some(t, io);
		total += n;
		if (n > 0 && t->backend->pseudo)
			tty_settle(t);
	} while (n > 0 && io->left > 0 && t->backend->pseudo);
	return total;
}

/* The oldest kept write goes on; whether it was answered or got further. */
static bool settle_writer(struct tty *t, struct request *rq)
{
	uint32_t n;

	if (!tty_distracted(t, rq)) {
		n = write_some(t, &rq->io);
		rq->m.arg[2] += n;
		if (rq->io.left > 0)
			return n > 0;
	}
	list_remove(&rq->link);
	server_reply(rq, handle_cancel(rq));
	return true;
}

bool tty_settle_writers(struct tty *t)
{
	if (list_empty(&t->writing))
		return false;
	return settle_writer(
		t, list_entry(t->writing.next, struct request, link));
}

int handle_write(struct request *rq)
{
	struct tty *t = tty_of(rq);
	uint32_t done = 0;
	int error = 0;

	if (t->ld.termios.c_lflag & TOSTOP)
		error = job_check(t, rq->client, SIGTTOU);
	if (error < 0)
		return error;
	/* One writer's bytes stay together. */
	if (list_empty(&t->writing))
		done = write_now(t, &rq->io);
	tty_send_soon(t);
	if (rq->io.left == 0)
		return (int)done;
	if ((rq->m.arg[1] & O_NONBLOCK) != 0)
		return done > 0 ? (int)done : -EAGAIN;
	rq->m.arg[2] = done;
	list_append(&t->writing, &rq->link);
	return SUSPEND;
}
