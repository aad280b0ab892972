/* SPDX-License-Identifier: GPL-3.0-or-later */
/* home_fsync FILE: 4 KiB more, and fsync(), 1000 times: milliseconds. */
#define _XOPEN_SOURCE 700
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include "bench.h"

enum { PIECE = 4096, TIMES = 1000 };

int main(int argc, char **argv)
{
	static char piece[PIECE];
	int64_t begin = bench_now();
	int fd = -1;

	if (argc > 1)
		fd = open(argv[1], O_CREAT | O_TRUNC | O_WRONLY, 0644);
	if (fd < 0)
		bench_fail("the file");
	for (int i = 0; i < TIMES; i++) {
		memset(piece, i, sizeof(piece));
		if (write(fd, piece, PIECE) != PIECE || fsync(fd) < 0)
			bench_fail("write");
	}
	printf("%.1f\n", (double)(bench_now() - begin) / 1e6);
	return 0;
}
