/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What lies in the queues of sockets. A packet is charged to its sender until
 * it has been read, so that a sender is held up by its own SO_SNDBUF.
 */
#include <errno.h>
#include <poll.h>

#include "kernel/alloc.h"
#include "servers/socket/socket.h"

/* CHARGE is what a packet costs its sender besides its bytes; CROWDED the
 * bytes from which on sockets in all may hold only a packet each. */
enum { CHARGE = 512, SMALL = 2048, PAGE = 4096, CROWDED = 64 << 20 };

static uint32_t total; /* what all packets are charged with */

/* A packet with its head takes a slot or pages; all of it is room. */
static uint32_t room_for(uint32_t size)
{
	uint32_t whole = (uint32_t)sizeof(struct packet) + size;
	uint32_t slot = 128;

	if (whole > SMALL)
		slot = (whole + PAGE - 1) & ~(uint32_t)(PAGE - 1);
	while (slot < whole)
		slot *= 2;
	return slot - (uint32_t)sizeof(struct packet);
}

struct packet *packet_new(struct socket *s, uint32_t size, struct transfer *t)
{
	uint32_t room = room_for(size);
	struct packet *p = kmalloc(sizeof(*p) + room);

	if (p == NULL)
		return NULL;
	*p = (struct packet){ .sender = s, .room = room };
	list_init(&p->link);
	socket_ref(s);
	p->charge = CHARGE + room;
	s->charged += p->charge;
	total += p->charge;
	p->rights = t->rights;
	t->rights = NULL;
	rights_enter(p->rights);
	p->cred = t->cred;
	p->end = (uint32_t)uio_get(&t->io, p->data, size);
	return p;
}

uint32_t packet_limit(const struct socket *s)
{
	if (s->protocol != &tcp || s->peer == NULL)
		return s->options.send_size;
	return s->options.send_size + s->peer->options.receive_size;
}

bool packet_writable(const struct socket *s)
{
	int share = s->protocol == &tcp ? 2 : 4;

	return s->state != SOCKET_LISTENING &&
		s->charged <= packet_limit(s) / share;
}

bool packet_crowded(const struct socket *s)
{
	return total >= CROWDED && s->charged > 0;
}

void packet_queue(struct socket *to, struct packet *p)
{
	list_append(&to->packets, &p->link);
	to->count++;
	to->received += p->end - p->start;
	to->held += p->charge;
}

void packet_free(struct packet *p)
{
	struct socket *s = p->sender;

	rights_leave(p->rights);
	rights_free(p->rights);
	s->charged -= p->charge;
	total -= p->charge;
	kfree(p);
	if (packet_writable(s))
		socket_wake(s, POLLOUT | POLLWRNORM | POLLWRBAND);
	socket_put(s);
}

void packet_drop(struct socket *s, struct packet *p)
{
	list_remove(&p->link);
	s->count--;
	s->received -= p->end - p->start;
	s->held -= p->charge;
	packet_free(p);
}

struct packet *packet_first(const struct socket *s)
{
	if (list_empty(&s->packets))
		return NULL;
	return list_entry(s->packets.next, struct packet, link);
}

void packet_purge(struct socket *s)
{
	struct packet *p;

	while ((p = packet_first(s)) != NULL)
		packet_drop(s, p);
}

/* Waits for a datagram; 1: there is none and never will be one. */
static int wait_datagram(struct socket *s, int flags)
{
	double deadline = socket_deadline(s->options.receive_time);
	int error;

	while (packet_first(s) == NULL) {
		if (s->error != 0)
			return socket_error(s);
		if ((s->down & DOWN_RECEIVE) != 0 &&
			(s->type == SOCK_SEQPACKET ||
				(flags & MSG_DONTWAIT) == 0))
			return 1;
		if ((flags & MSG_DONTWAIT) != 0)
			return -EAGAIN;
		error = socket_wait(s, deadline);
		if (error < 0)
			return error;
	}
	return s->error != 0 ? socket_error(s) : 0;
}

int packet_receive(struct socket *s, struct transfer *t,
	void (*describe)(struct packet *p, struct transfer *t))
{
	int error = wait_datagram(s, t->flags);
	bool peek = (t->flags & MSG_PEEK) != 0;
	uint32_t length, done;
	struct packet *p;

	if (error != 0)
		return error < 0 ? error : 0;
	p = packet_first(s);
	if (peek && p->rights != NULL) {
		t->rights = rights_copy(p->rights);
		if (t->rights == NULL)
			return -ENOMEM;
	}
	length = p->end - p->start;
	done = (uint32_t)uio_put(&t->io, p->data + p->start, length);
	if (done < length)
		t->out_flags |= MSG_TRUNC;
	describe(p, t);
	t->cred = p->cred;
	t->has_cred = true;
	if (!peek) {
		rights_leave(p->rights);
		t->rights = p->rights;
		p->rights = NULL;
		packet_drop(s, p);
	}
	return (int)((t->flags & MSG_TRUNC) != 0 ? length : done);
}
