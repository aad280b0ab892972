/* SPDX-License-Identifier: GPL-3.0-or-later */
/* procfs: /proc/PID/stat and the short files there, as proc(5) has them. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "kernel/call.h"
#include "kernel/log.h"
#include "kernel/sched.h"
#include "servers/resmgr/procfs_impl.h"
#include "servers/tty/tty.h"

/* Linux's include/linux/sched.h: what ps looks at in the flags. */
enum {
	PF_FORKNOEXEC = 0x40,
	PF_SUPERPRIV = 0x100,
	PF_SIGNALED = 0x400,
	PF_KTHREAD = 0x200000,
};

enum { TICK_MS = 10 }; /* sysconf(_SC_CLK_TCK) is 100 */

const char *procfs_state(const struct proc *p)
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

static unsigned flags_of(const struct proc *p)
{
	unsigned flags = 0;

	if (p->server != NULL)
		return PF_KTHREAD;
	if (!p->execed)
		flags |= PF_FORKNOEXEC;
	if (p->state == PROC_ZOMBIE && (p->status & 0x7f) != 0)
		flags |= PF_SIGNALED;
	return flags;
}

static unsigned long long ticks(double ms)
{
	return (unsigned long long)(ms / TICK_MS);
}

/* Signals whose action is to be ignored, or to be caught. stat tells of the
 * signals 1 to 31 only. */
static unsigned actions(const struct proc *p, bool caught)
{
	unsigned mask = 0;

	for (int sig = 1; sig < 32; sig++) {
		uint32_t handler = p->sig.action[sig].handler;

		if (handler != HANDLER_DFL &&
			(handler != HANDLER_IGN) == caught)
			mask |= 1U << (sig - 1);
	}
	return mask;
}

static void add_addresses(struct procfs_text *t, const struct proc *p)
{
	const struct vm *vm = &p->vm;
	bool told = p->has_image && procfs_may_look(p);

	/* 45-51: data, break, arguments, environment */
	if (told)
		procfs_add(t, "0 %u %u %u %u %u %u ", vm->arg_start,
			vm->brk_start, vm->arg_start, vm->arg_end,
			vm->env_start, vm->env_end);
	else
		procfs_add(t, "0 0 0 0 0 0 0 ");
	/* 52: exit_code */
	procfs_add(t, "%d\n",
		p->state == PROC_ZOMBIE && procfs_may_look(p) ? p->status : 0);
}

/* As proc(5) tells it: below 0 for real-time processes. */
static int priority_of(const struct proc *p)
{
	return p->priority.realtime > 0 ? -1 - p->priority.realtime
					: 20 + p->priority.nice;
}

/* The fields are numbered as in proc(5). */
void procfs_stat(struct procfs_text *t, struct proc *p)
{
	bool asleep = p->state == PROC_SLEEPING && procfs_may_look(p);
	double user, system;

	/* 1-8 */
	procfs_add(t, "%d (%s) %c %d %d %d %d %d ", p->pid, p->name,
		*procfs_state(p), p->parent != NULL ? p->parent->pid : 0,
		p->pgid, p->sid, p->tty != NULL ? tty_number(p->tty) : 0,
		p->tty != NULL ? tty_foreground(p->tty) : -1);
	/* 9-13: flags; memory is not paged */
	procfs_add(t, "%u 0 0 0 0 ", flags_of(p));
	/* 14-17: user and system time, own and of children waited for */
	cputime_split(p, &user, &system);
	procfs_add(t, "%llu %llu %llu %llu ", ticks(user), ticks(system),
		ticks(p->waited.user), ticks(p->waited.system));
	/* 18-22: priority, nice, threads, itrealvalue, starttime */
	procfs_add(t, "%d %d 1 0 %llu ", priority_of(p), p->priority.nice,
		ticks(p->start_ms));
	/* 23-25: vsize, rss in pages, its limit */
	procfs_add(t, "%u %u 4294967295 ", procfs_vm_size(p),
		procfs_vm_used(p) / VM_PAGE);
	/* 26-30: code has no address, the stack is that of a coroutine */
	procfs_add(t, "0 0 0 0 0 ");
	/* 31-34 */
	procfs_add(t, "%u %u %u %u ", (unsigned)p->sig.pending & 0x7fffffff,
		(unsigned)p->sig.mask & 0x7fffffff, actions(p, false),
		actions(p, true));
	/* 35-44: wchan, swap, exit_signal, processor, rt_priority, policy,
	 * delays, guest times */
	procfs_add(t, "%d 0 0 17 0 %d %d 0 0 0 ", asleep, p->priority.realtime,
		p->priority.policy);
	add_addresses(t, p);
}

