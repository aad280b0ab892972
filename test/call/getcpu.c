/* SPDX-License-Identifier: GPL-3.0-or-later */
/* getcpu(): the number of the one processor; EFAULT. */
#define _GNU_SOURCE
#include "call.h"

int main(void)
{
	unsigned cpu = 12345, node = 12345;

	OK(syscall(SYS_getcpu, &cpu, &node, NULL));
	CHECK(cpu < 12345 && node < 12345);
	if (on_exa())
		SAME(cpu + node, 0);
	OK(syscall(SYS_getcpu, NULL, NULL, NULL));
	FAILS(syscall(SYS_getcpu, bad_pointer(), &node, NULL), EFAULT);
	FAILS(syscall(SYS_getcpu, &cpu, bad_pointer(), NULL), EFAULT);
	return 0;
}
