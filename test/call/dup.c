/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dup(): the lowest free descriptor, for the same open file. */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <sys/resource.h>

static void until_full(int fd)
{
	struct rlimit limit;
	int last = fd, next;

	OK(getrlimit(RLIMIT_NOFILE, &limit));
	while ((next = dup(fd)) >= 0)
		last = next;
	SAME(errno, EMFILE);
	SAME(last, limit.rlim_cur - 1);
	OK(close(last));
	SAME(dup(fd), last);
	for (next = fd + 1; next <= last; next++)
		close(next);
}

static int child_seeks(void)
{
	SAME(lseek(3, 5, SEEK_SET), 5);
	OK(close(3));
	return 0;
}

int main(void)
{
	char c;
	int fd;

	scratch();
	for (fd = 3; fd < 20; fd++)
		close(fd);
	make_file("f", "0123456789");
	SAME(open("f", O_RDWR), 3);
	OK(unlink("f"));
	SAME(dup(3), 4);
	SAME(dup(4), 5);
	OK(close(4));
	SAME(dup(3), 4);

	/* Position and status flags are the file's, FD_CLOEXEC is not. */
	SAME(read(3, &c, 1), 1);
	SAME(lseek(5, 0, SEEK_CUR), 1);
	OK(fcntl(4, F_SETFL, O_APPEND));
	SAME(fcntl(3, F_GETFL) & O_APPEND, O_APPEND);
	OK(fcntl(3, F_SETFD, FD_CLOEXEC));
	SAME(fcntl(4, F_GETFD), 0);
	SAME(dup(3), 6);
	SAME(fcntl(6, F_GETFD), 0);
	SAME(status_of(in_child(child_seeks)), 0);
	SAME(lseek(3, 0, SEEK_CUR), 5);
	OK(close(3));
	OK(close(4));
	OK(close(6));
	SAME(read(5, &c, 1), 1);
	SAME(c, '5');

	FAILS(dup(4), EBADF);
	FAILS(dup(-1), EBADF);
	FAILS(dup(INT_MAX), EBADF);
	until_full(5);
	scratch_end();
	return 0;
}
