/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sigpending(): the blocked signals that came; EFAULT. */
#define _GNU_SOURCE
#include "call.h"

static void handler(int sig)
{
	(void)sig;
}

int main(void)
{
	sigset_t set, pending;

	handle(SIGUSR1, handler, 0);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigaddset(&set, SIGCHLD);
	OK(sigpending(&pending));
	SAME(sigismember(&pending, SIGUSR1), 0);
	OK(sigprocmask(SIG_BLOCK, &set, NULL));
	raise(SIGUSR1);
	/* Blocked, even what would be ignored by default is kept. */
	raise(SIGCHLD);
	OK(sigpending(&pending));
	SAME(sigismember(&pending, SIGUSR1), 1);
	SAME(sigismember(&pending, SIGCHLD), 1);
	SAME(sigismember(&pending, SIGUSR2), 0);
	OK(sigprocmask(SIG_UNBLOCK, &set, NULL));
	OK(sigpending(&pending));
	SAME(sigismember(&pending, SIGUSR1), 0);
	SAME(sigismember(&pending, SIGCHLD), 0);
	FAILS(syscall(SYS_rt_sigpending, bad_pointer(), 8), EFAULT);
	FAILS(syscall(SYS_rt_sigpending, NULL, 8), EFAULT);
	FAILS(syscall(SYS_rt_sigpending, &pending, 1000), EINVAL);
	return 0;
}
