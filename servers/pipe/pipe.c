/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pipes and FIFOs: a ring each, with the requests that wait for bytes or for
 * room. POSIX read(), write() and fcntl() on pipes: a write of PIPE_BUF bytes
 * or less goes in whole or not at all; a larger one may be split.
 */
#include "servers/pipe/pipe.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>

#include "kernel/abi/user.h"
#include "kernel/alloc.h"
#include "kernel/sched.h"
#include "servers/pipe/handlers.h"
#include "servers/pipe/ring.h"

struct pipe {
	struct ring ring;
	int readers, writers;                  /* open ends */
	uint32_t writer_opens;                 /* ever */
	struct list reading, writing, opening; /* requests kept */
	struct waitq queue;                    /* of poll */
};

static struct pipe *pipe_of(const struct request *rq)
{
	return (struct pipe *)rq->m.arg[0];
}

static bool can_read(const struct request *rq)
{
	return (rq->m.arg[1] & O_ACCMODE) != O_WRONLY;
}

static bool can_write(const struct request *rq)
{
	return (rq->m.arg[1] & O_ACCMODE) != O_RDONLY;
}

static bool nonblocking(const struct request *rq)
{
	return (rq->m.arg[1] & O_NONBLOCK) != 0;
}

/* So many pipes hold 64 KiB each, those made beyond hold RING_MIN: nobody
 * fills the kernel's memory with pipes. */
enum { FULL_PIPES = 1024, MOST_PIPES = 16384 };

static struct {
	int count;      /* pipes there are */
	uint32_t bytes; /* their capacities */
} pipes;

enum { MOST_BYTES = FULL_PIPES * RING_DEFAULT };

int pipe_create(struct request *rq)
{
	struct pipe *p;

	if (pipes.count >= MOST_PIPES)
		return -ENFILE;
	p = kzalloc(sizeof(*p));
	if (p == NULL)
		return -ENOMEM;
	ring_init(&p->ring, pipes.bytes < MOST_BYTES ? RING_DEFAULT : RING_MIN);
	pipes.bytes += p->ring.capacity;
	pipes.count++;
	list_init(&p->reading);
	list_init(&p->writing);
	list_init(&p->opening);
	waitq_init(&p->queue);
	rq->m.arg[0] = (uint32_t)p;
	return 0;
}

/* Bytes from the ring to the reader; how many. */
static int take(struct pipe *p, struct uio *io)
{
	struct ring_span span[2];
	uint32_t count = ring_peek(&p->ring, io->left, span);

	uio_put(io, span[0].data, span[0].length);
	uio_put(io, span[1].data, span[1].length);
	ring_consume(&p->ring, count);
	return (int)count;
}

/*
 * Bytes from the writer to the ring; how many, 0 when it has to wait. All or
 * nothing for up to PIPE_BUF bytes in all.
 */
static int give(struct pipe *p, struct uio *io, uint32_t whole)
{
	struct ring_span span[2];
	int count;

	if (whole <= PIPE_BUF && ring_space(&p->ring) < io->left)
		return 0;
	count = ring_reserve(&p->ring, io->left, span);
	if (count <= 0)
		return count;
	uio_get(io, span[0].data, span[0].length);
	uio_get(io, span[1].data, span[1].length);
	ring_commit(&p->ring, (uint32_t)count);
	return count;
}

/* arg[2] of a kept write: bytes done; arg[3]: bytes it had in all. */
static bool write_on(struct pipe *p, struct request *rq)
{
	int count = give(p, &rq->io, rq->m.arg[3]);

	if (count < 0) {
		server_reply(rq, rq->m.arg[2] > 0 ? (int)rq->m.arg[2] : count);
		return true;
	}
	rq->m.arg[2] += (uint32_t)count;
	if (rq->io.left > 0)
		return false;
	server_reply(rq, (int)rq->m.arg[2]);
	return true;
}

static bool writable(const struct pipe *p)
{
	return ring_space(&p->ring) >= PIPE_BUF;
}

/* Like Linux: every write is news to readers, every read to writers only
 * after they had no room. */
static void announce_written(struct pipe *p)
{
	waitq_wake_events(&p->queue, POLLIN | POLLRDNORM);
}

static void announce_read(struct pipe *p, bool was_writable)
{
	if (!was_writable && writable(p))
		waitq_wake_events(&p->queue, POLLOUT | POLLWRNORM);
}

/* Lets kept readers and writers go on as far as bytes and room allow. */
static void settle(struct pipe *p)
{
	bool moved = true;

	while (moved) {
		struct request *rq;

		moved = false;
		if (!list_empty(&p->reading) && ring_used(&p->ring) > 0) {
			rq = list_entry(
				list_pop(&p->reading), struct request, link);
			server_reply(rq, take(p, &rq->io));
			moved = true;
		}
		if (!list_empty(&p->writing)) {
			uint32_t before = ring_used(&p->ring);

			rq = list_entry(p->writing.next, struct request, link);
			if (write_on(p, rq)) {
				list_remove(&rq->link);
				moved = true;
			}
			if (ring_used(&p->ring) != before) {
				moved = true;
				announce_written(p);
			}
		}
	}
}

