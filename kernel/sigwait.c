/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accepting signals without a handler, and what siginfo_t says of them. */
#include <errno.h>
#include <string.h>

#include "kernel/call.h"
#include "kernel/clock.h"
#include "kernel/copy.h"
#include "kernel/proc.h"
#include "kernel/sched.h"
#include "kernel/siginfo.h"
#include "kernel/sigqueue.h"

enum { SIGSET_BYTES = 8 };

void signal_mask_for_call(sigmask mask)
{
	struct sigstate *s = &current->sig;

	s->saved_mask = s->mask;
	s->restore_mask = true;
	s->mask = mask & ~UNBLOCKABLE;
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
	if (copy_from_user(&mask, args[0], SIGSET_BYTES) < 0)
		return -EFAULT;
	signal_mask_for_call(mask);
	while (proc_sleep(0) == 0)
		;
	return -EINTR;
}

int signal_take(struct proc *p, sigmask set, struct siginfo_sent *info)
{
	int sig = sigqueue_first(set & p->sig.pending);

	if (sig != 0)
		sigqueue_take(p, sig, info);
	return sig;
}

static bool is_fault(int sig)
{
	return sig == SIGSEGV || sig == SIGBUS || sig == SIGILL ||
		sig == SIGFPE || sig == SIGTRAP;
}

void signal_fill_info(siginfo_t *si, int sig, const struct siginfo_sent *info)
{
	bool kernel = info->code > SI_USER && info->code < SI_KERNEL;

	memset(si, 0, sizeof(*si));
	si->si_signo = sig;
	si->si_code = info->code;
	si->si_errno = info->error;
	if (kernel && is_fault(sig)) {
		si->si_addr = (void *)info->address;
		return;
	}
	si->si_pid = info->pid;
	si->si_uid = info->uid;
	if (kernel && sig == SIGCHLD) {
		si->si_status = info->status;
		si->si_utime = info->utime;
		si->si_stime = info->stime;
	} else {
		si->si_value.sival_ptr = (void *)info->value;
	}
}

static int give(uint32_t address, int sig, const struct siginfo_sent *info)
{
	siginfo_t si;

	if (address == 0)
		return sig;
	signal_fill_info(&si, sig, info);
	return copy_to_user(address, &si, sizeof(si)) < 0 ? -EFAULT : sig;
}

/* deadline: when to give up; 0 for never. */
static int wait_for(sigmask set, double deadline, struct siginfo_sent *info)
{
	struct sigstate *s = &current->sig;

	for (;;) {
		int error, sig = signal_take(current, set, info);

		if (sig != 0)
			return sig;
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

int do_rt_sigtimedwait(const uint32_t *args)
{
	struct siginfo_sent info;
	struct timespec ts;
	double deadline = 0;
	sigmask set;
	int sig;

	if (args[3] != SIGSET_BYTES)
		return -EINVAL;
	if (copy_from_user(&set, args[0], SIGSET_BYTES) < 0)
		return -EFAULT;
	if (args[2] != 0) {
		sig = clock_timespec_from_user(&ts, args[2]);
		if (sig < 0)
			return sig;
		deadline = clock_deadline(&ts);
	}
	set &= ~UNBLOCKABLE;
	if (args[2] != 0 && clock_ms(&ts) == 0)
		sig = signal_take(current, set, &info);
	else
		sig = wait_for(set, deadline, &info);
	if (sig == 0)
		return -EAGAIN;
	return sig < 0 ? sig : give(args[1], sig, &info);
}
