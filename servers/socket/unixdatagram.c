/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AF_UNIX messages: SOCK_DGRAM, and SOCK_SEQPACKET once it is connected. */
#include <errno.h>
#include <poll.h>

#include "servers/socket/socket.h"
#include "servers/socket/unix.h"

/* Messages a socket's queue holds for senders it does not talk back to. */
enum { QUEUE_MAX = 10, OVERHEAD = 32 };

static bool is_full(const struct socket *s, const struct socket *to)
{
	return to != s && to->peer != s && to->count > QUEUE_MAX;
}

static void forget_peer(struct socket *s)
{
	struct socket *peer = s->peer;

	if (peer == NULL)
		return;
	s->peer = NULL;
	s->state = SOCKET_OPEN;
	list_remove(&s->follow_link);
	socket_put(peer);
}

/* Those connected to s may be able to send, or never again. */
static void wake_followers(struct socket *s)
{
	struct list *n;

	for (n = s->followers.next; n != &s->followers; n = n->next)
		socket_wake(list_entry(n, struct socket, follow_link),
			POLLOUT | POLLWRNORM | POLLWRBAND);
	socket_wake(s, POLLOUT);
}

/* A datagram socket may be connected to one that talks to nobody or to it. */
static bool may_send(const struct socket *s, const struct socket *to)
{
	return to->type == SOCK_SEQPACKET || to->peer == NULL || to->peer == s;
}

static int connect_peer(
	struct socket *s, const struct address *a, bool nonblock)
{
	struct socket *peer;
	int error;

	if (s->type == SOCK_SEQPACKET)
		return unix_connect(s, a, nonblock);
	if (a->length < sizeof(a->u.any.sa_family))
		return -EINVAL;
	if (a->u.any.sa_family == AF_UNSPEC) {
		forget_peer(s);
		return 0;
	}
	error = unix_find(s, a, &peer);
	if (error == 0 && socket_option(s, SO_PASSCRED))
		error = unix_autobind(s);
	if (error < 0)
		return error;
	if (!may_send(s, peer)) {
		socket_put(peer);
		return -EPERM;
	}
	forget_peer(s);
	s->peer = peer;
	s->state = SOCKET_CONNECTED;
	list_append(&peer->followers, &s->follow_link);
	return 0;
}

/* Where a message goes, with a reference. */
static int find_target(
	struct socket *s, const struct transfer *t, struct socket **to)
{
	if (t->to != NULL && s->type == SOCK_DGRAM)
		return unix_find(s, t->to, to);
	*to = s->peer;
	if (*to == NULL)
		return -ENOTCONN;
	socket_ref(*to);
	return 0;
}

/* Whether s can send to it now; -EAGAIN: later. */
static int check_target(struct socket *s, struct socket *to, bool by_name)
{
	if ((s->down & DOWN_SEND) != 0)
		return -EPIPE;
	if (to->dead) {
		if (s->type == SOCK_SEQPACKET)
			return -EPIPE;
		if (!by_name) {
			forget_peer(s);
			packet_purge(s);
		}
		return -ECONNREFUSED;
	}
	if (!may_send(s, to))
		return -EPERM;
	if ((to->down & DOWN_RECEIVE) != 0)
		return -EPIPE;
	if (is_full(s, to) || s->charged >= s->options.send_size ||
		packet_crowded(s))
		return -EAGAIN;
	return 0;
}

static int send_to(struct socket *s, struct socket *to, struct transfer *t)
{
	double deadline = socket_deadline(s->options.send_time);
	uint32_t size = t->io.left;
	struct packet *p;
	int error;

	for (;;) {
		error = s->error != 0 ? socket_error(s) : 0;
		if (error == 0)
			error = check_target(s, to, t->to != NULL);
		if (error == 0)
			break;
		if (error != -EAGAIN || (t->flags & MSG_DONTWAIT) != 0)
			return error;
		error = socket_wait(is_full(s, to) ? to : s, deadline);
		if (error < 0)
			return error;
	}
	p = packet_new(s, size, t);
	if (p == NULL)
		return -ENOBUFS;
	packet_queue(to, p);
	socket_wake(to, POLLIN | POLLRDNORM);
	return (int)size;
}

static int datagram_send(struct socket *s, struct transfer *t)
{
	struct socket *to;
	int error;

	if (s->type == SOCK_SEQPACKET && s->state != SOCKET_CONNECTED)
		return -ENOTCONN;
	if ((t->flags & MSG_OOB) != 0)
		return -EOPNOTSUPP;
	error = find_target(s, t, &to);
	if (error < 0)
		return error;
	if (socket_option(s, SO_PASSCRED))
		error = unix_autobind(s);
	if (error == 0 && t->io.left > s->options.send_size - OVERHEAD)
		error = -EMSGSIZE;
	if (error == 0)
		error = send_to(s, to, t);
	socket_put(to);
	return error;
}

static void describe(struct packet *p, struct transfer *t)
{
	if (t->from != NULL && p->sender->name != NULL)
		*t->from = *p->sender->name;
}

static int datagram_receive(struct socket *s, struct transfer *t)
{
	uint32_t before = s->count;
	int result;

	if (s->type == SOCK_SEQPACKET && s->state != SOCKET_CONNECTED)
		return -ENOTCONN;
	if ((t->flags & MSG_OOB) != 0)
		return -EOPNOTSUPP;
	result = packet_receive(s, t, describe);
	if (before > QUEUE_MAX && s->count <= QUEUE_MAX)
		wake_followers(s);
	return result;
}

static int datagram_listen(struct socket *s)
{
	return s->type == SOCK_DGRAM ? -EOPNOTSUPP : unix_listen(s);
}

static int datagram_poll(struct socket *s)
{
	int events = unix_poll(s);

	if (s->type == SOCK_DGRAM && s->peer != NULL && !s->peer->dead &&
		is_full(s, s->peer))
		events &= ~(POLLOUT | POLLWRNORM | POLLWRBAND);
	return events;
}

static void datagram_close(struct socket *s)
{
	if (s->type == SOCK_SEQPACKET) {
		unix_close_connection(s);
		return;
	}
	unix_unbind(s);
	forget_peer(s);
	packet_purge(s);
	wake_followers(s);
	while (!list_empty(&s->followers))
		list_remove(s->followers.next);
}

const struct protocol unix_datagram = {
	.bind = unix_bind,
	.connect = connect_peer,
	.listen = datagram_listen,
	.send = datagram_send,
	.receive = datagram_receive,
	.shutdown = unix_shutdown,
	.getname = unix_getname,
	.poll = datagram_poll,
	.close = datagram_close,
};
