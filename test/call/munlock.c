/* SPDX-License-Identifier: GPL-3.0-or-later */
/* munlock(): of what was locked and what was not; ENOMEM. */
#define _GNU_SOURCE
#include "call.h"
#include <sys/mman.h>

int main(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	char *p = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	CHECK(p != MAP_FAILED);
	OK(mlock(p, page));
	OK(munlock(p, page));
	OK(munlock(p, 2 * page));
	OK(munlock(p + 3, 4));
	OK(munmap(p + page, page));
	FAILS(munlock(p, 2 * page), ENOMEM);
	OK(munmap(p, page));
	FAILS(munlock(p, page), ENOMEM);
	return 0;
}
