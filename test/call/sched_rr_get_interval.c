/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sched_rr_get_interval(): the slice; EINVAL, ESRCH, EFAULT. */
#define _GNU_SOURCE
#include "call.h"
#include <sched.h>

static int ended(void)
{
	return 0;
}

int main(void)
{
	struct timespec ts = { 7, 7 };
	pid_t pid = in_child(ended);

	SAME(status_of(pid), 0);
	OK(sched_rr_get_interval(0, &ts));
	SAME(ts.tv_sec, 0);
	CHECK(ts.tv_nsec >= 0 && ts.tv_nsec < 1000000000);
	OK(sched_rr_get_interval(getppid(), &ts));
	FAILS(sched_rr_get_interval(-1, &ts), EINVAL);
	FAILS(sched_rr_get_interval(pid, &ts), ESRCH);
	FAILS(syscall(SYS_sched_rr_get_interval, 0, bad_pointer()), EFAULT);
	return 0;
}
