/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ioctl() on files, pipes and what is no terminal. */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <sys/ioctl.h>
#include <termios.h>

static void descriptor_requests(int fd)
{
	SAME(fcntl(fd, F_GETFD), 0);
	OK(ioctl(fd, FIOCLEX));
	SAME(fcntl(fd, F_GETFD), FD_CLOEXEC);
	OK(ioctl(fd, FIONCLEX));
	SAME(fcntl(fd, F_GETFD), 0);
}

static void nonblocking(int fd)
{
	int on = 1, off = 0;
	char c;

	OK(ioctl(fd, FIONBIO, &on));
	SAME(fcntl(fd, F_GETFL) & O_NONBLOCK, O_NONBLOCK);
	FAILS(read(fd, &c, 1), EAGAIN);
	OK(ioctl(fd, FIONBIO, &off));
	SAME(fcntl(fd, F_GETFL) & O_NONBLOCK, 0);
	FAILS(ioctl(fd, FIONBIO, bad_pointer()), EFAULT);
}

static void counts(const int fds[2])
{
	int count = -1;

	OK(ioctl(fds[0], FIONREAD, &count));
	SAME(count, 0);
	SAME(write(fds[1], "12345", 5), 5);
	OK(ioctl(fds[0], FIONREAD, &count));
	SAME(count, 5);
	FAILS(ioctl(fds[0], FIONREAD, bad_pointer()), EFAULT);
}

int main(void)
{
	struct winsize size;
	struct termios t;
	int fds[2];
	int null = (int)OK(open("/dev/null", O_RDWR));

	OK(pipe(fds));
	descriptor_requests(fds[0]);
	descriptor_requests(null);
	nonblocking(fds[0]);
	counts(fds);
	FAILS(ioctl(fds[0], TIOCGWINSZ, &size), ENOTTY);
	FAILS(ioctl(null, TIOCGWINSZ, &size), ENOTTY);
	FAILS(ioctl(null, TCGETS, &t), ENOTTY);
	FAILS(ioctl(null, 0x12345678, &t), ENOTTY);
	SAME(isatty(null), 0);
	FAILS(ioctl(-1, TCGETS, &t), EBADF);
	FAILS(ioctl(99, FIOCLEX), EBADF);
	FAILS(ioctl(INT_MAX, FIONBIO, &t), EBADF);
	return 0;
}
