/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tkill(): a signal for a thread; siginfo says so; EINVAL, ESRCH, EPERM. */
#define _GNU_SOURCE
#include "call.h"

static volatile int hits, code, sender;

static void handler(int sig, siginfo_t *info, void *context)
{
	(void)context;
	SAME(sig, SIGUSR1);
	hits++;
	code = info->si_code;
	sender = info->si_pid;
}

int main(void)
{
	struct sigaction act = { 0 };
	pid_t pid;

	act.sa_sigaction = handler;
	act.sa_flags = SA_SIGINFO;
	OK(sigaction(SIGUSR1, &act, NULL));
	OK(syscall(SYS_tkill, getpid(), SIGUSR1));
	SAME(hits, 1);
	SAME(code, SI_TKILL);
	SAME(sender, getpid());
	raise(SIGUSR1);
	SAME(hits, 2);
	OK(syscall(SYS_tkill, getpid(), 0));
	SAME(hits, 2);
	pid = (pid_t)OK(fork());
	if (pid == 0)
		for (;;)
			pause();
	OK(syscall(SYS_tkill, pid, SIGTERM));
	SAME(status_of(pid), SIGTERM);
	FAILS(syscall(SYS_tkill, pid, SIGTERM), ESRCH);
	FAILS(syscall(SYS_tkill, 0, SIGTERM), EINVAL);
	FAILS(syscall(SYS_tkill, -1, SIGTERM), EINVAL);
	FAILS(syscall(SYS_tkill, getpid(), 65), EINVAL);
	if (geteuid() != 0)
		FAILS(syscall(SYS_tkill, 1, SIGTERM), EPERM);
	return 0;
}
