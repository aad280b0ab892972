/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sigprocmask(): block, unblock, set; what was pending comes before it
 * returns, lowest first when the handlers block the others; SIGKILL and
 * SIGSTOP stay; fork keeps the mask, not what is pending; EINVAL, EFAULT.
 */
#define _GNU_SOURCE
#include "call.h"

enum { SET = 8 };

static volatile int order[8], count;

static void handler(int sig)
{
	order[count++] = sig;
}

static void install(int sig)
{
	struct sigaction act = { 0 };

	act.sa_handler = handler;
	sigfillset(&act.sa_mask);
	OK(sigaction(sig, &act, NULL));
}

static int child(void)
{
	sigset_t set;

	OK(sigpending(&set));
	SAME(sigismember(&set, SIGUSR1), 0);
	OK(sigprocmask(SIG_BLOCK, NULL, &set));
	SAME(sigismember(&set, SIGUSR1), 1);
	SAME(sigismember(&set, SIGHUP), 0);
	return 0;
}

/* The mask may be changed while a handler runs; it comes back after it. */
static void unblocks(int sig)
{
	sigset_t set;

	if (count++ > 0)
		return;
	sigemptyset(&set);
	sigaddset(&set, sig);
	raise(sig);
	SAME(count, 1);
	OK(sigprocmask(SIG_UNBLOCK, &set, NULL));
	SAME(count, 2);
}

int main(void)
{
	sigset_t set, old;

	install(SIGUSR1);
	install(SIGUSR2);
	install(SIGHUP);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigaddset(&set, SIGUSR2);
	OK(sigprocmask(SIG_BLOCK, &set, &old));
	SAME(sigismember(&old, SIGUSR1), 0);
	raise(SIGUSR2);
	raise(SIGUSR1);
	raise(SIGUSR1);
	SAME(count, 0);
	SAME(status_of(in_child(child)), 0);
	raise(SIGHUP);
	SAME(count, 1);
	OK(sigprocmask(SIG_SETMASK, &old, &set));
	SAME(sigismember(&set, SIGUSR2), 1);
	SAME(count, 3);
	SAME(order[0], SIGHUP);
	SAME(order[1], SIGUSR1);
	SAME(order[2], SIGUSR2);
	/* Back to nothing blocked, after the handlers. */
	OK(sigprocmask(SIG_BLOCK, NULL, &set));
	SAME(sigismember(&set, SIGUSR1), 0);
	sigfillset(&set);
	OK(sigprocmask(SIG_SETMASK, &set, NULL));
	OK(sigprocmask(SIG_UNBLOCK, NULL, &set));
	SAME(sigismember(&set, SIGTERM), 1);
	SAME(sigismember(&set, SIGKILL), 0);
	SAME(sigismember(&set, SIGSTOP), 0);
	OK(sigprocmask(SIG_SETMASK, &old, NULL));
	count = 0;
	handle(SIGUSR1, unblocks, 0);
	raise(SIGUSR1);
	SAME(count, 2);
	FAILS(sigprocmask(12345, &set, NULL), EINVAL);
	OK(sigprocmask(12345, NULL, &set));
	FAILS(syscall(SYS_rt_sigprocmask, SIG_BLOCK, NULL, NULL, 4), EINVAL);
	FAILS(syscall(SYS_rt_sigprocmask, SIG_BLOCK, bad_pointer(), NULL, SET),
		EFAULT);
	FAILS(syscall(SYS_rt_sigprocmask, SIG_BLOCK, NULL, bad_pointer(), SET),
		EFAULT);
	return 0;
}
