/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Internet addresses and ports. There is one interface, the loopback one:
 * 127.0.0.0/8 and ::1. An IPv6 socket that is not IPV6_V6ONLY speaks IPv4
 * too, so all addresses are kept as IPv6 ones.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <string.h>

#include "servers/socket/socket.h"

enum {
	BUCKETS = 256,
	PORT_FIRST = 32768, /* of those given out by need, as Linux */
	PORT_LAST = 60999,
	PORT_PRIVILEGED = 1024,
	IN6_LEAST = 24, /* sockaddr_in6 without sin6_scope_id: RFC 2133 */
};

static struct {
	struct list bucket[BUCKETS];
	bool ready;
	uint16_t next;
} ports;

static struct list *bucket_of(uint16_t port)
{
	if (!ports.ready) {
		for (int i = 0; i < BUCKETS; i++)
			list_init(&ports.bucket[i]);
		ports.ready = true;
	}
	return &ports.bucket[port % BUCKETS];
}

static void set_v4(struct endpoint *e, uint32_t address)
{
	e->part[0] = e->part[1] = 0;
	e->part[2] = htonl(0xffff);
	e->part[3] = address;
}

bool inet_is_v4(const struct endpoint *e)
{
	return e->part[0] == 0 && e->part[1] == 0 &&
		e->part[2] == htonl(0xffff);
}

bool inet_is_any(const struct endpoint *e)
{
	return e->part[3] == 0 && e->part[0] == 0 && e->part[1] == 0 &&
		(e->part[2] == 0 || inet_is_v4(e));
}

bool inet_same_address(const struct endpoint *a, const struct endpoint *b)
{
	return memcmp(a->part, b->part, sizeof(a->part)) == 0;
}

enum inet_reach inet_reach(const struct endpoint *e)
{
	uint32_t last = ntohl(e->part[3]);

	if (!inet_is_v4(e)) {
		if ((ntohl(e->part[0]) >> 24) == 0xff)
			return REACH_MULTICAST;
		return e->part[0] == 0 && e->part[1] == 0 && e->part[2] == 0 &&
				last == 1
			? REACH_LOOPBACK
			: REACH_NOT;
	}
	if (last == INADDR_BROADCAST || last == 0x7fffffff)
		return REACH_BROADCAST;
	if (last >> 28 == 14)
		return REACH_MULTICAST;
	return last >> 24 == 127 ? REACH_LOOPBACK : REACH_NOT;
}

/* The address as it stands; port too. */
static int get_endpoint(
	struct socket *s, const struct address *a, struct endpoint *e)
{
	bool v4 = s->family == AF_INET || a->u.any.sa_family == AF_INET;

	if (a->length < (v4 ? (uint32_t)sizeof(a->u.in) : (uint32_t)IN6_LEAST))
		return -EINVAL;
	e->port = ntohs(a->u.in.sin_port);
	if (v4)
		set_v4(e, a->u.in.sin_addr.s_addr);
	else
		memcpy(e->part, &a->u.in6.sin6_addr, sizeof(e->part));
	return 0;
}

int inet_target(struct socket *s, const struct address *a, struct endpoint *e)
{
	int family = a->u.any.sa_family, error = get_endpoint(s, a, e);

	if (error < 0)
		return error;
	if (family != s->family &&
		(s->type == SOCK_STREAM ||
			(family != AF_UNSPEC && family != AF_INET)))
		return -EAFNOSUPPORT;
	if (inet_is_any(e) && inet_is_v4(e))
		set_v4(e, htonl(INADDR_LOOPBACK));
	else if (inet_is_any(e))
		e->part[3] = htonl(1);
	return s->options.v6only && inet_is_v4(e) ? -ENETUNREACH : 0;
}

void inet_address(
	const struct socket *s, const struct endpoint *e, struct address *a)
{
	memset(a, 0, sizeof(*a));
	a->u.any.sa_family = (sa_family_t)s->family;
	a->u.in.sin_port = htons(e->port);
	if (s->family == AF_INET) {
		a->length = sizeof(a->u.in);
		a->u.in.sin_addr.s_addr = e->part[3];
	} else {
		a->length = sizeof(a->u.in6);
		memcpy(&a->u.in6.sin6_addr, e->part, sizeof(e->part));
	}
}

/* Whether what is sent to e reaches a socket bound to local. */
static bool covers(const struct socket *s, const struct endpoint *local,
	const struct endpoint *e)
{
	if (!inet_is_any(local))
		return inet_same_address(local, e);
	if (s->family == AF_INET || inet_is_v4(local))
		return inet_is_v4(e);
	return !inet_is_v4(e) || !s->options.v6only;
}

bool inet_port_free(const struct socket *s, const struct endpoint *e)
{
	struct list *bucket = bucket_of(e->port), *n;

	for (n = bucket->next; n != bucket; n = n->next) {
		struct socket *t = list_entry(n, struct socket, port_link);

		if (t == s || t->type != s->type || t->local.port != e->port ||
			(!covers(t, &t->local, e) && !covers(s, e, &t->local)))
			continue;
		if (socket_option(s, SO_REUSEADDR) &&
			socket_option(t, SO_REUSEADDR) &&
			t->state != SOCKET_LISTENING)
			continue;
		if (socket_option(s, SO_REUSEPORT) &&
			socket_option(t, SO_REUSEPORT) && s->uid == t->uid)
			continue;
		return false;
	}
	return true;
}

