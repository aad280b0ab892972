/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fork. The caller must be unwound into its memory before that can be copied,
 * so the call suspends; the scheduler clones the instance (enter_program in
 * sched.c) and continues the parent. The child starts as a process whose
 * suspended call is about to return 0.
 */
#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/host.h"
#include "kernel/proc.h"
#include "kernel/sched.h"
#include "kernel/trace.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"
#include "servers/tty/tty.h"

static void inherit(struct proc *child, const struct proc *parent)
{
	child->pgid = parent->pgid;
	child->sid = parent->sid;
	child->tty = parent->tty;
	child->cred = parent->cred;
	child->umask = parent->umask;
	child->limits = parent->limits;
	rlimit_cpu_changed(child);
	child->undumpable = parent->undumpable;
	child->no_new_privs = parent->no_new_privs;
	child->persona = parent->persona;
	priority_fork(child, parent);
	child->sig = parent->sig;
	signal_fork(&child->sig);
	memcpy(child->name, parent->name, sizeof(child->name));
	child->cwd = parent->cwd;
	child->root = parent->root;
	child->exe = parent->exe;
	vnode_ref(child->cwd);
	vnode_ref(child->root);
	if (child->exe != NULL) {
		vnode_ref(child->exe);
		child->exe->executing++;
	}
	if (parent->tracer != NULL && parent->trace_follow)
		trace_inherit(child, parent);
}

struct proc *proc_duplicate(struct proc *parent)
{
	struct proc *child = rlimit_may_fork(parent) ? proc_alloc() : NULL;

	if (child == NULL)
		return NULL;
	child->files = files_copy(parent->files);
	if (child->files == NULL || vm_copy(&child->vm, &parent->vm) < 0) {
		if (child->files != NULL)
			files_free(child);
		proc_free(child);
		return NULL;
	}
	child->peak = child->vm.top;
	inherit(child, parent);
	child->parent = parent;
	list_append(&parent->children, &child->sibling);
	return child;
}

void proc_discard(struct proc *child)
{
	if (child->sid == child->pid)
		tty_session_ended(child);
	files_free(child);
	vnode_put(child->cwd);
	vnode_put(child->root);
	proc_set_image(child, NULL);
	trace_detach(child);
	vm_destroy(&child->vm);
	proc_free(child);
}

int do_fork(const uint32_t *args)
{
	struct proc *parent = current;
	struct proc *child;

	(void)args;
	/* A stack that cannot be unwound cannot be copied (busy.c). */
	if (parent->in_place > 0)
		return -EAGAIN;
	cputime_long();
	child = proc_duplicate(parent);
	if (child == NULL)
		return -EAGAIN;
	parent->fork_child = child;
	parent->fork_error = -EAGAIN;
	parent->state = PROC_SLEEPING;
	coroutine_suspend();
	parent->fork_child = NULL;
	if (parent->fork_error < 0) {
		proc_discard(child);
		return -EAGAIN;
	}
	child->has_image = true;
	proc_ready(child);
	return child->pid;
}
