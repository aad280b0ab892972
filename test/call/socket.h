/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the socket calls have in common. */
#ifndef TEST_CALL_SOCKET_H
#define TEST_CALL_SOCKET_H

#include "test/call/call.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

/* An address as the calls take it. */
#define ADDRESS(a) ((struct sockaddr *)&(a)), sizeof(a)

static inline struct sockaddr_in ipv4(const char *address, int port)
{
	struct sockaddr_in in = { 0 };

	in.sin_family = AF_INET;
	in.sin_port = htons((uint16_t)port);
	in.sin_addr.s_addr = inet_addr(address);
	return in;
}

static inline struct sockaddr_un unix_name(const char *path)
{
	struct sockaddr_un un = { 0 };

	un.sun_family = AF_UNIX;
	strcpy(un.sun_path, path);
	return un;
}

/* The port a socket is bound to. */
static inline int port_of(int fd)
{
	struct sockaddr_in in;
	socklen_t length = sizeof(in);

	OK(getsockname(fd, (struct sockaddr *)&in, &length));
	return ntohs(in.sin_port);
}

/* A socket bound to a free port of 127.0.0.1. */
static inline int bound_socket(int type, int *port)
{
	struct sockaddr_in in = ipv4("127.0.0.1", 0);
	int fd = (int)OK(socket(AF_INET, type, 0));

	OK(bind(fd, ADDRESS(in)));
	*port = port_of(fd);
	return fd;
}

static inline int tcp_listener(int backlog, int *port)
{
	int fd = bound_socket(SOCK_STREAM, port);

	OK(listen(fd, backlog));
	return fd;
}

/* Both ends of a TCP connection. */
static inline void tcp_pair(int fd[2])
{
	int port, listener = tcp_listener(1, &port);
	struct sockaddr_in in = ipv4("127.0.0.1", port);

	fd[0] = (int)OK(socket(AF_INET, SOCK_STREAM, 0));
	OK(connect(fd[0], ADDRESS(in)));
	fd[1] = (int)OK(accept(listener, NULL, NULL));
	OK(close(listener));
}

/* A port nobody listens at. */
static inline int closed_port(int type)
{
	int port, fd = bound_socket(type, &port);

	OK(close(fd));
	return port;
}

/* What poll() tells within so many ms. */
static inline int polled(int fd, int events, int ms)
{
	struct pollfd p = { fd, (short)events, 0 };

	OK(poll(&p, 1, ms));
	return p.revents;
}

/* The events that are there, once those wanted have come. */
static inline int polled_until(int fd, int wanted)
{
	const int all = POLLIN | POLLOUT | POLLPRI | POLLRDHUP;
	int got = 0;

	for (int i = 0; i < 200 && (got & wanted) != wanted; i++) {
		got = polled(fd, all, 0);
		if ((got & wanted) != wanted)
			sleep_ms(5);
	}
	return got;
}

static inline int option_of(int fd, int level, int name)
{
	int value = -1;
	socklen_t size = sizeof(value);

	OK(getsockopt(fd, level, name, &value, &size));
	SAME(size, sizeof(value));
	return value;
}

static inline void set_option(int fd, int level, int name, int value)
{
	OK(setsockopt(fd, level, name, &value, sizeof(value)));
}

/* The signal SIGPIPE, counted. */
static volatile sig_atomic_t sigpipes;

static inline void count_sigpipe(int sig)
{
	(void)sig;
	sigpipes++;
}

#endif
