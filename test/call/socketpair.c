/* SPDX-License-Identifier: GPL-3.0-or-later */
/* socketpair(): the three kinds, message boundaries, back pressure. */
#define _GNU_SOURCE
#include "test/call/socket.h"

static int fd[2];

static void errors(void)
{
	FAILS(socketpair(0, SOCK_STREAM, 0, fd), EAFNOSUPPORT);
	FAILS(socketpair(AF_INET, 75, 0, fd), EINVAL);
	FAILS(socketpair(AF_INET, SOCK_STREAM, 0, fd), EOPNOTSUPP);
	FAILS(socketpair(AF_INET, SOCK_DGRAM, 17, fd), EOPNOTSUPP);
	FAILS(socketpair(AF_INET, SOCK_DGRAM, 6, fd), EPROTONOSUPPORT);
	FAILS(socketpair(AF_UNIX, SOCK_STREAM, 0, bad_pointer()), EFAULT);
}

static void stream(void)
{
	char b[16] = "";

	OK(socketpair(AF_UNIX, SOCK_STREAM, 0, fd));
	SAME(write(fd[0], "ab", 2), 2);
	SAME(write(fd[0], "", 0), 0);
	SAME(write(fd[0], "cd", 2), 2);
	SAME(read(fd[1], b, 3), 3);
	SAME(memcmp(b, "abc", 3), 0);
	SAME(read(fd[1], b, sizeof(b)), 1);
	SAME(write(fd[1], "back", 4), 4);
	SAME(read(fd[0], b, sizeof(b)), 4);
	FAILS(recv(fd[0], b, 1, MSG_DONTWAIT), EAGAIN);
	OK(close(fd[1]));
	SAME(read(fd[0], b, 1), 0);
	OK(close(fd[0]));
}

static void messages(int type)
{
	char b[16] = "";
	int count;

	OK(socketpair(AF_UNIX, type, 0, fd));
	SAME(write(fd[0], "abc", 3), 3);
	SAME(write(fd[0], "", 0), 0);
	SAME(write(fd[0], "de", 2), 2);
	OK(ioctl(fd[1], FIONREAD, &count));
	SAME(count, type == SOCK_DGRAM ? 3 : 5);
	SAME(read(fd[1], b, 2), 2); /* and c is lost */
	SAME(recv(fd[1], b, sizeof(b), 0), 0);
	SAME(read(fd[1], b, sizeof(b)), 2);
	SAME(memcmp(b, "de", 2), 0);
	FAILS(recv(fd[1], b, 1, MSG_DONTWAIT), EAGAIN);
	OK(close(fd[0]));
	OK(close(fd[1]));
}

static void full(int type)
{
	static char b[1000];
	int sent = 0, got = 0;

	OK(socketpair(AF_UNIX, type | SOCK_NONBLOCK, 0, fd));
	SAME(polled(fd[0], POLLIN | POLLOUT, 0), POLLOUT);
	while (write(fd[0], b, sizeof(b)) == (ssize_t)sizeof(b))
		sent++;
	SAME(errno, EAGAIN);
	CHECK(sent > 10 && sent < 1000);
	SAME(polled(fd[0], POLLIN | POLLOUT, 0), 0);
	SAME(polled(fd[1], POLLIN | POLLOUT, 0), POLLIN | POLLOUT);
	while (read(fd[1], b, sizeof(b)) == (ssize_t)sizeof(b))
		got++;
	CHECK(got == sent);
	SAME(polled(fd[0], POLLIN | POLLOUT, 0), POLLOUT);
	OK(close(fd[0]));
	OK(close(fd[1]));
}

static int writes(void)
{
	OK(close(fd[0]));
	for (int i = 0; i < 100000; i++)
		SAME(write(fd[1], &i, sizeof(i)), sizeof(i));
	return 0;
}

/* Nothing is lost when the writer has to wait. */
static void flow(int type)
{
	pid_t pid;
	int n;

	OK(socketpair(AF_UNIX, type, 0, fd));
	pid = in_child(writes);
	OK(close(fd[1]));
	for (int i = 0; i < 100000; i++) {
		SAME(recv(fd[0], &n, sizeof(n), MSG_WAITALL), sizeof(n));
		SAME(n, i);
	}
	SAME(status_of(pid), 0);
	if (type != SOCK_DGRAM)
		SAME(read(fd[0], &n, 1), 0);
	OK(close(fd[0]));
}

int main(void)
{
	errors();
	stream();
	messages(SOCK_DGRAM);
	messages(SOCK_SEQPACKET);
	full(SOCK_STREAM);
	full(SOCK_DGRAM);
	full(SOCK_SEQPACKET);
	flow(SOCK_STREAM);
	flow(SOCK_DGRAM);
	flow(SOCK_SEQPACKET);
	return 0;
}
