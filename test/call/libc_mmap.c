/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mmap() (POSIX) as libc makes it: private mappings of files are copies, and
 * anonymous memory comes zeroed however often it is used again.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PAGE = 4096, SIZE = 3 * PAGE };

static int failed;

static void check(int ok, const char *what)
{
	if (!ok) {
		printf("%s\n", what);
		failed = 1;
	}
}

static int all_zero(const char *p, size_t size)
{
	while (size > 0)
		if (p[--size] != 0)
			return 0;
	return 1;
}

static void anonymous(void)
{
	for (int i = 0; i < 50; i++) {
		char *p = mmap(NULL, SIZE, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

		check(p != MAP_FAILED && all_zero(p, SIZE), "anonymous");
		memset(p, 0xff, SIZE);
		check(munmap(p, SIZE) == 0, "munmap");
	}
	check(mmap(NULL, 0, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) ==
				MAP_FAILED &&
			errno == EINVAL,
		"no length");
	check(mmap(NULL, (size_t)-1 - PAGE, PROT_READ,
		      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED &&
			errno == ENOMEM,
		"too long");
}

static int refused(int fd, int flags, off_t offset, int want)
{
	errno = 0;
	return mmap(NULL, PAGE, PROT_READ, flags, fd, offset) == MAP_FAILED &&
		errno == want;
}

static void of_file(int fd)
{
	char *p;

	for (int i = 0; i < PAGE + 10; i++)
		check(write(fd, &"abcdefg"[i % 7], 1) == 1, "write");
	p = mmap(NULL, SIZE - PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
	check(p != MAP_FAILED && memcmp(p, "abcdefga", 8) == 0 &&
			all_zero(p + PAGE + 10, PAGE - 10),
		"a whole file");
	munmap(p, SIZE - PAGE);
	p = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, fd, PAGE);
	check(p != MAP_FAILED && p[0] == "abcdefg"[PAGE % 7] &&
			all_zero(p + 10, PAGE - 10),
		"its second page");
	munmap(p, PAGE);
	check(refused(fd, MAP_SHARED | MAP_PRIVATE, PAGE / 2, EINVAL),
		"odd offset of a shared one");
	check(refused(fd, MAP_PRIVATE, 1, EINVAL), "odd offset");
	check(refused(fd, 0, 0, EINVAL), "neither shared nor private");
}

int main(void)
{
	char name[] = "/tmp/mmapXXXXXX";
	int fd = mkstemp(name), other;

	anonymous();
	check(fd >= 0, "mkstemp");
	of_file(fd);
	other = open(name, O_WRONLY);
	check(refused(other, MAP_PRIVATE, 0, EACCES), "write only");
	close(other);
	check(refused(other, MAP_PRIVATE, 0, EBADF), "closed");
	other = open("/tmp", O_RDONLY);
	check(refused(other, MAP_PRIVATE, 0, ENODEV), "a directory");
	unlink(name);
	return failed;
}
