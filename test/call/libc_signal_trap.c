/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Handlers for what a program causes itself: a bad address, a division by
 * zero, a recursion without end, for which they need the alternate stack. They
 * leave by siglongjmp to a caller of the function at fault, or end the
 * program. Where the signal is blocked or ignored, it ends by it.
 */
#define _GNU_SOURCE
#include "call.h"
#include <setjmp.h>

static sigjmp_buf env;
static volatile int hits, code, zero, sink;
static char stack[65536];
static int fds[2];

__attribute__((noinline)) static int bad_address(void)
{
	return *(volatile int *)bad_pointer();
}

__attribute__((noinline)) static int divide(void)
{
	sink = 7 / zero;
	return sink;
}

__attribute__((noinline)) static int recurse(int n)
{
	volatile char frame[100] = { 0 };

	frame[n & 63] = (char)n;
	if (zero != 0)
		return 0;
	sink = recurse(n + 1) + frame[0];
	return sink + frame[n & 31];
}

static int overflow(void)
{
	return recurse(0);
}

static void jumps(int sig, siginfo_t *info, void *context)
{
	(void)context;
	SAME(info->si_signo, sig);
	code = info->si_code;
	hits++;
	siglongjmp(env, sig);
}

static void catch (int sig, int flags)
{
	struct sigaction act = { 0 };

	act.sa_sigaction = jumps;
	act.sa_flags = SA_SIGINFO | flags;
	OK(sigaction(sig, &act, NULL));
}

/* The fault comes, and is survived, again and again. */
static void check(int (*fault)(void), int sig, int want_code)
{
	volatile int times = 0;
	volatile int keep = 4711;
	sigset_t set;
	int got;

	hits = 0;
	got = sigsetjmp(env, 1);
	if (got != 0)
		SAME(got, sig);
	SAME(keep, 4711);
	if (++times <= 5) {
		sleep_ms(1);
		fault();
		CHECK(0);
	}
	SAME(hits, 5);
	if (want_code != 0)
		SAME(code, want_code);
	OK(sigprocmask(SIG_BLOCK, NULL, &set));
	SAME(sigismember(&set, sig), 0);
	SAME(status_of(signal_after(getpid(), SIGURG, 1)), 0);
}

/* Through a function that has a setjmp of its own. */
static int between(void)
{
	jmp_buf other;

	if (setjmp(other) == 0)
		return bad_address();
	return 0;
}

static void ends(int sig)
{
	/* A call that waits, and one that does not come back. */
	sleep_ms(5);
	write(fds[1], "x", 1);
	_exit(sig);
}

static int ending(void)
{
	handle(SIGSEGV, ends, 0);
	return bad_address();
}

static int ending_on_stack(void)
{
	handle(SIGSEGV, ends, SA_ONSTACK);
	return overflow();
}

static int without_stack(void)
{
	stack_t ss = { .ss_flags = SS_DISABLE };

	OK(sigaltstack(&ss, NULL));
	handle(SIGSEGV, ends, SA_ONSTACK);
	return overflow();
}

static int blocked(void)
{
	sigset_t set;

	handle(SIGSEGV, ends, 0);
	sigemptyset(&set);
	sigaddset(&set, SIGSEGV);
	OK(sigprocmask(SIG_BLOCK, &set, NULL));
	return bad_address();
}

static int ignored(void)
{
	CHECK(signal(SIGFPE, SIG_IGN) != SIG_ERR);
	return divide();
}

/* In its own handler it is blocked. */
static void faults(int sig)
{
	(void)sig;
	bad_address();
}

static int twice(void)
{
	handle(SIGSEGV, faults, 0);
	return bad_address();
}

static void returns(int sig)
{
	(void)sig;
	write(fds[1], "r", 1);
}

/* Elsewhere the fault comes again and again. */
static int returning(void)
{
	handle(SIGSEGV, returns, 0);
	return bad_address();
}

int main(void)
{
	stack_t ss = { .ss_sp = stack, .ss_size = sizeof(stack) };
	char c;

	OK(pipe(fds));
	OK(sigaltstack(&ss, NULL));
	catch (SIGSEGV, 0);
	catch (SIGFPE, 0);
	check(bad_address, SIGSEGV, 0);
	check(between, SIGSEGV, 0);
	check(divide, SIGFPE, FPE_INTDIV);
	catch (SIGSEGV, SA_ONSTACK);
	check(overflow, SIGSEGV, 0);
	check(bad_address, SIGSEGV, 0);
	SAME(status_of(in_child(ending)), SIGSEGV << 8);
	SAME(status_of(in_child(ending_on_stack)), SIGSEGV << 8);
	SAME(read(fds[0], &c, 1), 1);
	SAME(read(fds[0], &c, 1), 1);
	if (on_exa()) {
		SAME(status_of(in_child(returning)) & 0x7f, SIGSEGV);
		SAME(read(fds[0], &c, 1), 1);
		SAME(c, 'r');
	}
	SAME(status_of(in_child(without_stack)) & 0x7f, SIGSEGV);
	SAME(status_of(in_child(blocked)) & 0x7f, SIGSEGV);
	SAME(status_of(in_child(ignored)) & 0x7f, SIGFPE);
	SAME(status_of(in_child(twice)) & 0x7f, SIGSEGV);
	return 0;
}
