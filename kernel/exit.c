/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of a process, and waiting for it. */
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/wait.h>

#include "kernel/abi/user.h"
#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/host.h"
#include "kernel/proc.h"
#include "kernel/sched.h"
#include "kernel/shared.h"
#include "kernel/trace.h"
#include "servers/init/init.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"
#include "servers/tty/tty.h"

static void tell_parent(struct proc *p)
{
	struct sigstate *s = &p->parent->sig;
	struct siginfo_sent info = {
		.code = WIFEXITED(p->status) ? CLD_EXITED : CLD_KILLED,
		.pid = p->pid,
		.uid = p->cred.ruid,
		.status = WIFEXITED(p->status) ? WEXITSTATUS(p->status)
					       : WTERMSIG(p->status),
	};

	signal_add_times(&info, p);
	if (p->parent->server == NULL &&
		(s->action[SIGCHLD].handler == HANDLER_IGN ||
			(s->action[SIGCHLD].flags & SA_NOCLDWAIT) != 0))
		p->unwanted = true;
	waitq_wake(&p->parent->child_event);
	signal_send(p->parent, SIGCHLD, &info);
}

/* Who waits for p's children once p has ended. */
static struct proc *reaper_of(const struct proc *p)
{
	struct proc *q = p->parent;

	while (q != NULL && (!q->subreaper || q->state == PROC_ZOMBIE))
		q = q->parent;
	return q != NULL ? q : init_proc();
}

static void reparent_children(struct proc *p)
{
	struct proc *reaper = reaper_of(p);
	struct list *node;

	while ((node = list_pop(&p->children)) != NULL) {
		struct proc *child = list_entry(node, struct proc, sibling);

		child->parent = reaper;
		list_append(&reaper->children, &child->sibling);
		if (child->state != PROC_ZOMBIE && child->parent_death != 0)
			signal_send_kernel(child, child->parent_death);
		if (child->state != PROC_ZOMBIE || child->unwanted)
			continue;
		tell_parent(child);
		call_reap_if_unwanted(child);
	}
}

/* POSIX _Exit: a group that becomes orphaned while a member is stopped gets
 * SIGHUP and SIGCONT. */
static void release_stopped_group(pid_t pgid)
{
	struct siginfo_sent info = { .code = SI_KERNEL };
	bool stopped = false;

	for (int i = 0; i < PROC_MAX; i++) {
		struct proc *p = proc_at(i);

		if (p == NULL || p->pgid != pgid || p->state == PROC_ZOMBIE)
			continue;
		if (!signal_orphaned(p))
			return;
		stopped = stopped || p->state == PROC_STOPPED;
	}
	if (!stopped)
		return;
	signal_send_group(pgid, SIGHUP, &info);
	signal_send_group(pgid, SIGCONT, &info);
}

static void release_orphaned_groups(struct proc *p)
{
	struct list *node;

	if (p->parent->pgid != p->pgid && p->parent->sid == p->sid)
		release_stopped_group(p->pgid);
	for (node = p->children.next; node != &p->children; node = node->next) {
		struct proc *child = list_entry(node, struct proc, sibling);

		if (child->pgid != p->pgid && child->sid == p->sid)
			release_stopped_group(child->pgid);
	}
}

static void release_resources(struct proc *p)
{
	shared_store(p);
	files_free(p);
	vnode_put(p->cwd);
	vnode_put(p->root);
	proc_set_image(p, NULL);
	p->cwd = p->root = NULL;
	trace_detach(p);
	if (p->has_image)
		host_release(p->slot);
	p->has_image = false;
	vm_destroy(&p->vm);
}

void proc_exit(struct proc *p, int status)
{
	trace_exit(p, status);
	release_resources(p);
	if (p->sid == p->pid)
		tty_session_ended(p);
	p->status = status;
	p->state = PROC_ZOMBIE;
	signal_exit(p);
	release_orphaned_groups(p);
	reparent_children(p);
	tell_parent(p);
}

int do_exit_group(const uint32_t *args)
{
	proc_exit(current, (int)(args[0] & 0xff) << 8);
	return 0;
}

int do_exit(const uint32_t *args)
{
	return do_exit_group(args);
}

static bool matches(const struct proc *child, int pid)
{
	if (pid > 0)
		return child->pid == pid;
	if (pid == 0)
		return child->pgid == current->pgid;
	return pid == -1 || child->pgid == -pid;
}

/* The wait status child would report now; -1 when it has nothing to report. */
static int reportable(const struct proc *child, int options)
{
	if (child->state == PROC_ZOMBIE)
		return (options & WEXITED) != 0 ? child->status : -1;
	if (child->stop_status != 0 && (options & WSTOPPED) != 0)
		return child->stop_status << 8 | 0x7f;
	if (child->continued && (options & WCONTINUED) != 0)
		return 0xffff;
	return -1;
}

/* Finds a child with something to report. *any: there is one to wait for. */
static struct proc *find_child(int pid, int options, int *status, bool *any)
{
	struct list *node;

