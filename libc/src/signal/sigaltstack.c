/* SPDX-License-Identifier: MIT */
/*
 * sigaltstack() (POSIX). Replaces musl's: only libc knows that a handler runs
 * on the alternate stack, which may not be changed then.
 */
#include <errno.h>
#include <signal.h>
#include "exa_libc.h"
#include "syscall.h"

int sigaltstack(const stack_t *restrict ss, stack_t *restrict old)
{
	int on_it = __exa_main_sp != 0, ret;

	if (ss && on_it) {
		errno = EPERM;
		return -1;
	}
	ret = syscall(SYS_sigaltstack, ss, old);
	if (!ret && old && on_it)
		old->ss_flags |= SS_ONSTACK;
	return ret;
}
