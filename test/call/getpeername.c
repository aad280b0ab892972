/* SPDX-License-Identifier: GPL-3.0-or-later */
/* getpeername(): who the other end is, if there is one. */
#define _GNU_SOURCE
#include "test/call/socket.h"

static struct sockaddr_in in;
static struct sockaddr_un un;
static socklen_t length;

static long peer_in(int fd)
{
	length = sizeof(in);
	return getpeername(fd, (struct sockaddr *)&in, &length);
}

static long peer_un(int fd)
{
	length = sizeof(un);
	return getpeername(fd, (struct sockaddr *)&un, &length);
}

int main(void)
{
	int fd[2], file = (int)OK(open("/", O_RDONLY)), port;

	FAILS(peer_in(-1), EBADF);
	FAILS(peer_in(file), ENOTSOCK);
	OK(close(file));
	fd[0] = tcp_listener(1, &port);
	FAILS(peer_in(fd[0]), ENOTCONN);
	OK(close(fd[0]));
	fd[0] = (int)OK(socket(AF_INET, SOCK_DGRAM, 0));
	FAILS(peer_in(fd[0]), ENOTCONN);
	in = ipv4("127.0.0.1", 4711);
	OK(connect(fd[0], ADDRESS(in)));
	OK(peer_in(fd[0]));
	SAME(ntohs(in.sin_port), 4711);
	OK(close(fd[0]));
	tcp_pair(fd);
	OK(peer_in(fd[0]));
	SAME(ntohs(in.sin_port), port_of(fd[1]));
	OK(peer_in(fd[1]));
	SAME(ntohs(in.sin_port), port_of(fd[0]));
	SAME(in.sin_addr.s_addr, htonl(INADDR_LOOPBACK));
	length = sizeof(in);
	FAILS(getpeername(fd[0], bad_pointer(), &length), EFAULT);
	length = (socklen_t)-1;
	FAILS(getpeername(fd[0], (struct sockaddr *)&in, &length), EINVAL);
	OK(shutdown(fd[0], SHUT_WR));
	OK(peer_in(fd[0]));
	OK(shutdown(fd[1], SHUT_WR));
	CHECK((polled_until(fd[0], POLLHUP) & POLLHUP) != 0);
	FAILS(peer_in(fd[0]), ENOTCONN);
	OK(close(fd[0]));
	OK(close(fd[1]));
	OK(socketpair(AF_UNIX, SOCK_STREAM, 0, fd));
	OK(peer_un(fd[0]));
	SAME(length, sizeof(sa_family_t));
	SAME(un.sun_family, AF_UNIX);
	OK(close(fd[1]));
	OK(peer_un(fd[0]));
	OK(close(fd[0]));
	fd[0] = (int)OK(socket(AF_UNIX, SOCK_STREAM, 0));
	FAILS(peer_un(fd[0]), ENOTCONN);
	OK(close(fd[0]));
	return 0;
}
