/* SPDX-License-Identifier: MIT */
/* The program's first call: tells the kernel its ABI and its signal flag. */
#include "exa_libc.h"
#include "syscall.h"
#include "user.h"

int __exa_argc;
char **__exa_argv;

void __exa_setup(void)
{
	struct exa_setup setup = {
		.abi_version = EXA_ABI_VERSION,
		.sigflag = (uint32_t)&__exa_sigflag,
	};
	__syscall(SYS_exa_setup, &setup);
}
