/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * home_many DIRECTORY: fills it with 100 directories of 1000 files that have
 * some content each, and prints how many files those are.
 */
#define _XOPEN_SOURCE 700
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "bench.h"

enum { DIRECTORIES = 100, FILES = 1000 };

static void fill(int directory)
{
	char name[40];

	snprintf(name, sizeof(name), "directory%d", directory);
	if (mkdir(name, 0755) < 0)
		bench_fail(name);
	for (int i = 0; i < FILES; i++) {
		int fd;

		snprintf(
			name, sizeof(name), "directory%d/file%d", directory, i);
		fd = open(name, O_CREAT | O_EXCL | O_WRONLY, 0644);
		if (fd < 0 || write(fd, name, sizeof(name)) < 0)
			bench_fail(name);
		close(fd);
	}
}

int main(int argc, char **argv)
{
	if (argc < 2 || mkdir(argv[1], 0755) < 0 || chdir(argv[1]) < 0)
		bench_fail("the directory");
	for (int i = 0; i < DIRECTORIES; i++)
		fill(i);
	sync();
	printf("%d\n", DIRECTORIES * FILES);
	return 0;
}
