/* SPDX-License-Identifier: GPL-3.0-or-later */
/* getsockopt and setsockopt, and the options of SOL_SOCKET: socket(7). */
#include <errno.h>
#include <string.h>
#include <sys/time.h>

#include "kernel/alloc.h"
#include "kernel/call.h"
#include "servers/resmgr/file.h"
#include "servers/socket/socket.h"

enum {
	BUFFER = 212992, /* default and most of SO_SNDBUF before doubling */
	SEND_LEAST = 4608,
	RECEIVE_LEAST = 2304,
	TCP_SEND = 16384,
	TCP_RECEIVE = 131072,
	VALUE_MAX = 512,   /* bytes of a value that is looked at */
	TIME_SHORT = 8,    /* struct timeval with 32-bit seconds */
	OLD_RCVTIMEO = 20, /* which these options have */
	OLD_SNDTIMEO = 21,
};

/* Those that are on or off and mean nothing or something here. */
static const uint32_t switches = 1U << SO_DEBUG | 1U << SO_REUSEADDR |
	1U << SO_DONTROUTE | 1U << SO_BROADCAST | 1U << SO_KEEPALIVE |
	1U << SO_OOBINLINE | 1U << SO_REUSEPORT | 1U << SO_PASSCRED;

void option_defaults(struct socket *s)
{
	bool stream = s->family != AF_UNIX && s->type == SOCK_STREAM;

	s->options = (struct socket_options){
		.send_size = stream ? TCP_SEND : BUFFER,
		.receive_size = stream ? TCP_RECEIVE : BUFFER,
		.low_water = 1,
	};
	ip_defaults(s);
}

static uint32_t buffer_size(int value, uint32_t least)
{
	uint32_t size = value < 0 || value > BUFFER ? BUFFER : (uint32_t)value;

	size *= 2;
	return size < least ? least : size;
}

static int set_switch(struct socket *s, int name, bool on)
{
	if (name == SO_DEBUG && on && current->cred.euid != 0)
		return -EACCES;
	if (name == SO_PASSCRED && s->family != AF_UNIX)
		return -EOPNOTSUPP;
	if (on)
		s->options.flags |= 1U << name;
	else
		s->options.flags &= ~(1U << name);
	return 0;
}

static int set_linger(struct socket *s, const void *value, uint32_t size)
{
	struct linger l;

	if (size < sizeof(l))
		return -EINVAL;
	memcpy(&l, value, sizeof(l));
	s->options.linger = l.l_linger;
	return set_switch(s, SO_LINGER, l.l_onoff != 0);
}

/* A time of 0 is no limit; one that is negative is none at all. */
static int set_time(double *limit, int name, const void *value, uint32_t size)
{
	bool is_short = name == OLD_RCVTIMEO || name == OLD_SNDTIMEO;
	struct timeval tv;
	int32_t words[2];

	if (size < (is_short ? (uint32_t)TIME_SHORT : (uint32_t)sizeof(tv)))
		return -EINVAL;
	memcpy(words, value, sizeof(words));
	if (is_short)
		tv = (struct timeval){ words[0], words[1] };
	else
		memcpy(&tv, value, sizeof(tv));
	if (tv.tv_usec < 0 || tv.tv_usec >= 1000000)
		return -EDOM;
	*limit = (double)tv.tv_sec * 1e3 + (double)tv.tv_usec / 1e3;
	if (*limit > 9e15) /* longer than can be told: none, as Linux */
		*limit = 0;
	if (tv.tv_sec < 0)
		*limit = 0.001;
	return 0;
}

static int set_socket(
	struct socket *s, int name, const void *value, uint32_t size)
{
	bool root = current->cred.euid == 0;
	int n;

	if (size < sizeof(n))
		return -EINVAL;
	memcpy(&n, value, sizeof(n));
	if (name >= 0 && name < 32 && (switches >> name & 1) != 0)
		return set_switch(s, name, n != 0);
	switch (name) {
	case SO_SNDBUFFORCE:
	case SO_SNDBUF:
		if (name == SO_SNDBUFFORCE && !root)
			return -EPERM;
		s->options.send_size = buffer_size(n, SEND_LEAST);
		return 0;
	case SO_RCVBUFFORCE:
	case SO_RCVBUF:
		if (name == SO_RCVBUFFORCE && !root)
			return -EPERM;
		s->options.receive_size = buffer_size(n, RECEIVE_LEAST);
		return 0;
	case SO_RCVLOWAT:
		s->options.low_water = n < 0 ? INT32_MAX : n > 0 ? n : 1;
		return 0;
	case SO_PRIORITY:
		if ((n < 0 || n > 6) && !root)
			return -EPERM;
		s->options.priority = n;
		return 0;
	case SO_LINGER:
		return set_linger(s, value, size);
	case SO_RCVTIMEO:
	case OLD_RCVTIMEO:
		return set_time(&s->options.receive_time, name, value, size);
	case SO_SNDTIMEO:
	case OLD_SNDTIMEO:
		return set_time(&s->options.send_time, name, value, size);
	default:
		return -ENOPROTOOPT;
	}
}

