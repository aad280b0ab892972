/* SPDX-License-Identifier: GPL-3.0-or-later */
/* umount2() is root's; the arguments are looked at all the same or not. */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <sys/mount.h>

int main(void)
{
	FAILS(umount("/proc"), EPERM);
	FAILS(umount2("/proc", 0), EPERM);
	FAILS(umount2("/proc", MNT_DETACH), EPERM);
	OK(access("/proc/self", F_OK));
	return 0;
}
