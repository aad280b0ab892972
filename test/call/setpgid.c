/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * setpgid(): oneself or a child that has not called exec, into a group of the
 * same session; EACCES after exec, EINVAL, EPERM, ESRCH.
 */
#define _GNU_SOURCE
#include "call.h"

static int waits(void)
{
	for (;;)
		pause();
}

static int leads_session(void)
{
	OK(setsid());
	return waits();
}

static int execs(void)
{
	execl("/bin/sleep", "sleep", "5", (char *)NULL);
	return 1;
}

static void end(pid_t pid)
{
	OK(kill(pid, SIGKILL));
	SAME(status_of(pid), SIGKILL);
}

static void check_exec(void)
{
	pid_t pid = in_child(execs);
	int tries = 0;

	while (setpgid(pid, pid) == 0 && tries++ < 1000)
		sleep_ms(2);
	SAME(errno, EACCES);
	CHECK(tries < 1000);
	end(pid);
}

static int grandchild(void)
{
	pid_t grandparent = getppid();

	FAILS(setpgid(grandparent, grandparent), ESRCH);
	return 0;
}

int main(void)
{
	pid_t first = in_child(waits), second = in_child(waits), other;

	OK(setpgid(first, 0));
	SAME(getpgid(first), first);
	OK(setpgid(second, first));
	SAME(getpgid(second), first);
	OK(setpgid(first, first));
	/* Two groups of one session may be joined and left. */
	OK(setpgid(first, getpgrp()));
	OK(setpgid(second, getpgrp()));
	FAILS(setpgid(second, first), EPERM);
	FAILS(setpgid(second, 30000000), EPERM);
	FAILS(setpgid(0, -1), EINVAL);
	other = in_child(leads_session);
	while (getsid(other) != other)
		sleep_ms(1);
	FAILS(setpgid(other, getpgrp()), EPERM);
	FAILS(setpgid(first, other), EPERM);
	FAILS(setpgid(0, other), EPERM);
	end(other);
	end(first);
	end(second);
	FAILS(setpgid(first, first), ESRCH);
	FAILS(setpgid(getppid(), 0), ESRCH);
	SAME(status_of(in_child(grandchild)), 0);
	check_exec();
	return 0;
}
