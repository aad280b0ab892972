/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One byte to another process and back through a socketpair: nanoseconds. */
#define _XOPEN_SOURCE 700
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include "bench.h"

static int ends[2];

static void echo_bytes(void)
{
	char byte;

	close(ends[0]);
	while (read(ends[1], &byte, 1) == 1)
		if (write(ends[1], &byte, 1) != 1)
			_exit(1);
	_exit(0);
}

static void round_trips(long count)
{
	char byte = 'x';

	for (; count > 0; count--)
		if (write(ends[0], &byte, 1) != 1 ||
			read(ends[0], &byte, 1) != 1)
			bench_fail("socketpair");
}

int main(void)
{
	int status;
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0)
		bench_fail("socketpair");
	pid = fork();
	if (pid < 0)
		bench_fail("fork");
	if (pid == 0)
		echo_bytes();
	close(ends[1]);
	printf("%.1f\n", bench_each(round_trips));
	close(ends[0]);
	return waitpid(pid, &status, 0) == pid && status == 0 ? 0 : 1;
}
