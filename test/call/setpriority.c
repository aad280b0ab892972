/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * setpriority() and nice(): lowering, bounds, inheritance; others' processes
 * and raising are for the superuser; EACCES, EPERM, ESRCH, EINVAL. A process
 * that is nice gets less of the processor.
 */
#define _GNU_SOURCE
#include "call.h"
#include <sys/resource.h>

static int nice_of(pid_t pid)
{
	return getpriority(PRIO_PROCESS, (id_t)pid);
}

static int inherits(void)
{
	return nice_of(0);
}

static int as_user(void)
{
	int mine = nice_of(0);

	OK(setpriority(PRIO_PROCESS, 0, mine));
	FAILS(setpriority(PRIO_PROCESS, 0, mine - 1), EACCES);
	FAILS(nice(-1), EPERM);
	OK(setpriority(PRIO_PROCESS, 0, mine + 2));
	SAME(nice_of(0), mine + 2);
	SAME(status_of(in_child(inherits)), (mine + 2) << 8);
	SAME(nice(1), mine + 3);
	FAILS(setpriority(PRIO_PROCESS, 0, mine + 2), EACCES);
	FAILS(setpriority(PRIO_PROCESS, 1, 19), EPERM);
	FAILS(setpriority(PRIO_USER, 0, mine - 1), EACCES);
	OK(setpriority(PRIO_PROCESS, 0, 100));
	SAME(nice_of(0), 19);
	return 0;
}

static int as_root(void)
{
	OK(setpriority(PRIO_PROCESS, 0, -100));
	SAME(nice_of(0), -20);
	OK(setpriority(PRIO_PROCESS, 0, 100));
	SAME(nice_of(0), 19);
	OK(setpriority(PRIO_PROCESS, 0, 0));
	return 0;
}

static int group(void)
{
	pid_t pid;

	OK(setpgid(0, 0));
	pid = in_child(pause);
	OK(setpriority(PRIO_PGRP, 0, 19));
	SAME(nice_of(pid), 19);
	SAME(nice_of(0), 19);
	SAME(getpriority(PRIO_PGRP, 0), 19);
	OK(kill(pid, SIGKILL));
	SAME(status_of(pid), SIGKILL);
	return 0;
}

/* Rounds of calls until told to stop, in units of 1000. */
static volatile int stop;

static void alarmed(int sig)
{
	(void)sig;
	stop = 1;
}

static double rounds(int level, int to)
{
	double count = 0;

	OK(setpriority(PRIO_PROCESS, 0, level));
	handle(SIGTERM, alarmed, 0);
	while (!stop) {
		for (int i = 0; i < 1000; i++)
			close(-1);
		count++;
	}
	SAME(write(to, &count, sizeof(count)), sizeof(count));
	_exit(0);
}

/* Of two that compete, the nice one gets less. Where there are several
 * processors they do not. */
static void check_share(void)
{
	double count[2];
	int fd[2][2];
	pid_t pid[2];

	for (int i = 0; i < 2; i++) {
		OK(pipe(fd[i]));
		pid[i] = (pid_t)OK(fork());
		if (pid[i] == 0)
			rounds(i * 10, fd[i][1]);
	}
	sleep_ms(400);
	for (int i = 0; i < 2; i++)
		OK(kill(pid[i], SIGTERM));
	for (int i = 0; i < 2; i++) {
		SAME(read(fd[i][0], &count[i], 8), 8);
		SAME(status_of(pid[i]), 0);
	}
	if (on_exa()) {
		CHECK(count[0] > 4 * count[1]);
		CHECK(count[1] > 0);
	}
}

int main(void)
{
	pid_t pid = in_child(inherits);

	SAME(status_of(pid), 0);
	FAILS(setpriority(PRIO_PROCESS, (id_t)pid, 0), ESRCH);
	FAILS(setpriority(PRIO_PGRP, (id_t)pid, 0), ESRCH);
	FAILS(setpriority(PRIO_USER, 123456, 0), ESRCH);
	FAILS(setpriority(3, 0, 0), EINVAL);
	FAILS(setpriority(-1, 0, 0), EINVAL);
	if (geteuid() != 0)
		SAME(status_of(in_child(as_user)), 0);
	else if (on_exa())
		SAME(status_of(in_child(as_root)), 0);
	SAME(status_of(in_child(group)), 0);
	check_share();
	return 0;
}
