/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls that make, name and connect sockets. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>

#include "kernel/call.h"
#include "servers/resmgr/file.h"
#include "servers/socket/socket.h"

enum {
	FAMILIES = 46, /* AF_* above are none */
	TYPES = 11,    /* SOCK_* too */
	TYPE_FLAGS = SOCK_NONBLOCK | SOCK_CLOEXEC,
};

static int create_unix(int type, int number, struct socket **s)
{
	if (number != 0 && number != PF_UNIX)
		return -EPROTONOSUPPORT;
	if (type == SOCK_RAW)
		type = SOCK_DGRAM;
	if (type != SOCK_STREAM && type != SOCK_DGRAM && type != SOCK_SEQPACKET)
		return -ESOCKTNOSUPPORT;
	*s = socket_new(AF_UNIX, type, 0);
	if (*s == NULL)
		return -ENFILE;
	(*s)->protocol = type == SOCK_STREAM ? &unix_stream : &unix_datagram;
	return 0;
}

/* Raw sockets are for the superuser, and there is nothing raw to be had. */
static int create_inet(int family, int type, int number, struct socket **s)
{
	int own = type == SOCK_STREAM ? IPPROTO_TCP : IPPROTO_UDP;

	if (type == SOCK_RAW)
		return number == 0 || current->cred.euid == 0 ? -EPROTONOSUPPORT
							      : -EPERM;
	if (type != SOCK_STREAM && type != SOCK_DGRAM)
		return -ESOCKTNOSUPPORT;
	if (type == SOCK_DGRAM && number == IPPROTO_ICMP && family == AF_INET)
		return -EACCES;
	if (number != 0 && number != own)
		return -EPROTONOSUPPORT;
	*s = socket_new(family, type, own);
	if (*s == NULL)
		return -ENFILE;
	(*s)->protocol = type == SOCK_STREAM ? &tcp : &udp;
	return 0;
}

static int create(int family, int type, int number, struct socket **s)
{
	struct socket *created = NULL;
	int error;

	if ((type & ~(TYPE_FLAGS | 0xf)) != 0)
		return -EINVAL;
	type &= 0xf;
	if (family < 0 || family >= FAMILIES)
		return -EAFNOSUPPORT;
	if (type >= TYPES)
		return -EINVAL;
	if (family == AF_UNIX)
		error = create_unix(type, number, &created);
	else if (family == AF_INET || family == AF_INET6)
		error = create_inet(family, type, number, &created);
	else
		error = -EAFNOSUPPORT;
	if (error < 0)
		return error;
	created->cred = (struct credentials){ current->pid, current->cred.euid,
		current->cred.egid };
	*s = created;
	return 0;
}

int do_socket(const uint32_t *args)
{
	struct socket *s;
	int error = create((int)args[0], (int)args[1], (int)args[2], &s);

	return error < 0 ? error : socket_install(s, (int)args[1]);
}

/* Both ends as descriptors; they are taken over. */
static int install_pair(struct socket *s[2], int flags, uint32_t address)
{
	int fd[2], error;

	fd[0] = socket_install(s[0], flags);
	fd[1] = socket_install(s[1], flags);
	error = fd[0] < 0 ? fd[0] : fd[1] < 0 ? fd[1] : 0;
	if (error == 0)
		error = copy_to_user(address, fd, sizeof(fd));
	if (error == 0)
		return 0;
	for (int i = 0; i < 2; i++)
		if (fd[i] >= 0)
			file_close(current, fd[i]);
	return error;
}

int do_socketpair(const uint32_t *args)
{
	int family = (int)args[0], type = (int)args[1], number = (int)args[2];
	struct socket *s[2];
	int error = create(family, type, number, &s[0]);

	if (error < 0)
		return error;
	if (family != AF_UNIX) {
		socket_put(s[0]);
		return -EOPNOTSUPP;
	}
	error = create(family, type, number, &s[1]);
	if (error < 0) {
		socket_put(s[0]);
		return error;
	}
	socket_join(s[0], s[1]);
	s[0]->peer_cred = s[1]->cred;
	s[1]->peer_cred = s[0]->cred;
	return install_pair(s, type, args[3]);
}

