/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Forks COUNT children that stay, at most until the machine says EAGAIN; then
 * ends them all and does so once more: as many as before must fit again.
 * usage: forks COUNT
 */
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST = 4096 };

static pid_t pids[MOST];

static int fork_all(int count)
{
	int n;

	for (n = 0; n < count; n++) {
		pids[n] = fork();
		if (pids[n] == 0)
			for (;;)
				pause();
		if (pids[n] > 0)
			continue;
		if (errno != EAGAIN) {
			perror("fork");
			exit(1);
		}
		break;
	}
	return n;
}

static void end_all(int n)
{
	int status;

	while (n-- > 0) {
		kill(pids[n], SIGKILL);
		if (waitpid(pids[n], &status, 0) != pids[n] ||
			!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL) {
			perror("waitpid");
			exit(1);
		}
	}
}

int main(int argc, char **argv)
{
	int count = argc > 1 ? (int)strtol(argv[1], NULL, 10) : MOST;
	int round, n, first = 0;

	for (round = 0; round < 2; round++) {
		n = fork_all(count > MOST ? MOST : count);
		end_all(n);
		if (n < 1 || (round > 0 && n < first)) {
			fprintf(stderr, "forks: %d, then %d\n", first, n);
			return 1;
		}
		first = n;
	}
	puts("ok");
	return 0;
}
