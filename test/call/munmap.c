/* SPDX-License-Identifier: GPL-3.0-or-later */
/* munmap(): all, a part, the middle, nothing; use again; EINVAL. */
#define _GNU_SOURCE
#include "call.h"
#include <sys/mman.h>

static size_t page;

static char *map(size_t pages)
{
	char *p = mmap(NULL, pages * page, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	CHECK(p != MAP_FAILED);
	return p;
}

int main(void)
{
	char *p, *q;

	page = (size_t)sysconf(_SC_PAGESIZE);
	p = map(5);
	memset(p, 'x', 5 * page);
	OK(munmap(p + page, page));
	OK(munmap(p + 3 * page, page));
	SAME(p[0], 'x');
	SAME(p[2 * page], 'x');
	SAME(p[5 * page - 1], 'x');
	/* A range with holes in it, and one that is free already. */
	OK(munmap(p, 5 * page));
	OK(munmap(p, 5 * page));
	q = map(5);
	for (size_t i = 0; i < 5 * page; i++)
		SAME(q[i], 0);
	/* The length is rounded up to pages. */
	memset(q, 'y', 5 * page);
	OK(munmap(q + 4 * page, 1));
	OK(munmap(q, 4 * page));
	/* Memory is returned: this would not fit otherwise. */
	for (int i = 0; i < 300; i++) {
		p = map(160);
		p[0] = p[160 * page - 1] = 'z';
		OK(munmap(p, 160 * page));
	}
	FAILS(munmap(q + 1, page), EINVAL);
	FAILS(munmap(q, 0), EINVAL);
	FAILS(munmap(q, SIZE_MAX), EINVAL);
	FAILS(munmap(q, SIZE_MAX - page), EINVAL);
	return 0;
}
