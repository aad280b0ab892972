/* SPDX-License-Identifier: GPL-3.0-or-later */
/* setsockopt(): errors; what is set is told, and means something. */
#define _GNU_SOURCE
#include "test/call/socket.h"

static int on = 1;

static void errors(void)
{
	int file = (int)OK(open("/", O_RDONLY));
	int fd = (int)OK(socket(AF_INET, SOCK_STREAM, 0));
	int local = (int)OK(socket(AF_UNIX, SOCK_STREAM, 0));
	const socklen_t size = sizeof(on);

	FAILS(setsockopt(-1, SOL_SOCKET, SO_REUSEADDR, &on, size), EBADF);
	FAILS(setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &on, size), ENOTSOCK);
	FAILS(setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, bad_pointer(), size),
		EFAULT);
	FAILS(setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, 0), EINVAL);
	FAILS(setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, 3), EINVAL);
	FAILS(setsockopt(fd, SOL_SOCKET, 9999, &on, size), ENOPROTOOPT);
	FAILS(setsockopt(fd, SOL_SOCKET, SO_TYPE, &on, size), ENOPROTOOPT);
	FAILS(setsockopt(fd, SOL_SOCKET, SO_ERROR, &on, size), ENOPROTOOPT);
	FAILS(setsockopt(fd, IPPROTO_UDP, SO_REUSEADDR, &on, size),
		ENOPROTOOPT);
	FAILS(setsockopt(fd, IPPROTO_TCP, 9999, &on, size), ENOPROTOOPT);
	FAILS(setsockopt(fd, IPPROTO_IP, 9999, &on, size), ENOPROTOOPT);
	FAILS(setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, 2), EINVAL);
	FAILS(setsockopt(local, IPPROTO_TCP, TCP_NODELAY, &on, size),
		EOPNOTSUPP);
	FAILS(setsockopt(local, SOL_SOCKET, SO_LINGER, &on, size), EINVAL);
	FAILS(setsockopt(local, SOL_SOCKET, SO_SNDBUFFORCE, &on, size), EPERM);
	OK(close(file));
	OK(close(fd));
	OK(close(local));
}

static void switches(void)
{
	static const int names[] = { SO_REUSEADDR, SO_REUSEPORT, SO_KEEPALIVE,
		SO_BROADCAST, SO_OOBINLINE, SO_DONTROUTE };
	int fd = (int)OK(socket(AF_INET, SOCK_STREAM, 0));

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		SAME(option_of(fd, SOL_SOCKET, names[i]), 0);
		set_option(fd, SOL_SOCKET, names[i], 17);
		SAME(option_of(fd, SOL_SOCKET, names[i]), 1);
		set_option(fd, SOL_SOCKET, names[i], 0);
		SAME(option_of(fd, SOL_SOCKET, names[i]), 0);
	}
	set_option(fd, IPPROTO_TCP, TCP_NODELAY, 1);
	SAME(option_of(fd, IPPROTO_TCP, TCP_NODELAY), 1);
	set_option(fd, IPPROTO_TCP, TCP_KEEPIDLE, 33);
	SAME(option_of(fd, IPPROTO_TCP, TCP_KEEPIDLE), 33);
	set_option(fd, IPPROTO_IP, IP_TTL, 7);
	SAME(option_of(fd, IPPROTO_IP, IP_TTL), 7);
	on = 0;
	FAILS(setsockopt(fd, IPPROTO_TCP, TCP_KEEPCNT, &on, sizeof(on)),
		EINVAL);
	on = 256;
	FAILS(setsockopt(fd, IPPROTO_IP, IP_TTL, &on, sizeof(on)), EINVAL);
	OK(close(fd));
}

/* Sizes are doubled, and kept within limits. */
static void sizes(void)
{
	int fd[2], small, n = 0;
	static char b[512];

	OK(socketpair(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0, fd));
	set_option(fd[0], SOL_SOCKET, SO_SNDBUF, 10000);
	SAME(option_of(fd[0], SOL_SOCKET, SO_SNDBUF), 20000);
	set_option(fd[0], SOL_SOCKET, SO_RCVBUF, 10000);
	SAME(option_of(fd[0], SOL_SOCKET, SO_RCVBUF), 20000);
	set_option(fd[0], SOL_SOCKET, SO_SNDBUF, 1);
	small = option_of(fd[0], SOL_SOCKET, SO_SNDBUF);
	CHECK(small > 1000 && small < 10000);
	while (send(fd[0], b, sizeof(b), 0) == (ssize_t)sizeof(b))
		n++;
	SAME(errno, EAGAIN);
	CHECK(n >= 1 && n < 10);
	FAILS(send(fd[1], b, (size_t)1 << 28, 0), on_exa() ? EFAULT : EMSGSIZE);
	OK(close(fd[0]));
	OK(close(fd[1]));
}

static void times(void)
{
	int fd = (int)OK(socket(AF_UNIX, SOCK_DGRAM, 0));
	struct timeval tv = { 3, 500000 }, got = { 0, 0 };
	socklen_t size = sizeof(got);

	OK(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof(tv)));
	OK(getsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &got, &size));
	SAME(got.tv_sec, 3);
	SAME(got.tv_usec, 500000);
	tv.tv_usec = 1000000;
	FAILS(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof(tv)), EDOM);
	FAILS(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &tv, 2), EINVAL);
	/* Longer than can be told is for ever. */
	tv = (struct timeval){ (time_t)1 << 60, 5 };
	OK(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof(tv)));
	OK(getsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &got, &size));
	SAME(got.tv_sec, 0);
	SAME(got.tv_usec, 0);
	OK(close(fd));
}

/* What a group is sent arrives at its members. */
static void multicast(void)
{
	int port, fd = (int)OK(socket(AF_INET, SOCK_DGRAM, 0));
	int from = (int)OK(socket(AF_INET, SOCK_DGRAM, 0));
	struct sockaddr_in in = ipv4("0.0.0.0", 0);
	struct in_addr lo = { htonl(INADDR_LOOPBACK) };
	struct ip_mreq m;
	char b[4];

	OK(bind(fd, ADDRESS(in)));
	port = port_of(fd);
	m.imr_multiaddr.s_addr = inet_addr("239.1.2.3");
	m.imr_interface = lo;
	FAILS(setsockopt(fd, IPPROTO_IP, IP_ADD_MEMBERSHIP, &m, 4), EINVAL);
	FAILS(setsockopt(fd, IPPROTO_IP, IP_DROP_MEMBERSHIP, &m, sizeof(m)),
		EADDRNOTAVAIL);
	OK(setsockopt(fd, IPPROTO_IP, IP_ADD_MEMBERSHIP, &m, sizeof(m)));
	FAILS(setsockopt(fd, IPPROTO_IP, IP_ADD_MEMBERSHIP, &m, sizeof(m)),
		EADDRINUSE);
	OK(setsockopt(from, IPPROTO_IP, IP_MULTICAST_IF, &lo, sizeof(lo)));
	in = ipv4("239.1.2.3", port);
	SAME(sendto(from, "m", 1, 0, ADDRESS(in)), 1);
	SAME(polled(fd, POLLIN, 1000), POLLIN);
	SAME(recv(fd, b, 4, 0), 1);
	OK(setsockopt(fd, IPPROTO_IP, IP_DROP_MEMBERSHIP, &m, sizeof(m)));
	OK(close(fd));
	OK(close(from));
}

int main(void)
{
	errors();
	switches();
	sizes();
	times();
	multicast();
	return 0;
}
