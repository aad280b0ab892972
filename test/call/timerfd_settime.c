/* SPDX-License-Identifier: GPL-3.0-or-later */
/* timerfd_settime(). */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <sys/timerfd.h>

static int fd;

static struct itimerspec in_ms(long value)
{
	struct itimerspec it = { { 0, 0 },
		{ value / 1000, value % 1000 * 1000000 } };

	return it;
}

static void errors(void)
{
	struct itimerspec it = in_ms(10);
	int other = (int)OK(open("/dev/null", O_RDWR));

	FAILS(timerfd_settime(-1, 0, &it, NULL), EBADF);
	FAILS(timerfd_settime(other, 0, &it, NULL), EINVAL);
	FAILS(timerfd_settime(fd, 0, bad_pointer(), NULL), EFAULT);
	FAILS(timerfd_settime(fd, 4, &it, NULL), EINVAL);
	FAILS(timerfd_settime(fd, -1, &it, NULL), EINVAL);
	it.it_value.tv_nsec = 1000000000;
	FAILS(timerfd_settime(fd, 0, &it, NULL), EINVAL);
	it.it_value.tv_nsec = -1;
	FAILS(timerfd_settime(fd, 0, &it, NULL), EINVAL);
	it = in_ms(10);
	it.it_value.tv_sec = -1;
	FAILS(timerfd_settime(fd, 0, &it, NULL), EINVAL);
	it = in_ms(10);
	it.it_interval.tv_nsec = 1000000000;
	FAILS(timerfd_settime(fd, 0, &it, NULL), EINVAL);
	it = in_ms(10);
	FAILS(timerfd_settime(fd, 0, &it, bad_pointer()), EFAULT);
	OK(close(other));
}

static void old_values(void)
{
	struct itimerspec it = in_ms(100000), old;
	uint64_t ticks;

	it.it_interval.tv_sec = 7;
	OK(timerfd_settime(fd, 0, &it, NULL));
	it = in_ms(0);
	OK(timerfd_settime(fd, 0, &it, &old));
	CHECK(old.it_value.tv_sec == 99 || old.it_value.tv_sec == 100);
	SAME(old.it_interval.tv_sec, 7);
	OK(timerfd_settime(fd, 0, &it, &old));
	SAME(old.it_value.tv_sec, 0);
	SAME(old.it_value.tv_nsec, 0);
	SAME(old.it_interval.tv_sec, 0);
	/* Setting forgets expirations that were not read. */
	it = in_ms(5);
	OK(timerfd_settime(fd, 0, &it, NULL));
	sleep_ms(20);
	it = in_ms(100000);
	OK(timerfd_settime(fd, 0, &it, NULL));
	OK(fcntl(fd, F_SETFL, O_NONBLOCK));
	FAILS(read(fd, &ticks, 8), EAGAIN);
	OK(fcntl(fd, F_SETFL, 0));
	/* More than a clock can tell. */
	it.it_value.tv_sec = INT64_MAX;
	OK(timerfd_settime(fd, 0, &it, NULL));
	OK(timerfd_settime(fd, TFD_TIMER_ABSTIME, &it, &old));
	CHECK(old.it_value.tv_sec > 1000000000);
}

/* An interval after which the clock has no time any more. */
static void rare(void)
{
	struct itimerspec it = { { 9223372036, 999999999 }, { 0, 1 } };
	uint64_t ticks;

	OK(timerfd_settime(fd, 0, &it, NULL));
	SAME(read(fd, &ticks, 8), 8);
	SAME(ticks, 1);
	OK(fcntl(fd, F_SETFL, O_NONBLOCK));
	for (int i = 0; i < 2; i++) {
		sleep_ms(2);
		FAILS(read(fd, &ticks, 8), EAGAIN);
	}
	OK(fcntl(fd, F_SETFL, 0));
	OK(timerfd_gettime(fd, &it));
	CHECK(it.it_value.tv_sec > 1000000000);
}

static void absolute(int clock)
{
	struct itimerspec it = { 0 };
	struct timespec now;
	uint64_t ticks;
	int flags = TFD_TIMER_ABSTIME;

	if (clock == CLOCK_REALTIME)
		flags |= TFD_TIMER_CANCEL_ON_SET;
	fd = (int)OK(timerfd_create(clock, 0));
	OK(clock_gettime(clock, &it.it_value));
	it.it_value.tv_nsec += 30000000;
	it.it_value.tv_sec += it.it_value.tv_nsec / 1000000000;
	it.it_value.tv_nsec %= 1000000000;
	OK(timerfd_settime(fd, flags, &it, NULL));
	SAME(read(fd, &ticks, 8), 8);
	SAME(ticks, 1);
	OK(clock_gettime(clock, &now));
	CHECK(now.tv_sec > it.it_value.tv_sec ||
		(now.tv_sec == it.it_value.tv_sec &&
			now.tv_nsec >= it.it_value.tv_nsec));
	/* A second ago, or nearly so: the machine may be young. */
	it.it_value.tv_sec -= it.it_value.tv_sec > 0;
	it.it_interval.tv_nsec = 100000000;
	OK(timerfd_settime(fd, flags, &it, NULL));
	SAME(read(fd, &ticks, 8), 8);
	CHECK(ticks >= 1 && ticks < 20);
	CHECK(clock != CLOCK_REALTIME || ticks >= 11);
	OK(close(fd));
}

int main(void)
{
	struct itimerspec it = in_ms(1);
	uint64_t ticks;

	fd = (int)OK(timerfd_create(CLOCK_MONOTONIC, 0));
	errors();
	old_values();
	it.it_interval.tv_nsec = 1;
	OK(timerfd_settime(fd, 0, &it, NULL));
	sleep_ms(10);
	SAME(read(fd, &ticks, 8), 8);
	CHECK(ticks >= 8999000);
	rare();
	OK(close(fd));
	absolute(CLOCK_REALTIME);
	absolute(CLOCK_MONOTONIC);
	return 0;
}
