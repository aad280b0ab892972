/* SPDX-License-Identifier: GPL-3.0-or-later */
/* getgroups(): how many, which, EINVAL when there is no room, EFAULT. */
#define _GNU_SOURCE
#include <grp.h>

#include "call.h"

static int count;
static gid_t groups[NGROUPS_MAX];

static int child(void)
{
	gid_t mine[NGROUPS_MAX];

	SAME(getgroups(NGROUPS_MAX, mine), count);
	SAME(memcmp(mine, groups, (size_t)count * sizeof(*mine)), 0);
	return 0;
}

int main(void)
{
	count = (int)OK(getgroups(0, NULL));
	CHECK(count <= NGROUPS_MAX);
	SAME(getgroups(NGROUPS_MAX, groups), count);
	SAME(syscall(SYS_getgroups, 0, bad_pointer()), count);
	FAILS(syscall(SYS_getgroups, -1, groups), EINVAL);
	if (count > 0) {
		FAILS(syscall(SYS_getgroups, count, bad_pointer()), EFAULT);
		FAILS(syscall(SYS_getgroups, count, NULL), EFAULT);
	}
	if (count > 1)
		FAILS(getgroups(1, groups), EINVAL);
	SAME(status_of(in_child(child)), 0);
	return 0;
}
