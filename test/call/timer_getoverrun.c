/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * timer_getoverrun(): the periods that passed between the signal and its
 * being accepted; the same as si_overrun; zero again when none; EINVAL.
 */
#define _GNU_SOURCE
#include "call.h"

int main(void)
{
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL };
	struct itimerspec it = { { 0, 10000000 }, { 0, 10000000 } };
	siginfo_t info;
	sigset_t set;
	timer_t id;
	int first;

	event.sigev_signo = SIGRTMIN + 1;
	event.sigev_value.sival_int = 77;
	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN + 1);
	OK(sigprocmask(SIG_BLOCK, &set, NULL));
	OK(timer_create(CLOCK_MONOTONIC, &event, &id));
	SAME(timer_getoverrun(id), 0);
	OK(timer_settime(id, 0, &it, NULL));
	sleep_ms(105);
	SAME(timer_getoverrun(id), 0);
	/* Looking at what is left does not lose any. */
	OK(timer_gettime(id, &it));
	CHECK(it.it_value.tv_sec == 0 && it.it_value.tv_nsec <= 10000000);
	SAME(sigwaitinfo(&set, &info), SIGRTMIN + 1);
	first = info.si_overrun;
	CHECK(first >= 9);
	SAME(info.si_value.sival_int, 77);
	SAME(timer_getoverrun(id), first);
	it.it_value.tv_nsec = 20000000;
	it.it_interval.tv_nsec = 0;
	OK(timer_settime(id, 0, &it, NULL));
	SAME(sigwaitinfo(&set, &info), SIGRTMIN + 1);
	SAME(info.si_overrun, 0);
	SAME(timer_getoverrun(id), 0);
	OK(timer_delete(id));
	FAILS(syscall(SYS_timer_getoverrun, 4711), EINVAL);
	FAILS(syscall(SYS_timer_getoverrun, -1), EINVAL);
	return 0;
}
