/* SPDX-License-Identifier: GPL-3.0-or-later */
/* setsid(): a new session and group without terminal; EPERM for a leader. */
#define _GNU_SOURCE
#include "call.h"

static int child(void)
{
	SAME(setsid(), getpid());
	SAME(getsid(0), getpid());
	SAME(getpgrp(), getpid());
	FAILS(open("/dev/tty", O_RDWR), ENXIO);
	FAILS(setsid(), EPERM);
	FAILS(setpgid(0, 0), EPERM);
	return 0;
}

static int leader(void)
{
	OK(setpgid(0, 0));
	FAILS(setsid(), EPERM);
	return 0;
}

static int waits(void)
{
	for (;;)
		pause();
}

/* The id is taken while any member of the group lives. */
static int former_leader(void)
{
	pid_t parent = getpgrp(), member;

	OK(setpgid(0, 0));
	member = in_child(waits);
	OK(setpgid(0, parent));
	FAILS(setsid(), EPERM);
	OK(kill(member, SIGKILL));
	SAME(status_of(member), SIGKILL);
	SAME(setsid(), getpid());
	return 0;
}

int main(void)
{
	SAME(status_of(in_child(child)), 0);
	SAME(status_of(in_child(leader)), 0);
	SAME(status_of(in_child(former_leader)), 0);
	return 0;
}
