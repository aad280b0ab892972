/* SPDX-License-Identifier: GPL-3.0-or-later */
/* getpgid(): the group of a process, 0 meaning the caller; ESRCH. */
#define _GNU_SOURCE
#include "call.h"

static int waits(void)
{
	for (;;)
		pause();
}

int main(void)
{
	pid_t pid;

	CHECK(getpgid(0) > 0);
	SAME(getpgid(0), getpgrp());
	SAME(getpgid(getpid()), getpgrp());
	pid = in_child(waits);
	SAME(getpgid(pid), getpgrp());
	OK(setpgid(pid, pid));
	SAME(getpgid(pid), pid);
	OK(kill(pid, SIGKILL));
	SAME(status_of(pid), SIGKILL);
	FAILS(getpgid(pid), ESRCH);
	FAILS(getpgid(-1), ESRCH);
	return 0;
}
