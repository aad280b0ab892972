/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sigaltstack(): a handler with SA_ONSTACK runs there, one without does not;
 * the stack in use may not be changed (EPERM); EINVAL, ENOMEM, EFAULT.
 */
#define _GNU_SOURCE
#include "call.h"

static char memory[32768];
static volatile int on_it, flags_inside;

static void handler(int sig)
{
	volatile char here = 0;
	stack_t ss;

	(void)sig;
	on_it = (uintptr_t)&here >= (uintptr_t)memory &&
		(uintptr_t)&here < (uintptr_t)memory + sizeof(memory);
	OK(sigaltstack(NULL, &ss));
	flags_inside = ss.ss_flags;
	if (on_it)
		FAILS(sigaltstack(&ss, NULL), EPERM);
}

static int child(void)
{
	raise(SIGUSR1);
	return on_it;
}

int main(void)
{
	stack_t ss = { .ss_sp = memory, .ss_size = sizeof(memory) }, old;

	memset(&old, 0xff, sizeof(old));
	OK(sigaltstack(NULL, &old));
	SAME(old.ss_flags, SS_DISABLE);
	handle(SIGUSR1, handler, SA_ONSTACK);
	raise(SIGUSR1);
	SAME(on_it, 0);
	OK(sigaltstack(&ss, NULL));
	OK(sigaltstack(NULL, &old));
	CHECK(old.ss_sp == memory);
	SAME(old.ss_size, sizeof(memory));
	SAME(old.ss_flags, 0);
	raise(SIGUSR1);
	SAME(on_it, 1);
	SAME(flags_inside & SS_ONSTACK, SS_ONSTACK);
	OK(sigaltstack(NULL, &old));
	SAME(old.ss_flags, 0);
	on_it = 0;
	SAME(status_of(in_child(child)), 1 << 8);
	handle(SIGUSR1, handler, 0);
	raise(SIGUSR1);
	SAME(on_it, 0);
	ss.ss_size = 1024;
	FAILS(sigaltstack(&ss, NULL), ENOMEM);
	ss.ss_size = sizeof(memory);
	ss.ss_flags = 0x40;
	FAILS(sigaltstack(&ss, NULL), EINVAL);
	ss.ss_flags = SS_DISABLE;
	OK(sigaltstack(&ss, &old));
	CHECK(old.ss_sp == memory);
	handle(SIGUSR1, handler, SA_ONSTACK);
	raise(SIGUSR1);
	SAME(on_it, 0);
	SAME(flags_inside, SS_DISABLE);
	FAILS(syscall(SYS_sigaltstack, bad_pointer(), NULL), EFAULT);
	FAILS(syscall(SYS_sigaltstack, NULL, bad_pointer()), EFAULT);
	return 0;
}
