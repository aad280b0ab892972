/* SPDX-License-Identifier: GPL-3.0-or-later */
/* accept() and accept4(): errors, flags, addresses, waiting. */
#define _GNU_SOURCE
#include "test/call/socket.h"

#include <sys/resource.h>

static void errors(void)
{
	int file = (int)OK(open("/", O_RDONLY)), port, fd;
	struct sockaddr_in in;
	socklen_t length = sizeof(in);

	FAILS(accept(-1, NULL, NULL), EBADF);
	FAILS(accept(file, NULL, NULL), ENOTSOCK);
	OK(close(file));
	fd = bound_socket(SOCK_STREAM, &port);
	FAILS(accept(fd, (struct sockaddr *)&in, &length), EINVAL);
	OK(close(fd));
	fd = bound_socket(SOCK_DGRAM, &port);
	FAILS(accept(fd, NULL, NULL), EOPNOTSUPP);
	OK(close(fd));
	fd = (int)OK(socket(AF_UNIX, SOCK_DGRAM, 0));
	FAILS(accept(fd, NULL, NULL), EOPNOTSUPP);
	OK(close(fd));
	fd = tcp_listener(1, &port);
	OK(fcntl(fd, F_SETFL, O_NONBLOCK));
	FAILS(syscall(SYS_accept4, fd, NULL, NULL, 0x100000), EINVAL);
	FAILS(accept(fd, NULL, NULL), EAGAIN);
	OK(close(fd));
}

static void takes(void)
{
	int port, listener = tcp_listener(5, &port), fd, got;
	struct sockaddr_in in = ipv4("127.0.0.1", port), peer;
	socklen_t length = sizeof(peer);

	fd = (int)OK(socket(AF_INET, SOCK_STREAM, 0));
	SAME(polled(listener, POLLIN, 0), 0);
	OK(connect(fd, ADDRESS(in)));
	SAME(polled(listener, POLLIN, 1000), POLLIN);
	OK(fcntl(listener, F_SETFL, O_NONBLOCK));
	got = (int)OK(accept4(
		listener, (struct sockaddr *)&peer, &length, SOCK_CLOEXEC));
	SAME(length, sizeof(peer));
	SAME(ntohs(peer.sin_port), port_of(fd));
	SAME(peer.sin_addr.s_addr, htonl(INADDR_LOOPBACK));
	SAME(fcntl(got, F_GETFD), FD_CLOEXEC);
	SAME(fcntl(got, F_GETFL) & O_NONBLOCK, 0); /* not the listener's */
	SAME(port_of(got), port);
	OK(close(got));
	OK(close(fd));
	OK(close(listener));
}

/* A connection that was closed before is there nevertheless. */
static void closed_before(void)
{
	int port, listener = tcp_listener(5, &port), fd, got;
	struct sockaddr_in in = ipv4("127.0.0.1", port);
	char b[8];

	fd = (int)OK(socket(AF_INET, SOCK_STREAM, 0));
	OK(connect(fd, ADDRESS(in)));
	SAME(write(fd, "early", 5), 5);
	OK(close(fd));
	got = (int)OK(accept(listener, NULL, NULL));
	SAME(recv(got, b, 5, MSG_WAITALL), 5);
	SAME(read(got, b, 1), 0);
	OK(close(got));
	OK(close(listener));
}

/* Without a descriptor the connection stays where it is. */
static void no_descriptor(void)
{
	int port, listener = tcp_listener(5, &port), fd, null, last = -1;
	struct sockaddr_in in = ipv4("127.0.0.1", port);

	fd = (int)OK(socket(AF_INET, SOCK_STREAM, 0));
	OK(connect(fd, ADDRESS(in)));
	while ((null = open("/dev/null", O_RDONLY)) >= 0)
		last = null;
	FAILS(accept(listener, NULL, NULL), EMFILE);
	OK(close(last));
	SAME(accept(listener, NULL, NULL), last);
	for (int i = listener + 1; i <= last; i++)
		OK(close(i));
	OK(close(listener));
}

static void ignore(int sig)
{
	(void)sig;
}

static void waits(void)
{
	struct timeval tv = { 0, 30000 };
	int port, listener = tcp_listener(5, &port);
	struct sockaddr_in in = ipv4("127.0.0.1", port);
	pid_t pid;
	double start;

	handle(SIGUSR1, ignore, 0);
	pid = signal_after(getpid(), SIGUSR1, 20);
	FAILS(accept(listener, NULL, NULL), EINTR);
	SAME(status_of(pid), 0);
	OK(setsockopt(listener, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof(tv)));
	start = now_ms();
	FAILS(accept(listener, NULL, NULL), EAGAIN);
	CHECK(now_ms() - start >= 29);
	tv.tv_usec = 0;
	OK(setsockopt(listener, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof(tv)));
	pid = fork();
	if (pid == 0) {
		int fd = (int)OK(socket(AF_INET, SOCK_STREAM, 0));

		sleep_ms(20);
		OK(connect(fd, ADDRESS(in)));
		exit(0);
	}
	OK(close((int)OK(accept(listener, NULL, NULL))));
	SAME(status_of(pid), 0);
	OK(close(listener));
}

int main(void)
{
	errors();
	takes();
	closed_before();
	no_descriptor();
	waits();
	return 0;
}
