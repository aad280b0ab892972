/* SPDX-License-Identifier: GPL-3.0-or-later */
/* getegid(): the effective group id, which children inherit. */
#define _GNU_SOURCE
#include "call.h"

static long expected;

static int child(void)
{
	SAME(getegid(), expected);
	return 0;
}

int main(void)
{
	expected = getegid();
	CHECK(expected >= 0);
	SAME(syscall(SYS_getegid), expected);
	/* Nothing here is set-id: the real and effective ids agree. */
	SAME(getgid(), expected);
	SAME(status_of(in_child(child)), 0);
	if (on_exa() && expected != 0)
		SAME(expected, 1000);
	return 0;
}
