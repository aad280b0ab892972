/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * getppid(): the parent, or the one that adopts orphans (the init process) when
 * the parent has ended; a waiting parent keeps its children.
 */
#define _GNU_SOURCE
#include "call.h"

static int fds[2];

/* The middle process ends; the innermost then tells who its parent is. */
static int middle(void)
{
	pid_t self = getpid(), now;

	if ((pid_t)OK(fork()) > 0)
		return 7;
	while ((now = getppid()) == self)
		sleep_ms(1);
	SAME(write(fds[1], &now, sizeof(now)), sizeof(now));
	return 0;
}

int main(void)
{
	pid_t self = getpid(), adopter = 0, pid;

	CHECK(getppid() > 0);
	CHECK(getppid() != self);
	OK(pipe(fds));
	pid = in_child(middle);
	OK(close(fds[1]));
	SAME(status_of(pid), 7 << 8);
	SAME(read(fds[0], &adopter, sizeof(adopter)), sizeof(adopter));
	CHECK(adopter > 0 && adopter != self && adopter != pid);
	/* End of file: the orphan has ended; it is not ours to wait for. */
	SAME(read(fds[0], &adopter, sizeof(adopter)), 0);
	FAILS(waitpid(-1, NULL, 0), ECHILD);
	return 0;
}
