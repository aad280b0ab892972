/* SPDX-License-Identifier: GPL-3.0-or-later */
/* getpid(): positive, the same each time, a new one in a child. */
#define _GNU_SOURCE
#include "call.h"

static pid_t parent;

static int child(void)
{
	CHECK(getpid() != parent);
	SAME(getpid(), syscall(SYS_getpid));
	SAME(getppid(), parent);
	return 0;
}

int main(void)
{
	pid_t pid;

	parent = getpid();
	CHECK(parent > 1);
	SAME(getpid(), parent);
	pid = in_child(child);
	CHECK(pid > 1 && pid != parent);
	SAME(status_of(pid), 0);
	return 0;
}