void procfs_statm(struct procfs_text *t, struct proc *p)
{
	uint32_t used = procfs_vm_used(p) / VM_PAGE;

	/* size, resident, shared, text, lib, data, dirty */
	procfs_add(t, "%u %u 0 0 0 %u 0\n", procfs_vm_size(p) / VM_PAGE, used,
		procfs_vm_size(p) / VM_PAGE);
}

void procfs_comm(struct procfs_text *t, struct proc *p)
{
	procfs_add(t, "%s\n", p->name);
}

/* A process may rename itself only. */
int procfs_set_comm(struct proc *p, char *text, size_t length)
{
	if (p != current)
		return -EINVAL;
	if (length >= PROC_NAME)
		length = PROC_NAME - 1;
	memcpy(p->name, text, length);
	p->name[length] = '\0';
	return 0;
}

/* Names of the handlers, for wchan. */
static const struct {
	uint32_t number;
	const char *name;
} handlers[] = {
#define CALL(number, name, mode, a, b, c, d, e, f) { number, "do_" #name },
#define ALIAS(number, name)
#define ABSENT(number, name, mode)
#include "kernel/abi/calls.def"
#undef CALL
#undef ALIAS
#undef ABSENT
};

/* The function of the kernel in which the process waits; 0: it does not. */
void procfs_wchan(struct procfs_text *t, struct proc *p)
{
	const char *name = "0";

	for (size_t i = 0; i < sizeof(handlers) / sizeof(handlers[0]); i++)
		if (handlers[i].number == p->number)
			name = handlers[i].name;
	if (p->server != NULL)
		name = "server_half";
	if (p->state != PROC_SLEEPING || !procfs_may_look(p))
		name = "0";
	procfs_add(t, "%s", name);
}

/* Nothing here is on a disk: the bytes fetched and stored are none. */
void procfs_io(struct procfs_text *t, struct proc *p)
{
	procfs_add(t, "rchar: %llu\nwchar: %llu\nsyscr: %u\nsyscw: %u\n",
		(unsigned long long)p->io.read,
		(unsigned long long)p->io.written, p->io.reads, p->io.writes);
	procfs_add(
		t, "read_bytes: 0\nwrite_bytes: 0\ncancelled_write_bytes: 0\n");
}

void procfs_fdinfo(struct procfs_text *t, struct proc *p, uint32_t fd)
{
	struct file *f = procfs_file_at(p, fd);
	char more[256];
	struct stat st;
	unsigned flags;

	if (f == NULL)
		return;
	flags = (unsigned)f->flags;
	if (p->files->slot[fd].cloexec)
		flags |= O_CLOEXEC;
	procfs_add(t, "pos:\t%lld\nflags:\t0%o\nmnt_id:\t%u\n",
		(long long)f->pos, flags,
		f->vnode != NULL ? (unsigned)f->vnode->fs->dev : 0);
	if (file_getattr(f, &st) == 0)
		procfs_add(t, "ino:\t%llu\n", (unsigned long long)st.st_ino);
	if (f->ops->fdinfo != NULL && f->ops->fdinfo(f, more, sizeof(more)) > 0)
		procfs_add(t, "%s", more);
}
