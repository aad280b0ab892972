/* SPDX-License-Identifier: GPL-3.0-or-later */
/* personality(): tells and sets; inherited by fork, kept by exec. */
#define _GNU_SOURCE
#include "call.h"
#include <sys/personality.h>

#define QUERY 0xffffffffUL

static int keeps(void)
{
	SAME(personality(QUERY), ADDR_NO_RANDOMIZE);
	execl("/proc/self/exe", "personality", "x", (char *)NULL);
	return 1;
}

int main(int argc, char **argv)
{
	unsigned long old = (unsigned long)personality(QUERY);

	(void)argv;
	if (argc > 1)
		return old != ADDR_NO_RANDOMIZE;
	SAME(old & 0xff, PER_LINUX);
	SAME(personality(PER_LINUX | ADDR_NO_RANDOMIZE), old);
	SAME(personality(QUERY), ADDR_NO_RANDOMIZE);
	SAME(status_of(in_child(keeps)), 0);
	SAME(personality(PER_LINUX), ADDR_NO_RANDOMIZE);
	SAME(personality(QUERY), PER_LINUX);
	/* Nothing else can be had. */
	if (on_exa())
		FAILS(personality(PER_BSD), EINVAL);
	return 0;
}
