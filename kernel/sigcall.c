/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actions, masks and the alternate stack: the calls a process makes to say
 * how it wants its signals. */
#include <errno.h>
#include <string.h>

#include "kernel/abi/user.h"
#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/proc.h"
#include "kernel/signal.h"
#include "kernel/sigqueue.h"

/* struct k_sigaction of musl, 32 bit. */
struct user_sigaction {
	uint32_t handler;
	uint32_t flags;
	uint32_t restorer;
	uint32_t mask[2];
};

enum { SIGSET_BYTES = 8, ALT_MIN = 2048, SA_RESTORER_FLAG = 0x04000000 };

/* Linux forgets flags it does not know, so that programs can tell. */
#define KNOWN_FLAGS                                                         \
	((uint32_t)(SA_NOCLDSTOP | SA_NOCLDWAIT | SA_SIGINFO | SA_ONSTACK | \
		SA_RESTART | SA_NODEFER | SA_RESETHAND | SA_RESTORER_FLAG))

static bool bad_signal(uint32_t sig)
{
	return sig == 0 || sig > NSIG_ALL;
}

static int read_mask(sigmask *mask, uint32_t address)
{
	return copy_from_user(mask, address, SIGSET_BYTES);
}

int do_rt_sigaction(const uint32_t *args)
{
	uint32_t sig = args[0];
	struct user_sigaction user;
	struct sigact *act;
	struct sigact old;

	if (bad_signal(sig) || args[3] != SIGSET_BYTES)
		return -EINVAL;
	act = &current->sig.action[sig];
	old = *act;
	if (args[1] != 0) {
		if (copy_from_user(&user, args[1], sizeof(user)) < 0)
			return -EFAULT;
		if (sig == SIGKILL || sig == SIGSTOP)
			return -EINVAL;
		act->handler = user.handler;
		act->flags = user.flags & KNOWN_FLAGS;
		act->mask = (user.mask[0] | (sigmask)user.mask[1] << 32) &
			~UNBLOCKABLE;
		/* POSIX 2.4.3: discarded, whether or not it is blocked. */
		if (signal_is_ignored(&current->sig, (int)sig))
			sigqueue_discard(current, SIGBIT(sig));
	}
	if (args[2] == 0)
		return 0;
	memset(&user, 0, sizeof(user));
	user.handler = old.handler;
	user.flags = old.flags;
	user.mask[0] = (uint32_t)old.mask;
	user.mask[1] = (uint32_t)(old.mask >> 32);
	return copy_to_user(args[2], &user, sizeof(user));
}

int do_rt_sigprocmask(const uint32_t *args)
{
	struct sigstate *s = &current->sig;
	sigmask old = s->mask;
	sigmask set;

	if (args[3] != SIGSET_BYTES)
		return -EINVAL;
	if (args[1] != 0) {
		if (read_mask(&set, args[1]) < 0)
			return -EFAULT;
		if (args[0] == SIG_BLOCK)
			s->mask |= set;
		else if (args[0] == SIG_UNBLOCK)
			s->mask &= ~set;
		else if (args[0] == SIG_SETMASK)
			s->mask = set;
		else
			return -EINVAL;
		s->mask &= ~UNBLOCKABLE;
	}
	return args[2] == 0 ? 0 : copy_to_user(args[2], &old, SIGSET_BYTES);
}

int do_rt_sigpending(const uint32_t *args)
{
	sigmask set = current->sig.pending & current->sig.mask;

	if (args[1] != SIGSET_BYTES)
		return -EINVAL;
	return copy_to_user(args[0], &set, SIGSET_BYTES);
}

/* Whether a handler runs on the stack libc alone knows, and refuses then. */
int do_sigaltstack(const uint32_t *args)
{
	struct sigstate *s = &current->sig;
	uint32_t mode;
	stack_t old, new;

	memset(&old, 0, sizeof(old));
	old.ss_sp = (void *)s->alt_sp;
	old.ss_size = s->alt_size;
	old.ss_flags = (int)(s->alt_size == 0 ? SS_DISABLE : s->alt_flags);
	if (args[0] != 0) {
		if (copy_from_user(&new, args[0], sizeof(new)) < 0)
			return -EFAULT;
		mode = (uint32_t) new.ss_flags & ~SS_AUTODISARM;
		if (mode != 0 && mode != SS_DISABLE && mode != SS_ONSTACK)
			return -EINVAL;
		if (mode != SS_DISABLE && new.ss_size < ALT_MIN)
			return -ENOMEM;
		s->alt_sp = mode == SS_DISABLE ? 0 : (uint32_t) new.ss_sp;
		s->alt_size = mode == SS_DISABLE ? 0 : (uint32_t) new.ss_size;
		s->alt_flags = (uint32_t) new.ss_flags &SS_AUTODISARM;
	}
	return args[1] == 0 ? 0 : copy_to_user(args[1], &old, sizeof(old));
}
