/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exa_sigtake(): one signal at a time, blocked as its action says; EFAULT. */
#define _GNU_SOURCE
#include "call.h"
#include "../../kernel/abi/user.h"

static int32_t flag;

static void handler(int sig)
{
	(void)sig;
}

static void act(int sig, int flags)
{
	struct sigaction action = { .sa_flags = flags };

	action.sa_handler = handler;
	sigaddset(&action.sa_mask, SIGHUP);
	OK(sigaction(sig, &action, NULL));
}

static int blocked(int sig)
{
	sigset_t set;

	OK(sigprocmask(SIG_BLOCK, NULL, &set));
	return sigismember(&set, sig);
}

/* With a flag that libc does not look at, the signals are left to us. */
static int child(void)
{
	struct exa_setup setup = { EXA_ABI_VERSION, (uint32_t)&flag };
	struct exa_sigtake take;
	siginfo_t info;

	act(SIGUSR1, 0);
	act(SIGUSR2, (int)(SA_NODEFER | SA_RESETHAND));
	OK(syscall(SYS_exa_setup, &setup));
	OK(kill(getpid(), SIGUSR2));
	OK(kill(getpid(), SIGUSR1));
	FAILS(syscall(SYS_exa_sigtake, bad_pointer()), EFAULT);
	FAILS(syscall(SYS_exa_sigtake, NULL), EFAULT);
	SAME(syscall(SYS_exa_sigtake, &take), SIGUSR1);
	SAME(take.handler, (uint32_t)handler);
	memcpy(&info, take.info, sizeof(info));
	SAME(info.si_signo, SIGUSR1);
	SAME(info.si_code, SI_USER);
	SAME(info.si_pid, getpid());
	SAME(info.si_uid, getuid());
	SAME(take.stack_flags, SS_DISABLE);
	SAME(take.old_mask[0] | take.old_mask[1], 0);
	SAME(take.altstack, 0);
	SAME(blocked(SIGUSR1), 1);
	SAME(blocked(SIGHUP), 1);
	SAME(syscall(SYS_exa_sigtake, &take), SIGUSR2);
	SAME(take.old_mask[0], 1U << (SIGUSR1 - 1) | 1U << (SIGHUP - 1));
	SAME(blocked(SIGUSR2), 0);
	CHECK(signal(SIGUSR2, SIG_IGN) == SIG_DFL);
	SAME(flag, 1);
	SAME(syscall(SYS_exa_sigtake, &take), 0);
	SAME(flag, 0);
	return 0;
}

int main(void)
{
	struct exa_sigtake take;

	SAME(syscall(SYS_exa_sigtake, &take), 0);
	SAME(status_of(in_child(child)), 0);
	return 0;
}
