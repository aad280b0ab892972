/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sched_setaffinity(): a set with a processor in it; EINVAL, ESRCH, EPERM,
 * EFAULT.
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
	pid_t pid = in_child(ended);
	cpu_set_t set, none;

	SAME(status_of(pid), 0);
	CPU_ZERO(&none);
	OK(sched_getaffinity(0, sizeof(set), &set));
	OK(sched_setaffinity(0, sizeof(set), &set));
	OK(sched_setaffinity(getpid(), sizeof(set), &set));
	FAILS(sched_setaffinity(0, sizeof(none), &none), EINVAL);
	FAILS(syscall(SYS_sched_setaffinity, 0, 0, &set), EINVAL);
	FAILS(sched_setaffinity(pid, sizeof(set), &set), ESRCH);
	FAILS(syscall(SYS_sched_setaffinity, 0, sizeof(set), bad_pointer()),
		EFAULT);
	if (geteuid() != 0)
		FAILS(sched_setaffinity(1, sizeof(set), &set), EPERM);
	return 0;
}
