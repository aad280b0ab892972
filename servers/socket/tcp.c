/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * TCP between programs of this machine: tcp(7). Without a wire a connection
 * is made, ended and reset at once, so there are no retransmissions, no
 * timers and no TIME_WAIT; what programs see of the states is the same.
 */
#include <errno.h>
#include <poll.h>

#include "kernel/alloc.h"
#include "kernel/host.h"
#include "servers/socket/socket.h"

/* How long a connection waits for room in a backlog (ms), as Linux. */
enum { CONNECT_TIME = 127000 };

/* The connection is no more; error: for the program, or 0. */
static void reset(struct socket *s, int error)
{
	struct socket *peer = s->peer;

	s->peer = NULL;
	s->error = error;
	s->down = DOWN_BOTH;
	s->state = SOCKET_OPEN;
	socket_wake(s, POLLIN | POLLOUT | POLLERR | POLLHUP | POLLRDHUP);
	if (peer != NULL)
		socket_put(peer);
}

/* Makes the connection and queues its other end. */
static int establish(struct socket *s, struct socket *listener)
{
	struct socket *end = socket_new(
		listener->family, SOCK_STREAM, s->number);

	if (end == NULL)
		return -ENOBUFS;
	end->protocol = &tcp;
	end->options = listener->options;
	end->uid = listener->uid;
	inet_share_port(end, &s->remote);
	end->remote = s->local;
	socket_join(s, end);
	socket_offer(listener, end);
	return 0;
}

/* s waited for room: it is connected, or refused. */
static void settle(struct socket *s, struct socket *listener)
{
	int error = listener == NULL ? -ECONNREFUSED : establish(s, listener);

	if (error < 0)
		reset(s, -error);
	else
		socket_wake(s, POLLOUT | POLLWRNORM);
}

static bool has_room(const struct socket *listener)
{
	return listener->npending <= listener->backlog;
}

static void tcp_room(struct socket *listener)
{
	struct list *node;

	while (has_room(listener) &&
		(node = list_pop(&listener->waiting)) != NULL)
		settle(list_entry(node, struct socket, pending_link), listener);
}

static int start(struct socket *s, const struct endpoint *to)
{
	struct endpoint from;
	struct socket *listener;
	int error;

	if (inet_reach(to) != REACH_LOOPBACK)
		return -ENETUNREACH;
	error = inet_need_port(s);
	if (error < 0)
		return error == -EADDRINUSE ? -EADDRNOTAVAIL : error;
	inet_source(s, to, &from);
	s->local = from;
	s->remote = *to;
	s->down = 0;
	s->error = 0;
	s->finished = false;
	s->unreported = true;
	s->state = SOCKET_CONNECTING;
	listener = inet_find(SOCK_STREAM, &from, to);
	if (listener == NULL || has_room(listener))
		settle(s, listener);
	else
		list_append(&listener->waiting, &s->pending_link);
	return 0;
}

/* How an attempt has ended; the next one starts afresh. */
static int finish(struct socket *s)
{
	int error;

	s->unreported = false;
	if (s->state == SOCKET_CONNECTED)
		return 0;
	error = socket_error(s);
	s->down = 0;
	inet_disconnect(s);
	return error < 0 ? error : -ECONNABORTED;
}

static int wait_connected(struct socket *s)
{
	double limit = s->options.send_time;
	double deadline = socket_deadline(limit > 0 ? limit : CONNECT_TIME);
	int error;

	while (s->state == SOCKET_CONNECTING) {
		error = socket_wait(s, deadline);
		if (error == -EAGAIN && limit > 0)
			return -EINPROGRESS;
		if (error == -EAGAIN) {
			list_remove(&s->pending_link);
			reset(s, ETIMEDOUT);
		} else if (error < 0) {
			return error;
		}
	}
	return finish(s);
}

/* connect() with AF_UNSPEC ends the connection. */
static int disconnect(struct socket *s);

static int tcp_connect(struct socket *s, const struct address *a, bool nonblock)
{
	struct endpoint to;
	int error;

	if (a->length < sizeof(a->u.any.sa_family))
		return -EINVAL;
	if (a->u.any.sa_family == AF_UNSPEC)
		return disconnect(s);
	if (s->state == SOCKET_LISTENING ||
		(s->state == SOCKET_CONNECTED && !s->unreported))
		return -EISCONN;
	if (s->unreported) {
		if (s->state == SOCKET_CONNECTING && nonblock)
			return -EALREADY;
		return wait_connected(s);
	}
	if (s->remote.port != 0)
		return -EISCONN; /* also when that connection has ended */
	error = inet_target(s, a, &to);
	if (error == 0)
		error = start(s, &to);
	if (error < 0)
		return error;
	return nonblock ? -EINPROGRESS : wait_connected(s);
}

static int tcp_listen(struct socket *s)
{
	int error;

	if (s->state == SOCKET_LISTENING)
		return 0;
	if (s->state != SOCKET_OPEN || s->down != 0 || s->unreported)
		return -EINVAL;
	error = inet_need_port(s);
	if (error < 0)
		return error;
	return inet_port_free(s, &s->local) ? 0 : -EADDRINUSE;
}

/* What the other end did not read yet is lost with a reset. */
static void end_peer(struct socket *s, bool lost)
{
	struct socket *peer = s->peer;

	if (peer == NULL)
		return;
	s->peer = NULL;
	if (!peer->dead && lost) {
		reset(peer, peer->finished ? EPIPE : ECONNRESET);
	} else if (!peer->dead) {
		peer->finished = true;
		peer->down |= DOWN_RECEIVE;
		socket_wake(peer,
			POLLIN | POLLOUT | POLLRDNORM | POLLRDHUP | POLLHUP);
	}
	socket_put(peer);
}

