/* SPDX-License-Identifier: GPL-3.0-or-later */
/* epoll_create1() and epoll_create(): instances as open files. */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <poll.h>
#include <sys/epoll.h>

int main(void)
{
	struct pollfd p = { -1, POLLIN, 0 };
	struct stat st;
	char name[64], link[64], byte;
	int fd = (int)OK(epoll_create1(0));
	int other = (int)OK(epoll_create1(EPOLL_CLOEXEC));

	SAME(fcntl(fd, F_GETFD), 0);
	SAME(fcntl(other, F_GETFD), FD_CLOEXEC);
	SAME(fcntl(fd, F_GETFL) & O_ACCMODE, O_RDWR);
	FAILS(epoll_create1(1), EINVAL);
	FAILS(epoll_create1(-1), EINVAL);
	FAILS(epoll_create1(O_NONBLOCK), EINVAL);
	OK(close(other));
	other = (int)OK(epoll_create(1));
	SAME(fcntl(other, F_GETFD), 0);
	FAILS(read(fd, &byte, 1), EINVAL);
	FAILS(write(fd, &byte, 1), EINVAL);
	OK(fstat(fd, &st));
	SAME(st.st_mode & S_IFMT, 0);
	sprintf(name, "/proc/self/fd/%d", fd);
	SAME(readlink(name, link, sizeof(link)), 22);
	CHECK(memcmp(link, "anon_inode:[eventpoll]", 22) == 0);
	p.fd = fd;
	SAME(poll(&p, 1, 0), 0);
	OK(close(fd));
	OK(close(other));
	FAILS(close(fd), EBADF);
	return 0;
}
