/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One byte to another process and back through two pipes: nanoseconds each. */
#define _XOPEN_SOURCE 700
#include <sys/wait.h>
#include <unistd.h>
#include "bench.h"

static int there[2], back[2];

static void echo_bytes(void)
{
	char byte;

	close(there[1]);
	close(back[0]);
	while (read(there[0], &byte, 1) == 1)
		if (write(back[1], &byte, 1) != 1)
			_exit(1);
	_exit(0);
}

static void round_trips(long count)
{
	char byte = 'x';

	for (; count > 0; count--)
		if (write(there[1], &byte, 1) != 1 ||
			read(back[0], &byte, 1) != 1)
			bench_fail("pipe");
}

int main(void)
{
	int status;
	pid_t pid;

	if (pipe(there) < 0 || pipe(back) < 0)
		bench_fail("pipe");
	pid = fork();
	if (pid < 0)
		bench_fail("fork");
	if (pid == 0)
		echo_bytes();
	close(there[0]);
	close(back[1]);
	printf("%.1f\n", bench_each(round_trips));
	close(there[1]);
	return waitpid(pid, &status, 0) == pid && status == 0 ? 0 : 1;
}
