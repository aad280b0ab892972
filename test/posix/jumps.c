/* SPDX-License-Identifier: GPL-3.0-or-later */
/* <setjmp.h> in all variants; out of handlers, functions, nested scopes. */
#define _GNU_SOURCE
#include <setjmp.h>

#include "test/call/call.h"

static jmp_buf outer, inner;
static sigjmp_buf sig_outer;

static void __attribute__((noinline)) down(int depth, int value)
{
	if (depth == 0)
		longjmp(outer, value);
	down(depth - 1, value);
}

static void values(void)
{
	volatile int round = 0;
	int got = setjmp(outer);

	round++;
	switch (round) {
	case 1:
		SAME(got, 0);
		down(50, 7);
		break;
	case 2:
		SAME(got, 7);
		down(0, 0);
		break;
	case 3:
		SAME(got, 1);
		down(3, -1);
		break;
	default:
		SAME(got, -1);
	}
	SAME(round, 4);
	if (_setjmp(inner) == 0)
		_longjmp(inner, 3);
}

/* A jump to the outer one leaves the inner one usable by nobody. */
static void nested(void)
{
	volatile int steps = 0;

	if (setjmp(outer) == 0) {
		if (setjmp(inner) == 0) {
			steps++;
			longjmp(inner, 1);
		}
		steps++;
		longjmp(outer, 1);
	}
	steps++;
	SAME(steps, 3);
	for (volatile int i = 0; i < 3000; i++)
		if (setjmp(inner) == 0)
			longjmp(inner, 1);
}

static int blocked(int sig)
{
	sigset_t set;

	OK(sigprocmask(SIG_BLOCK, NULL, &set));
	return sigismember(&set, sig);
}

static void jump_out(int sig)
{
	CHECK(blocked(sig));
	siglongjmp(sig_outer, sig);
}

static void masks(void)
{
	CHECK(sigset(SIGUSR2, SIG_HOLD) == SIG_DFL);
	SAME(blocked(SIGUSR2), 1);
	CHECK(sigset(SIGUSR2, SIG_DFL) == SIG_HOLD);
	SAME(blocked(SIGUSR2), 0);
	handle(SIGUSR1, jump_out, 0);
	for (int i = 0; i < 20; i++) {
		int got = sigsetjmp(sig_outer, 1);
		if (got == 0)
			raise(SIGUSR1);
		SAME(got, SIGUSR1);
		SAME(blocked(SIGUSR1), 0);
	}
	if (sigsetjmp(sig_outer, 0) == 0)
		raise(SIGUSR1);
	SAME(blocked(SIGUSR1), 1);
	sigset_t none;
	sigemptyset(&none);
	OK(sigprocmask(SIG_SETMASK, &none, NULL));
}

/* Out of a call that sleeps, by a handler. */
static void interrupted(void)
{
	handle(SIGALRM, jump_out, SA_RESTART);
	int fds[2];
	char c;
	OK(pipe(fds));
	double start = now_ms();
	if (sigsetjmp(sig_outer, 1) == 0) {
		alarm(1);
		read(fds[0], &c, 1);
		CHECK(!"reached");
	}
	CHECK(now_ms() - start >= 900);
	OK(close(fds[0]));
	OK(close(fds[1]));
}

static int sorted;

static int compare(const void *a, const void *b)
{
	if (++sorted == 5)
		longjmp(outer, 5);
	return *(const int *)a - *(const int *)b;
}

/* Through a function of the library that calls back. */
static void through(void)
{
	int list[20] = { 5, 3, 8, 1, 9, 2 };

	if (setjmp(outer) == 0) {
		qsort(list, 20, sizeof(int), compare);
		CHECK(!"reached");
	}
	SAME(sorted, 5);
}

static int forked(void)
{
	longjmp(outer, 9);
}

int main(void)
{
	values();
	nested();
	masks();
	interrupted();
	through();
	/* A child goes back to where its parent was. */
	int got = setjmp(outer);
	if (got == 9)
		_exit(9);
	SAME(WEXITSTATUS(status_of(in_child(forked))), 9);
	return 0;
}
