/* SPDX-License-Identifier: GPL-3.0-or-later */
/* clock_getres(): at most 10 ms for every clock; EINVAL, EFAULT. */
#define _GNU_SOURCE
#include "call.h"

int main(void)
{
	const clockid_t clocks[] = { CLOCK_REALTIME, CLOCK_MONOTONIC,
		CLOCK_BOOTTIME, CLOCK_PROCESS_CPUTIME_ID,
		CLOCK_THREAD_CPUTIME_ID };
	struct timespec ts;

	for (size_t i = 0; i < sizeof(clocks) / sizeof(*clocks); i++) {
		ts.tv_sec = ts.tv_nsec = -1;
		OK(clock_getres(clocks[i], &ts));
		SAME(ts.tv_sec, 0);
		CHECK(ts.tv_nsec > 0 && ts.tv_nsec <= 10000000);
		OK(syscall(SYS_clock_getres, clocks[i], NULL));
	}
	FAILS(clock_getres(12345, &ts), EINVAL);
	FAILS(syscall(SYS_clock_getres, CLOCK_REALTIME, bad_pointer()), EFAULT);
	return 0;
}
