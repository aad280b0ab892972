/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The signal calls: kill, sigaction, sigprocmask, sigsuspend and so on. */
#include <errno.h>
#include <string.h>

#include "kernel/abi/user.h"
#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/host.h"
#include "kernel/proc.h"
#include "kernel/sched.h"
#include "kernel/signal.h"

/* struct k_sigaction of musl, 32 bit. */
struct user_sigaction {
	uint32_t handler;
	uint32_t flags;
	uint32_t restorer;
	uint32_t mask[2];
};

enum { SIGSET_BYTES = 8, SIGINFO_BYTES = 128, ALT_MIN = 2048 };

static bool bad_signal(uint32_t sig)
{
	return sig == 0 || sig > NSIG_ALL;
}

static int read_mask(sigmask *mask, uint32_t address)
{
	return copy_from_user(mask, address, SIGSET_BYTES);
}

/* POSIX kill(): same real or effective user, or SIGCONT in the session. */
static bool may_signal(const struct proc *to, int sig)
{
	const struct cred *c = &current->cred;

	if (to->server != NULL)
		return false;
	if (c->euid == 0 || c->ruid == to->cred.ruid ||
		c->ruid == to->cred.suid || c->euid == to->cred.ruid ||
		c->euid == to->cred.suid)
		return true;
	return sig == SIGCONT && to->sid == current->sid;
}

static int kill_many(int pid, int sig, const struct siginfo_sent *info)
{
	int found = 0, sent = 0;

	for (int i = 0; i < PROC_MAX; i++) {
		struct proc *p = proc_at(i);

		if (p == NULL || p->state == PROC_NEW)
			continue;
		if (pid == -1 ? p == current || p->server != NULL
			      : p->pgid != -pid)
			continue;
		found++;
		if (!may_signal(p, sig))
			continue;
		sent++;
		signal_send(p, sig, info);
	}
	return sent > 0 ? 0 : found > 0 ? -EPERM : -ESRCH;
}

static int send(int pid, uint32_t sig, const struct siginfo_sent *info)
{
	struct proc *p;

	if (sig > NSIG_ALL)
		return -EINVAL;
	if (pid == 0)
		pid = -current->pgid;
	if (pid < 0)
		return pid == INT32_MIN ? -ESRCH
					: kill_many(pid, (int)sig, info);
	p = proc_find(pid);
	if (p == NULL || p->state == PROC_NEW)
		return -ESRCH;
	if (!may_signal(p, (int)sig))
		return -EPERM;
	signal_send(p, (int)sig, info);
	return 0;
}

int do_kill(const uint32_t *args)
{
	struct siginfo_sent info = {
		.code = SI_USER,
		.pid = current->pid,
		.uid = current->cred.ruid,
	};

	return send((int)args[0], args[1], &info);
}

int do_tkill(const uint32_t *args)
{
	struct siginfo_sent info = {
		.code = SI_TKILL,
		.pid = current->pid,
		.uid = current->cred.ruid,
	};

	if ((int)args[0] <= 0)
		return -EINVAL;
	return send((int)args[0], args[1], &info);
}

