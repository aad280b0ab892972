/* SPDX-License-Identifier: GPL-3.0-or-later */
/* close(): frees the number at once and the file with its last descriptor. */
#define _GNU_SOURCE
#include "test/call/call.h"

static int fds[2];

static int keeps_writer(void)
{
	sleep_ms(30);
	return 0;
}

int main(void)
{
	pid_t pid;
	char c;
	int fd;

	fd = (int)OK(open("/dev/null", O_RDONLY));
	OK(close(fd));
	FAILS(close(fd), EBADF);
	FAILS(read(fd, &c, 1), EBADF);
	FAILS(close(-1), EBADF);
	FAILS(close(INT_MAX), EBADF);
	FAILS(close(INT_MIN), EBADF);
	SAME(open("/dev/null", O_RDONLY), fd);

	/* The pipe ends when the last process closes it. */
	OK(pipe(fds));
	pid = in_child(keeps_writer);
	OK(close(fds[1]));
	SAME(read(fds[0], &c, 1), 0);
	SAME(status_of(pid), 0);
	OK(close(fds[0]));

	OK(pipe(fds));
	fd = (int)OK(dup(fds[1]));
	OK(close(fds[1]));
	SAME(write(fd, "x", 1), 1);
	OK(close(fd));
	SAME(read(fds[0], &c, 1), 1);
	SAME(read(fds[0], &c, 1), 0);
	return 0;
}
