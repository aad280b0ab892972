/* SPDX-License-Identifier: GPL-3.0-or-later */
/* procfs: the contents of /proc/PID, as proc(5) has them. */
#include <string.h>

#include "kernel/proc.h"
#include "kernel/sched.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/procfs_impl.h"
#include "servers/tty/tty.h"

/* Linux's include/linux/sched.h: what ps looks at in the flags. */
enum {
	PF_FORKNOEXEC = 0x40,
	PF_KTHREAD = 0x200000,
};

enum { TICK_MS = 10 }; /* sysconf(_SC_CLK_TCK) is 100 */

static const char *state_of(const struct proc *p)
{
	switch (p->state) {
	case PROC_SLEEPING:
		return "S (sleeping)";
	case PROC_STOPPED:
		return "T (stopped)";
	case PROC_ZOMBIE:
		return "Z (zombie)";
	default:
		return "R (running)";
	}
}

static pid_t parent_of(const struct proc *p)
{
	return p->parent != NULL ? p->parent->pid : 0;
}

static unsigned flags_of(const struct proc *p)
{
	if (p->server != NULL)
		return PF_KTHREAD;
	return p->execed ? 0 : PF_FORKNOEXEC;
}

/* Memory is not paged: what was ever used is resident. */
static uint32_t size_of(const struct proc *p)
{
	return p->has_image ? p->vm.size : 0;
}

static uint32_t resident_of(const struct proc *p)
{
	return p->has_image ? p->vm.top : 0;
}

static unsigned long long ticks(double ms)
{
	return (unsigned long long)(ms / TICK_MS);
}

/* Signals whose action is to be ignored, or to be caught. */
static sigmask actions(const struct proc *p, bool caught)
{
	sigmask mask = 0;

	for (int sig = 1; sig <= NSIG_ALL; sig++) {
		uint32_t handler = p->sig.action[sig].handler;

		if (handler != HANDLER_DFL &&
			(handler != HANDLER_IGN) == caught)
			mask |= SIGBIT(sig);
	}
	return mask;
}

/* stat tells of the signals 1 to 31 only. */
static unsigned low(sigmask mask)
{
	return (unsigned)mask & 0x7fffffff;
}

/* The fields are numbered as in proc(5). */
void procfs_stat(struct procfs_text *t, struct proc *p)
{
	/* 1-8 */
	procfs_add(t, "%d (%s) %c %d %d %d %d %d ", p->pid, p->name,
		*state_of(p), parent_of(p), p->pgid, p->sid,
		p->tty != NULL ? tty_number(p->tty) : 0,
		p->tty != NULL ? tty_foreground(p->tty) : -1);
	/* 9-13: flags, page faults */
	procfs_add(t, "%u 0 0 0 0 ", flags_of(p));
	/* 14-17: all time is user time */
	procfs_add(t, "%llu 0 %llu 0 ", ticks(sched_cpu_ms(p)),
		ticks(p->child_cpu_ms));
	/* 18-22: priority, nice, threads, itrealvalue, starttime */
	procfs_add(t, "20 0 1 0 %llu ", ticks(p->start_ms));
	/* 23-25: vsize, rss in pages, its limit */
	procfs_add(
		t, "%u %u 4294967295 ", size_of(p), resident_of(p) / VM_PAGE);
	/* 26-30: addresses of code and stack, not told */
	procfs_add(t, "0 0 0 0 0 ");
	/* 31-34 */
	procfs_add(t, "%u %u %u %u ", low(p->sig.pending), low(p->sig.mask),
		low(actions(p, false)), low(actions(p, true)));
	/* 35-44: wchan, swap, exit_signal, processor, rt, policy, delays,
	 * guest times */
	procfs_add(t, "0 0 0 17 0 0 0 0 0 0 ");
	/* 45-52: addresses of data and arguments, exit_code */
	procfs_add(t, "0 0 %u 0 0 0 0 %d\n", p->has_image ? p->vm.brk_start : 0,
		p->state == PROC_ZOMBIE ? p->status : 0);
}

void procfs_statm(struct procfs_text *t, struct proc *p)
{
	uint32_t code = p->has_image ? p->vm.brk_start : 0;

	procfs_add(t, "%u %u 0 0 0 %u 0\n", size_of(p) / VM_PAGE,
		resident_of(p) / VM_PAGE, (size_of(p) - code) / VM_PAGE);
}

static void add_signals(struct procfs_text *t, const char *name, sigmask mask)
{
	procfs_add(t, "%s:\t%08x%08x\n", name, (unsigned)(mask >> 32),
		(unsigned)mask);
}

static void add_credentials(struct procfs_text *t, const struct cred *c)
{
	procfs_add(t, "Uid:\t%u\t%u\t%u\t%u\n", c->ruid, c->euid, c->suid,
		c->euid);
	procfs_add(t, "Gid:\t%u\t%u\t%u\t%u\n", c->rgid, c->egid, c->sgid,
		c->egid);
}

void procfs_status(struct procfs_text *t, struct proc *p)
{
	procfs_add(t, "Name:\t%s\nUmask:\t%04o\nState:\t%s\nTgid:\t%d\n",
		p->name, p->umask, state_of(p), p->pid);
	procfs_add(t, "Pid:\t%d\nPPid:\t%d\n", p->pid, parent_of(p));
	add_credentials(t, &p->cred);
	procfs_add(t, "FDSize:\t%d\nGroups:\t",
		p->files != NULL ? p->files->size : 0);
	for (int i = 0; i < p->cred.ngroups; i++)
		procfs_add(t, "%u ", p->cred.groups[i]);
	procfs_add(t, "\nNSpgid:\t%d\nNSsid:\t%d\n", p->pgid, p->sid);
	if (p->has_image)
		procfs_add(t, "VmSize:\t%8u kB\nVmRSS:\t%8u kB\n",
			size_of(p) / 1024, resident_of(p) / 1024);
	procfs_add(t, "Threads:\t1\n");
	add_signals(t, "SigPnd", 0);
	add_signals(t, "ShdPnd", p->sig.pending);
	add_signals(t, "SigBlk", p->sig.mask);
	add_signals(t, "SigIgn", actions(p, false));
	add_signals(t, "SigCgt", actions(p, true));
}

void procfs_cmdline(struct procfs_text *t, struct proc *p)
{
	if (p->state != PROC_ZOMBIE && p->cmdline != NULL)
		procfs_add_bytes(t, p->cmdline, p->cmdline_size);
}

void procfs_comm(struct procfs_text *t, struct proc *p)
{
	procfs_add(t, "%s\n", p->name);
}
