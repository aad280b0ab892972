/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sync() returns when all is written, and cannot fail. */
#define _GNU_SOURCE
#include "test/call/call.h"

int main(void)
{
	scratch();
	make_file("f", "abc");
	SAME(syscall(SYS_sync), 0);
	SAME(size_of("f"), 3);
	OK(unlink("f"));
	scratch_end();
	return 0;
}