void inet_share_port(struct socket *s, const struct endpoint *local)
{
	s->local = *local;
	list_append(bucket_of(local->port), &s->port_link);
}

static bool in_use(int type, uint16_t port)
{
	struct list *bucket = bucket_of(port), *n;

	for (n = bucket->next; n != bucket; n = n->next) {
		struct socket *t = list_entry(n, struct socket, port_link);

		if (t->type == type && t->local.port == port)
			return true;
	}
	return false;
}

int inet_need_port(struct socket *s)
{
	struct endpoint e = s->local;

	if (e.port != 0)
		return 0;
	if (s->family == AF_INET && inet_is_any(&e))
		set_v4(&e, INADDR_ANY);
	for (int i = PORT_FIRST; i <= PORT_LAST; i++) {
		if (ports.next < PORT_FIRST || ports.next > PORT_LAST)
			ports.next = PORT_FIRST;
		e.port = ports.next++;
		if (in_use(s->type, e.port))
			continue;
		inet_share_port(s, &e);
		return 0;
	}
	return -EADDRINUSE;
}

static int check_bind(
	struct socket *s, const struct address *a, struct endpoint *e)
{
	int family = a->u.any.sa_family;

	if (a->length <
		(s->family == AF_INET ? sizeof(a->u.in) : (size_t)IN6_LEAST))
		return -EINVAL;
	if (family != s->family &&
		(s->family != AF_INET || family != AF_UNSPEC ||
			a->u.in.sin_addr.s_addr != INADDR_ANY))
		return -EAFNOSUPPORT;
	get_endpoint(s, a, e);
	if (s->options.v6only && inet_is_v4(e))
		return -EINVAL;
	if (!inet_is_any(e) && inet_reach(e) == REACH_NOT)
		return -EADDRNOTAVAIL;
	if (e->port != 0 && e->port < PORT_PRIVILEGED &&
		current->cred.euid != 0)
		return -EACCES;
	return s->state != SOCKET_OPEN || s->local.port != 0 ? -EINVAL : 0;
}

int inet_bind(struct socket *s, const struct address *a)
{
	struct endpoint e;
	int error = check_bind(s, a, &e);

	if (error < 0)
		return error;
	if (e.port == 0) {
		s->local = e;
		error = inet_need_port(s);
	} else if (!inet_port_free(s, &e)) {
		error = -EADDRINUSE;
	} else {
		inet_share_port(s, &e);
	}
	s->bound = error == 0;
	s->bound_address = error == 0 && !inet_is_any(&e);
	return error;
}

void inet_source(const struct socket *s, const struct endpoint *to,
	struct endpoint *from)
{
	*from = s->local;
	if (!inet_is_any(from))
		return;
	if (inet_is_v4(to))
		set_v4(from, htonl(INADDR_LOOPBACK));
	else
		*from = (struct endpoint){ { 0, 0, 0, htonl(1) }, from->port };
}

void inet_unbind(struct socket *s)
{
	list_remove(&s->port_link);
	s->local = (struct endpoint){ 0 };
	s->bound = s->bound_address = false;
}

void inet_disconnect(struct socket *s)
{
	uint16_t port = s->local.port;

	s->remote = (struct endpoint){ 0 };
	s->state = SOCKET_OPEN;
	if (!s->bound) {
		inet_unbind(s);
	} else if (!s->bound_address) {
		s->local = (struct endpoint){ .port = port };
		if (s->family == AF_INET)
			set_v4(&s->local, INADDR_ANY);
	}
}

int inet_getname(struct socket *s, bool peer, struct address *a)
{
	if (peer && s->state != SOCKET_CONNECTED)
		return -ENOTCONN;
	inet_address(s, peer ? &s->remote : &s->local, a);
	return 0;
}

/* How well t fits, 0: not at all. */
static int score(const struct socket *t, const struct endpoint *from,
	const struct endpoint *to)
{
	int points = 1;

	if (!covers(t, &t->local, to))
		return 0;
	if (t->type == SOCK_STREAM)
		return t->state == SOCKET_LISTENING
			? 1 + 2 * !inet_is_any(&t->local)
			: 0;
	if (t->remote.port != 0) {
		if (t->remote.port != from->port ||
			!inet_same_address(&t->remote, from))
			return 0;
		points += 4;
	}
	return points + 2 * !inet_is_any(&t->local);
}

struct socket *inet_find(
	int type, const struct endpoint *from, const struct endpoint *to)
{
	struct list *bucket = bucket_of(to->port), *n;
	struct socket *best = NULL;
	int most = 0;

	for (n = bucket->next; n != bucket; n = n->next) {
		struct socket *t = list_entry(n, struct socket, port_link);
		int points;

		if (t->type != type || t->local.port != to->port)
			continue;
		points = score(t, from, to);
		if (points > 0 && points >= most) {
			most = points;
			best = t;
		}
	}
	return best;
}

struct socket *inet_next(uint16_t port, const struct socket *after)
{
	struct list *bucket = bucket_of(port);
	struct list *n = after == NULL ? bucket->next : after->port_link.next;

	for (; n != bucket; n = n->next) {
		struct socket *t = list_entry(n, struct socket, port_link);

		if (t->type == SOCK_DGRAM && t->local.port == port)
			return t;
	}
	return NULL;
}
