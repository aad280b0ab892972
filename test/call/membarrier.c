/* SPDX-License-Identifier: GPL-3.0-or-later */
/* membarrier(): the commands that the query tells of work; EINVAL. */
#define _GNU_SOURCE
#include "call.h"

enum { QUERY = 0, GLOBAL = 1 };

int main(void)
{
	long known = OK(syscall(SYS_membarrier, QUERY, 0, 0));

	CHECK((known & GLOBAL) != 0);
	OK(syscall(SYS_membarrier, GLOBAL, 0, 0));
	FAILS(syscall(SYS_membarrier, QUERY, 12345, 0), EINVAL);
	FAILS(syscall(SYS_membarrier, 1 << 30, 0, 0), EINVAL);
	FAILS(syscall(SYS_membarrier, -1, 0, 0), EINVAL);
	return 0;
}
