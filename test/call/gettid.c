/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gettid(): a process has one thread, whose id is the process id. */
#define _GNU_SOURCE
#include "call.h"

static int child(void)
{
	SAME(syscall(SYS_gettid), getpid());
	return 0;
}

int main(void)
{
	SAME(syscall(SYS_gettid), getpid());
	SAME(status_of(in_child(child)), 0);
	return 0;
}
