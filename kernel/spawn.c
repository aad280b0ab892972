/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * posix_spawn as one call. The child's kernel half runs before the child has
 * any memory: it applies attributes and file actions to itself and execs,
 * while the parent waits. Nothing is copied that exec would throw away.
 */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>

#include "kernel/abi/user.h"
#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/exec.h"
#include "kernel/group.h"
#include "kernel/proc.h"
#include "kernel/sched.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/open.h"
#include "servers/tty/tty.h"

enum { ACTIONS_MAX = 4096 };

/* All a child needs, in kernel memory. */
struct spawn_job {
	char *path;
	struct exec_args args;
	struct exa_spawn attr;
	struct exa_spawn_action *actions;
	char **paths; /* of the actions; NULL where there is none */
	const struct spawn_options *options; /* of a server's child, or NULL */
	int error;
	bool done;
};

static int apply_attributes(struct proc *p, const struct exa_spawn *attr)
{
	sigmask defaults = attr->defaults[0] | (sigmask)attr->defaults[1] << 32;
	int error = 0;

	if (attr->flags & POSIX_SPAWN_SETSIGMASK)
		p->sig.mask = (attr->mask[0] | (sigmask)attr->mask[1] << 32) &
			~(SIGBIT(SIGKILL) | SIGBIT(SIGSTOP));
	if (attr->flags & POSIX_SPAWN_SETSIGDEF)
		for (int sig = 1; sig <= NSIG_ALL; sig++)
			if (defaults & SIGBIT(sig))
				p->sig.action[sig].handler = HANDLER_DFL;
	if (attr->flags & POSIX_SPAWN_SETSID)
		error = group_new_session(p);
	if (error >= 0 && (attr->flags & POSIX_SPAWN_SETPGROUP))
		error = group_set(p, p, attr->pgroup);
	if (attr->flags & POSIX_SPAWN_RESETIDS) {
		p->cred.euid = p->cred.fsuid = p->cred.ruid;
		p->cred.egid = p->cred.fsgid = p->cred.rgid;
	}
	if (error >= 0 &&
		(attr->flags &
			(POSIX_SPAWN_SETSCHEDPARAM |
				POSIX_SPAWN_SETSCHEDULER)) != 0)
		error = priority_spawn(
			p, (attr->flags & POSIX_SPAWN_SETSCHEDULER) != 0);
	return error < 0 ? error : 0;
}

static int apply_open(
	struct proc *p, const struct exa_spawn_action *action, const char *path)
{
	struct file *f;
	int error;

	error = file_open(AT_FDCWD, path, action->oflag, action->mode, &f);
	if (error < 0)
		return error;
	error = file_install_at(p, f, action->fd, false);
	file_put(f);
	return error;
}

static int apply_action(
	struct proc *p, const struct exa_spawn_action *action, const char *path)
{
	struct file *f;

	switch (action->op) {
	case EXA_SPAWN_CLOSE:
		file_close(p, action->fd);
		return 0;
	case EXA_SPAWN_DUP2:
		f = file_of(action->srcfd);
		if (f == NULL)
			return -EBADF;
		return file_install_at(p, f, action->fd, false);
	case EXA_SPAWN_OPEN:
		return apply_open(p, action, path);
	case EXA_SPAWN_CHDIR:
		return change_directory(path);
	case EXA_SPAWN_FCHDIR:
		return change_directory_fd(action->fd);
	default:
		return -EINVAL;
	}
}

static int apply_options(struct proc *p, const struct spawn_options *options)
{
	int error = 0;

	if (options->tty != NULL)
		error = tty_acquire(p, options->tty);
	if (options->cred != NULL)
		p->cred = *options->cred;
	if (error >= 0 && options->cwd != NULL)
		error = change_directory(options->cwd);
	return error;
}

static int child_exec(struct proc *p, struct spawn_job *job)
{
	int error = apply_attributes(p, &job->attr);
	sigmask mask = p->sig.mask;

	/* A stop from the terminal would stop the waiting parent as well. */
	p->sig.mask |= SIGBIT(SIGTSTP) | SIGBIT(SIGTTIN) | SIGBIT(SIGTTOU);
	if (error >= 0 && job->options != NULL)
		error = apply_options(p, job->options);
	for (uint32_t i = 0; error >= 0 && i < job->attr.nactions; i++)
		error = apply_action(p, &job->actions[i], job->paths[i]);
	if (error >= 0)
		error = proc_exec(p, job->path, &job->args);
	p->sig.mask = mask;
	return error;
}

