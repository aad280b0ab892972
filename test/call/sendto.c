/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sendto() and send(): errors, datagrams, SIGPIPE, waiting. */
#define _GNU_SOURCE
#include "test/call/socket.h"

static char big[70000];

static void common(void)
{
	int file = (int)OK(open("/", O_RDONLY)), port;
	int fd = bound_socket(SOCK_DGRAM, &port);
	struct sockaddr_in in = ipv4("127.0.0.1", port);

	FAILS(sendto(-1, "x", 1, 0, ADDRESS(in)), EBADF);
	FAILS(sendto(file, "x", 1, 0, ADDRESS(in)), ENOTSOCK);
	FAILS(sendto(fd, bad_pointer(), 1, 0, ADDRESS(in)), EFAULT);
	FAILS(sendto(fd, "x", 1, 0, bad_pointer(), sizeof(in)), EFAULT);
	FAILS(sendto(fd, "x", 1, 0, (struct sockaddr *)&in, 4), EINVAL);
	FAILS(sendto(fd, "x", 1, 0, (struct sockaddr *)&in, 1000), EINVAL);
	FAILS(sendto(fd, "x", 1, MSG_OOB, ADDRESS(in)), EOPNOTSUPP);
	OK(close(fd));
	OK(close(file));
}

static void udp(void)
{
	int port, to = bound_socket(SOCK_DGRAM, &port);
	int fd = (int)OK(socket(AF_INET, SOCK_DGRAM, 0));
	struct sockaddr_in in = ipv4("127.0.0.1", port);

	FAILS(send(fd, "x", 1, 0), EDESTADDRREQ);
	SAME(sendto(fd, "hello", 5, 0, ADDRESS(in)), 5);
	CHECK(port_of(fd) != 0);
	SAME(sendto(fd, "", 0, 0, ADDRESS(in)), 0);
	SAME(recv(to, big, sizeof(big), 0), 5);
	SAME(recv(to, big, sizeof(big), 0), 0);
	SAME(sendto(fd, big, 65507, 0, ADDRESS(in)), 65507);
	SAME(recv(to, big, sizeof(big), 0), 65507);
	FAILS(sendto(fd, big, 65508, 0, ADDRESS(in)), EMSGSIZE);
	in.sin_family = AF_UNIX;
	FAILS(sendto(fd, "x", 1, 0, ADDRESS(in)), EAFNOSUPPORT);
	in = ipv4("127.0.0.1", 0);
	FAILS(sendto(fd, "x", 1, 0, ADDRESS(in)), EINVAL);
	in = ipv4("255.255.255.255", port);
	FAILS(sendto(fd, "x", 1, 0, ADDRESS(in)), EACCES);
	if (on_exa()) {
		in = ipv4("192.0.2.1", port);
		FAILS(sendto(fd, "x", 1, 0, ADDRESS(in)), ENETUNREACH);
	}
	in = ipv4("0.0.0.0", port);
	SAME(sendto(fd, "y", 1, 0, ADDRESS(in)), 1);
	SAME(recv(to, big, 1, 0), 1);
	OK(close(fd));
	OK(close(to));
}

/* A connected socket learns that nobody listens; with the next call. */
static void refused(void)
{
	struct sockaddr_in in = ipv4("127.0.0.1", closed_port(SOCK_DGRAM));
	int fd = (int)OK(socket(AF_INET, SOCK_DGRAM, 0));

	SAME(sendto(fd, "x", 1, 0, ADDRESS(in)), 1);
	FAILS(recv(fd, big, 1, MSG_DONTWAIT), EAGAIN);
	OK(connect(fd, ADDRESS(in)));
	SAME(send(fd, "x", 1, 0), 1);
	CHECK((polled_until(fd, POLLERR) & POLLERR) != 0);
	FAILS(send(fd, "x", 1, 0), ECONNREFUSED);
	SAME(send(fd, "x", 1, 0), 1);
	CHECK((polled_until(fd, POLLERR) & POLLERR) != 0);
	FAILS(recv(fd, big, 1, 0), ECONNREFUSED);
	SAME(send(fd, "x", 1, 0), 1);
	CHECK((polled_until(fd, POLLERR) & POLLERR) != 0);
	SAME(option_of(fd, SOL_SOCKET, SO_ERROR), ECONNREFUSED);
	OK(close(fd));
}

