/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sched_yield(): 0, and whoever can run does so before it returns. */
#define _GNU_SOURCE
#include "call.h"
#include <sched.h>

int main(void)
{
	int fds[2];
	char byte;
	pid_t pid;

	OK(pipe2(fds, O_NONBLOCK));
	pid = (pid_t)OK(fork());
	if (pid == 0)
		_exit(write(fds[1], "x", 1) != 1);
	for (int i = 0; read(fds[0], &byte, 1) < 0; i++) {
		SAME(errno, EAGAIN);
		SAME(sched_yield(), 0);
		if (on_exa())
			CHECK(i < 100);
	}
	SAME(status_of(pid), 0);
	return 0;
}