/*
 * A child whose open or exec was interrupted has been sent a signal to die
 * of: it is a child all the same, and ends by it once it runs.
 */
static void spawn_half(void *argument)
{
	struct proc *p = argument;
	struct spawn_job *job = p->spawn;

	signal_exec(p);
	job->error = child_exec(p, job);
	if (job->error < 0 && signal_interrupts(p))
		job->error = 0;
	job->done = true;
	p->spawn = NULL;
	if (job->error < 0)
		p->state = PROC_NEW;
	proc_wake(p->parent);
	/* The parent, if it had to wait, goes first: a shell has to give the
	 * terminal to the child before the child reads from it. */
	if (p->state == PROC_NEW || p->parent->state != PROC_RUNNABLE)
		return;
	proc_yield();
	signal_boundary(p, 0);
}

/* Waits for the job, which lies on this stack. A parent that is killed takes
 * the child along, to end soon. */
static void wait_for_child(const struct spawn_job *job, struct proc *child)
{
	while (!job->done) {
		if ((current->sig.pending & SIGBIT(SIGKILL)) != 0)
			signal_send_kernel(child, SIGKILL);
		current->state = PROC_SLEEPING;
		coroutine_suspend();
	}
}

static pid_t spawn(struct spawn_job *job)
{
	struct proc *child = proc_duplicate(current);

	if (child == NULL)
		return -EAGAIN;
	vm_destroy(&child->vm);
	child->peak = 0;
	cputime_long();
	child->spawn = job;
	proc_run_half(child, spawn_half);
	if (child->half.state == COROUTINE_IDLE && job->error >= 0)
		proc_ready(child);
	wait_for_child(job, child);
	if (job->error < 0) {
		proc_discard(child);
		return job->error;
	}
	return child->pid;
}

static void job_free(struct spawn_job *job)
{
	for (uint32_t i = 0; job->paths != NULL && i < job->attr.nactions; i++)
		kfree(job->paths[i]);
	kfree(job->paths);
	kfree(job->actions);
	kfree(job->path);
	exec_args_free(&job->args);
}

static bool has_path(const struct exa_spawn_action *action)
{
	return action->op == EXA_SPAWN_OPEN || action->op == EXA_SPAWN_CHDIR;
}

static int job_actions_from_user(struct spawn_job *job)
{
	uint32_t count = job->attr.nactions;
	int error;

	if (count > ACTIONS_MAX)
		return -EINVAL;
	if (count == 0)
		return 0;
	job->actions = kmalloc(count * sizeof(*job->actions));
	job->paths = kzalloc(count * sizeof(*job->paths));
	if (job->actions == NULL || job->paths == NULL)
		return -ENOMEM;
	error = copy_from_user(
		job->actions, job->attr.actions, count * sizeof(*job->actions));
	for (uint32_t i = 0; error >= 0 && i < count; i++)
		if (has_path(&job->actions[i]))
			error = copy_path_from_user(
				&job->paths[i], job->actions[i].path);
	return error;
}

static int job_from_user(struct spawn_job *job, uint32_t address)
{
	int error = copy_from_user(&job->attr, address, sizeof(job->attr));

	if (error < 0) {
		job->attr.nactions = 0;
		return error;
	}
	error = copy_path_from_user(&job->path, job->attr.path);
	if (error == 0)
		error = exec_args_from_user(
			&job->args, job->attr.argv, job->attr.envp);
	if (error == 0)
		error = job_actions_from_user(job);
	return error;
}

int do_exa_spawn(const uint32_t *args)
{
	struct spawn_job job = { 0 };
	int result = job_from_user(&job, args[0]);

	if (result >= 0)
		result = spawn(&job);
	job_free(&job);
	return result;
}

pid_t proc_spawn(const char *path, const char *const *argv,
	const char *const *envp, const struct spawn_options *options)
{
	struct spawn_job job = { .options = options };
	int result = 0;

	job.path = kstrdup(path);
	if (job.path == NULL)
		return -ENOMEM;
	for (; result == 0 && *argv != NULL; argv++, job.args.argc++)
		result = exec_args_add(&job.args, *argv);
	for (; result == 0 && *envp != NULL; envp++, job.args.envc++)
		result = exec_args_add(&job.args, *envp);
	if (result == 0) {
		job.attr.flags = POSIX_SPAWN_SETSID;
		result = spawn(&job);
	}
	job_free(&job);
	return result;
}