static void broken_pipe(void)
{
	int fd[2], alone = (int)OK(socket(AF_INET, SOCK_STREAM, 0));

	handle(SIGPIPE, count_sigpipe, 0);
	FAILS(send(alone, "x", 1, 0), EPIPE);
	SAME(sigpipes, 1);
	FAILS(send(alone, "x", 1, MSG_NOSIGNAL), EPIPE);
	SAME(sigpipes, 1);
	OK(close(alone));
	OK(socketpair(AF_UNIX, SOCK_STREAM, 0, fd));
	OK(close(fd[1]));
	FAILS(send(fd[0], "x", 1, 0), EPIPE);
	SAME(sigpipes, 2);
	FAILS(write(fd[0], "x", 1), EPIPE);
	SAME(sigpipes, 3);
	FAILS(send(fd[0], "x", 1, MSG_NOSIGNAL), EPIPE);
	SAME(sigpipes, 3);
	OK(close(fd[0]));
	OK(socketpair(AF_UNIX, SOCK_DGRAM, 0, fd));
	OK(close(fd[1]));
	FAILS(send(fd[0], "x", 1, 0), ECONNREFUSED);
	FAILS(send(fd[0], "x", 1, 0), ENOTCONN);
	SAME(sigpipes, 3);
	OK(close(fd[0]));
}

static void local(void)
{
	struct sockaddr_un un = unix_name("sock"), from;
	int to = (int)OK(socket(AF_UNIX, SOCK_DGRAM, 0)), fd, pair[2];
	socklen_t length = sizeof(from);

	fd = (int)OK(socket(AF_UNIX, SOCK_DGRAM, 0));
	FAILS(send(fd, "x", 1, 0), ENOTCONN);
	FAILS(sendto(fd, "x", 1, 0, ADDRESS(un)), ENOENT);
	OK(bind(to, ADDRESS(un)));
	SAME(sendto(fd, "x", 1, 0, ADDRESS(un)), 1);
	SAME(recvfrom(to, big, 9, 0, (struct sockaddr *)&from, &length), 1);
	SAME(length, 0); /* the sender has no name */
	OK(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
	FAILS(sendto(pair[0], "x", 1, 0, ADDRESS(un)), EISCONN);
	FAILS(sendto(to, big, 1 << 30, 0, ADDRESS(un)),
		on_exa() ? EFAULT : EMSGSIZE);
	OK(close(to));
	FAILS(sendto(fd, "x", 1, 0, ADDRESS(un)), ECONNREFUSED);
	OK(close(fd));
	OK(close(pair[0]));
	OK(close(pair[1]));
	OK(unlink("sock"));
}

/* SO_SNDTIMEO ends the wait; what went out before counts. */
static void times_out(void)
{
	struct timeval tv = { 0, 20000 };
	static char mass[1 << 20];
	int fd[2];
	long n;

	OK(socketpair(AF_UNIX, SOCK_STREAM, 0, fd));
	OK(setsockopt(fd[0], SOL_SOCKET, SO_SNDTIMEO, &tv, sizeof(tv)));
	n = send(fd[0], mass, sizeof(mass), 0);
	CHECK(n > 0 && n < (long)sizeof(mass));
	FAILS(send(fd[0], mass, sizeof(mass), 0), EAGAIN);
	OK(close(fd[0]));
	OK(close(fd[1]));
}

int main(void)
{
	scratch();
	common();
	udp();
	refused();
	broken_pipe();
	local();
	times_out();
	scratch_end();
	return 0;
}
