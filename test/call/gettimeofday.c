/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gettimeofday(): the real-time clock in microseconds; EFAULT. */
#define _GNU_SOURCE
#include "call.h"
#include <sys/time.h>

int main(void)
{
	struct timeval a = { -1, -1 }, b;
	struct timespec ts;

	OK(gettimeofday(&a, NULL));
	OK(clock_gettime(CLOCK_REALTIME, &ts));
	CHECK(a.tv_usec >= 0 && a.tv_usec < 1000000);
	CHECK(ts.tv_sec - a.tv_sec <= 1 && ts.tv_sec >= a.tv_sec);
	sleep_ms(10);
	OK(gettimeofday(&b, NULL));
	CHECK((b.tv_sec - a.tv_sec) * 1000000 + b.tv_usec - a.tv_usec >= 8000);
	OK(syscall(SYS_gettimeofday, NULL, NULL));
	FAILS(syscall(SYS_gettimeofday, bad_pointer(), NULL), EFAULT);
	return 0;
}
