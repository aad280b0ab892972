/* SPDX-License-Identifier: GPL-3.0-or-later */
/* timer_delete(): no signal comes any more; the others go on; EINVAL. */
#define _GNU_SOURCE
#include "call.h"

int main(void)
{
	struct itimerspec it = { { 0, 0 }, { 0, 20000000 } };
	const struct timespec wait = { 0, 50000000 };
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL };
	timer_t first, second;
	siginfo_t info;
	sigset_t set;
	int raw[2];

	event.sigev_signo = SIGUSR1;
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	OK(sigprocmask(SIG_BLOCK, &set, NULL));
	event.sigev_value.sival_int = 1;
	OK(timer_create(CLOCK_MONOTONIC, &event, &first));
	event.sigev_value.sival_int = 2;
	OK(timer_create(CLOCK_MONOTONIC, &event, &second));
	OK(timer_settime(first, 0, &it, NULL));
	OK(timer_settime(second, 0, &it, NULL));
	OK(timer_delete(first));
	SAME(sigtimedwait(&set, &info, &wait), SIGUSR1);
	SAME(info.si_value.sival_int, 2);
	FAILS(sigtimedwait(&set, &info, &wait), EAGAIN);
	OK(timer_delete(second));
	FAILS(syscall(SYS_timer_delete, (int)(intptr_t)second), EINVAL);
	FAILS(syscall(SYS_timer_delete, -1), EINVAL);
	/* A number is not used again at once. */
	OK(syscall(SYS_timer_create, CLOCK_MONOTONIC, NULL, &raw[0]));
	OK(syscall(SYS_timer_delete, raw[0]));
	OK(syscall(SYS_timer_create, CLOCK_MONOTONIC, NULL, &raw[1]));
	CHECK(raw[0] != raw[1]);
	return 0;
}
