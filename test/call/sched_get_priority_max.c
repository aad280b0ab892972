/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sched_get_priority_max(): of each policy; EINVAL. */
#define _GNU_SOURCE
#include "call.h"
#include <sched.h>

int main(void)
{
	SAME(sched_get_priority_max(SCHED_FIFO), 99);
	SAME(sched_get_priority_max(SCHED_RR), 99);
	SAME(sched_get_priority_max(SCHED_OTHER), 0);
	SAME(sched_get_priority_max(SCHED_BATCH), 0);
	SAME(sched_get_priority_max(SCHED_IDLE), 0);
	FAILS(sched_get_priority_max(4), EINVAL);
	FAILS(sched_get_priority_max(-1), EINVAL);
	FAILS(sched_get_priority_max(12345), EINVAL);
	return 0;
}
