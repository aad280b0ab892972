/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sched_setparam(): keeps the policy, and with it what is allowed; EINVAL,
 * ESRCH, EFAULT, EPERM.
 */
#define _GNU_SOURCE
#include "call.h"
#include <sched.h>

static int ended(void)
{
	return 0;
}

int main(void)
{
	const int none = 0, some = 5, bad = 100;
	pid_t pid = in_child(ended);
	int got;

	SAME(status_of(pid), 0);
	OK(syscall(SYS_sched_setparam, 0, &none));
	OK(syscall(SYS_sched_setparam, getpid(), &none));
	FAILS(syscall(SYS_sched_setparam, 0, &some), EINVAL);
	FAILS(syscall(SYS_sched_setparam, -1, &none), EINVAL);
	FAILS(syscall(SYS_sched_setparam, 0, NULL), EINVAL);
	FAILS(syscall(SYS_sched_setparam, pid, &none), ESRCH);
	FAILS(syscall(SYS_sched_setparam, 0, bad_pointer()), EFAULT);
	if (geteuid() != 0) {
		FAILS(syscall(SYS_sched_setparam, 1, &none), EPERM);
		return 0;
	}
	if (!on_exa())
		return 0;
	OK(syscall(SYS_sched_setscheduler, 0, SCHED_RR, &some));
	got = 50;
	OK(syscall(SYS_sched_setparam, 0, &got));
	OK(syscall(SYS_sched_getparam, 0, &got));
	SAME(got, 50);
	SAME(syscall(SYS_sched_getscheduler, 0), SCHED_RR);
	FAILS(syscall(SYS_sched_setparam, 0, &none), EINVAL);
	FAILS(syscall(SYS_sched_setparam, 0, &bad), EINVAL);
	return 0;
}
