/* SPDX-License-Identifier: GPL-3.0-or-later */
/* getrlimit(): soft at most hard; agrees with prlimit(); EINVAL, EFAULT. */
#define _GNU_SOURCE
#include "call.h"
#include <sys/resource.h>

int main(void)
{
	const int all[] = { RLIMIT_NOFILE, RLIMIT_NPROC, RLIMIT_STACK,
		RLIMIT_CORE, RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_DATA, RLIMIT_AS };
	struct rlimit limit, other;
	unsigned long raw[2];

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		memset(&limit, 0xff, sizeof(limit));
		OK(getrlimit(all[i], &limit));
		CHECK(limit.rlim_cur <= limit.rlim_max);
		OK(prlimit(0, all[i], NULL, &other));
		CHECK(limit.rlim_cur == other.rlim_cur);
		OK(syscall(SYS_getrlimit, all[i], raw));
		CHECK(raw[0] == (unsigned long)limit.rlim_cur);
		CHECK(raw[1] == (unsigned long)limit.rlim_max);
	}
	OK(getrlimit(RLIMIT_NOFILE, &limit));
	CHECK(limit.rlim_cur >= 20);
	SAME(sysconf(_SC_OPEN_MAX), limit.rlim_cur);
	/* The first descriptor beyond it is refused. */
	FAILS(dup2(0, (int)limit.rlim_cur), EBADF);
	FAILS(getrlimit(12345, &limit), EINVAL);
	FAILS(syscall(SYS_getrlimit, 12345, raw), EINVAL);
	FAILS(syscall(SYS_getrlimit, RLIMIT_NOFILE, bad_pointer()), EFAULT);
	FAILS(syscall(SYS_getrlimit, RLIMIT_NOFILE, NULL), EFAULT);
	return 0;
}
