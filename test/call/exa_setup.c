/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exa_setup(): names the signal flag; EINVAL, EFAULT. Children only: libc's
 * own flag is not to be moved. */
#define _GNU_SOURCE
#include "call.h"
#include "../../kernel/abi/user.h"

static int32_t flag = 99;

static void handler(int sig)
{
	(void)sig;
}

static int child(void)
{
	struct exa_setup setup = { EXA_ABI_VERSION, (uint32_t)&flag };

	handle(SIGUSR1, handler, 0);
	OK(syscall(SYS_exa_setup, &setup));
	SAME(flag, 0);
	kill(getpid(), SIGUSR1);
	/* Nobody took the signal: it waits, and the flag says so. */
	SAME(flag, 1);
	return 0;
}

int main(void)
{
	struct exa_setup setup = { EXA_ABI_VERSION + 1, (uint32_t)&flag };

	FAILS(syscall(SYS_exa_setup, &setup), EINVAL);
	setup.abi_version = EXA_ABI_VERSION;
	setup.sigflag = (uint32_t)&flag + 1;
	FAILS(syscall(SYS_exa_setup, &setup), EFAULT);
	setup.sigflag = (uint32_t)bad_pointer();
	FAILS(syscall(SYS_exa_setup, &setup), EFAULT);
	setup.sigflag = 0;
	FAILS(syscall(SYS_exa_setup, &setup), EFAULT);
	FAILS(syscall(SYS_exa_setup, bad_pointer()), EFAULT);
	FAILS(syscall(SYS_exa_setup, NULL), EFAULT);
	SAME(flag, 99);
	SAME(status_of(in_child(child)), 0);
	return 0;
}
