/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pipe filled by writes of 64 KiB: megabytes (10^6) a second. */
#define _XOPEN_SOURCE 700
#include <sys/wait.h>
#include <unistd.h>
#include "bench.h"

enum { CHUNK = 65536, TOTAL = 512 * 1024 * 1024 };

static char chunk[CHUNK];

static void write_all(int fd)
{
	size_t left;

	for (left = TOTAL; left > 0; left -= CHUNK)
		if (write(fd, chunk, CHUNK) != CHUNK)
			_exit(1);
	_exit(0);
}

int main(void)
{
	size_t total = 0;
	int64_t begin;
	int fds[2], status;
	ssize_t got;
	pid_t pid;

	if (pipe(fds) < 0)
		bench_fail("pipe");
	begin = bench_now();
	pid = fork();
	if (pid < 0)
		bench_fail("fork");
	if (pid == 0) {
		close(fds[0]);
		write_all(fds[1]);
	}
	close(fds[1]);
	while ((got = read(fds[0], chunk, CHUNK)) > 0)
		total += (size_t)got;
	if (got < 0)
		bench_fail("read");
	if (waitpid(pid, &status, 0) != pid || status != 0 || total != TOTAL) {
		fprintf(stderr, "pipe_bandwidth: bytes were lost\n");
		return 1;
	}
	printf("%.1f\n", TOTAL * 1000.0 / (double)(bench_now() - begin));
	return 0;
}
