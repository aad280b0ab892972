/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UDP between programs of this machine: udp(7). */
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>

#include "servers/socket/socket.h"

enum { DATAGRAM_MAX = 65507 };

static int udp_connect(struct socket *s, const struct address *a, bool nonblock)
{
	struct endpoint to, from;
	enum inet_reach reach;
	int error;

	(void)nonblock;
	if (a->length < sizeof(a->u.any.sa_family))
		return -EINVAL;
	if (a->u.any.sa_family == AF_UNSPEC) {
		inet_disconnect(s);
		return 0;
	}
	error = inet_target(s, a, &to);
	if (error < 0)
		return error;
	reach = inet_reach(&to);
	if (reach == REACH_BROADCAST && !socket_option(s, SO_BROADCAST))
		return -EACCES;
	if (reach == REACH_NOT)
		return -ENETUNREACH;
	error = inet_need_port(s);
	if (error < 0)
		return error == -EADDRINUSE ? -EAGAIN : error;
	inet_source(s, &to, &from);
	s->local = from;
	s->remote = to;
	s->state = SOCKET_CONNECTED;
	return 0;
}

/* Puts a copy into the queue of to, unless that is full. */
static int deliver(struct socket *s, struct socket *to, struct transfer *t,
	const struct endpoint *from, const struct endpoint *target)
{
	struct transfer copy = *t;
	struct packet *p;

	if (to->held > to->options.receive_size || packet_crowded(s))
		return 0; /* lost: that is UDP */
	p = packet_new(s, t->io.left, &copy);
	if (p == NULL)
		return -ENOBUFS;
	p->from = *from;
	p->to = *target;
	packet_queue(to, p);
	socket_wake(to, POLLIN | POLLRDNORM);
	return 0;
}

/* Whether t hears what is sent to a group or to all. */
static bool hears(const struct socket *t, const struct endpoint *to)
{
	if (!inet_is_any(&t->local) && !inet_same_address(&t->local, to))
		return false;
	if (inet_reach(to) == REACH_BROADCAST)
		return true;
	for (int i = 0; i < t->ngroups; i++)
		if (t->group[i] == to->part[3])
			return true;
	return false;
}

static int send_to_all(struct socket *s, struct transfer *t,
	const struct endpoint *from, const struct endpoint *to)
{
	struct socket *hearer = NULL;
	int error = 0;

	while (error == 0 && (hearer = inet_next(to->port, hearer)) != NULL)
		if (hears(hearer, to))
			error = deliver(s, hearer, t, from, to);
	return error;
}

static int get_target(struct socket *s, struct transfer *t, struct endpoint *to)
{
	int error;

	if ((t->flags & MSG_OOB) != 0)
		return -EOPNOTSUPP;
	if (t->to == NULL) {
		*to = s->remote;
		return s->state == SOCKET_CONNECTED ? 0 : -EDESTADDRREQ;
	}
	error = inet_target(s, t->to, to);
	return error == 0 && to->port == 0 ? -EINVAL : error;
}

/* Multicast goes out by the loopback interface only when told to. */
static int check_reach(const struct socket *s, enum inet_reach reach)
{
	if (reach == REACH_BROADCAST && !socket_option(s, SO_BROADCAST))
		return -EACCES;
	if (reach == REACH_MULTICAST && s->multicast_if == 0)
		return -ENETUNREACH;
	return reach == REACH_NOT ? -ENETUNREACH : 0;
}

static int udp_send(struct socket *s, struct transfer *t)
{
	uint32_t size = t->io.left;
	struct endpoint to, from;
	struct socket *target;
	enum inet_reach reach;
	int error;

	if (size > DATAGRAM_MAX)
		return -EMSGSIZE;
	error = get_target(s, t, &to);
	if (error < 0)
		return error;
	if ((s->down & DOWN_SEND) != 0)
		return -EPIPE;
	if (s->error != 0)
		return socket_error(s);
	reach = inet_reach(&to);
	error = check_reach(s, reach);
	if (error == 0)
		error = inet_need_port(s);
	if (error < 0)
		return error == -EADDRINUSE ? -EAGAIN : error;
	inet_source(s, &to, &from);
	if (reach != REACH_LOOPBACK) {
		error = send_to_all(s, t, &from, &to);
		return error < 0 ? error : (int)size;
	}
	target = inet_find(SOCK_DGRAM, &from, &to);
	if (target != NULL)
		error = deliver(s, target, t, &from, &to);
	else if (s->state == SOCKET_CONNECTED) {
		s->error = ECONNREFUSED; /* for the next call */
		socket_wake(s, POLLERR);
	}
	return error < 0 ? error : (int)size;
}

static void describe(struct packet *p, struct transfer *t)
{
	t->target = p->to;
	t->sender = p->from;
}

static int udp_receive(struct socket *s, struct transfer *t)
{
	int result;

	if ((t->flags & MSG_ERRQUEUE) != 0)
		return -EAGAIN;
	result = packet_receive(s, t, describe);
	if (result >= 0 && t->has_cred && t->from != NULL)
		inet_address(s, &t->sender, t->from);
	return result;
}

static int udp_shutdown(struct socket *s, unsigned down)
{
	s->down |= down;
	socket_wake(s, POLLIN | POLLOUT | POLLHUP | POLLRDHUP);
	return s->state == SOCKET_CONNECTED ? 0 : -ENOTCONN;
}

static int udp_poll(struct socket *s)
{
	int events = s->error != 0 ? POLLERR : 0;

	if (s->down == DOWN_BOTH)
		events |= POLLHUP;
	if ((s->down & DOWN_RECEIVE) != 0)
		events |= POLLIN | POLLRDNORM | POLLRDHUP;
	if (!list_empty(&s->packets))
		events |= POLLIN | POLLRDNORM;
	return events | POLLOUT | POLLWRNORM | POLLWRBAND;
}

static void udp_close(struct socket *s)
{
	packet_purge(s);
	inet_unbind(s);
}

const struct protocol udp = {
	.bind = inet_bind,
	.connect = udp_connect,
	.send = udp_send,
	.receive = udp_receive,
	.shutdown = udp_shutdown,
	.getname = inet_getname,
	.poll = udp_poll,
	.close = udp_close,
	.set = ip_set,
	.get = ip_get,
};
