/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mmap(): zeroed pages that do not overlap, private to each process after a
 * fork; a file mapped privately; EINVAL, ENOMEM, EBADF, EACCES.
 */
#define _GNU_SOURCE
#include "call.h"
#include <sys/mman.h>

enum { PAGE = 65536 };

static char *shared_by_fork;

static char *map(size_t size)
{
	char *p = mmap(NULL, size, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	CHECK(p != MAP_FAILED);
	SAME((uintptr_t)p % (size_t)sysconf(_SC_PAGESIZE), 0);
	for (size_t i = 0; i < size; i++)
		SAME(p[i], 0);
	return p;
}

static int child(void)
{
	SAME(shared_by_fork[5], 'p');
	shared_by_fork[5] = 'c';
	memset(map(PAGE), 'x', PAGE);
	return 0;
}

/* What was unmapped is used again, and zero again. */
static void check_reuse(void)
{
	char *p[8];

	for (int round = 0; round < 20; round++) {
		for (int i = 0; i < 8; i++) {
			size_t size = (size_t)(i + 1) * PAGE / 2;

			p[i] = map(size);
			memset(p[i], 'a' + i, size);
		}
		for (int i = 0; i < 8; i++)
			for (size_t at = 0; at < (size_t)(i + 1) * PAGE / 2;
				at += 1000)
				SAME(p[i][at], 'a' + i);
		for (int i = round % 2; i < 8; i += 2)
			OK(munmap(p[i], (size_t)(i + 1) * PAGE / 2));
		for (int i = 1 - round % 2; i < 8; i += 2)
			OK(munmap(p[i], (size_t)(i + 1) * PAGE / 2));
	}
}

static void check_file(void)
{
	char *p;
	int fd;

	scratch();
	make_file("file", "hello, file");
	fd = (int)OK(open("file", O_RDWR));
	p = mmap(NULL, 100, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
	CHECK(p != MAP_FAILED);
	SAME(memcmp(p, "hello, file", 12), 0);
	SAME(p[99], 0);
	p[0] = 'J';
	OK(munmap(p, 100));
	p = mmap(NULL, 100, PROT_READ, MAP_PRIVATE, fd, 0);
	CHECK(p != MAP_FAILED);
	SAME(p[0], 'h');
	OK(munmap(p, 100));
	CHECK(mmap(NULL, 100, PROT_READ, MAP_PRIVATE, fd, 1) == MAP_FAILED);
	SAME(errno, EINVAL);
	OK(close(fd));
	CHECK(mmap(NULL, 100, PROT_READ, MAP_PRIVATE, fd, 0) == MAP_FAILED);
	SAME(errno, EBADF);
	fd = (int)OK(open("file", O_WRONLY));
	CHECK(mmap(NULL, 100, PROT_READ, MAP_PRIVATE, fd, 0) == MAP_FAILED);
	SAME(errno, EACCES);
	OK(close(fd));
	OK(unlink("file"));
	scratch_end();
}

static int error_of(size_t size, int flags)
{
	return mmap(NULL, size, PROT_READ, flags, -1, 0) == MAP_FAILED ? errno
								       : 0;
}

int main(void)
{
	shared_by_fork = map(3 * PAGE);
	shared_by_fork[5] = 'p';
	SAME(status_of(in_child(child)), 0);
	SAME(shared_by_fork[5], 'p');
	OK(munmap(shared_by_fork, 3 * PAGE));
	check_reuse();
	check_file();
	SAME(error_of(0, MAP_PRIVATE | MAP_ANONYMOUS), EINVAL);
	SAME(error_of(100, MAP_ANONYMOUS), EINVAL);
	SAME(error_of(SIZE_MAX / 2, MAP_PRIVATE | MAP_ANONYMOUS), ENOMEM);
	SAME(error_of(SIZE_MAX - 10, MAP_PRIVATE | MAP_ANONYMOUS), ENOMEM);
	return 0;
}
