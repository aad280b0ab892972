/* SPDX-License-Identifier: GPL-3.0-or-later */
/* msync(): a shared mapping's changes are in the file; EINVAL, ENOMEM. */
#define _GNU_SOURCE
#include "call.h"
#include <sys/mman.h>

static void of_file(size_t page)
{
	char text[6];
	char *p;
	int fd;

	scratch();
	make_file("f", "hello");
	fd = (int)OK(open("f", O_RDWR));
	OK(ftruncate(fd, (off_t)(2 * page)));
	p = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	CHECK(p != MAP_FAILED);
	p[0] = 'J';
	OK(msync(p, 2 * page, MS_SYNC));
	SAME(pread(fd, text, 5, 0), 5);
	SAME(memcmp(text, "Jello", 5), 0);
	OK(msync(p, 1, MS_ASYNC));
	OK(munmap(p, 2 * page));
	OK(close(fd));
	OK(unlink("f"));
	scratch_end();
}

int main(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	char *p = mmap(NULL, 3 * page, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	CHECK(p != MAP_FAILED);
	memset(p, 'x', 3 * page);
	OK(msync(p, 3 * page, MS_SYNC));
	OK(msync(p, page, MS_ASYNC));
	OK(msync(p, 1, MS_SYNC | MS_INVALIDATE));
	OK(msync(p, 0, MS_SYNC));
	SAME(p[page], 'x');
	FAILS(msync(p + 1, page, MS_SYNC), EINVAL);
	FAILS(msync(p, page, MS_SYNC | MS_ASYNC), EINVAL);
	FAILS(msync(p, page, 0x40), EINVAL);
	OK(munmap(p + page, page));
	FAILS(msync(p, 3 * page, MS_SYNC), ENOMEM);
	FAILS(msync((char *)((uintptr_t)bad_pointer() & -page), page, MS_SYNC),
		ENOMEM);
	OK(msync(p, page, MS_SYNC));
	OK(munmap(p, page));
	OK(munmap(p + 2 * page, page));
	of_file(page);
	return 0;
}
