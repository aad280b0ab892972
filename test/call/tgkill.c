/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tgkill(): a signal for a thread of a process; SI_TKILL; its errors. */
#define _GNU_SOURCE
#include "call.h"

static volatile int hits, code;

static void handler(int sig, siginfo_t *info, void *context)
{
	(void)sig;
	(void)context;
	hits++;
	code = info->si_code;
	SAME(info->si_pid, getpid());
	SAME(info->si_uid, getuid());
}

static long send(pid_t group, pid_t thread, int sig)
{
	return syscall(SYS_tgkill, group, thread, sig);
}

int main(void)
{
	struct sigaction act = { 0 };
	pid_t self = getpid(), gone;

	act.sa_sigaction = handler;
	act.sa_flags = SA_SIGINFO;
	OK(sigaction(SIGUSR1, &act, NULL));
	OK(send(self, self, SIGUSR1));
	SAME(hits, 1);
	SAME(code, SI_TKILL);
	OK(send(self, self, 0));
	SAME(hits, 1);
	gone = (pid_t)OK(fork());
	if (gone == 0)
		_exit(0);
	SAME(status_of(gone), 0);
	FAILS(send(gone, gone, SIGUSR1), ESRCH);
	FAILS(send(getppid(), self, SIGUSR1), ESRCH);
	FAILS(send(0, self, SIGUSR1), EINVAL);
	FAILS(send(-1, self, SIGUSR1), EINVAL);
	FAILS(send(self, 0, SIGUSR1), EINVAL);
	FAILS(send(self, self, 65), EINVAL);
	FAILS(send(self, self, -1), EINVAL);
	if (geteuid() != 0)
		FAILS(send(1, 1, SIGUSR1), EPERM);
	return 0;
}
