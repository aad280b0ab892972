/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mincore(): touched pages are present; EINVAL, ENOMEM, EFAULT. */
#define _GNU_SOURCE
#include "call.h"
#include <sys/mman.h>

int main(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	unsigned char there[4] = { 0 };
	char *p = mmap(NULL, 3 * page, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	CHECK(p != MAP_FAILED);
	memset(p, 1, 3 * page);
	OK(mincore(p, 2 * page + 1, there));
	for (int i = 0; i < 3; i++)
		SAME(there[i] & 1, 1);
	SAME(there[3], 0);
	FAILS(mincore(p + 1, page, there), EINVAL);
	FAILS(mincore(p, page, bad_pointer()), EFAULT);
	OK(munmap(p + page, page));
	FAILS(mincore(p, 3 * page, there), ENOMEM);
	FAILS(mincore(p, SIZE_MAX / 2, there), ENOMEM);
	OK(munmap(p, 3 * page));
	return 0;
}