static void stop_listening(struct socket *s)
{
	struct socket *end;
	struct list *node;

	while ((end = socket_take(s)) != NULL) {
		end->dead = true;
		end_peer(end, true);
		packet_purge(end);
		inet_unbind(end);
		socket_put(end);
	}
	while ((node = list_pop(&s->waiting)) != NULL)
		settle(list_entry(node, struct socket, pending_link), NULL);
}

/* Ends whatever s is doing. */
static void abandon(struct socket *s)
{
	bool lost = !list_empty(&s->packets) ||
		(socket_option(s, SO_LINGER) && s->options.linger == 0);

	if (s->state == SOCKET_LISTENING)
		stop_listening(s);
	list_remove(&s->pending_link);
	end_peer(s, lost);
	packet_purge(s);
}

static int disconnect(struct socket *s)
{
	bool connected = s->state == SOCKET_CONNECTED;

	end_peer(s, true);
	abandon(s);
	s->down = 0;
	s->error = connected ? ECONNRESET : 0;
	s->unreported = false;
	inet_disconnect(s);
	socket_wake(s, POLLIN | POLLOUT | POLLHUP);
	return 0;
}

static void tcp_close(struct socket *s)
{
	abandon(s);
	inet_unbind(s);
}

/* Both ends have said that they send no more. */
static bool is_over(const struct socket *s)
{
	return s->finished && (s->down & DOWN_SEND) != 0;
}

static int tcp_getname(struct socket *s, bool peer, struct address *a)
{
	return peer && is_over(s) ? -ENOTCONN : inet_getname(s, peer, a);
}

static int tcp_shutdown(struct socket *s, unsigned down)
{
	struct socket *peer = s->peer;

	if (s->state == SOCKET_LISTENING && (down & DOWN_RECEIVE) != 0)
		return disconnect(s);
	if (s->state == SOCKET_LISTENING)
		return 0;
	if (s->state != SOCKET_CONNECTED || is_over(s))
		return -ENOTCONN;
	s->down |= down;
	if ((down & DOWN_SEND) != 0 && !peer->dead) {
		peer->finished = true;
		peer->down |= DOWN_RECEIVE;
		socket_wake(peer, POLLIN | POLLRDNORM | POLLRDHUP | POLLHUP);
	}
	socket_wake(s, POLLIN | POLLOUT | POLLHUP | POLLRDHUP);
	return 0;
}

/* Data for an end that has closed both ways: it answers with a reset. */
static bool is_answered_by_reset(const struct socket *s)
{
	const struct socket *peer = s->peer;

	if (peer == NULL || s->error != 0 || (s->down & DOWN_SEND) != 0)
		return false;
	return peer->dead || (s->finished && (peer->down & DOWN_RECEIVE) != 0);
}

static int wait_for_connection(struct socket *s, int flags)
{
	double deadline = socket_deadline(s->options.send_time);
	int error = 0;

	while (error == 0 && s->state == SOCKET_CONNECTING)
		error = (flags & MSG_DONTWAIT) != 0 ? -EAGAIN
						    : socket_wait(s, deadline);
	return error;
}

static int tcp_send(struct socket *s, struct transfer *t)
{
	int error = wait_for_connection(s, t->flags);
	uint32_t size = t->io.left;

	if (error < 0)
		return error;
	if ((t->flags & MSG_OOB) != 0 && s->peer != NULL)
		return -EOPNOTSUPP;
	if (size > 0 && is_answered_by_reset(s)) {
		if (!s->peer->dead)
			reset(s->peer, ECONNRESET);
		reset(s, s->finished ? EPIPE : ECONNRESET);
		return (int)uio_skip(&t->io, size);
	}
	return stream_send(s, t);
}

static int tcp_receive(struct socket *s, struct transfer *t)
{
	if ((t->flags & MSG_OOB) != 0)
		return -EINVAL;
	if ((t->flags & MSG_ERRQUEUE) != 0)
		return -EAGAIN;
	if (s->state == SOCKET_LISTENING)
		return -ENOTCONN;
	return stream_receive(s, t);
}

static int tcp_poll(struct socket *s)
{
	int events = s->error != 0 ? POLLERR : 0;

	if (s->state == SOCKET_LISTENING)
		return list_empty(&s->pending) ? 0 : POLLIN | POLLRDNORM;
	if (s->down == DOWN_BOTH || s->state == SOCKET_OPEN)
		events |= POLLHUP;
	if ((s->down & DOWN_RECEIVE) != 0)
		events |= POLLIN | POLLRDNORM | POLLRDHUP;
	if (s->state == SOCKET_CONNECTING)
		return events;
	if (s->received > 0 && s->received >= (uint32_t)s->options.low_water)
		events |= POLLIN | POLLRDNORM;
	if ((s->down & DOWN_SEND) != 0 || s->peer == NULL || packet_writable(s))
		events |= POLLOUT | POLLWRNORM;
	return events;
}

const struct protocol tcp = {
	.bind = inet_bind,
	.connect = tcp_connect,
	.listen = tcp_listen,
	.room = tcp_room,
	.send = tcp_send,
	.receive = tcp_receive,
	.shutdown = tcp_shutdown,
	.getname = tcp_getname,
	.poll = tcp_poll,
	.close = tcp_close,
	.set = ip_set,
	.get = ip_get,
};
