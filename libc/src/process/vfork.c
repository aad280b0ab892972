/* SPDX-License-Identifier: MIT */
/*
 * Replaces musl's, which calls the kernel alone and leaves the child with its
 * parent's thread id: a child has a memory of its own here, so it is a fork.
 */
#define _GNU_SOURCE
#include <unistd.h>

pid_t vfork(void)
{
	return _Fork();
}
