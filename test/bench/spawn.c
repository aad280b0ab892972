/* SPDX-License-Identifier: GPL-3.0-or-later */
/* posix_spawn() of /bin/true, waitpid(): nanoseconds each. */
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include "bench.h"

static void round_spawns(long count)
{
	char name[] = "true";
	char *argv[] = { name, NULL };
	char *envp[] = { NULL };
	int status;
	pid_t pid;

	for (; count > 0; count--) {
		errno = posix_spawn(&pid, "/bin/true", NULL, NULL, argv, envp);
		if (errno != 0)
			bench_fail("/bin/true");
		if (waitpid(pid, &status, 0) != pid || status != 0)
			bench_fail("waitpid");
	}
}

int main(void)
{
	printf("%.0f\n", bench_each(round_spawns));
	return 0;
}
