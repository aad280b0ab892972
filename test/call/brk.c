/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * brk: a request that cannot be met answers with the break as it is; what is
 * given back and taken again is zero. In children: malloc() may use it.
 */
#define _GNU_SOURCE
#include "call.h"

static long to(uintptr_t address)
{
	return syscall(SYS_brk, address);
}

static int grows(void)
{
	uintptr_t start = (uintptr_t)to(0);
	char *p = (char *)start;

	SAME(to(start + 200000), start + 200000);
	SAME(to(0), start + 200000);
	for (int i = 0; i < 200000; i++)
		SAME(p[i], 0);
	memset(p, 'x', 200000);
	SAME(to(start + 70000), start + 70000);
	SAME(p[69999], 'x');
	SAME(to(start + 200000), start + 200000);
	SAME(p[69999], 'x');
	/* Linux zeroes whole pages only. */
	for (int i = 70000 + 4096; i < 200000; i++)
		SAME(p[i], 0);
	SAME(to(start), start);
	return 0;
}

static int refused(void)
{
	uintptr_t start = (uintptr_t)to(0);

	CHECK(start != 0);
	SAME(to(1), start);
	SAME(to((uintptr_t)bad_pointer()), start);
	SAME(to(0), start);
	return 0;
}

int main(void)
{
	SAME(status_of(in_child(grows)), 0);
	SAME(status_of(in_child(refused)), 0);
	return 0;
}
