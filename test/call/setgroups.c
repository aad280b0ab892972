/* SPDX-License-Identifier: GPL-3.0-or-later */
/* setgroups(): for root only; EINVAL for too many, EFAULT. */
#define _GNU_SOURCE
#include <grp.h>

#include "call.h"

static int as_root(void)
{
	const gid_t set[] = { 7, 5, 1234 };
	gid_t got[4];

	OK(setgroups(3, set));
	SAME(getgroups(4, got), 3);
	SAME(got[0] + got[1] + got[2], 7 + 5 + 1234);
	FAILS(syscall(SYS_setgroups, 3, bad_pointer()), EFAULT);
	FAILS(syscall(SYS_setgroups, 3, NULL), EFAULT);
	FAILS(syscall(SYS_setgroups, 0x100000, set), EINVAL);
	FAILS(syscall(SYS_setgroups, -1, set), EINVAL);
	SAME(getgroups(0, NULL), 3);
	OK(setgroups(0, NULL));
	SAME(getgroups(0, NULL), 0);
	return 0;
}

int main(void)
{
	const gid_t mine = getgid();
	int before = (int)OK(getgroups(0, NULL));

	if (geteuid() == 0)
		return status_of(in_child(as_root)) != 0;
	FAILS(setgroups(1, &mine), EPERM);
	FAILS(setgroups(0, NULL), EPERM);
	FAILS(syscall(SYS_setgroups, 1, bad_pointer()), EPERM);
	SAME(getgroups(0, NULL), before);
	return 0;
}
