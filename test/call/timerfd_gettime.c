/* SPDX-License-Identifier: GPL-3.0-or-later */
/* timerfd_gettime(). */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <sys/timerfd.h>

int main(void)
{
	int fd = (int)OK(timerfd_create(CLOCK_MONOTONIC, 0));
	int other = (int)OK(open("/dev/null", O_RDWR));
	struct itimerspec it = { { 9, 9 }, { 9, 9 } };
	uint64_t ticks;

	OK(timerfd_gettime(fd, &it));
	SAME(it.it_value.tv_sec | it.it_value.tv_nsec, 0);
	SAME(it.it_interval.tv_sec | it.it_interval.tv_nsec, 0);
	it.it_value.tv_nsec = 500000000;
	it.it_interval.tv_sec = 3;
	it.it_interval.tv_nsec = 4;
	OK(timerfd_settime(fd, 0, &it, NULL));
	OK(timerfd_gettime(fd, &it));
	SAME(it.it_interval.tv_sec, 3);
	SAME(it.it_interval.tv_nsec, 4);
	SAME(it.it_value.tv_sec, 0);
	CHECK(it.it_value.tv_nsec > 0 && it.it_value.tv_nsec <= 500000000);
	/* One that has rung once and for all is disarmed. */
	it.it_value.tv_nsec = 1000000;
	it.it_interval.tv_sec = it.it_interval.tv_nsec = 0;
	OK(timerfd_settime(fd, 0, &it, NULL));
	sleep_ms(10);
	OK(timerfd_gettime(fd, &it));
	SAME(it.it_value.tv_sec | it.it_value.tv_nsec, 0);
	SAME(read(fd, &ticks, 8), 8);
	SAME(ticks, 1);
	/* One that goes on tells when it rings next. */
	it.it_value.tv_nsec = 1000000;
	it.it_interval.tv_nsec = 100000000;
	OK(timerfd_settime(fd, 0, &it, NULL));
	sleep_ms(20);
	OK(timerfd_gettime(fd, &it));
	CHECK(it.it_value.tv_nsec > 0 && it.it_value.tv_nsec < 100000000);
	SAME(read(fd, &ticks, 8), 8);
	CHECK(ticks >= 1);
	FAILS(timerfd_gettime(fd, bad_pointer()), EFAULT);
	FAILS(timerfd_gettime(other, &it), EINVAL);
	FAILS(timerfd_gettime(-1, &it), EBADF);
	return 0;
}
