/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shutdown() and close(): ends of streams, resets, what poll() tells. */
#define _GNU_SOURCE
#include "test/call/socket.h"

static char b[8];
static int fd[2];

static void both_closed(void)
{
	OK(close(fd[0]));
	OK(close(fd[1]));
}

static void errors(void)
{
	int file = (int)OK(open("/", O_RDONLY)), alone;

	FAILS(shutdown(-1, SHUT_RD), EBADF);
	FAILS(shutdown(file, SHUT_RD), ENOTSOCK);
	OK(close(file));
	alone = (int)OK(socket(AF_INET, SOCK_STREAM, 0));
	FAILS(shutdown(alone, SHUT_WR), ENOTCONN);
	FAILS(shutdown(alone, 3), EINVAL);
	OK(close(alone));
	alone = (int)OK(socket(AF_UNIX, SOCK_STREAM, 0));
	OK(shutdown(alone, SHUT_RD));
	FAILS(shutdown(alone, -1), EINVAL);
	OK(close(alone));
	alone = (int)OK(socket(AF_INET, SOCK_DGRAM, 0));
	FAILS(shutdown(alone, SHUT_RDWR), ENOTCONN);
	OK(close(alone));
}

/* The other end reads to the end, and can still write. */
static void half(void)
{
	SAME(write(fd[0], "end", 3), 3);
	OK(shutdown(fd[0], SHUT_WR));
	CHECK((polled_until(fd[1], POLLRDHUP) &
		      (POLLIN | POLLRDHUP | POLLHUP)) == (POLLIN | POLLRDHUP));
	SAME(read(fd[1], b, 8), 3);
	SAME(read(fd[1], b, 8), 0);
	FAILS(write(fd[0], "x", 1), EPIPE);
	SAME(write(fd[1], "back", 4), 4);
	SAME(recv(fd[0], b, 4, MSG_WAITALL), 4);
	OK(shutdown(fd[1], SHUT_WR));
	CHECK((polled_until(fd[0], POLLHUP) & POLLHUP) != 0);
	SAME(read(fd[0], b, 8), 0);
	both_closed();
}

static void local(int type)
{
	OK(socketpair(AF_UNIX, type, 0, fd));
	half();
	OK(socketpair(AF_UNIX, type, 0, fd));
	OK(shutdown(fd[0], SHUT_RD));
	SAME(read(fd[0], b, 1), 0);
	FAILS(write(fd[1], "x", 1), EPIPE);
	both_closed();
	/* Closing with unread data is no good end. */
	OK(socketpair(AF_UNIX, type, 0, fd));
	SAME(write(fd[0], "x", 1), 1);
	OK(close(fd[1]));
	SAME(polled(fd[0], POLLIN | POLLOUT | POLLRDHUP, 0),
		POLLIN | POLLOUT | POLLRDHUP | POLLERR | POLLHUP);
	FAILS(read(fd[0], b, 1), ECONNRESET);
	SAME(read(fd[0], b, 1), 0);
	OK(close(fd[0]));
}

static void datagrams(void)
{
	OK(socketpair(AF_UNIX, SOCK_DGRAM, 0, fd));
	OK(shutdown(fd[0], SHUT_WR));
	FAILS(write(fd[0], "x", 1), EPIPE);
	SAME(polled(fd[1], POLLIN | POLLOUT, 0), POLLOUT);
	SAME(write(fd[1], "x", 1), 1);
	OK(shutdown(fd[0], SHUT_RD));
	SAME(read(fd[0], b, 1), 1);
	SAME(read(fd[0], b, 1), 0);
	FAILS(write(fd[1], "x", 1), EPIPE);
	both_closed();
}

/* Data for an end that is gone is answered by a reset. */
static void tcp_reset(void)
{
	tcp_pair(fd);
	OK(close(fd[1]));
	CHECK((polled_until(fd[0], POLLRDHUP) & POLLERR) == 0);
	SAME(write(fd[0], "x", 1), 1);
	CHECK((polled_until(fd[0], POLLERR) & POLLHUP) != 0);
	SAME(read(fd[0], b, 1), 0);
	FAILS(write(fd[0], "x", 1), EPIPE);
	OK(close(fd[0]));
	tcp_pair(fd);
	SAME(write(fd[0], "abc", 3), 3);
	SAME(write(fd[1], "de", 2), 2);
	CHECK(polled_until(fd[1], POLLIN) != 0);
	OK(close(fd[1])); /* abc was not read */
	CHECK((polled_until(fd[0], POLLERR) & POLLERR) != 0);
	SAME(read(fd[0], b, 8), 2);
	FAILS(read(fd[0], b, 8), ECONNRESET);
	SAME(read(fd[0], b, 8), 0);
	OK(close(fd[0]));
}

static void tcp_linger(void)
{
	struct linger now = { 1, 0 };

	tcp_pair(fd);
	OK(setsockopt(fd[1], SOL_SOCKET, SO_LINGER, &now, sizeof(now)));
	OK(close(fd[1]));
	CHECK((polled_until(fd[0], POLLERR) & POLLERR) != 0);
	SAME(option_of(fd[0], SOL_SOCKET, SO_ERROR), ECONNRESET);
	SAME(read(fd[0], b, 1), 0);
	OK(close(fd[0]));
}

static void listeners(void)
{
	int port, listener = tcp_listener(5, &port);
	struct sockaddr_in in = ipv4("127.0.0.1", port);

	fd[0] = (int)OK(socket(AF_INET, SOCK_STREAM, 0));
	OK(connect(fd[0], ADDRESS(in)));
	OK(close(listener)); /* it was never accepted */
	CHECK((polled_until(fd[0], POLLERR) & POLLERR) != 0);
	FAILS(read(fd[0], b, 1), ECONNRESET);
	OK(close(fd[0]));
	listener = tcp_listener(5, &port);
	OK(shutdown(listener, SHUT_RD));
	FAILS(accept(listener, NULL, NULL), EINVAL);
	OK(listen(listener, 1));
	OK(close(listener));
}

int main(void)
{
	handle(SIGPIPE, count_sigpipe, 0);
	errors();
	local(SOCK_STREAM);
	local(SOCK_SEQPACKET);
	datagrams();
	tcp_pair(fd);
	half();
	tcp_reset();
	tcp_linger();
	listeners();
	return 0;
}
