/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madvise(): MADV_DONTNEED gives zeroed pages; EINVAL, ENOMEM. */
#define _GNU_SOURCE
#include "call.h"
#include <sys/mman.h>

int main(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	char *p = mmap(NULL, 3 * page, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	CHECK(p != MAP_FAILED);
	memset(p, 'x', 3 * page);
	OK(madvise(p, 3 * page, MADV_WILLNEED));
	OK(madvise(p, 3 * page, MADV_NORMAL));
	SAME(p[page], 'x');
	/* The length is rounded up to pages. */
	OK(madvise(p + page, 1, MADV_DONTNEED));
	SAME(p[page - 1], 'x');
	for (size_t i = page; i < 2 * page; i++)
		SAME(p[i], 0);
	SAME(p[2 * page], 'x');
	FAILS(madvise(p + 1, page, MADV_NORMAL), EINVAL);
	FAILS(madvise(p, page, 9999), EINVAL);
	FAILS(madvise(p, page, -1), EINVAL);
	if (on_exa())
		FAILS(madvise((char *)((uintptr_t)bad_pointer() & -page), page,
			      MADV_NORMAL),
			ENOMEM);
	OK(munmap(p, 3 * page));
	return 0;
}
