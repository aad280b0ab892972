/* SPDX-License-Identifier: GPL-3.0-or-later */
/* getresuid(): the three user ids; EFAULT for each address. */
#define _GNU_SOURCE
#include "call.h"

int main(void)
{
	uid_t r = 7, e = 7, s = 7;

	OK(syscall(SYS_getresuid, &r, &e, &s));
	SAME(r, getuid());
	SAME(e, geteuid());
	SAME(s, geteuid());
	FAILS(syscall(SYS_getresuid, NULL, &e, &s), EFAULT);
	FAILS(syscall(SYS_getresuid, &r, bad_pointer(), &s), EFAULT);
	FAILS(syscall(SYS_getresuid, &r, &e, bad_pointer()), EFAULT);
	return 0;
}
