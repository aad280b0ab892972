/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mremap(): shrinks, grows in place or moves; the content comes along. */
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

static int error_of(void *old, size_t old_size, size_t size, int flags)
{
	return mremap(old, old_size, size, flags) == MAP_FAILED ? errno : 0;
}

int main(void)
{
	char *p, *q, *r;

	page = (size_t)sysconf(_SC_PAGESIZE);
	p = map(4);
	memset(p, 'p', 4 * page);
	CHECK(mremap(p, 4 * page, 2 * page, 0) == p);
	SAME(p[2 * page - 1], 'p');
	q = mremap(p, 2 * page, 40 * page, MREMAP_MAYMOVE);
	CHECK(q != MAP_FAILED);
	for (size_t i = 0; i < 2 * page; i++)
		SAME(q[i], 'p');
	for (size_t i = 2 * page; i < 40 * page; i++)
		SAME(q[i], 0);
	CHECK(mremap(q, 40 * page, 40 * page, 0) == q);
	/* To a place of its own, where something else was. */
	r = map(3);
	memset(r, 'r', 3 * page);
	CHECK(mremap(q, 2 * page, 3 * page, MREMAP_MAYMOVE | MREMAP_FIXED, r) ==
		r);
	SAME(r[0], 'p');
	SAME(r[2 * page - 1], 'p');
	SAME(r[2 * page], 0);
	SAME(error_of(r + 1, page, page, 0), EINVAL);
	SAME(error_of(r, page, 0, 0), EINVAL);
	SAME(error_of(r, page, page, 0x100), EINVAL);
	SAME(error_of(r, page, page, MREMAP_FIXED), EINVAL);
	OK(munmap(r, 3 * page));
	SAME(error_of(r, page, 2 * page, MREMAP_MAYMOVE), EFAULT);
	OK(munmap(q + 2 * page, 38 * page));
	return 0;
}
