/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sethostname(): for root; up to 64 bytes; seen by all processes. */
#define _GNU_SOURCE
#include "call.h"

static void as_root(void)
{
	char old[65], got[65];
	char longest[65];

	OK(gethostname(old, sizeof(old)));
	OK(sethostname("another.host", 7));
	OK(gethostname(got, sizeof(got)));
	SAME(strcmp(got, "another"), 0);
	memset(longest, 'h', 64);
	longest[64] = 0;
	OK(sethostname(longest, 64));
	OK(gethostname(got, sizeof(got)));
	SAME(strcmp(got, longest), 0);
	FAILS(syscall(SYS_sethostname, longest, 65), EINVAL);
	FAILS(syscall(SYS_sethostname, longest, -1), EINVAL);
	FAILS(syscall(SYS_sethostname, bad_pointer(), 5), EFAULT);
	FAILS(syscall(SYS_sethostname, NULL, 5), EFAULT);
	OK(gethostname(got, sizeof(got)));
	SAME(strcmp(got, longest), 0);
	OK(sethostname(old, strlen(old)));
}

int main(void)
{
	char before[65], after[65];

	if (geteuid() == 0 && on_exa()) {
		as_root();
		return 0;
	}
	OK(gethostname(before, sizeof(before)));
	FAILS(sethostname("other", 5), EPERM);
	FAILS(syscall(SYS_sethostname, bad_pointer(), 5), EPERM);
	OK(gethostname(after, sizeof(after)));
	SAME(strcmp(before, after), 0);
	return 0;
}
