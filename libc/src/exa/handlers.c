/* SPDX-License-Identifier: MIT */
/*
 * Runs signal handlers. The kernel hands out one deliverable signal at a time
 * (exa_sigtake), already blocked as its sigaction said; after the handler the
 * mask and the alternate stack that the ucontext holds are put back, as
 * sigreturn does.
 *
 * As on Linux, a signal that the handler chosen first does not block is
 * handled before that handler has begun: of several that wait, the one with
 * the highest number runs first, unless sa_mask keeps it off.
 */
#include <signal.h>
#include <string.h>
#include "exa_libc.h"
#include "syscall.h"
#include "user.h"

typedef void handler_fn(int, siginfo_t *, void *);

/* Handlers put on the stack before they begin; a full queue must not
 * overflow it. */
enum { WAITING_MAX = 32 };

uint32_t __exa_main_sp;
struct exa_altstack __exa_altstack;

static void invoke(
	const struct exa_sigtake *st, int sig, siginfo_t *si, ucontext_t *uc)
{
	if (st->flags & SA_SIGINFO)
		((handler_fn *)st->handler)(sig, si, uc);
	else
		((void (*)(int))st->handler)(sig);
}

/* No frame of its own: see exa_libc.h. A longjmp out of the handler is fine,
 * testSetjmp() sets the stack pointer and forgets the main stack's. */
static __attribute__((__noinline__)) void invoke_on(uint32_t stack,
	const struct exa_sigtake *st, int sig, siginfo_t *si, ucontext_t *uc)
{
	uint32_t sp = __exa_get_sp(), main_sp = __exa_main_sp;

	if (!main_sp)
		__exa_main_sp = sp;
	__exa_set_sp(stack);
	invoke(st, sig, si, uc);
	__exa_set_sp(sp);
	__exa_main_sp = main_sp;
}

/* On the alternate stack, unless that is in use already. */
static void invoke_stacked(
	const struct exa_sigtake *st, int sig, siginfo_t *si, ucontext_t *uc)
{
	struct exa_altstack old = __exa_altstack;

	if (__exa_on_stack(st->stack_base, st->stack_size)) {
		invoke(st, sig, si, uc);
		return;
	}
	__exa_altstack.base = st->stack_base;
	__exa_altstack.size = st->stack_size;
	invoke_on(st->altstack, st, sig, si, uc);
	__exa_altstack = old;
}

static void run(int sig, const struct exa_sigtake *st, siginfo_t *si)
{
	ucontext_t uc = { 0 };

	memcpy(&uc.uc_sigmask, st->old_mask, sizeof st->old_mask);
	uc.uc_stack.ss_sp = (void *)st->stack_base;
	uc.uc_stack.ss_flags = st->stack_flags;
	uc.uc_stack.ss_size = st->stack_size;
	if (st->altstack)
		invoke_stacked(st, sig, si, &uc);
	else
		invoke(st, sig, si, &uc);
	__syscall(SYS_sigaltstack, &uc.uc_stack, 0);
	__exa_door(SYS_rt_sigprocmask, SIG_SETMASK, (int)&uc.uc_sigmask, 0,
		_NSIG / 8, 0, 0);
}

/* depth: handlers on the stack that have not begun. */
static int run_waiting(int depth)
{
	struct exa_sigtake st;
	int sig, restart = -1;

	while ((sig = __syscall(SYS_exa_sigtake, &st)) > 0) {
		if (restart < 0)
			restart = !!(st.flags & SA_RESTART);
		if (depth < WAITING_MAX)
			run_waiting(depth + 1);
		run(sig, &st, (siginfo_t *)st.info);
	}
	return restart != 0;
}

int __exa_run_handlers(void)
{
	return run_waiting(0);
}