int do_rt_sigqueueinfo(const uint32_t *args)
{
	struct siginfo_sent info;
	siginfo_t si;

	if (copy_from_user(&si, args[2], sizeof(si)) < 0)
		return -EFAULT;
	if (si.si_code >= 0 && (int)args[0] != current->pid)
		return -EPERM;
	info.code = si.si_code;
	info.pid = si.si_pid;
	info.uid = si.si_uid;
	info.status = 0;
	info.value = (uint32_t)si.si_value.sival_int;
	/* One process only: rt_sigqueueinfo(2) knows no groups. */
	if ((int)args[0] <= 0)
		return args[1] > NSIG_ALL ? -EINVAL : -ESRCH;
	return send((int)args[0], args[1], &info);
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
		act->flags = user.flags;
		act->mask = user.mask[0] | (sigmask)user.mask[1] << 32;
		/* POSIX 2.4.3: discarded, whether or not it is blocked. */
		if (signal_is_ignored(&current->sig, (int)sig))
			current->sig.pending &= ~SIGBIT(sig);
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
		s->mask &= ~(SIGBIT(SIGKILL) | SIGBIT(SIGSTOP));
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

void signal_mask_for_call(sigmask mask)
{
	struct sigstate *s = &current->sig;

	s->saved_mask = s->mask;
	s->restore_mask = true;
	s->mask = mask & ~(SIGBIT(SIGKILL) | SIGBIT(SIGSTOP));
}

void signal_mask_restore(void)
{
	struct sigstate *s = &current->sig;

	if (s->restore_mask)
		s->mask = s->saved_mask;
	s->restore_mask = false;
}

int do_rt_sigsuspend(const uint32_t *args)
{
	sigmask mask;

	if (args[1] != SIGSET_BYTES)
		return -EINVAL;
	if (read_mask(&mask, args[0]) < 0)
		return -EFAULT;
	signal_mask_for_call(mask);
	while (proc_sleep(0) == 0)
		;
	return -EINTR;
}

/* Takes one pending signal out of set. 0: none */
static int take_pending(sigmask set, struct siginfo_sent *info)
{
	struct sigstate *s = &current->sig;
	int sig;

	set &= s->pending;
	if (set == 0)
		return 0;
	sig = __builtin_ctzll(set) + 1;
	s->pending &= ~SIGBIT(sig);
	*info = s->info[sig];
	return sig;
}

static int give_siginfo(
	uint32_t address, int sig, const struct siginfo_sent *info)
{
	siginfo_t si;

	if (address == 0)
		return sig;
	memset(&si, 0, sizeof(si));
	si.si_signo = sig;
	si.si_code = info->code;
	si.si_pid = info->pid;
	si.si_uid = info->uid;
	if (sig == SIGCHLD)
		si.si_status = info->status;
	else
		si.si_value.sival_int = (int)info->value;
	return copy_to_user(address, &si, sizeof(si)) < 0 ? -EFAULT : sig;
}

int do_rt_sigtimedwait(const uint32_t *args)
{
	struct sigstate *s = &current->sig;
	struct siginfo_sent info;
	double deadline = 0;
	struct timespec ts;
	sigmask set;
	int sig, error;

	if (args[3] != SIGSET_BYTES)
		return -EINVAL;
	if (read_mask(&set, args[0]) < 0)
		return -EFAULT;
	if (args[2] != 0) {
		if (copy_from_user(&ts, args[2], sizeof(ts)) < 0)
			return -EFAULT;
		if (ts.tv_sec < 0 || ts.tv_nsec < 0 || ts.tv_nsec > 999999999)
			return -EINVAL;
		deadline = host_now() + (double)ts.tv_sec * 1000 +
			(double)ts.tv_nsec / 1e6;
	}
	set &= ~(SIGBIT(SIGKILL) | SIGBIT(SIGSTOP));
	for (;;) {
		sig = take_pending(set, &info);
		if (sig != 0)
			return give_siginfo(args[1], sig, &info);
		s->awaited = set;
		error = proc_sleep(deadline);
		s->awaited = 0;
		if ((s->pending & set) != 0)
			continue;
		if (error == -ETIMEDOUT)
			return -EAGAIN;
		if (error < 0)
			return error;
	}
}

static uint32_t choose_altstack(struct sigstate *s, const struct sigact *act)
{
	if ((act->flags & SA_ONSTACK) == 0 || s->alt_size == 0 ||
		(s->alt_flags & (SS_DISABLE | SS_ONSTACK)) != 0)
		return 0;
	return (s->alt_sp + s->alt_size) & ~15U;
}

int do_exa_sigtake(const uint32_t *args)
{
	struct sigstate *s = &current->sig;
	struct exa_sigtake take = { 0 };
	sigmask set, old;
	int sig;

	for (sig = 0, set = s->pending & ~s->mask; set != 0; set &= set - 1) {
		sig = __builtin_ctzll(set) + 1;
		if (s->action[sig].handler > HANDLER_IGN)
			break;
		sig = 0;
	}
	if (sig == 0) {
		host_store32(current->slot, s->flag, 0);
		return 0;
	}
	old = s->restore_mask ? s->saved_mask : s->mask;
	take.handler = s->action[sig].handler;
	take.flags = s->action[sig].flags;
	take.old_mask[0] = (uint32_t)old;
	take.old_mask[1] = (uint32_t)(old >> 32);
	take.code = s->info[sig].code;
	take.pid = s->info[sig].pid;
	take.uid = s->info[sig].uid;
	take.status = s->info[sig].status;
	take.value = s->info[sig].value;
	take.altstack = choose_altstack(s, &s->action[sig]);
	if (copy_to_user(args[0], &take, sizeof(take)) < 0)
		return -EFAULT;
	s->restore_mask = false;
	s->pending &= ~SIGBIT(sig);
	s->mask |= s->action[sig].mask;
	if ((s->action[sig].flags & SA_NODEFER) == 0)
		s->mask |= SIGBIT(sig);
	if ((s->action[sig].flags & SA_RESETHAND) != 0)
		s->action[sig].handler = HANDLER_DFL;
	s->mask &= ~(SIGBIT(SIGKILL) | SIGBIT(SIGSTOP));
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

int do_sigaltstack(const uint32_t *args)
{
	struct sigstate *s = &current->sig;
	stack_t old, new;

	memset(&old, 0, sizeof(old));
	old.ss_sp = (void *)s->alt_sp;
	old.ss_size = s->alt_size;
	old.ss_flags = s->alt_size == 0 ? SS_DISABLE : (int)s->alt_flags;
	if (args[0] != 0) {
		if (copy_from_user(&new, args[0], sizeof(new)) < 0)
			return -EFAULT;
		if ((new.ss_flags & ~SS_DISABLE) != 0)
			return -EINVAL;
		if (new.ss_flags == 0 && new.ss_size < ALT_MIN)
			return -ENOMEM;
		s->alt_sp = (uint32_t) new.ss_sp;
		s->alt_size = new.ss_flags == 0 ? (uint32_t) new.ss_size : 0;
		s->alt_flags = (uint32_t) new.ss_flags;
	}
	return args[1] == 0 ? 0 : copy_to_user(args[1], &old, sizeof(old));
}
