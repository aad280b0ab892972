/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dup2() and dup3(): a descriptor by its number, closed before if need be. */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <sys/resource.h>

static void closes_target(void)
{
	int fds[2], other[2];
	char c;

	OK(pipe(fds));
	OK(pipe(other));
	SAME(dup3(other[1], fds[1], O_CLOEXEC), fds[1]);
	SAME(fcntl(fds[1], F_GETFD), FD_CLOEXEC);
	SAME(fcntl(other[1], F_GETFD), 0);
	/* The pipe's only writer is gone. */
	SAME(read(fds[0], &c, 1), 0);
	OK(close(other[1]));
	SAME(write(fds[1], "x", 1), 1);
	SAME(read(other[0], &c, 1), 1);
	SAME(dup3(fds[0], fds[1], 0), fds[1]);
	SAME(fcntl(fds[1], F_GETFD), 0);
	SAME(read(other[0], &c, 1), 0);
	OK(close(fds[0]));
	OK(close(fds[1]));
	OK(close(other[0]));
}

int main(void)
{
	struct rlimit limit;
	int fd = (int)OK(open("/dev/null", O_RDWR | O_CLOEXEC));

	SAME(dup3(fd, 100, 0), 100);
	SAME(write(100, "x", 1), 1);
	SAME(fcntl(100, F_GETFD), 0);
	SAME(dup2(fd, fd), fd);
	SAME(fcntl(fd, F_GETFD), FD_CLOEXEC);
	closes_target();

	FAILS(dup3(fd, fd, 0), EINVAL);
	FAILS(dup3(fd, fd + 1, O_NONBLOCK), EINVAL);
	FAILS(dup3(fd, fd + 1, ~O_CLOEXEC), EINVAL);
	FAILS(dup3(-1, fd + 1, 0), EBADF);
	FAILS(dup3(fd + 50, fd + 1, 0), EBADF);
	FAILS(dup3(fd, -1, 0), EBADF);
	FAILS(dup2(fd + 50, fd + 50), EBADF);
	/* A call that failed closes nothing. */
	FAILS(dup2(fd + 50, 100), EBADF);
	SAME(write(100, "x", 1), 1);
	OK(getrlimit(RLIMIT_NOFILE, &limit));
	FAILS(dup3(fd, (int)limit.rlim_cur, 0), EBADF);
	FAILS(dup3(fd, INT_MAX, 0), EBADF);
	SAME(dup3(fd, (int)limit.rlim_cur - 1, 0), limit.rlim_cur - 1);
	return 0;
}
