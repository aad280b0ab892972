/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sched_getscheduler(): the policy of a process; EINVAL, ESRCH. */
#define _GNU_SOURCE
#include "call.h"
#include <sched.h>

int main(void)
{
	pid_t pid = in_child(getpid);

	(void)status_of(pid);
	SAME(syscall(SYS_sched_getscheduler, 0), SCHED_OTHER);
	SAME(syscall(SYS_sched_getscheduler, getpid()), SCHED_OTHER);
	SAME(syscall(SYS_sched_getscheduler, getppid()), SCHED_OTHER);
	FAILS(syscall(SYS_sched_getscheduler, -1), EINVAL);
	FAILS(syscall(SYS_sched_getscheduler, pid), ESRCH);
	return 0;
}
