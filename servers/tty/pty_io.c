/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pseudo-terminals: what the master reads and writes. arg[2] of a kept write
 * are the bytes done.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>

#include "kernel/abi/user.h"
#include "servers/tty/handlers.h"
#include "servers/tty/pty_impl.h"

size_t pty_output(struct tty *t, const uint8_t *bytes, size_t n)
{
	struct pty *p = pty_of(t);

	if (n > PTY_OUT - p->used)
		n = PTY_OUT - p->used;
	memcpy(p->out + p->used, bytes, n);
	p->used += (uint32_t)n;
	p->arrived |= n > 0;
	return n;
}

void pty_drop_output(struct pty *p)
{
	p->used = 0;
}

static int take_output(struct pty *p, struct uio *io)
{
	size_t n = uio_put(io, p->out, p->used);

	p->used -= (uint32_t)n;
	memmove(p->out, p->out + n, p->used);
	return (int)n;
}

/* What there is to read: bytes, an error, or -EAGAIN: nothing yet. */
static int read_master(struct pty *p, struct uio *io)
{
	uint8_t kind = p->status;

	if (io->left == 0)
		return 0;
	if (p->packet && kind != TIOCPKT_DATA) {
		p->status = TIOCPKT_DATA;
		return (int)uio_put(io, &kind, 1);
	}
	if (p->used == 0)
		return p->left ? -EIO : -EAGAIN;
	if (!p->packet)
		return take_output(p, io);
	uio_put(io, &kind, 1);
	return 1 + take_output(p, io);
}

/* Moves bytes of a master's write into the slave's input. */
static uint32_t write_master(struct pty *p, struct uio *io)
{
	return p->stopped ? 0 : (uint32_t)tty_store_input(&p->slave, io);
}

static bool settle_reader(struct pty *p)
{
	struct request *rq;
	int n;

	if (list_empty(&p->reading))
		return false;
	rq = list_entry(p->reading.next, struct request, link);
	n = read_master(p, &rq->io);
	if (n == -EAGAIN)
		return false;
	list_remove(&rq->link);
	server_reply(rq, n);
	return true;
}

static bool settle_writer(struct pty *p)
{
	struct request *rq;
	uint32_t n;

	if (list_empty(&p->writing))
		return false;
	rq = list_entry(p->writing.next, struct request, link);
	n = write_master(p, &rq->io);
	rq->m.arg[2] += n;
	if (rq->io.left > 0)
		return n > 0;
	list_remove(&rq->link);
	server_reply(rq, (int)rq->m.arg[2]);
	return true;
}

static int master_events(const struct pty *p)
{
	int events = 0;

	if (p->used > 0)
		events |= POLLIN | POLLRDNORM;
	if (p->packet && p->status != TIOCPKT_DATA)
		events |= POLLIN | POLLRDNORM | POLLPRI;
	if (p->left)
		events |= POLLHUP;
	if (!p->stopped && p->slave.in_used < TTY_IN)
		events |= POLLOUT | POLLWRNORM;
	return events;
}

/* Wakes who polls: for what has become ready, and for all output. */
static void announce(struct pty *p)
{
	int events = master_events(p);
	int news = events & ~p->told;

	if (p->arrived)
		news |= events & (POLLIN | POLLRDNORM);
	p->arrived = false;
	p->told = events;
	if (news != 0)
		waitq_wake_events(&p->queue, news);
}

bool pty_settle(struct tty *t)
{
	struct pty *p = pty_of(t);
	bool moved = settle_reader(p);

	moved |= settle_writer(p);
	announce(p);
	return moved;
}

int handle_master_read(struct request *rq)
{
	struct pty *p = pty_of(tty_of(rq));
	int n = -EAGAIN;

	if (list_empty(&p->reading))
		n = read_master(p, &rq->io);
	if (n != -EAGAIN) {
		tty_settle(&p->slave);
		return n;
	}
	if ((rq->m.arg[1] & O_NONBLOCK) != 0)
		return -EAGAIN;
	list_append(&p->reading, &rq->link);
	return SUSPEND;
}

int handle_master_write(struct request *rq)
{
	struct pty *p = pty_of(tty_of(rq));
	uint32_t done = 0, n;

	if (list_empty(&p->writing)) {
		do {
			n = write_master(p, &rq->io);
			done += n;
			tty_settle(&p->slave);
		} while (n > 0 && rq->io.left > 0);
	}
	if (rq->io.left == 0)
		return (int)done;
	if ((rq->m.arg[1] & O_NONBLOCK) != 0)
		return done > 0 ? (int)done : -EAGAIN;
	rq->m.arg[2] = done;
	list_append(&p->writing, &rq->link);
	return SUSPEND;
}

int handle_master_poll(struct request *rq)
{
	struct pty *p = pty_of(tty_of(rq));

	rq->queue = &p->queue;
	return p->told = master_events(p);
}
