/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sockets inside the machine: AF_UNIX, and TCP and UDP over the loopback
 * addresses. Nothing leaves the machine, so there is no wire, no packet
 * format and no timer: a connection is two struct socket that know each
 * other, and what is sent is put into the receiver's queue at once.
 *
 * Therefore no server process either. A server is there to own what must go
 * on while no program runs, and to answer the host; here every event is
 * caused by somebody's call, and all it takes is to change two structs and
 * wake whoever waits. That is straight-line code on the caller's kernel half,
 * which may sleep in the middle, as the files of resmgr are.
 *
 * Rules. A socket lives as long as somebody holds a reference: its open file,
 * its peer, a packet it has sent, a listener's queue, or a call that sleeps.
 * Whoever sleeps looks at everything again afterwards. Every change that a
 * sleeper or a poll may wait for is followed by socket_wake().
 */
#include "servers/socket/socket.h"

#include <errno.h>
#include <poll.h>

#include "kernel/abi/user.h"
#include "kernel/alloc.h"
#include "kernel/host.h"
#include "kernel/sched.h"
#include "servers/resmgr/vnode.h"

/* So many sockets there may be; all of them hold kernel memory. */
enum { MOST_SOCKETS = 16384 };

static struct {
	struct list all;
	uint32_t last_ino;
	int count;
} sockets = { .all = { &sockets.all, &sockets.all } };

struct socket *socket_new(int family, int type, int number)
{
	struct socket *s;

	if (sockets.count >= MOST_SOCKETS)
		return NULL;
	s = kzalloc(sizeof(*s));
	if (s == NULL)
		return NULL;
	s->refs = 1;
	s->family = family;
	s->type = type;
	s->number = number;
	s->ino = ++sockets.last_ino;
	s->uid = current->cred.euid;
	s->gid = current->cred.egid;
	waitq_init(&s->queue);
	list_init(&s->packets);
	list_init(&s->pending);
	list_init(&s->waiting);
	list_init(&s->pending_link);
	list_init(&s->followers);
	list_init(&s->follow_link);
	list_init(&s->port_link);
	option_defaults(s);
	list_append(&sockets.all, &s->all);
	sockets.count++;
	return s;
}

void socket_ref(struct socket *s)
{
	s->refs++;
}

void socket_put(struct socket *s)
{
	if (--s->refs > 0)
		return;
	waitq_clear(&s->queue);
	list_remove(&s->all);
	sockets.count--;
	kfree(s->name);
	if (s->vnode != NULL)
		vnode_put(s->vnode);
	kfree(s);
}

struct socket *socket_next(const struct socket *s)
{
	struct list *node = s == NULL ? sockets.all.next : s->all.next;

	return node == &sockets.all ? NULL
				    : list_entry(node, struct socket, all);
}

void socket_wake(struct socket *s, int events)
{
	waitq_wake_events(&s->queue, events);
}

int socket_error(struct socket *s)
{
	int error = s->error;

	s->error = 0;
	return -error;
}

double socket_deadline(double limit)
{
	return limit > 0 ? host_now() + limit : 0;
}

int socket_wait(struct socket *on, double deadline)
{
	int error;

	socket_ref(on);
	error = sleep_on_until(&on->queue, deadline);
	socket_put(on);
	if (error == -ETIMEDOUT)
		return -EAGAIN;
	if (error == -EINTR)
		return deadline > 0 ? -EINTR : -EXA_ERESTART;
	return error;
}

bool socket_option(const struct socket *s, int option)
{
	return (s->options.flags >> option & 1) != 0;
}

void socket_join(struct socket *a, struct socket *b)
{
	a->peer = b;
	b->peer = a;
	socket_ref(a);
	socket_ref(b);
	a->state = b->state = SOCKET_CONNECTED;
}

void socket_offer(struct socket *listener, struct socket *s)
{
	list_append(&listener->pending, &s->pending_link);
	listener->npending++;
	socket_wake(listener, POLLIN | POLLRDNORM);
}

struct socket *socket_take(struct socket *listener)
{
	struct list *node = list_pop(&listener->pending);

	if (node == NULL)
		return NULL;
	listener->npending--;
	return list_entry(node, struct socket, pending_link);
}
