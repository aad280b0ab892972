/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vhangup(): a privilege. With it, see libc_pty_hup.c as root. */
#define _GNU_SOURCE
#include "test/call/call.h"

int main(void)
{
	FAILS(vhangup(), EPERM);
	return 0;
}
