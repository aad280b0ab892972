/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes between two connected sockets: AF_UNIX streams and TCP alike. */
#include <errno.h>
#include <poll.h>
#include <string.h>

#include "servers/socket/socket.h"

enum { CHUNK = 32768 }; /* bytes in one packet */

static bool same_cred(const struct credentials *a, const struct credentials *b)
{
	return a->pid == b->pid && a->uid == b->uid && a->gid == b->gid;
}

/* Bytes that still fit behind those that s sent last. */
static uint32_t append(struct socket *s, struct socket *to, struct transfer *t)
{
	struct packet *p;
	uint32_t n;

	if (list_empty(&to->packets) || t->rights != NULL)
		return 0;
	p = list_entry(to->packets.prev, struct packet, link);
	if (p->sender != s || p->rights != NULL ||
		!same_cred(&p->cred, &t->cred))
		return 0;
	n = (uint32_t)uio_get(&t->io, p->data + p->end, p->room - p->end);
	p->end += n;
	to->received += n;
	return n;
}

/* Puts bytes into the queue; how many, -EAGAIN: full, or -errno. */
static int put(struct socket *s, struct transfer *t)
{
	struct socket *to = s->peer;
	uint32_t size = t->io.left < CHUNK ? t->io.left : CHUNK;
	uint32_t n = append(s, to, t);
	struct packet *p;

	if (n > 0)
		return (int)n;
	if (s->charged >= packet_limit(s) || packet_crowded(s))
		return -EAGAIN;
	p = packet_new(s, size, t);
	if (p == NULL)
		return -ENOBUFS;
	packet_queue(to, p);
	return (int)size;
}

/* Why nothing can be sent (any more). */
static int send_error(struct socket *s)
{
	if (s->family != AF_UNIX && s->error != 0)
		return socket_error(s);
	if ((s->down & DOWN_SEND) != 0)
		return -EPIPE;
	if (s->error != 0)
		return socket_error(s);
	if (s->peer == NULL || s->state != SOCKET_CONNECTED)
		return -EPIPE;
	if (s->family == AF_UNIX &&
		(s->peer->dead || (s->peer->down & DOWN_RECEIVE) != 0))
		return -EPIPE;
	return 0;
}

int stream_send(struct socket *s, struct transfer *t)
{
	double deadline = socket_deadline(s->options.send_time);
	int sent = 0, n;

	do {
		n = send_error(s);
		if (n < 0)
			break;
		if (t->io.left == 0)
			return sent;
		n = put(s, t);
		sent += n > 0 ? n : 0;
		if (n > 0 && t->io.left > 0)
			continue;
		if (sent > 0)
			socket_wake(s->peer, POLLIN | POLLRDNORM);
		if (n != -EAGAIN || (t->flags & MSG_DONTWAIT) != 0)
			break;
		n = socket_wait(s, deadline);
	} while (n >= 0);
	return sent > 0 ? sent : n;
}

/* How a sleep for data ended: 1: there will be none. */
static int wait_data(struct socket *s, int flags, double deadline)
{
	if (s->error != 0 && !s->finished)
		return socket_error(s);
	if ((s->down & DOWN_RECEIVE) != 0)
		return 1;
	if (s->state != SOCKET_CONNECTED && s->state != SOCKET_CONNECTING)
		return -ENOTCONN;
	if ((flags & MSG_DONTWAIT) != 0)
		return -EAGAIN;
	return socket_wait(s, deadline);
}

/* Takes what comes with the data of p. */
static int take_control(struct packet *p, struct transfer *t)
{
	t->cred = p->cred;
	t->has_cred = true;
	if (p->rights == NULL)
		return 0;
	if ((t->flags & MSG_PEEK) != 0) {
		t->rights = rights_copy(p->rights);
		return t->rights == NULL ? -ENOMEM : 0;
	}
	t->rights = p->rights;
	p->rights = NULL;
	rights_leave(t->rights);
	return 0;
}

/* Moves n bytes of p to the reader. MSG_TRUNC on TCP: to nobody. */
static void give(struct socket *s, struct packet *p, uint32_t from, uint32_t n,
	struct transfer *t)
{
	if (s->family != AF_UNIX && (t->flags & MSG_TRUNC) != 0)
		uio_skip(&t->io, n);
	else
		uio_put(&t->io, p->data + from, n);
	if ((t->flags & MSG_PEEK) != 0)
		return;
	p->start += n;
	s->received -= n;
	if (p->start == p->end)
		packet_drop(s, p);
}

/*
 * Gives what there is, *skip bytes of which were looked at before (MSG_PEEK).
 * Returns how many bytes. *stop: no more may follow in this call, for they
 * come from somebody else, or behind open files.
 */
static int take(
	struct socket *s, struct transfer *t, uint32_t *skip, bool *stop)
{
	struct list *node = s->packets.next;
	uint32_t passed = 0;
	int total = 0;

	while (node != &s->packets && t->io.left > 0 && !*stop) {
		struct packet *p = list_entry(node, struct packet, link);
		uint32_t from = p->start, n = p->end - p->start;

		node = node->next;
		if (passed + n <= *skip) {
			passed += n;
			continue;
		}
		from += *skip - passed;
		n -= *skip - passed;
		passed = *skip;
		if (t->has_cred && socket_option(s, SO_PASSCRED) &&
			!same_cred(&t->cred, &p->cred)) {
			*stop = true;
			break;
		}
		if (take_control(p, t) < 0)
			return total > 0 ? total : -ENOMEM;
		*stop = t->rights != NULL;
		n = n < t->io.left ? n : t->io.left;
		give(s, p, from, n, t);
		total += (int)n;
		if ((t->flags & MSG_PEEK) != 0)
			passed = *skip += n;
	}
	return total;
}

int stream_receive(struct socket *s, struct transfer *t)
{
	double deadline = socket_deadline(s->options.receive_time);
	uint32_t target = (uint32_t)s->options.low_water, skip = 0;
	int total = 0, n = 0;
	bool stop = false;

	if ((t->flags & MSG_WAITALL) != 0 || target > t->io.left)
		target = t->io.left;
	while (t->io.left > 0 && !stop) {
		n = take(s, t, &skip, &stop);
		if (n < 0)
			break;
		total += n;
		if (n > 0)
			continue;
		if (total > 0 && (uint32_t)total >= target)
			break;
		n = wait_data(s, t->flags, deadline);
		if (n != 0)
			break;
	}
	return total > 0 || n > 0 ? total : n;
}
