/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reboot(): for root only, and only with the magic numbers. */
#define _GNU_SOURCE
#include "call.h"
#include <sys/reboot.h>

enum { MAGIC2 = 0x28121969 };

static long call(unsigned magic, unsigned magic2, unsigned what)
{
	return syscall(SYS_reboot, magic, magic2, what, NULL);
}

int main(void)
{
	if (geteuid() != 0) {
		FAILS(reboot(RB_AUTOBOOT), EPERM);
		FAILS(call(0xfee1dead, MAGIC2, 12345), EPERM);
		FAILS(call(0, 0, 0), EPERM);
		return 0;
	}
	FAILS(call(0, MAGIC2, (unsigned)RB_AUTOBOOT), EINVAL);
	FAILS(call(0xfee1dead, 0, (unsigned)RB_AUTOBOOT), EINVAL);
	FAILS(call(0xfee1dead, MAGIC2, 12345), EINVAL);
	return 0;
}
