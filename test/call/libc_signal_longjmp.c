/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Leaving a handler by siglongjmp: out of a call that waited, of handlers
 * within handlers, of the alternate stack; with and without the mask; again
 * and again.
 */
#define _GNU_SOURCE
#include "call.h"
#include <setjmp.h>
#include <sys/time.h>

static sigjmp_buf env, outer;
static volatile int depth, hits;

static int blocked(int sig)
{
	sigset_t set;

	OK(sigprocmask(SIG_BLOCK, NULL, &set));
	return sigismember(&set, sig);
}

static void jumps(int sig)
{
	hits++;
	siglongjmp(env, sig);
}

static void jumps_far(int sig)
{
	hits++;
	siglongjmp(outer, sig);
}

static void nests(int sig)
{
	volatile char frame[200];

	(void)sig;
	frame[0] = (char)depth;
	if (++depth < 5)
		raise(SIGUSR1);
	else
		siglongjmp(env, depth);
	CHECK(frame[0] < 5);
}

static void check_mask(void)
{
	volatile int passes = 0;

	handle(SIGUSR1, jumps, 0);
	if (sigsetjmp(env, 1) == 0)
		raise(SIGUSR1);
	SAME(blocked(SIGUSR1), 0);
	passes++;
	if (passes < 100)
		raise(SIGUSR1);
	SAME(hits, 100);
	SAME(passes, 100);
	if (sigsetjmp(env, 0) == 0) {
		OK(kill(getpid(), SIGUSR1));
		CHECK(0);
	}
	SAME(blocked(SIGUSR1), 1);
	if (sigsetjmp(env, 1) == 0) {
		sigset_t none;

		/* A mask changed since comes back as well. */
		sigemptyset(&none);
		OK(sigprocmask(SIG_SETMASK, &none, NULL));
		siglongjmp(env, 1);
	}
	SAME(blocked(SIGUSR1), 1);
	sigsetjmp(env, 1);
	handle(SIGUSR1, SIG_DFL, 0);
}

static void unblock(int sig)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, sig);
	OK(sigprocmask(SIG_UNBLOCK, &set, NULL));
}

static void check_waiting(void)
{
	struct itimerval it = { { 0, 0 }, { 0, 10000 } };
	int fds[2], got;
	char c;

	OK(pipe(fds));
	handle(SIGALRM, jumps, SA_RESTART);
	for (int i = 0; i < 3; i++) {
		got = sigsetjmp(env, 1);
		if (got == 0) {
			OK(setitimer(ITIMER_REAL, &it, NULL));
			read(fds[0], &c, 1);
			CHECK(0);
		}
		SAME(got, SIGALRM);
	}
	if (sigsetjmp(env, 1) == 0) {
		OK(setitimer(ITIMER_REAL, &it, NULL));
		sleep(5);
		CHECK(0);
	}
	SAME(write(fds[1], "x", 1), 1);
	SAME(read(fds[0], &c, 1), 1);
	OK(close(fds[0]));
	OK(close(fds[1]));
}

static void check_nested(void)
{
	volatile int got;

	handle(SIGUSR1, nests, SA_NODEFER);
	for (int i = 0; i < 3; i++) {
		depth = 0;
		got = sigsetjmp(env, 1);
		if (got == 0)
			raise(SIGUSR1);
		SAME(got, 5);
	}
	/* Two levels of sigsetjmp: the inner handler leaves both. */
	handle(SIGUSR1, jumps, 0);
	handle(SIGUSR2, jumps_far, 0);
	got = sigsetjmp(outer, 1);
	if (got == 0) {
		if (sigsetjmp(env, 1) == 0)
			raise(SIGUSR1);
		SAME(blocked(SIGUSR1), 0);
		raise(SIGUSR2);
		CHECK(0);
	}
	SAME(got, SIGUSR2);
	SAME(blocked(SIGUSR2), 0);
}

/* On the stack of main, and not: both are left, and can be used again. */
static void check_stacks(void)
{
	char here[16384];
	static char there[16384];
	char *stacks[] = { here, there };
	volatile int keep[50];
	stack_t ss = { .ss_size = sizeof(here) }, now;

	for (int i = 0; i < 50; i++)
		keep[i] = i;
	handle(SIGUSR1, jumps, SA_ONSTACK);
	for (int i = 0; i < 6; i++) {
		ss.ss_sp = stacks[i % 2];
		OK(sigaltstack(&ss, NULL));
		if (sigsetjmp(env, 1) == 0) {
			raise(SIGUSR1);
			CHECK(0);
		}
		OK(sigaltstack(NULL, &now));
		SAME(now.ss_flags, 0);
		sleep_ms(2);
		SAME(status_of(signal_after(getpid(), SIGURG, 0)), 0);
		for (int k = 0; k < 50; k++)
			SAME(keep[k], k);
	}
	ss.ss_flags = SS_DISABLE;
	OK(sigaltstack(&ss, NULL));
}

int main(void)
{
	check_mask();
	unblock(SIGUSR1);
	check_waiting();
	check_nested();
	check_stacks();
	return 0;
}
