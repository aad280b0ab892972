/* SPDX-License-Identifier: GPL-3.0-or-later */
/* getitimer(): what is left, 0 when none runs; EINVAL, EFAULT. */
#define _GNU_SOURCE
#include "call.h"
#include <sys/time.h>

static void check_zero(void)
{
	struct itimerval it;

	memset(&it, 0xff, sizeof(it));
	OK(getitimer(ITIMER_REAL, &it));
	SAME(it.it_value.tv_sec, 0);
	SAME(it.it_value.tv_usec, 0);
	SAME(it.it_interval.tv_sec, 0);
	SAME(it.it_interval.tv_usec, 0);
}

int main(void)
{
	struct itimerval it = { { 7, 500000 }, { 5, 250000 } }, got;

	check_zero();
	OK(setitimer(ITIMER_REAL, &it, NULL));
	sleep_ms(20);
	OK(getitimer(ITIMER_REAL, &got));
	SAME(got.it_interval.tv_sec, 7);
	SAME(got.it_interval.tv_usec, 500000);
	CHECK(got.it_value.tv_sec <= 5 && got.it_value.tv_sec >= 2);
	CHECK(got.it_value.tv_sec < 5 || got.it_value.tv_usec <= 232000);
	memset(&it, 0, sizeof(it));
	OK(setitimer(ITIMER_REAL, &it, NULL));
	check_zero();
	/* An interval without a value does not run. */
	it.it_interval.tv_sec = 3;
	OK(setitimer(ITIMER_REAL, &it, NULL));
	check_zero();
	FAILS(getitimer(99, &got), EINVAL);
	FAILS(syscall(SYS_getitimer, ITIMER_REAL, bad_pointer()), EFAULT);
	FAILS(syscall(SYS_getitimer, ITIMER_REAL, NULL), EFAULT);
	return 0;
}
