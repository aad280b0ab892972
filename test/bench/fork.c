/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fork(), _exit() in the child, waitpid(): nanoseconds each. */
#define _XOPEN_SOURCE 700
#include <sys/wait.h>
#include <unistd.h>
#include "bench.h"

static void round_forks(long count)
{
	int status;
	pid_t pid;

	for (; count > 0; count--) {
		pid = fork();
		if (pid < 0)
			bench_fail("fork");
		if (pid == 0)
			_exit(0);
		if (waitpid(pid, &status, 0) != pid || status != 0)
			bench_fail("waitpid");
	}
}

int main(void)
{
	printf("%.0f\n", bench_each(round_forks));
	return 0;
}
