/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sigqueue(): a signal with a value; EINVAL, ESRCH, EPERM, EFAULT. */
#define _GNU_SOURCE
#include "call.h"

static volatile int hits, value, code, sender;

static void handler(int sig, siginfo_t *info, void *context)
{
	(void)context;
	SAME(info->si_signo, sig);
	hits++;
	value = info->si_value.sival_int;
	code = info->si_code;
	sender = info->si_pid;
}

int main(void)
{
	union sigval v = { .sival_int = 4711 };
	struct sigaction act = { 0 };
	siginfo_t info;
	pid_t parent = getpid(), pid;

	act.sa_sigaction = handler;
	act.sa_flags = SA_SIGINFO | SA_RESTART;
	OK(sigaction(SIGUSR1, &act, NULL));
	OK(sigqueue(getpid(), SIGUSR1, v));
	SAME(hits, 1);
	SAME(value, 4711);
	SAME(code, SI_QUEUE);
	SAME(sender, parent);
	pid = (pid_t)OK(fork());
	if (pid == 0) {
		v.sival_int = -5;
		_exit(sigqueue(parent, SIGUSR1, v) != 0);
	}
	SAME(status_of(pid), 0);
	SAME(hits, 2);
	SAME(value, -5);
	SAME(sender, pid);
	OK(sigqueue(getpid(), 0, v));
	SAME(hits, 2);
	FAILS(sigqueue(pid, SIGUSR1, v), ESRCH);
	FAILS(sigqueue(getpid(), 65, v), EINVAL);
	FAILS(sigqueue(0, 0, v), ESRCH);
	if (geteuid() != 0)
		FAILS(sigqueue(1, SIGUSR1, v), EPERM);
	/* Nobody may pretend to be the kernel or kill(). */
	memset(&info, 0, sizeof(info));
	info.si_code = SI_USER;
	FAILS(syscall(SYS_rt_sigqueueinfo, getppid(), SIGUSR1, &info), EPERM);
	FAILS(syscall(SYS_rt_sigqueueinfo, getpid(), SIGUSR1, bad_pointer()),
		EFAULT);
	FAILS(syscall(SYS_rt_sigqueueinfo, getpid(), SIGUSR1, NULL), EFAULT);
	return 0;
}