int pipe_read(struct request *rq)
{
	struct pipe *p = pipe_of(rq);
	bool was_writable = writable(p);
	int count;

	if (rq->io.left == 0)
		return 0;
	if (ring_used(&p->ring) > 0 && list_empty(&p->reading)) {
		count = take(p, &rq->io);
		settle(p);
		announce_read(p, was_writable);
		return count;
	}
	if (p->writers == 0)
		return 0;
	if (nonblocking(rq))
		return -EAGAIN;
	list_append(&p->reading, &rq->link);
	return SUSPEND;
}

int pipe_write(struct request *rq)
{
	struct pipe *p = pipe_of(rq);
	uint32_t whole = rq->io.left;
	int count = 0;

	if (whole == 0)
		return 0;
	if (p->readers == 0)
		return -EPIPE;
	if (list_empty(&p->writing)) {
		count = give(p, &rq->io, whole);
		if (count < 0)
			return count;
	}
	if (count > 0) {
		settle(p);
		announce_written(p);
	}
	if (rq->io.left == 0)
		return count;
	if (nonblocking(rq))
		return count > 0 ? count : -EAGAIN;
	rq->m.arg[2] = (uint32_t)count;
	rq->m.arg[3] = whole;
	list_append(&p->writing, &rq->link);
	settle(p);
	return SUSPEND;
}

/* Lets go on who waits in open() for the other end: the readers or those who
 * only write. */
static void end_openers(struct pipe *p, bool readers)
{
	struct list *node = p->opening.next;

	while (node != &p->opening) {
		struct request *rq = list_entry(node, struct request, link);

		node = node->next;
		if (can_read(rq) != readers)
			continue;
		list_remove(&rq->link);
		server_reply(rq, 0);
	}
}

int pipe_open(struct request *rq)
{
	struct pipe *p = pipe_of(rq);

	if (can_read(rq)) {
		p->readers++;
		end_openers(p, false);
	}
	if (can_write(rq)) {
		p->writers++;
		p->writer_opens++;
		end_openers(p, true);
	}
	return 0;
}

static void end_readers(struct pipe *p)
{
	struct list *node;

	while ((node = list_pop(&p->reading)) != NULL)
		server_reply(list_entry(node, struct request, link), 0);
}

static void end_writers(struct pipe *p)
{
	struct list *node;

	while ((node = list_pop(&p->writing)) != NULL) {
		struct request *rq = list_entry(node, struct request, link);

		server_reply(rq, rq->m.arg[2] > 0 ? (int)rq->m.arg[2] : -EPIPE);
	}
}

int pipe_close(struct request *rq)
{
	struct pipe *p = pipe_of(rq);

	if (can_read(rq) && --p->readers == 0)
		end_writers(p);
	if (can_write(rq) && --p->writers == 0)
		end_readers(p);
	waitq_wake(&p->queue);
	if (p->readers > 0 || p->writers > 0 || !list_empty(&p->opening))
		return 0;
	pipes.bytes -= p->ring.capacity;
	ring_free(&p->ring);
	kfree(p);
	pipes.count--;
	return 1;
}

int pipe_events(const struct pipe *p, int flags, int64_t unwritten)
{
	int accmode = flags & O_ACCMODE;
	int events = 0;

	if (accmode != O_WRONLY) {
		if (ring_used(&p->ring) > 0)
			events |= POLLIN | POLLRDNORM;
		if (p->writers == 0 && unwritten != pipe_unwritten(p))
			events |= POLLHUP;
	}
	if (accmode != O_RDONLY) {
		if (p->readers == 0)
			events |= POLLERR;
		if (writable(p))
			events |= POLLOUT | POLLWRNORM;
	}
	return events;
}

struct waitq *pipe_queue(struct pipe *p)
{
	return &p->queue;
}

int64_t pipe_unwritten(const struct pipe *p)
{
	return p->writers > 0 ? 0 : (int64_t)p->writer_opens + 1;
}

int pipe_count(struct request *rq)
{
	return (int)ring_used(&pipe_of(rq)->ring);
}

/* A FIFO's open waits until the other side has been opened, even if it was
 * closed again meanwhile (POSIX open()). */
int pipe_wait(struct request *rq)
{
	struct pipe *p = pipe_of(rq);

	if (can_read(rq) ? p->writers > 0 : p->readers > 0)
		return 0;
	list_append(&p->opening, &rq->link);
	return SUSPEND;
}

int pipe_size(struct pipe *p, int size)
{
	uint32_t capacity = RING_MIN, old = p->ring.capacity;
	int error;

	if (size < 0)
		return (int)p->ring.capacity;
	if (size > RING_MAX)
		return -EPERM;
	while (capacity < (uint32_t)size)
		capacity *= 2;
	if (capacity > old && current->cred.euid != 0 &&
		pipes.bytes + (capacity - old) > MOST_BYTES)
		return -EPERM;
	error = ring_resize(&p->ring, capacity);
	if (error < 0)
		return error;
	pipes.bytes += capacity - old;
	settle(p);
	return (int)capacity;
}

int pipe_cancel(struct request *rq)
{
	if (rq->m.type == PIPE_WRITE && rq->m.arg[2] > 0)
		return (int)rq->m.arg[2];
	return -EXA_ERESTART;
}