int do_bind(const uint32_t *args)
{
	struct address a;
	struct socket *s;
	struct file *f;
	int error = socket_of_fd(args[0], &f, &s);

	if (error == 0)
		error = address_get(&a, args[1], args[2]);
	return error < 0 ? error : s->protocol->bind(s, &a);
}

int do_listen(const uint32_t *args)
{
	uint32_t backlog = args[1];
	struct socket *s;
	struct file *f;
	int error = socket_of_fd(args[0], &f, &s);

	if (error < 0)
		return error;
	if (s->protocol->listen == NULL)
		return -EOPNOTSUPP;
	if (backlog > SOMAXCONN)
		backlog = SOMAXCONN;
	error = s->protocol->listen(s);
	if (error < 0)
		return error;
	s->backlog = (int)backlog;
	s->state = SOCKET_LISTENING;
	return 0;
}

int do_connect(const uint32_t *args)
{
	struct address a;
	struct socket *s;
	struct file *f;
	int error = socket_of_fd(args[0], &f, &s);

	if (error == 0)
		error = address_get(&a, args[1], args[2]);
	if (error < 0)
		return error;
	return s->protocol->connect(s, &a, (f->flags & O_NONBLOCK) != 0);
}

/* The next connection of a listening socket, with its reference. */
static int wait_connection(
	struct socket *s, bool nonblock, struct socket **accepted)
{
	double deadline = socket_deadline(s->options.receive_time);
	int error;

	while ((*accepted = socket_take(s)) == NULL) {
		if (s->state != SOCKET_LISTENING ||
			(s->down & DOWN_RECEIVE) != 0)
			return -EINVAL;
		if (nonblock)
			return -EAGAIN;
		error = socket_wait(s, deadline);
		if (error < 0)
			return error;
	}
	return 0;
}

/* Whether one more descriptor can be had; a connection that is taken off the
 * queue without one would be lost. */
static int check_descriptor(struct file *f)
{
	int fd = file_install(current, f, 0, false);

	if (fd < 0)
		return fd;
	f->refs++;
	return file_close(current, fd);
}

int do_accept4(const uint32_t *args)
{
	struct socket *s, *accepted = NULL;
	struct address a;
	struct file *f;
	int fd, error = socket_of_fd(args[0], &f, &s);

	if (error < 0)
		return error;
	if ((args[3] & ~(uint32_t)TYPE_FLAGS) != 0)
		return -EINVAL;
	if (s->type == SOCK_DGRAM)
		return -EOPNOTSUPP;
	if (s->state != SOCKET_LISTENING)
		return -EINVAL;
	error = check_descriptor(f);
	if (error == 0)
		error = wait_connection(
			s, (f->flags & O_NONBLOCK) != 0, &accepted);
	if (error < 0)
		return error;
	if (s->protocol->room != NULL)
		s->protocol->room(s);
	socket_wake(s, POLLOUT); /* those who wait for room in the backlog */
	fd = socket_install(accepted, (int)args[3]);
	if (fd < 0 || args[1] == 0)
		return fd;
	error = s->protocol->getname(accepted, true, &a);
	error = error < 0 ? -ECONNABORTED : address_put(&a, args[1], args[2]);
	if (error < 0) {
		file_close(current, fd);
		return error;
	}
	return fd;
}

static int give_name(const uint32_t *args, bool peer)
{
	struct address a;
	struct socket *s;
	struct file *f;
	int error = socket_of_fd(args[0], &f, &s);

	if (error == 0)
		error = s->protocol->getname(s, peer, &a);
	return error < 0 ? error : address_put(&a, args[1], args[2]);
}

int do_getsockname(const uint32_t *args)
{
	return give_name(args, false);
}

int do_getpeername(const uint32_t *args)
{
	return give_name(args, true);
}

int do_shutdown(const uint32_t *args)
{
	struct socket *s;
	struct file *f;
	int error = socket_of_fd(args[0], &f, &s);

	if (error < 0)
		return error;
	if (args[1] > SHUT_RDWR)
		return -EINVAL;
	return s->protocol->shutdown(s, args[1] + 1);
}
