/* SPDX-License-Identifier: GPL-3.0-or-later */
/* geteuid(): the effective user id, which children inherit. */
#define _GNU_SOURCE
#include "call.h"

static long expected;

static int child(void)
{
	SAME(geteuid(), expected);
	return 0;
}

int main(void)
{
	expected = geteuid();
	CHECK(expected >= 0);
	SAME(syscall(SYS_geteuid), expected);
	/* Nothing here is set-id: the real and effective ids agree. */
	SAME(getuid(), expected);
	SAME(status_of(in_child(child)), 0);
	if (on_exa() && expected != 0)
		SAME(expected, 1000);
	return 0;
}
