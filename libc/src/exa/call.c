/* SPDX-License-Identifier: MIT */
/*
 * The door for calls that may wait, and the boundary at which caught signals
 * are delivered: the kernel raises __exa_sigflag, the handlers run here, on
 * the way back from the call, on top of the caller's stack.
 *
 * -EXA_ERESTART means that a signal interrupted a call before it did anything;
 * it is made again when all handlers had SA_RESTART (POSIX, sigaction()).
 */
#include <errno.h>
#include "exa_libc.h"
#include "syscall.h"
#include "user.h"

volatile int32_t __exa_sigflag;

long __exa_call(long n, long a, long b, long c, long d, long e, long f)
{
	for (;;) {
		int restart = 1;
		long r = __exa_door(n, a, b, c, d, e, f);
		if (__exa_sigflag)
			restart = __exa_run_handlers();
		if (r != -EXA_ERESTART)
			return r;
		if (!restart)
			return -EINTR;
	}
}
