/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sending signals: kill and the calls under raise() and sigqueue(). */
#include <errno.h>

#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/proc.h"
#include "kernel/signal.h"

/* POSIX kill(): same real or effective user, or SIGCONT in the session. */
static bool may_signal(const struct proc *to, int sig)
{
	const struct cred *c = &current->cred;

	if (c->euid == 0)
		return true;
	if (to->server == NULL &&
		(c->ruid == to->cred.ruid || c->ruid == to->cred.suid ||
			c->euid == to->cred.ruid || c->euid == to->cred.suid))
		return true;
	return sig == SIGCONT && to->sid == current->sid;
}

/* To one. Servers are like Linux's init: they take what root sends, and do
 * nothing about it. */
static int send_to(
	struct proc *p, uint32_t sig, const struct siginfo_sent *info)
{
	if (sig > NSIG_ALL)
		return -EINVAL;
	if (!may_signal(p, (int)sig))
		return -EPERM;
	return signal_send(p, (int)sig, info);
}

static struct proc *find(int pid)
{
	struct proc *p = pid > 0 ? proc_find(pid) : NULL;

	return p == NULL || p->state == PROC_NEW ? NULL : p;
}

/* A group: 0 if any got it, else the last error. */
static int send_group(int pgid, uint32_t sig, const struct siginfo_sent *info)
{
	int result = -ESRCH;
	bool sent = false;

	for (int i = 0; i < PROC_MAX; i++) {
		struct proc *p = proc_at(i);

		if (p == NULL || p->state == PROC_NEW || p->pgid != pgid)
			continue;
		result = send_to(p, sig, info);
		sent = sent || result == 0;
	}
	return sent ? 0 : result;
}

/* All but the caller and the servers. Linux does not count those it may not
 * send to as a failure. */
static int send_all(uint32_t sig, const struct siginfo_sent *info)
{
	bool found = false;
	int result = 0;

	for (int i = 0; i < PROC_MAX; i++) {
		struct proc *p = proc_at(i);
		int error;

		if (p == NULL || p->state == PROC_NEW || p == current ||
			p->server != NULL)
			continue;
		found = true;
		error = send_to(p, sig, info);
		if (error != -EPERM)
			result = error;
	}
	return found ? result : -ESRCH;
}

static struct siginfo_sent from_current(int code)
{
	struct siginfo_sent info = {
		.code = code,
		.pid = current->pid,
		.uid = current->cred.ruid,
	};

	return info;
}

int do_kill(const uint32_t *args)
{
	struct siginfo_sent info = from_current(SI_USER);
	int pid = (int)args[0];
	struct proc *p;

	if (pid == INT32_MIN)
		return -ESRCH;
	if (pid == -1)
		return send_all(args[1], &info);
	if (pid <= 0)
		return send_group(
			pid == 0 ? current->pgid : -pid, args[1], &info);
	p = find(pid);
	return p == NULL ? -ESRCH : send_to(p, args[1], &info);
}

/* To a thread, of which every process has one: tgid 0 for any process. */
static int send_thread(
	int tgid, int tid, uint32_t sig, const struct siginfo_sent *info)
{
	struct proc *p;

	if (tid <= 0 || tgid < 0)
		return -EINVAL;
	p = find(tid);
	if (p == NULL || (tgid != 0 && tgid != p->pid))
		return -ESRCH;
	return send_to(p, sig, info);
}

int do_tkill(const uint32_t *args)
{
	struct siginfo_sent info = from_current(SI_TKILL);

	return send_thread(0, (int)args[0], args[1], &info);
}

int do_tgkill(const uint32_t *args)
{
	struct siginfo_sent info = from_current(SI_TKILL);

	if ((int)args[0] <= 0)
		return -EINVAL;
	return send_thread((int)args[0], (int)args[1], args[2], &info);
}

/* What the sender wants siginfo_t to say. Only to itself may it claim to be
 * kill() or the kernel. */
static int read_info(struct siginfo_sent *info, uint32_t address, int pid)
{
	siginfo_t si;

	if (copy_from_user(&si, address, sizeof(si)) < 0)
		return -EFAULT;
	if ((si.si_code >= 0 || si.si_code == SI_TKILL) && pid != current->pid)
		return -EPERM;
	*info = (struct siginfo_sent){
		.code = si.si_code,
		.error = si.si_errno,
		.pid = si.si_pid,
		.uid = si.si_uid,
		.value = (uint32_t)si.si_value.sival_ptr,
	};
	return 0;
}

/* One process only: it knows no groups. */
int do_rt_sigqueueinfo(const uint32_t *args)
{
	struct siginfo_sent info;
	struct proc *p;
	int error = read_info(&info, args[2], (int)args[0]);

	if (error < 0)
		return error;
	p = find((int)args[0]);
	return p == NULL ? -ESRCH : send_to(p, args[1], &info);
}

int do_rt_tgsigqueueinfo(const uint32_t *args)
{
	struct siginfo_sent info;
	int error = read_info(&info, args[3], (int)args[1]);

	if (error != -EFAULT && ((int)args[0] <= 0 || (int)args[1] <= 0))
		return -EINVAL;
	if (error < 0)
		return error;
	return send_thread((int)args[0], (int)args[1], args[2], &info);
}
