/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handing caught signals to libc, which runs the handlers. */
#include <errno.h>
#include <string.h>

#include "kernel/abi/user.h"
#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/host.h"
#include "kernel/proc.h"
#include "kernel/siginfo.h"
#include "kernel/sigqueue.h"
#include "kernel/trace.h"

_Static_assert(sizeof(siginfo_t) == sizeof(((struct exa_sigtake *)0)->info),
	"struct exa_sigtake holds a siginfo_t");

/* The next signal that has a handler; 0: none. */
static int next_caught(const struct sigstate *s)
{
	sigmask set = s->pending & ~s->mask;
	int sig;

	while ((sig = sigqueue_first(set)) != 0) {
		if (s->action[sig].handler > HANDLER_IGN)
			return sig;
		set &= ~SIGBIT(sig);
	}
	return 0;
}

static void describe_stack(struct exa_sigtake *take, const struct sigstate *s)
{
	bool none = s->alt_size == 0;

	take->stack_base = s->alt_sp;
	take->stack_size = s->alt_size;
	take->stack_flags = none ? SS_DISABLE : s->alt_flags;
	if (!none && (take->flags & (uint32_t)SA_ONSTACK) != 0)
		take->altstack = (s->alt_sp + s->alt_size) & ~15U;
}

/* What becomes of mask, action and stack once a handler has been chosen. */
static void enter_handler(struct sigstate *s, int sig)
{
	struct sigact *act = &s->action[sig];

	s->restore_mask = false;
	s->mask |= act->mask;
	if ((act->flags & SA_NODEFER) == 0)
		s->mask |= SIGBIT(sig);
	s->mask &= ~UNBLOCKABLE;
	if ((act->flags & SA_RESETHAND) != 0)
		act->handler = HANDLER_DFL;
	if ((s->alt_flags & SS_AUTODISARM) != 0) {
		s->alt_sp = s->alt_size = 0;
		s->alt_flags = 0;
	}
}

int do_exa_sigtake(const uint32_t *args)
{
	struct sigstate *s = &current->sig;
	struct exa_sigtake take = { 0 };
	struct siginfo_sent info;
	siginfo_t si;
	sigmask old = s->restore_mask ? s->saved_mask : s->mask;
	int sig = next_caught(s);

	if (sig == 0) {
		host_store32(current->slot, s->flag, 0);
		return 0;
	}
	/* Nothing is lost when the address is bad. */
	if (copy_to_user(args[0], &take, sizeof(take)) < 0)
		return -EFAULT;
	sigqueue_take(current, sig, &info);
	trace_signal(current, sig, &info);
	take.handler = s->action[sig].handler;
	take.flags = s->action[sig].flags;
	take.old_mask[0] = (uint32_t)old;
	take.old_mask[1] = (uint32_t)(old >> 32);
	describe_stack(&take, s);
	signal_fill_info(&si, sig, &info);
	memcpy(take.info, &si, sizeof(si));
	enter_handler(s, sig);
	copy_to_user(args[0], &take, sizeof(take));
	return sig;
}

int do_exa_setup(const uint32_t *args)
{
	struct exa_setup setup;
	int flag = 0;

	if (copy_from_user(&setup, args[0], sizeof(setup)) < 0)
		return -EFAULT;
	if (setup.abi_version != EXA_ABI_VERSION)
		return -EINVAL;
	if (setup.sigflag % 4 != 0 ||
		copy_to_user(setup.sigflag, &flag, sizeof(flag)) < 0)
		return -EFAULT;
	current->sig.flag = setup.sigflag;
	return 0;
}
