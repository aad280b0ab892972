/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Recurses for ever: SIGSEGV. With an argument it makes a system call at every
 * level, so that the end of the stack comes inside one.
 */
#define _XOPEN_SOURCE 700
#include <unistd.h>

static volatile int calls, enough;

static int deeper(volatile int *level)
{
	volatile int here = *level + 1;

	if (calls)
		here += getppid() > 0;
	return enough ? here : deeper(&here) + here;
}

int main(int argc, char **argv)
{
	volatile int level = 0;

	(void)argv;
	calls = argc > 1;
	return deeper(&level);
}
