/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ids of users and groups, of the host; priorities. */
#define _GNU_SOURCE
#include <sys/resource.h>

#include "test/call/call.h"

static void ids(void)
{
	uid_t r, e, s;
	gid_t rg, eg, sg;

	OK(getresuid(&r, &e, &s));
	OK(getresgid(&rg, &eg, &sg));
	CHECK(r == getuid() && e == geteuid());
	CHECK(rg == getgid() && eg == getegid());
	OK(seteuid(e));
	OK(setegid(eg));
	OK(setreuid(r, e));
	OK(setregid(rg, eg));
	OK(setreuid((uid_t)-1, (uid_t)-1));
	if (e != 0) {
		FAILS(seteuid(0), EPERM);
		FAILS(setegid(0), EPERM);
		FAILS(setreuid(0, 0), EPERM);
		FAILS(setregid(0, 0), EPERM);
	}
	CHECK(gethostid() == gethostid());
	char name[HOST_NAME_MAX + 1];
	OK(gethostname(name, sizeof(name)));
	struct utsname u;
	OK(uname(&u));
	CHECK(strcmp(u.nodename, name) == 0);
}

static void priorities(void)
{
	int before = getpriority(PRIO_PROCESS, 0);

	SAME(nice(0), before);
	if (before < 15) {
		SAME(nice(2), before + 2);
		SAME(getpriority(PRIO_PROCESS, 0), before + 2);
		OK(setpriority(PRIO_PROCESS, 0, before + 3));
	}
	FAILS(getpriority(99, 0), EINVAL);
	FAILS(setpriority(PRIO_PROCESS, 999999, 0), ESRCH);
}

int main(void)
{
	ids();
	priorities();
	return 0;
}
