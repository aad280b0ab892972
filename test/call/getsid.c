/* SPDX-License-Identifier: GPL-3.0-or-later */
/* getsid(): the session of a process, 0 meaning the caller; ESRCH. */
#define _GNU_SOURCE
#include "call.h"

static int leads(void)
{
	OK(setsid());
	SAME(getsid(0), getpid());
	for (;;)
		pause();
}

int main(void)
{
	pid_t pid;

	CHECK(getsid(0) > 0);
	SAME(getsid(getpid()), getsid(0));
	pid = in_child(leads);
	while (getsid(pid) != pid)
		sleep_ms(1);
	OK(kill(pid, SIGKILL));
	SAME(status_of(pid), SIGKILL);
	FAILS(getsid(pid), ESRCH);
	FAILS(getsid(-1), ESRCH);
	return 0;
}
