/* SPDX-License-Identifier: GPL-3.0-or-later */
/* eventfd(). */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <poll.h>
#include <sys/eventfd.h>

static int fd;

static void put(uint64_t value)
{
	SAME(write(fd, &value, 8), 8);
}

static uint64_t get(void)
{
	uint64_t value = 0;

	SAME(read(fd, &value, 8), 8);
	return value;
}

static int events(void)
{
	struct pollfd p = { fd, -1, 0 };

	OK(poll(&p, 1, 0));
	return p.revents;
}

static void counting(void)
{
	uint64_t value = 3;
	char small[7];

	fd = (int)OK(eventfd(5, EFD_NONBLOCK));
	SAME(events(), POLLIN | POLLOUT);
	SAME(get(), 5);
	SAME(events(), POLLOUT);
	FAILS(read(fd, &value, 8), EAGAIN);
	put(2);
	put(0);
	put(40);
	SAME(get(), 42);
	put(0xfffffffffffffffeu);
	SAME(events(), POLLIN);
	value = 1;
	FAILS(write(fd, &value, 8), EAGAIN);
	SAME(get(), 0xfffffffffffffffeu);
	value = 0xffffffffffffffffu;
	FAILS(write(fd, &value, 8), EINVAL);
	FAILS(write(fd, small, 7), EINVAL);
	put(1);
	FAILS(read(fd, small, 7), EINVAL);
	FAILS(read(fd, bad_pointer(), 8), EFAULT);
	FAILS(pread(fd, &value, 8, 0), ESPIPE);
	SAME(fcntl(fd, F_GETFL) & (O_ACCMODE | O_NONBLOCK),
		O_RDWR | O_NONBLOCK);
	OK(close(fd));
}

static void semaphore(void)
{
	char more[16];

	fd = (int)OK(eventfd(0, EFD_SEMAPHORE | EFD_NONBLOCK | EFD_CLOEXEC));
	SAME(fcntl(fd, F_GETFD), FD_CLOEXEC);
	put(3);
	SAME(get(), 1);
	SAME(read(fd, more, sizeof(more)), 8);
	SAME(get(), 1);
	FAILS(read(fd, more, 8), EAGAIN);
	OK(close(fd));
}

static int adds_late(void)
{
	sleep_ms(30);
	put(7);
	return 0;
}

static int takes_late(void)
{
	sleep_ms(30);
	return get() != 0xfffffffffffffffeu;
}

static void waiting(void)
{
	double start = now_ms();
	pid_t pid;

	fd = (int)OK(eventfd(0, 0));
	SAME(fcntl(fd, F_GETFD), 0);
	pid = in_child(adds_late);
	SAME(get(), 7);
	CHECK(now_ms() - start >= 29);
	SAME(status_of(pid), 0);
	put(0xfffffffffffffffeu);
	pid = in_child(takes_late);
	put(9);
	CHECK(now_ms() - start >= 58);
	SAME(get(), 9);
	SAME(status_of(pid), 0);
	OK(close(fd));
}

static void ignore(int sig)
{
	(void)sig;
}

static void interrupted(void)
{
	uint64_t value;
	pid_t pid;

	fd = (int)OK(eventfd(0, 0));
	handle(SIGUSR1, ignore, 0);
	pid = signal_after(getpid(), SIGUSR1, 20);
	FAILS(read(fd, &value, 8), EINTR);
	SAME(status_of(pid), 0);
	OK(close(fd));
}

int main(void)
{
	struct stat st;
	char name[64], link[64];

	FAILS(syscall(SYS_eventfd2, 0, 2), EINVAL);
	FAILS(syscall(SYS_eventfd2, 0, O_APPEND), EINVAL);
	counting();
	semaphore();
	waiting();
	interrupted();
	fd = (int)OK(eventfd(0xffffffffu, 0));
	SAME(get(), 0xffffffffu);
	OK(fstat(fd, &st));
	SAME(st.st_size, 0);
	SAME(st.st_mode & S_IFMT, 0);
	sprintf(name, "/proc/self/fd/%d", fd);
	SAME(readlink(name, link, sizeof(link)), 20);
	CHECK(memcmp(link, "anon_inode:[eventfd]", 20) == 0);
	SAME(open(name, O_RDWR), -1);
	CHECK(errno == ENXIO || errno == EACCES);
	return 0;
}
