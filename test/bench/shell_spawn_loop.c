/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A shell that runs /bin/true 1000 times in a loop: milliseconds in all.
 * usage: shell_spawn_loop SHELL
 */
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include "bench.h"

static char script[] = "for a in 0 1 2 3 4 5 6 7 8 9; do "
		       "for b in 0 1 2 3 4 5 6 7 8 9; do "
		       "for c in 0 1 2 3 4 5 6 7 8 9; do "
		       "/bin/true || exit 1; done; done; done";

int main(int argc, char **argv)
{
	char option[] = "-c";
	char *args[] = { NULL, option, script, NULL };
	char *envp[] = { NULL };
	int64_t begin = bench_now();
	int status;
	pid_t pid;

	if (argc != 2) {
		fprintf(stderr, "usage: shell_spawn_loop SHELL\n");
		return 2;
	}
	args[0] = argv[1];
	errno = posix_spawn(&pid, argv[1], NULL, NULL, args, envp);
	if (errno != 0)
		bench_fail(argv[1]);
	if (waitpid(pid, &status, 0) != pid || status != 0)
		bench_fail("the shell failed");
	printf("%.1f\n", (double)(bench_now() - begin) / 1e6);
	return 0;
}
