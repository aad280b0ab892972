/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sched_getaffinity(): the processors there are; EINVAL, ESRCH, EFAULT. */
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
	cpu_set_t set;
	long size;

	SAME(status_of(pid), 0);
	memset(&set, 0xff, sizeof(set));
	OK(sched_getaffinity(0, sizeof(set), &set));
	CHECK(CPU_COUNT(&set) >= 1);
	if (on_exa()) {
		SAME(CPU_COUNT(&set), 1);
		CHECK(CPU_ISSET(0, &set));
		SAME(sysconf(_SC_NPROCESSORS_ONLN), 1);
	}
	size = OK(syscall(SYS_sched_getaffinity, 0, sizeof(set), &set));
	CHECK(size >= 4 && size <= (long)sizeof(set));
	OK(sched_getaffinity(getppid(), sizeof(set), &set));
	FAILS(syscall(SYS_sched_getaffinity, 0, 0, &set), EINVAL);
	FAILS(syscall(SYS_sched_getaffinity, 0, 9, &set), EINVAL);
	FAILS(sched_getaffinity(pid, sizeof(set), &set), ESRCH);
	FAILS(syscall(SYS_sched_getaffinity, 0, sizeof(set), bad_pointer()),
		EFAULT);
	return 0;
}
