/* SPDX-License-Identifier: GPL-3.0-or-later */
/* setdomainname(): for root; up to 64 bytes; uname() tells it. */
#define _GNU_SOURCE
#include "call.h"

static void as_root(void)
{
	struct utsname name;
	char longest[65];

	OK(setdomainname("example.org", 7));
	OK(uname(&name));
	SAME(strcmp(name.domainname, "example"), 0);
	memset(longest, 'd', 64);
	OK(setdomainname(longest, 64));
	OK(uname(&name));
	SAME(strlen(name.domainname), 64);
	FAILS(syscall(SYS_setdomainname, longest, 65), EINVAL);
	FAILS(syscall(SYS_setdomainname, bad_pointer(), 5), EFAULT);
}

int main(void)
{
	struct utsname before, after;

	if (geteuid() == 0 && on_exa()) {
		as_root();
		return 0;
	}
	OK(uname(&before));
	CHECK(*before.domainname != 0);
	FAILS(setdomainname("other", 5), EPERM);
	FAILS(syscall(SYS_setdomainname, bad_pointer(), 5), EPERM);
	OK(uname(&after));
	SAME(strcmp(before.domainname, after.domainname), 0);
	return 0;
}