	*any = false;
	for (node = current->children.next; node != &current->children;
		node = node->next) {
		struct proc *child = list_entry(node, struct proc, sibling);

		if (!matches(child, pid) || child->unwanted ||
			child->state == PROC_NEW)
			continue;
		*any = true;
		*status = reportable(child, options);
		if (*status >= 0)
			return child;
	}
	return NULL;
}

/* What wait tells about a child; taken before it is freed. */
struct waited {
	pid_t pid;
	uid_t uid;
	int status;
	struct usage usage; /* with that of children it waited for */
};

static void collect(struct proc *child, int options, struct waited *w)
{
	w->pid = child->pid;
	w->uid = child->cred.ruid;
	usage_of(child, &w->usage);
	usage_add(&w->usage, &child->waited);
	if ((options & WNOWAIT) != 0)
		return;
	if (child->state == PROC_ZOMBIE) {
		usage_add(&current->waited, &w->usage);
		proc_free(child);
	} else if (child->stop_status != 0) {
		child->stop_status = 0;
	} else {
		child->continued = false;
	}
}

/* Returns 1 with *w filled, 0 for WNOHANG, or -errno. */
static int wait_for_child(int pid, int options, struct waited *w)
{
	bool any;

	for (;;) {
		struct proc *child = find_child(pid, options, &w->status, &any);
		int error;

		if (child != NULL) {
			collect(child, options, w);
			return 1;
		}
		if (!any)
			return -ECHILD;
		if ((options & WNOHANG) != 0)
			return 0;
		error = sleep_on(&current->child_event);
		if (error < 0)
			return -EXA_ERESTART;
	}
}

pid_t proc_wait(int pid, int options, int *status)
{
	struct waited w;
	int result = wait_for_child(pid, options | WEXITED, &w);

	*status = w.status;
	return result > 0 ? w.pid : result;
}

/* Linux's own: children that send no SIGCHLD at their end, of which there are
 * none; the other two make no difference without threads. */
enum { WAIT_OWN = __WALL | __WNOTHREAD };

/* Whether only such children are meant. */
static bool wants_clones(int options)
{
	return (options & (__WCLONE | __WALL)) == __WCLONE;
}

int do_wait4(const uint32_t *args)
{
	const int known = WNOHANG | WUNTRACED | WCONTINUED | WAIT_OWN |
		__WCLONE;
	int options = (int)args[2];
	struct user_rusage usage;
	struct waited w;
	int result;

	if ((options & ~known) != 0)
		return -EINVAL;
	if ((int)args[0] == INT_MIN)
		return -ESRCH;
	if (wants_clones(options))
		return -ECHILD;
	result = wait_for_child((int)args[0], options | WEXITED, &w);
	if (result <= 0)
		return result;
	usage_to_user(&usage, &w.usage);
	if (args[1] != 0 && copy_to_user(args[1], &w.status, 4) < 0)
		return -EFAULT;
	if (args[3] != 0 && copy_to_user(args[3], &usage, sizeof(usage)) < 0)
		return -EFAULT;
	return w.pid;
}

static void fill_siginfo(siginfo_t *si, const struct waited *w)
{
	si->si_signo = SIGCHLD;
	si->si_pid = w->pid;
	si->si_uid = w->uid;
	if (WIFEXITED(w->status)) {
		si->si_code = CLD_EXITED;
		si->si_status = WEXITSTATUS(w->status);
	} else if (WIFSTOPPED(w->status)) {
		si->si_code = CLD_STOPPED;
		si->si_status = WSTOPSIG(w->status);
	} else if (WIFCONTINUED(w->status)) {
		si->si_code = CLD_CONTINUED;
		si->si_status = SIGCONT;
	} else {
		si->si_code = CLD_KILLED;
		si->si_status = WTERMSIG(w->status);
	}
}

int do_waitid(const uint32_t *args)
{
	const int known = WNOHANG | WEXITED | WSTOPPED | WCONTINUED | WNOWAIT |
		WAIT_OWN | __WCLONE;
	int options = (int)args[3];
	int pid = (int)args[1];
	struct user_rusage usage;
	struct waited w = { 0 };
	siginfo_t si;
	int result;

	if ((options & ~known) != 0 ||
		(options & (WEXITED | WSTOPPED | WCONTINUED)) == 0)
		return -EINVAL;
	if (args[0] == P_ALL)
		pid = -1;
	else if (args[0] == P_PGID && pid >= 0)
		pid = -pid;
	else if (args[0] != P_PID || pid <= 0)
		return -EINVAL;
	/* -1 would mean any; group 1 is a server's and has no children. */
	result = wants_clones(options) || (args[0] == P_PGID && pid == -1)
		? -ECHILD
		: wait_for_child(pid, options, &w);
	if (result < 0)
		return result;
	memset(&si, 0, sizeof(si));
	if (result > 0)
		fill_siginfo(&si, &w);
	if (args[2] != 0 && copy_to_user(args[2], &si, sizeof(si)) < 0)
		return -EFAULT;
	usage_to_user(&usage, &w.usage);
	if (result > 0 && args[4] != 0 &&
		copy_to_user(args[4], &usage, sizeof(usage)) < 0)
		return -EFAULT;
	return 0;
}
