/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AF_UNIX with connections: streams, and the connecting of SOCK_SEQPACKET. */
#include <errno.h>
#include <poll.h>

#include "kernel/alloc.h"
#include "servers/resmgr/vnode.h"
#include "servers/socket/socket.h"
#include "servers/socket/unix.h"

/* The accepting end: looks like the listener, is nobody's file yet. */
static struct socket *new_end(struct socket *s, struct socket *listener)
{
	struct socket *end = socket_new(AF_UNIX, s->type, 0);

	if (end == NULL)
		return NULL;
	end->protocol = s->protocol;
	end->options.flags = listener->options.flags & 1U << SO_PASSCRED;
	if (listener->name != NULL) {
		end->name = kmalloc(sizeof(*end->name));
		if (end->name == NULL) {
			socket_put(end);
			return NULL;
		}
		*end->name = *listener->name;
	}
	if (listener->vnode != NULL) {
		end->vnode = listener->vnode;
		vnode_ref(end->vnode);
	}
	return end;
}

/* Waits until the listener has room; -EAGAIN: it has not. */
static int wait_room(struct socket *s, struct socket *listener, bool nonblock)
{
	double deadline = socket_deadline(s->options.send_time);
	int error = 0;

	for (;;) {
		if (listener->state != SOCKET_LISTENING || listener->dead ||
			(listener->down & DOWN_RECEIVE) != 0)
			return -ECONNREFUSED;
		if (listener->npending <= listener->backlog)
			return 0;
		if (nonblock)
			return -EAGAIN;
		if (error < 0)
			return error;
		error = socket_wait(listener, deadline);
	}
}

static int connect_to(struct socket *s, struct socket *listener, bool nonblock)
{
	int error = wait_room(s, listener, nonblock);
	struct socket *end;

	if (error < 0)
		return error;
	/* Another process may have connected s while this one waited. */
	if (s->state != SOCKET_OPEN)
		return s->state == SOCKET_CONNECTED ? -EISCONN : -EINVAL;
	end = new_end(s, listener);
	if (end == NULL)
		return -ENOMEM;
	s->cred = (struct credentials){ current->pid, current->cred.euid,
		current->cred.egid };
	end->peer_cred = s->cred;
	end->cred = s->peer_cred = listener->cred;
	socket_join(s, end);
	socket_offer(listener, end);
	return 0;
}

int unix_connect(struct socket *s, const struct address *a, bool nonblock)
{
	struct socket *listener;
	int error;

	error = unix_find(s, a, &listener);
	if (error < 0)
		return error;
	if (s->state == SOCKET_CONNECTED)
		error = -EISCONN;
	else if (s->state == SOCKET_LISTENING)
		error = -EINVAL;
	else if (socket_option(s, SO_PASSCRED))
		error = unix_autobind(s);
	if (error == 0)
		error = connect_to(s, listener, nonblock);
	socket_put(listener);
	return error;
}

int unix_listen(struct socket *s)
{
	if (s->name == NULL || s->state == SOCKET_CONNECTED)
		return -EINVAL;
	s->cred = (struct credentials){ current->pid, current->cred.euid,
		current->cred.egid };
	return 0;
}

int unix_shutdown(struct socket *s, unsigned down)
{
	struct socket *peer = s->peer;
	unsigned other = 0;

	s->down |= down;
	if (peer != NULL && s->type != SOCK_DGRAM) {
		if ((down & DOWN_RECEIVE) != 0)
			other |= DOWN_SEND;
		if ((down & DOWN_SEND) != 0)
			other |= DOWN_RECEIVE;
		peer->down |= other;
		socket_wake(peer, POLLIN | POLLOUT | POLLHUP | POLLRDHUP);
	}
	socket_wake(s, POLLIN | POLLOUT | POLLHUP | POLLRDHUP);
	return 0;
}

/* One end of a connection goes; the other one learns of it. */
static void hang_up(struct socket *s, bool lost)
{
	struct socket *peer = s->peer;

	if (peer == NULL)
		return;
	s->peer = NULL;
	if (!peer->dead) {
		peer->down = DOWN_BOTH;
		if (lost)
			peer->error = ECONNRESET;
		socket_wake(
			peer, POLLIN | POLLOUT | POLLERR | POLLHUP | POLLRDHUP);
	}
	socket_put(peer);
}

/* Connections that nobody has accepted are lost. */
static void drop_pending(struct socket *listener)
{
	struct socket *end;

	while ((end = socket_take(listener)) != NULL) {
		end->dead = true;
		hang_up(end, true);
		packet_purge(end);
		socket_put(end);
	}
}

void unix_close_connection(struct socket *s)
{
	bool lost = !list_empty(&s->packets);

	unix_unbind(s);
	drop_pending(s);
	hang_up(s, lost);
	packet_purge(s);
}

int unix_poll(struct socket *s)
{
	int events = 0;

	if (s->error != 0)
		events |= POLLERR;
	if (s->down == DOWN_BOTH)
		events |= POLLHUP;
	if ((s->down & DOWN_RECEIVE) != 0)
		events |= POLLRDHUP | POLLIN | POLLRDNORM;
	if (!list_empty(&s->packets) || !list_empty(&s->pending))
		events |= POLLIN | POLLRDNORM;
	if (s->type != SOCK_DGRAM && s->state == SOCKET_OPEN)
		events |= POLLHUP;
	if (packet_writable(s))
		events |= POLLOUT | POLLWRNORM | POLLWRBAND;
	return events;
}

static int unix_stream_send(struct socket *s, struct transfer *t)
{
	if (t->to != NULL)
		return s->state == SOCKET_CONNECTED ? -EISCONN : -EOPNOTSUPP;
	if (s->peer == NULL)
		return -ENOTCONN;
	if ((t->flags & MSG_OOB) != 0)
		return -EOPNOTSUPP;
	return stream_send(s, t);
}

static int unix_stream_receive(struct socket *s, struct transfer *t)
{
	int result;

	if (s->state != SOCKET_CONNECTED)
		return -EINVAL;
	if ((t->flags & MSG_OOB) != 0)
		return -EOPNOTSUPP;
	if (t->from != NULL && s->peer != NULL && s->peer->name != NULL)
		*t->from = *s->peer->name;
	result = stream_receive(s, t);
	if (result <= 0 && t->from != NULL)
		t->from->length = 0;
	return result;
}

const struct protocol unix_stream = {
	.bind = unix_bind,
	.connect = unix_connect,
	.listen = unix_listen,
	.send = unix_stream_send,
	.receive = unix_stream_receive,
	.shutdown = unix_shutdown,
	.getname = unix_getname,
	.poll = unix_poll,
	.close = unix_close_connection,
};
