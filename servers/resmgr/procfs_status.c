/* SPDX-License-Identifier: GPL-3.0-or-later */
/* procfs: /proc/PID/status and limits. */
#include <string.h>
#include <sys/resource.h>

#include "kernel/info.h"
#include "kernel/log.h"
#include "kernel/sigqueue.h"
#include "kernel/trace.h"
#include "servers/resmgr/procfs_impl.h"

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

static void add_mask(struct procfs_text *t, const char *name, uint64_t mask)
{
	procfs_add(t, "%s:\t%08x%08x\n", name, (unsigned)(mask >> 32),
		(unsigned)mask);
}

static void add_credentials(struct procfs_text *t, const struct proc *p)
{
	const struct cred *c = &p->cred;

	procfs_add(t, "Uid:\t%u\t%u\t%u\t%u\n", c->ruid, c->euid, c->suid,
		c->fsuid);
	procfs_add(t, "Gid:\t%u\t%u\t%u\t%u\n", c->rgid, c->egid, c->sgid,
		c->fsgid);
	procfs_add(t, "FDSize:\t%d\nGroups:\t",
		p->files != NULL ? p->files->size : 0);
	for (int i = 0; i < c->ngroups; i++)
		procfs_add(t, "%u ", c->groups[i]);
	procfs_add(t, "\n");
}

static void add_signals(struct procfs_text *t, const struct proc *p)
{
	uint64_t limit[2];

	rlimit_of(p, RLIMIT_SIGPENDING, limit);
	procfs_add(t, "SigQ:\t%d/%llu\n", sigqueue_of_user(p->cred.ruid),
		(unsigned long long)limit[0]);
	add_mask(t, "SigPnd", 0);
	add_mask(t, "ShdPnd", p->sig.pending);
	add_mask(t, "SigBlk", p->sig.mask);
	add_mask(t, "SigIgn", actions(p, false));
	add_mask(t, "SigCgt", actions(p, true));
}

static void add_memory(struct procfs_text *t, const struct proc *p)
{
	unsigned size = procfs_vm_size(p) / 1024;
	unsigned used = procfs_vm_used(p) / 1024;

	procfs_add(t, "VmPeak:\t%8u kB\nVmSize:\t%8u kB\n", size, size);
	procfs_add(t, "VmLck:\t%8u kB\nVmPin:\t%8u kB\n", 0U, 0U);
	procfs_add(t, "VmHWM:\t%8u kB\n", p->peak / 1024);
	procfs_add(t, "VmRSS:\t%8u kB\nRssAnon:\t%8u kB\n", used, used);
	procfs_add(t, "RssFile:\t%8u kB\nRssShmem:\t%8u kB\n", 0U, 0U);
	procfs_add(t, "VmData:\t%8u kB\nVmSwap:\t%8u kB\n", size, 0U);
}

/* Superuser or not is all there is of capabilities. */
static void add_capabilities(struct procfs_text *t, const struct proc *p)
{
	uint64_t all = (UINT64_C(2) << INFO_LAST_CAP) - 1;
	uint64_t mine = p->cred.euid == 0 ? all : 0;

	add_mask(t, "CapInh", 0);
	add_mask(t, "CapPrm", p->cred.suid == 0 ? all : mine);
	add_mask(t, "CapEff", mine);
	add_mask(t, "CapBnd", all);
	add_mask(t, "CapAmb", 0);
}

void procfs_status(struct procfs_text *t, struct proc *p)
{
	procfs_add(t, "Name:\t%s\n", p->name);
	procfs_add(t, "Umask:\t%04o\nState:\t%s\nTgid:\t%d\nNgid:\t0\n",
		p->umask, procfs_state(p), p->pid);
	procfs_add(t, "Pid:\t%d\nPPid:\t%d\nTracerPid:\t%d\n", p->pid,
		p->parent != NULL ? p->parent->pid : 0, trace_pid(p));
	add_credentials(t, p);
	procfs_add(t, "NStgid:\t%d\nNSpid:\t%d\nNSpgid:\t%d\nNSsid:\t%d\n",
		p->pid, p->pid, p->pgid, p->sid);
	if (p->has_image)
		add_memory(t, p);
	procfs_add(t, "Threads:\t1\n");
	add_signals(t, p);
	add_capabilities(t, p);
	procfs_add(t, "NoNewPrivs:\t%d\nSeccomp:\t0\n", p->no_new_privs);
	procfs_add(t, "Cpus_allowed:\t1\nCpus_allowed_list:\t0\n");
	procfs_add(t,
		"voluntary_ctxt_switches:\t%u\n"
		"nonvoluntary_ctxt_switches:\t%u\n",
		p->sleeps, p->preempted);
}

static void add_limit(struct procfs_text *t, uint64_t value)
{
	char text[24] = "unlimited";

	if (value != RLIM_INFINITY)
		format(text, sizeof(text), "%llu", (unsigned long long)value);
	procfs_add(t, "%-20s ", text);
}

void procfs_limits(struct procfs_text *t, struct proc *p)
{
	static const struct {
		const char *name, *unit;
	} rows[] = {
		[RLIMIT_CPU] = { "Max cpu time", "seconds" },
		[RLIMIT_FSIZE] = { "Max file size", "bytes" },
		[RLIMIT_DATA] = { "Max data size", "bytes" },
		[RLIMIT_STACK] = { "Max stack size", "bytes" },
		[RLIMIT_CORE] = { "Max core file size", "bytes" },
		[RLIMIT_RSS] = { "Max resident set", "bytes" },
		[RLIMIT_NPROC] = { "Max processes", "processes" },
		[RLIMIT_NOFILE] = { "Max open files", "files" },
		[RLIMIT_MEMLOCK] = { "Max locked memory", "bytes" },
		[RLIMIT_AS] = { "Max address space", "bytes" },
		[RLIMIT_LOCKS] = { "Max file locks", "locks" },
		[RLIMIT_SIGPENDING] = { "Max pending signals", "signals" },
		[RLIMIT_MSGQUEUE] = { "Max msgqueue size", "bytes" },
		[RLIMIT_NICE] = { "Max nice priority", NULL },
		[RLIMIT_RTPRIO] = { "Max realtime priority", NULL },
		[RLIMIT_RTTIME] = { "Max realtime timeout", "us" },
	};

	procfs_add(t, "%-25s %-20s %-20s %-10s\n", "Limit", "Soft Limit",
		"Hard Limit", "Units");
	for (uint32_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		uint64_t pair[2];

		rlimit_of(p, i, pair);
		procfs_add(t, "%-25s ", rows[i].name);
		add_limit(t, pair[0]);
		add_limit(t, pair[1]);
		if (rows[i].unit != NULL)
			procfs_add(t, "%-10s", rows[i].unit);
		procfs_add(t, "\n");
	}
}
