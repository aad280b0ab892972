/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * timer_create(): which clocks, which notifications; SIGALRM and the timer's
 * id without a sigevent; not inherited by fork, gone after exec; errors.
 */
#define _GNU_SOURCE
#include <sched.h>
#include "call.h"

static sigset_t set;

/* struct sigevent as the kernel takes it. */
struct event {
	union sigval value;
	int sig, notify, tid;
};

static int create(clockid_t clock, const struct event *event)
{
	int id = -1;

	return syscall(SYS_timer_create, clock, event, &id) == 0 ? id : -1;
}

static void start(int id, long ms, long interval_ms)
{
	struct itimerspec it = {
		{ interval_ms / 1000, interval_ms % 1000 * 1000000 },
		{ ms / 1000, ms % 1000 * 1000000 },
	};

	OK(syscall(SYS_timer_settime, id, 0, &it, NULL));
}

static void check_default(void)
{
	int id = create(CLOCK_MONOTONIC, NULL);
	siginfo_t info;

	CHECK(id >= 0);
	start(id, 5, 0);
	SAME(sigwaitinfo(&set, &info), SIGALRM);
	SAME(info.si_code, SI_TIMER);
	SAME(info.si_value.sival_int, id);
	SAME(info.si_timerid, id);
	SAME(info.si_overrun, 0);
	OK(syscall(SYS_timer_delete, id));
}

static void check_clocks(void)
{
	const clockid_t good[] = { CLOCK_REALTIME, CLOCK_MONOTONIC,
		CLOCK_BOOTTIME };
	struct event event = { .sig = SIGRTMIN, .notify = SIGEV_SIGNAL };
	siginfo_t info;
	int id;

	event.value.sival_int = 1234;
	for (int i = 0; i < 3; i++) {
		double begin = now_ms();

		id = create(good[i], &event);
		CHECK(id >= 0);
		start(id, 20, 0);
		SAME(sigwaitinfo(&set, &info), SIGRTMIN);
		CHECK(now_ms() - begin >= 20);
		SAME(info.si_value.sival_int, 1234);
		OK(syscall(SYS_timer_delete, id));
	}
	id = create(CLOCK_PROCESS_CPUTIME_ID, &event);
	CHECK(id >= 0);
	start(id, 30, 0);
	sleep_ms(40);
	sigpending(&set);
	SAME(sigismember(&set, SIGRTMIN), 0);
	while (!sigismember(&set, SIGRTMIN))
		OK(sigpending(&set)), getppid(), sched_yield();
	CHECK((double)clock() / CLOCKS_PER_SEC >= 0.03);
	sigfillset(&set);
	SAME(sigwaitinfo(&set, &info), SIGRTMIN);
	OK(syscall(SYS_timer_delete, id));
}

static int child(void)
{
	FAILS(syscall(SYS_timer_getoverrun, 0), EINVAL);
	FAILS(syscall(SYS_timer_delete, 0), EINVAL);
	SAME(create(CLOCK_MONOTONIC, NULL), 0);
	return 0;
}

/* The signal would end the new image. */
static int executed(void)
{
	sigset_t none;

	start(create(CLOCK_MONOTONIC, NULL), 700, 0);
	sigemptyset(&none);
	OK(sigprocmask(SIG_SETMASK, &none, NULL));
	execl("/bin/sleep", "sleep", "0.9", (char *)NULL);
	return 1;
}

static void check_errors(void)
{
	struct event event = { .sig = SIGRTMIN, .notify = SIGEV_SIGNAL };
	int id;

	FAILS(create(12345, NULL), EINVAL);
	FAILS(create(CLOCK_MONOTONIC_RAW, NULL), EOPNOTSUPP);
	FAILS(create(CLOCK_REALTIME_COARSE, NULL), EOPNOTSUPP);
	event.sig = 0;
	FAILS(create(CLOCK_MONOTONIC, &event), EINVAL);
	event.sig = 65;
	FAILS(create(CLOCK_MONOTONIC, &event), EINVAL);
	event.notify = SIGEV_NONE;
	id = create(CLOCK_MONOTONIC, &event);
	OK(id);
	OK(syscall(SYS_timer_delete, id));
	event.sig = SIGRTMIN;
	event.notify = 77;
	FAILS(create(CLOCK_MONOTONIC, &event), EINVAL);
	event.notify = SIGEV_THREAD_ID;
	event.tid = getppid();
	FAILS(create(CLOCK_MONOTONIC, &event), EINVAL);
	event.tid = getpid();
	id = create(CLOCK_MONOTONIC, &event);
	OK(id);
	OK(syscall(SYS_timer_delete, id));
	FAILS(create(CLOCK_MONOTONIC, bad_pointer()), EFAULT);
	FAILS(syscall(SYS_timer_create, CLOCK_MONOTONIC, NULL, bad_pointer()),
		EFAULT);
}

int main(void)
{
	sigfillset(&set);
	OK(sigprocmask(SIG_BLOCK, &set, NULL));
	check_default();
	check_clocks();
	check_errors();
	create(CLOCK_MONOTONIC, NULL);
	SAME(status_of(in_child(child)), 0);
	SAME(status_of(in_child(executed)), 0);
	return 0;
}
