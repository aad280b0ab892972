/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the calls that change ids have in common. */
#ifndef TEST_CALL_IDS_H
#define TEST_CALL_IDS_H

#include "call.h"

#include <sys/prctl.h>

/* What a process loses when its effective ids change. */
static inline void have_all(void)
{
	OK(prctl(PR_SET_PDEATHSIG, SIGUSR1));
	OK(prctl(PR_SET_DUMPABLE, 1));
}

/* Whether it still has that. Linux may have 2 for dumpable (proc(5)). */
static inline void has_all(int all)
{
	int sig = -1;

	OK(prctl(PR_GET_PDEATHSIG, &sig));
	SAME(sig, all ? SIGUSR1 : 0);
	SAME(prctl(PR_GET_DUMPABLE) == 1, all);
}

#endif
