/* SPDX-License-Identifier: MIT */
/*
 * Replaces musl's: the two halves of sigsetjmp and siglongjmp that are not a
 * plain setjmp and longjmp (include/setjmp.h).
 */
#include <setjmp.h>
#include <signal.h>
#include "syscall.h"

/* The first half of sigsetjmp(): keeps the mask if it is asked to. */
struct __jmp_buf_tag *__exa_sigsave(sigjmp_buf env, int savemask)
{
	env->__fl = savemask;
	if (savemask)
		__syscall(SYS_rt_sigprocmask, SIG_SETMASK, 0, env->__ss,
			_NSIG / 8);
	return env;
}

_Noreturn void siglongjmp(sigjmp_buf env, int val)
{
	if (env->__fl)
		__syscall(SYS_rt_sigprocmask, SIG_SETMASK, env->__ss, 0,
			_NSIG / 8);
	longjmp(env, val);
}
