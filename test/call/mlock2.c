/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mlock(), mlock2(): any range of what there is; ENOMEM, EINVAL. */
#define _GNU_SOURCE
#include "call.h"
#include <sys/mman.h>

int main(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	char *p = mmap(NULL, 3 * page, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	CHECK(p != MAP_FAILED);
	OK(mlock(p, page));
	OK(mlock(p + 1, 1));
	OK(mlock(p, 0));
	OK(mlock2(p, page, 0));
	OK(mlock2(p, page, MLOCK_ONFAULT));
	FAILS(mlock2(p, page, 8), EINVAL);
	p[0] = 'x';
	OK(munmap(p + page, page));
	FAILS(mlock(p, 3 * page), ENOMEM);
	FAILS(mlock(bad_pointer(), 1), EINVAL);
	FAILS(mlock((char *)bad_pointer() - 5 * page, 1), ENOMEM);
	OK(mlock(&page, sizeof(page)));
	SAME(p[0], 'x');
	OK(munmap(p, page));
	OK(munmap(p + 2 * page, page));
	return 0;
}
