/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sched_get_priority_min(): of each policy; EINVAL. */
#define _GNU_SOURCE
#include "call.h"
#include <sched.h>

int main(void)
{
	SAME(sched_get_priority_min(SCHED_FIFO), 1);
	SAME(sched_get_priority_min(SCHED_RR), 1);
	SAME(sched_get_priority_min(SCHED_OTHER), 0);
	SAME(sched_get_priority_min(SCHED_BATCH), 0);
	SAME(sched_get_priority_min(SCHED_IDLE), 0);
	FAILS(sched_get_priority_min(4), EINVAL);
	FAILS(sched_get_priority_min(-1), EINVAL);
	FAILS(sched_get_priority_min(12345), EINVAL);
	return 0;
}
