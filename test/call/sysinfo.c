/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sysinfo(): plausible figures; EFAULT. */
#define _GNU_SOURCE
#include "call.h"
#include <sys/sysinfo.h>

int main(void)
{
	struct sysinfo a, b;
	pid_t pid;

	memset(&a, 0xff, sizeof(a));
	OK(sysinfo(&a));
	CHECK(a.mem_unit > 0);
	CHECK(a.totalram > 0);
	CHECK(a.freeram <= a.totalram);
	CHECK(a.procs >= 2);
	for (int i = 0; i < 3; i++)
		CHECK(a.loads[i] < 1000UL << SI_LOAD_SHIFT);
	pid = (pid_t)OK(fork());
	if (pid == 0) {
		pause();
		_exit(1);
	}
	OK(sysinfo(&b));
	CHECK(b.uptime >= a.uptime);
	if (on_exa())
		SAME(b.procs, a.procs + 1);
	OK(kill(pid, SIGKILL));
	SAME(status_of(pid), SIGKILL);
	FAILS(syscall(SYS_sysinfo, bad_pointer()), EFAULT);
	FAILS(syscall(SYS_sysinfo, NULL), EFAULT);
	return 0;
}
