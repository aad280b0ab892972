/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * prlimit(): reads and sets in one call; EINVAL for soft above hard, EPERM for
 * raising the hard limit and for processes of others, ESRCH, EFAULT.
 */
#define _GNU_SOURCE
#include "call.h"
#include <sys/resource.h>

int main(void)
{
	struct rlimit limit, same, more;
	uint64_t raw[2];
	pid_t gone;

	OK(prlimit(0, RLIMIT_NOFILE, NULL, &limit));
	OK(prlimit(getpid(), RLIMIT_NOFILE, NULL, &same));
	CHECK(limit.rlim_cur == same.rlim_cur);
	CHECK(limit.rlim_max == same.rlim_max);
	/* What it is already may be set. */
	OK(prlimit(0, RLIMIT_NOFILE, &limit, &same));
	CHECK(limit.rlim_cur == same.rlim_cur);
	OK(setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 }));
	more.rlim_cur = limit.rlim_cur;
	more.rlim_max = limit.rlim_max + 1;
	if (geteuid() != 0)
		FAILS(prlimit(0, RLIMIT_NOFILE, &more, NULL), EPERM);
	more.rlim_cur = 20;
	more.rlim_max = 10;
	FAILS(prlimit(0, RLIMIT_NOFILE, &more, NULL), EINVAL);
	FAILS(prlimit(0, 12345, NULL, &same), EINVAL);
	gone = (pid_t)OK(fork());
	if (gone == 0)
		_exit(0);
	SAME(status_of(gone), 0);
	FAILS(prlimit(gone, RLIMIT_NOFILE, NULL, &same), ESRCH);
	if (geteuid() != 0)
		FAILS(prlimit(1, RLIMIT_NOFILE, NULL, &same), EPERM);
	FAILS(syscall(SYS_prlimit64, 0, RLIMIT_NOFILE, bad_pointer(), NULL),
		EFAULT);
	FAILS(syscall(SYS_prlimit64, 0, RLIMIT_NOFILE, NULL, bad_pointer()),
		EFAULT);
	OK(syscall(SYS_prlimit64, 0, RLIMIT_NOFILE, NULL, raw));
	CHECK(raw[0] == limit.rlim_cur && raw[1] == limit.rlim_max);
	return 0;
}
