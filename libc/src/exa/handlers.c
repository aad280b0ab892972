/* SPDX-License-Identifier: MIT */
/*
 * Runs signal handlers. The kernel hands out one deliverable signal at a time
 * (exa_sigtake), already blocked as its sigaction said; after the handler the
 * mask that the ucontext holds is put back, as sigreturn does.
 */
#include <signal.h>
#include <string.h>
#include "exa_libc.h"
#include "syscall.h"
#include "user.h"

typedef void handler_fn(int, siginfo_t *, void *);

uint32_t __exa_main_sp;

static void fill_info(siginfo_t *si, int sig, const struct exa_sigtake *st)
{
	memset(si, 0, sizeof *si);
	si->si_signo = sig;
	si->si_code = st->code;
	si->si_pid = st->pid;
	si->si_uid = st->uid;
	if (sig == SIGCHLD && st->code > 0)
		si->si_status = st->status;
	else
		si->si_value.sival_ptr = (void *)st->value;
}

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
	uint32_t sp = __exa_get_sp();

	__exa_main_sp = sp;
	__exa_set_sp(stack & -16u);
	invoke(st, sig, si, uc);
	__exa_set_sp(sp);
	__exa_main_sp = 0;
}

static void run(int sig, const struct exa_sigtake *st)
{
	siginfo_t si;
	ucontext_t uc = { 0 };

	fill_info(&si, sig, st);
	memcpy(&uc.uc_sigmask, st->old_mask, sizeof st->old_mask);
	if (st->altstack && !__exa_main_sp)
		invoke_on(st->altstack, st, sig, &si, &uc);
	else
		invoke(st, sig, &si, &uc);
	__exa_door(SYS_rt_sigprocmask, SIG_SETMASK, (int)&uc.uc_sigmask, 0,
		_NSIG / 8, 0, 0);
}

int __exa_run_handlers(void)
{
	struct exa_sigtake st;
	int sig, restart = 1;

	while ((sig = __syscall(SYS_exa_sigtake, &st)) > 0) {
		if (!(st.flags & SA_RESTART))
			restart = 0;
		run(sig, &st);
	}
	return restart;
}
