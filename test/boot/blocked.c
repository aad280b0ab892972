/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * SIGKILL ends a process blocked in write() on a full pipe, and one blocked
 * in read() on an empty one. Prints both statuses as a shell shows them.
 */
#define _XOPEN_SOURCE 700
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char chunk[65536];

static void block(int fd, int writing)
{
	for (;;)
		if ((writing ? write(fd, chunk, sizeof(chunk))
			     : read(fd, chunk, sizeof(chunk))) <= 0)
			_exit(1);
}

static int kill_blocked(int writing)
{
	struct timespec while_it_blocks = { 0, 100000000 };
	int fds[2], status = 0;
	pid_t pid;

	if (pipe(fds) < 0)
		return -1;
	pid = fork();
	if (pid < 0)
		return -1;
	if (pid == 0)
		block(fds[writing], writing);
	nanosleep(&while_it_blocks, NULL);
	kill(pid, SIGKILL);
	if (waitpid(pid, &status, 0) != pid || !WIFSIGNALED(status))
		return -1;
	close(fds[0]);
	close(fds[1]);
	return 128 + WTERMSIG(status);
}

int main(void)
{
	int reader = kill_blocked(0);
	int writer = kill_blocked(1);

	printf("%d %d\n", reader, writer);
	return 0;
}
