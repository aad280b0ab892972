/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * getpriority(): of a process, a group, a user: the most favoured; EINVAL,
 * ESRCH.
 */
#define _GNU_SOURCE
#include "call.h"
#include <sys/resource.h>

static int waits(void)
{
	for (;;)
		pause();
}

int main(void)
{
	int mine;
	pid_t pid;

	errno = 0;
	mine = getpriority(PRIO_PROCESS, 0);
	SAME(errno, 0);
	CHECK(mine >= -20 && mine < 19);
	SAME(syscall(SYS_getpriority, PRIO_PROCESS, 0), 20 - mine);
	SAME(getpriority(PRIO_PROCESS, getpid()), mine);
	CHECK(getpriority(PRIO_PGRP, 0) <= mine);
	CHECK(getpriority(PRIO_USER, 0) <= mine);
	SAME(getpriority(PRIO_USER, getuid()), getpriority(PRIO_USER, 0));
	pid = in_child(waits);
	OK(setpgid(pid, pid));
	OK(setpriority(PRIO_PROCESS, (id_t)pid, 19));
	SAME(getpriority(PRIO_PROCESS, (id_t)pid), 19);
	SAME(getpriority(PRIO_PGRP, (id_t)pid), 19);
	CHECK(getpriority(PRIO_USER, 0) <= mine);
	OK(kill(pid, SIGKILL));
	SAME(status_of(pid), SIGKILL);
	FAILS(getpriority(PRIO_PROCESS, (id_t)pid), ESRCH);
	FAILS(getpriority(PRIO_PGRP, (id_t)pid), ESRCH);
	FAILS(getpriority(PRIO_USER, 123456), ESRCH);
	FAILS(getpriority(3, 0), EINVAL);
	FAILS(getpriority(-1, 0), EINVAL);
	return 0;
}
