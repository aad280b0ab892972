/* SPDX-License-Identifier: GPL-3.0-or-later */
/* set_tid_address(): returns the id of the thread, which is the process. */
#define _GNU_SOURCE
#include "call.h"

int main(void)
{
	int id = 0;

	SAME(OK(syscall(SYS_set_tid_address, &id)), getpid());
	SAME(OK(syscall(SYS_set_tid_address, NULL)), getpid());
	return 0;
}
