/* SPDX-License-Identifier: GPL-3.0-or-later */
/* munlockall(): always works; what was locked stays as it is. */
#define _GNU_SOURCE
#include "call.h"
#include <sys/mman.h>

int main(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	char *p = mmap(NULL, page, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	CHECK(p != MAP_FAILED);
	p[0] = 'x';
	OK(munlockall());
	OK(mlock(p, page));
	OK(munlockall());
	OK(munlockall());
	SAME(p[0], 'x');
	OK(munmap(p, page));
	return 0;
}
