/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mprotect(): mapped pages keep their content; EINVAL, ENOMEM. */
#define _GNU_SOURCE
#include "call.h"
#include <sys/mman.h>

int main(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	char *p = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	CHECK(p != MAP_FAILED);
	memset(p, 'x', 2 * page);
	OK(mprotect(p, 2 * page, PROT_READ));
	SAME(p[0], 'x');
	SAME(p[2 * page - 1], 'x');
	OK(mprotect(p, page, PROT_READ | PROT_WRITE));
	p[0] = 'y';
	SAME(p[0], 'y');
	OK(syscall(SYS_mprotect, p, 0, PROT_READ));
	FAILS(syscall(SYS_mprotect, p + 1, page, PROT_READ), EINVAL);
	FAILS(syscall(SYS_mprotect, p, page, 0x800), EINVAL);
	FAILS(syscall(SYS_mprotect, (uintptr_t)bad_pointer() & -page, page,
		      PROT_READ),
		ENOMEM);
	OK(munmap(p, 2 * page));
	return 0;
}
