/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sched_getparam(): 0 where no priority is used; EINVAL, ESRCH, EFAULT. */
#define _GNU_SOURCE
#include "call.h"
#include <sched.h>

int main(void)
{
	pid_t pid = in_child(getpid);
	int value = 7;

	(void)status_of(pid);
	OK(syscall(SYS_sched_getparam, 0, &value));
	SAME(value, 0);
	OK(syscall(SYS_sched_getparam, getppid(), &value));
	FAILS(syscall(SYS_sched_getparam, -1, &value), EINVAL);
	FAILS(syscall(SYS_sched_getparam, 0, NULL), EINVAL);
	FAILS(syscall(SYS_sched_getparam, pid, &value), ESRCH);
	FAILS(syscall(SYS_sched_getparam, 0, bad_pointer()), EFAULT);
	return 0;
}
