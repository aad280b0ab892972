/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * home_small DIRECTORY: 10,000 small files are made, brought to safety,
 * listed, read and removed: milliseconds for all of it.
 */
#define _XOPEN_SOURCE 700
#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "bench.h"

enum { FILES = 10000, SIZE = 200 };

static const char *name_of(int i)
{
	static char name[16];

	snprintf(name, sizeof(name), "file%d", i);
	return name;
}

static void make(void)
{
	char data[SIZE];
	int fd;

	memset(data, 'x', sizeof(data));
	for (int i = 0; i < FILES; i++) {
		fd = open(name_of(i), O_CREAT | O_EXCL | O_WRONLY, 0644);
		if (fd < 0 || write(fd, data, SIZE) != SIZE)
			bench_fail(name_of(i));
		close(fd);
	}
	sync();
}

static void list(void)
{
	DIR *dir = opendir(".");
	struct dirent *e;
	struct stat st;
	int found = 0;

	while (dir != NULL && (e = readdir(dir)) != NULL) {
		if (stat(e->d_name, &st) < 0)
			bench_fail(e->d_name);
		found += S_ISREG(st.st_mode) && st.st_size == SIZE;
	}
	if (found != FILES)
		bench_fail("not all files are listed");
	closedir(dir);
}

static void read_all(void)
{
	char data[SIZE + 1];
	int fd;

	for (int i = 0; i < FILES; i++) {
		fd = open(name_of(i), O_RDONLY);
		if (fd < 0 || read(fd, data, sizeof(data)) != SIZE)
			bench_fail(name_of(i));
		close(fd);
	}
}

static void remove_all(void)
{
	for (int i = 0; i < FILES; i++)
		if (unlink(name_of(i)) < 0)
			bench_fail(name_of(i));
	sync();
}

int main(int argc, char **argv)
{
	int64_t begin = bench_now();

	if (argc < 2 || mkdir(argv[1], 0755) < 0 || chdir(argv[1]) < 0)
		bench_fail("the directory");
	make();
	list();
	read_all();
	remove_all();
	printf("%.1f\n", (double)(bench_now() - begin) / 1e6);
	return 0;
}
