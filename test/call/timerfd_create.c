/* SPDX-License-Identifier: GPL-3.0-or-later */
/* timerfd_create(), and timers as open files. */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <poll.h>
#include <sys/timerfd.h>

static void set(int fd, long value_ms, long interval_ms)
{
	struct itimerspec it = {
		{ interval_ms / 1000, interval_ms % 1000 * 1000000 },
		{ value_ms / 1000, value_ms % 1000 * 1000000 },
	};

	OK(timerfd_settime(fd, 0, &it, NULL));
}

static void reading(int clock)
{
	int fd = (int)OK(timerfd_create(clock, 0));
	struct pollfd p = { fd, -1, 0 };
	double start = now_ms();
	uint64_t ticks = 0;
	char small[7];

	set(fd, 30, 0);
	SAME(poll(&p, 1, 0), 0);
	SAME(read(fd, &ticks, 8), 8);
	SAME(ticks, 1);
	CHECK(now_ms() - start >= 29.9);
	SAME(poll(&p, 1, 20), 0);
	start = now_ms();
	set(fd, 20, 10);
	SAME(poll(&p, 1, -1), 1);
	SAME(p.revents, POLLIN);
	CHECK(now_ms() - start >= 19.9);
	FAILS(read(fd, small, 7), EINVAL);
	sleep_ms(45);
	SAME(read(fd, &ticks, 8), 8);
	CHECK(ticks >= 5 && ticks <= (uint64_t)(now_ms() - start) / 10);
	OK(read(fd, &ticks, 8));
	CHECK(ticks >= 1);
	OK(close(fd));
}

static void ignore(int sig)
{
	(void)sig;
}

int main(void)
{
	uint64_t ticks;
	char name[64], link[64];
	pid_t pid;
	int fd;

	FAILS(timerfd_create(CLOCK_PROCESS_CPUTIME_ID, 0), EINVAL);
	FAILS(timerfd_create(99, 0), EINVAL);
	FAILS(timerfd_create(-1, 0), EINVAL);
	FAILS(timerfd_create(CLOCK_MONOTONIC, 1), EINVAL);
	reading(CLOCK_MONOTONIC);
	reading(CLOCK_REALTIME);
	fd = (int)OK(
		timerfd_create(CLOCK_BOOTTIME, TFD_NONBLOCK | TFD_CLOEXEC));
	SAME(fcntl(fd, F_GETFD), FD_CLOEXEC);
	SAME(fcntl(fd, F_GETFL) & (O_ACCMODE | O_NONBLOCK),
		O_RDWR | O_NONBLOCK);
	FAILS(read(fd, &ticks, 8), EAGAIN);
	FAILS(write(fd, &ticks, 8), EINVAL);
	set(fd, 10, 0);
	FAILS(read(fd, &ticks, 8), EAGAIN);
	OK(fcntl(fd, F_SETFL, 0));
	SAME(read(fd, &ticks, 8), 8);
	handle(SIGUSR1, ignore, 0);
	pid = signal_after(getpid(), SIGUSR1, 20);
	FAILS(read(fd, &ticks, 8), EINTR);
	SAME(status_of(pid), 0);
	FAILS(read(fd, bad_pointer(), 8), EFAULT);
	sprintf(name, "/proc/self/fd/%d", fd);
	SAME(readlink(name, link, sizeof(link)), 20);
	CHECK(memcmp(link, "anon_inode:[timerfd]", 20) == 0);
	return 0;
}
