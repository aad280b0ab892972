/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * home_file write|read FILE: 64 MiB in a file, written one piece after the
 * other and made safe, or read: megabytes (10^6) a second.
 */
#define _XOPEN_SOURCE 700
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>
#include "bench.h"

enum { PIECE = 65536, PIECES = 1024 };

static uint32_t piece[PIECE / 4];

static void write_file(int fd)
{
	uint32_t x = 1;

	for (int i = 0; i < PIECE / 4; i++) {
		x = x * 1664525 + 1013904223;
		piece[i] = x;
	}
	for (uint32_t i = 0; i < PIECES; i++) {
		piece[0] = i;
		if (write(fd, piece, PIECE) != PIECE)
			bench_fail("write");
	}
	if (fsync(fd) < 0)
		bench_fail("fsync");
}

static void read_file(int fd)
{
	for (uint32_t i = 0; i < PIECES; i++)
		if (read(fd, piece, PIECE) != PIECE || piece[0] != i)
			bench_fail("read");
}

int main(int argc, char **argv)
{
	bool writes = argc > 2 && strcmp(argv[1], "write") == 0;
	int64_t begin = bench_now();
	int fd;

	if (argc < 3)
		return 2;
	fd = open(argv[2], writes ? O_CREAT | O_TRUNC | O_WRONLY : O_RDONLY,
		0644);
	if (fd < 0)
		bench_fail(argv[2]);
	(writes ? write_file : read_file)(fd);
	printf("%.1f\n",
		(double)PIECE * PIECES * 1000 / (double)(bench_now() - begin));
	return 0;
}
