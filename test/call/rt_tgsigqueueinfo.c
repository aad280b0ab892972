/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rt_tgsigqueueinfo(): a signal with a value for a thread; its errors. */
#define _GNU_SOURCE
#include "call.h"

static siginfo_t info;

static long send(pid_t group, pid_t thread, int sig)
{
	return syscall(SYS_rt_tgsigqueueinfo, group, thread, sig, &info);
}

int main(void)
{
	pid_t self = getpid();
	siginfo_t got;
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN);
	OK(sigprocmask(SIG_BLOCK, &set, NULL));
	info.si_code = SI_QUEUE;
	info.si_pid = 4711;
	info.si_uid = 4712;
	info.si_value.sival_int = 4713;
	OK(send(self, self, SIGRTMIN));
	SAME(sigwaitinfo(&set, &got), SIGRTMIN);
	SAME(got.si_code, SI_QUEUE);
	SAME(got.si_pid, 4711);
	SAME(got.si_uid, 4712);
	SAME(got.si_value.sival_int, 4713);
	FAILS(send(0, self, SIGRTMIN), EINVAL);
	FAILS(send(self, -1, SIGRTMIN), EINVAL);
	FAILS(send(self, self, 65), EINVAL);
	FAILS(send(getppid(), self, SIGRTMIN), ESRCH);
	info.si_code = SI_USER;
	FAILS(send(getppid(), getppid(), SIGRTMIN), EPERM);
	info.si_code = SI_TKILL;
	FAILS(send(getppid(), getppid(), SIGRTMIN), EPERM);
	OK(send(self, self, SIGRTMIN));
	/* Some libraries make SI_USER of it. */
	SAME(syscall(SYS_rt_sigtimedwait, &set, &got, NULL, 8), SIGRTMIN);
	SAME(got.si_code, SI_TKILL);
	FAILS(syscall(SYS_rt_tgsigqueueinfo, self, self, SIGRTMIN,
		      bad_pointer()),
		EFAULT);
	return 0;
}
