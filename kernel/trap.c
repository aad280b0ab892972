/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Traps of a program's own. What was on its stack between the trap and the
 * next function that has called setjmp is lost: a handler cannot return, but
 * it can end the program, or leave by a longjmp to such a function. It runs in
 * place (busy.c), on top of what is left.
 */
#include "kernel/trap.h"

#include <signal.h>

#include "kernel/call.h"
#include "kernel/host.h"
#include "kernel/proc.h"
#include "kernel/sigqueue.h"

#define EXPORT(name) __attribute__((export_name(#name)))

/* What the host hands to __exa_trapped() in libc. */
enum trap_answer {
	TRAP_DEFAULT, /* nothing: there is no handler to run */
	TRAP_HANDLE,
	TRAP_HANDLE_ONSTACK, /* on the alternate stack, if there is one */
};

EXPORT(trap) int32_t kernel_trap(int32_t outcome);

int trap_signal(int outcome)
{
	return outcome == HOST_FPE    ? SIGFPE
		: outcome == HOST_ILL ? SIGILL
				      : SIGSEGV;
}

static int code_of(int sig)
{
	return sig == SIGFPE    ? FPE_INTDIV
		: sig == SIGILL ? ILL_ILLOPC
				: SEGV_MAPERR;
}

/*
 * The running program has trapped. Unless the answer is TRAP_DEFAULT, the
 * handler is to be run, then tick_end() called. The address is not known.
 */
int32_t kernel_trap(int32_t outcome)
{
	struct proc *p = current;
	int sig = trap_signal(outcome);
	const struct sigact *act = &p->sig.action[sig];
	struct siginfo_sent info = { .code = code_of(sig) };

	if (act->handler <= HANDLER_IGN || p->sig.flag == 0 ||
		(p->sig.mask & SIGBIT(sig)) != 0 || p->fork_child != NULL ||
		p->half.state != COROUTINE_IDLE || p->state != PROC_RUNNING)
		return TRAP_DEFAULT;
	call_set_entered(true);
	sigqueue_add(p, sig, &info);
	host_store32(p->slot, p->sig.flag, 1);
	p->in_place++;
	call_set_entered(false);
	return (act->flags & (uint32_t)SA_ONSTACK) != 0 ? TRAP_HANDLE_ONSTACK
							: TRAP_HANDLE;
}
