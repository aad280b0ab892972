/* SPDX-License-Identifier: GPL-3.0-or-later */
/* getresgid(): the three group ids; EFAULT for each address. */
#define _GNU_SOURCE
#include "call.h"

int main(void)
{
	gid_t r = 7, e = 7, s = 7;

	OK(syscall(SYS_getresgid, &r, &e, &s));
	SAME(r, getgid());
	SAME(e, getegid());
	SAME(s, getegid());
	FAILS(syscall(SYS_getresgid, NULL, &e, &s), EFAULT);
	FAILS(syscall(SYS_getresgid, &r, bad_pointer(), &s), EFAULT);
	FAILS(syscall(SYS_getresgid, &r, &e, bad_pointer()), EFAULT);
	return 0;
}