static int give(void *value, uint32_t room, const void *from, uint32_t size)
{
	if (size > room)
		size = room;
	memcpy(value, from, size);
	return (int)size;
}

static int give_int(void *value, uint32_t room, int n)
{
	return give(value, room, &n, sizeof(n));
}

static int get_time(double limit, int name, void *value, uint32_t room)
{
	int64_t us = (int64_t)(limit * 1e3);
	struct timeval tv = { us / 1000000, us % 1000000 };
	int32_t words[2] = { (int32_t)tv.tv_sec, (int32_t)tv.tv_usec };

	if (name == OLD_RCVTIMEO || name == OLD_SNDTIMEO)
		return give(value, room, words, sizeof(words));
	return give(value, room, &tv, sizeof(tv));
}

static int get_peer_credentials(struct socket *s, void *value, uint32_t room)
{
	struct credentials c = { 0, (uid_t)-1, (gid_t)-1 };

	if (s->peer_cred.pid != 0)
		c = s->peer_cred;
	return give(value, room, &c, sizeof(c));
}

static int get_more(struct socket *s, int name, void *value, uint32_t room)
{
	struct linger l = { socket_option(s, SO_LINGER), s->options.linger };

	switch (name) {
	case SO_LINGER:
		return give(value, room, &l, sizeof(l));
	case SO_PEERCRED:
		return get_peer_credentials(s, value, room);
	case SO_RCVTIMEO:
	case OLD_RCVTIMEO:
		return get_time(s->options.receive_time, name, value, room);
	case SO_SNDTIMEO:
	case OLD_SNDTIMEO:
		return get_time(s->options.send_time, name, value, room);
	default:
		return -ENOPROTOOPT;
	}
}

static int get_socket(struct socket *s, int name, void *value, uint32_t room)
{
	if (name >= 0 && name < 32 && (switches >> name & 1) != 0)
		return give_int(value, room, socket_option(s, name));
	switch (name) {
	case SO_TYPE:
		return give_int(value, room, s->type);
	case SO_DOMAIN:
		return give_int(value, room, s->family);
	case SO_PROTOCOL:
		return give_int(value, room, s->number);
	case SO_ERROR:
		return give_int(value, room, -socket_error(s));
	case SO_ACCEPTCONN:
		return give_int(value, room, s->state == SOCKET_LISTENING);
	case SO_SNDBUF:
		return give_int(value, room, (int)s->options.send_size);
	case SO_RCVBUF:
		return give_int(value, room, (int)s->options.receive_size);
	case SO_RCVLOWAT:
		return give_int(value, room, s->options.low_water);
	case SO_SNDLOWAT:
		return give_int(value, room, 1);
	case SO_PRIORITY:
		return give_int(value, room, s->options.priority);
	default:
		return get_more(s, name, value, room);
	}
}

int do_setsockopt(const uint32_t *args)
{
	uint32_t size = args[4] < VALUE_MAX ? args[4] : VALUE_MAX;
	int level = (int)args[1], name = (int)args[2];
	uint8_t value[VALUE_MAX] = { 0 };
	struct socket *s;
	struct file *f;
	int error = socket_of_fd(args[0], &f, &s);

	if (error < 0)
		return error;
	if ((int)args[4] < 0)
		return -EINVAL;
	if (level != SOL_SOCKET && s->protocol->set == NULL)
		return -EOPNOTSUPP;
	error = copy_from_user(value, args[3], size);
	if (error < 0)
		return error;
	if (level == SOL_SOCKET)
		return set_socket(s, name, value, size);
	return s->protocol->set(s, level, name, value, size);
}

int do_getsockopt(const uint32_t *args)
{
	int level = (int)args[1], name = (int)args[2];
	uint8_t value[VALUE_MAX];
	uint32_t room;
	struct socket *s;
	struct file *f;
	int size, error = socket_of_fd(args[0], &f, &s);

	if (error < 0)
		return error;
	if (level != SOL_SOCKET && s->protocol->get == NULL)
		return -EOPNOTSUPP;
	error = copy_from_user(&room, args[4], sizeof(room));
	if (error < 0)
		return error;
	if ((int)room < 0)
		return -EINVAL;
	if (room > VALUE_MAX)
		room = VALUE_MAX;
	size = level == SOL_SOCKET
		? get_socket(s, name, value, room)
		: s->protocol->get(s, level, name, value, room);
	if (size < 0)
		return size;
	error = copy_to_user(args[3], value, (uint32_t)size);
	if (error == 0)
		error = copy_to_user(args[4], &size, sizeof(size));
	return error;
}
