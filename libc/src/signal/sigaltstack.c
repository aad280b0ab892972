/* SPDX-License-Identifier: MIT */
/*
 * sigaltstack() (POSIX; Linux, sigaltstack(2)). Replaces musl's: only libc
 * knows whether a handler runs on the alternate stack, which may not be
 * changed then. One that was given up for SS_AUTODISARM is none any more.
 */
#include <errno.h>
#include <signal.h>
#include "exa_libc.h"
#include "syscall.h"

int sigaltstack(const stack_t *restrict ss, stack_t *restrict old)
{
	stack_t now;
	int on_it, ret;

	__syscall(SYS_sigaltstack, 0, &now);
	on_it = !(now.ss_flags & (SS_DISABLE | SS_AUTODISARM)) &&
		__exa_on_stack((uint32_t)now.ss_sp, now.ss_size);
	if (ss && on_it) {
		errno = EPERM;
		return -1;
	}
	if (ss && !(ss->ss_flags & SS_DISABLE) && ss->ss_size < MINSIGSTKSZ) {
		errno = ENOMEM;
		return -1;
	}
	if (ss && (ss->ss_flags & SS_ONSTACK)) {
		errno = EINVAL;
		return -1;
	}
	ret = syscall(SYS_sigaltstack, ss, old);
	if (!ret && old && on_it)
		old->ss_flags |= SS_ONSTACK;
	return ret;
}
