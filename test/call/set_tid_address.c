/* SPDX-License-Identifier: GPL-3.0-or-later */
/* set_tid_address() tells the caller's thread number. */
#define _GNU_SOURCE
#include "test/call/call.h"

static int word;

static int child(void)
{
	SAME(syscall(SYS_set_tid_address, &word), getpid());
	return 0;
}

int main(void)
{
	word = 42;
	SAME(syscall(SYS_set_tid_address, &word), getpid());
	SAME(syscall(SYS_set_tid_address, NULL), getpid());
	SAME(status_of(in_child(child)), 0);
	/* It is looked at when a thread ends, not before. */
	SAME(syscall(SYS_set_tid_address, bad_pointer()), getpid());
	SAME(word, 42);
	return 0;
}
