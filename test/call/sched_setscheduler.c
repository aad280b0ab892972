/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sched_setscheduler(): which policies go with which priorities, and who may;
 * inherited unless SCHED_RESET_ON_FORK; EINVAL, EPERM, ESRCH, EFAULT.
 */
#define _GNU_SOURCE
#include "call.h"
#include <sched.h>

enum { RESET = 0x40000000 };

static long set(pid_t pid, int policy, int priority)
{
	return syscall(SYS_sched_setscheduler, pid, policy, &priority);
}

static int told(void)
{
	return (int)(syscall(SYS_sched_getscheduler, 0) & 0xff);
}

static int child(void)
{
	return told();
}

static int as_root(void)
{
	OK(set(0, SCHED_FIFO, 99));
	SAME(told(), SCHED_FIFO);
	SAME(status_of(in_child(child)), SCHED_FIFO << 8);
	OK(set(0, SCHED_RR | RESET, 1));
	SAME(syscall(SYS_sched_getscheduler, 0), SCHED_RR | RESET);
	SAME(status_of(in_child(child)), SCHED_OTHER << 8);
	OK(setuid(4321));
	FAILS(set(0, SCHED_RR | RESET, 2), EPERM);
	FAILS(set(0, SCHED_RR, 1), EPERM);
	OK(set(0, SCHED_OTHER | RESET, 0));
	FAILS(set(0, SCHED_RR | RESET, 1), EPERM);
	return 0;
}

static int as_user(void)
{
	FAILS(set(0, SCHED_FIFO, 1), EPERM);
	FAILS(set(0, SCHED_RR, 99), EPERM);
	FAILS(set(1, SCHED_OTHER, 0), EPERM);
	OK(set(getppid(), SCHED_OTHER, 0));
	OK(set(0, SCHED_BATCH, 0));
	SAME(told(), SCHED_BATCH);
	SAME(status_of(in_child(child)), SCHED_BATCH << 8);
	OK(set(0, SCHED_IDLE, 0));
	OK(set(0, SCHED_IDLE, 0));
	FAILS(set(0, SCHED_OTHER, 0), EPERM);
	return 0;
}

static void check_arguments(void)
{
	const int none = 0;
	pid_t pid = in_child(child);

	(void)status_of(pid);
	FAILS(set(0, SCHED_FIFO, 0), EINVAL);
	FAILS(set(0, SCHED_FIFO, 100), EINVAL);
	FAILS(set(0, SCHED_RR, -1), EINVAL);
	FAILS(set(0, SCHED_OTHER, 1), EINVAL);
	FAILS(set(0, SCHED_BATCH, 1), EINVAL);
	FAILS(set(0, 4, 0), EINVAL);
	FAILS(set(0, -1, 0), EINVAL);
	FAILS(set(0, 12345, 0), EINVAL);
	FAILS(set(-1, SCHED_OTHER, 0), EINVAL);
	FAILS(set(pid, SCHED_OTHER, 0), ESRCH);
	FAILS(syscall(SYS_sched_setscheduler, 0, SCHED_OTHER, NULL), EINVAL);
	FAILS(syscall(SYS_sched_setscheduler, 0, SCHED_OTHER, bad_pointer()),
		EFAULT);
	OK(syscall(SYS_sched_setscheduler, 0, SCHED_OTHER, &none));
}

int main(void)
{
	check_arguments();
	if (geteuid() != 0)
		SAME(status_of(in_child(as_user)), 0);
	else if (on_exa())
		SAME(status_of(in_child(as_root)), 0);
	SAME(told(), SCHED_OTHER);
	return 0;
}
