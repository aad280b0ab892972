/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exec: a new image for a process; POSIX exec, execve(2), execveat(2). */
#include "kernel/exec.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mount.h>

#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/host.h"
#include "kernel/proc.h"
#include "kernel/sched.h"
#include "kernel/shared.h"
#include "kernel/trace.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"

/*
 * Set-user-ID and set-group-ID bits; the latter without execution for the
 * group means something else. Returns whether the process now has rights that
 * its user has not: what it is told is then not to be trusted.
 */
static bool change_ids(struct proc *p, const struct exec_found *found)
{
	bool ignored = p->no_new_privs || !trace_lets_gain(p) ||
		(found->image->fs->flags & MS_NOSUID) != 0;
	mode_t mode = ignored ? 0 : found->st.st_mode;
	const mode_t setgid = S_ISGID | S_IXGRP;
	struct cred *c = &p->cred;

	if ((mode & S_ISUID) != 0)
		c->euid = found->st.st_uid;
	if ((mode & setgid) == setgid)
		c->egid = found->st.st_gid;
	c->suid = c->fsuid = c->euid;
	c->sgid = c->fsgid = c->egid;
	return c->euid != c->ruid || c->egid != c->rgid;
}

/* What prctl() and its like had set and a new image does not keep. */
static void reset_attributes(struct proc *p, bool secure)
{
	p->robust_list = 0;
	p->undumpable = secure;
	if (secure) {
		p->parent_death = 0;
		p->persona = 0;
	}
}

void proc_set_image(struct proc *p, struct vnode *image)
{
	if (p->exe != NULL) {
		vnode_allow_write(p->exe);
		vnode_put(p->exe);
	}
	p->exe = image;
}

/* The point of no return is passed: the old image is gone. */
static void take_image(struct proc *p, const char *path,
	const struct exec_found *found, const struct exec_args *args)
{
	bool secure;

	p->has_image = true;
	p->in_place = 0;
	p->execed = true;
	files_close_on_exec(p);
	signal_exec(p);
	proc_set_name(p, path);
	secure = change_ids(p, found);
	reset_attributes(p, secure);
	proc_set_image(p, found->image);
	p->entry = ENTRY_START;
	if (exec_put_block(p, args, secure) < 0)
		signal_force(p, SIGKILL);
}

/* An image that was found becomes p's. Takes over the reference to it. */
static int start_image(struct proc *p, const char *path,
	const struct exec_found *found, const struct exec_args *args)
{
	uint32_t heap_base = 0, size = 0;
	int stack = vnode_deny_write(found->image);

	if (stack < 0) {
		vnode_put(found->image);
		return stack;
	}
	shared_store(p);
	stack = host_instantiate(p->slot, found->module, &heap_base, &size);
	if (stack < 0) {
		vnode_allow_write(found->image);
		vnode_put(found->image);
		return stack;
	}
	vm_init(&p->vm, (uint32_t)stack, heap_base, size);
	take_image(p, path, found, args);
	return 0;
}

static int exec_target(struct proc *p, const struct exec_target *target,
	struct exec_args *args)
{
	struct exec_found found = { 0 };
	int error = 0;

	cputime_long();
	/* There is always an argv[0], as on Linux. */
	if (args->argc == 0)
		error = exec_args_prepend(args, "");
	if (error < 0)
		return error;
	found.module = exec_find(target, args, &found);
	if (found.module < 0)
		return found.module;
	error = exec_args_add(args, target->path);
	if (error < 0) {
		vnode_put(found.image);
		return error;
	}
	return start_image(p, target->path, &found, args);
}

int proc_exec(struct proc *p, const char *path, struct exec_args *args)
{
	const struct exec_target target = { AT_FDCWD, path, PATH_FOLLOW };

	return exec_target(p, &target, args);
}

/* path, argv and envp are user addresses. */
static int exec_from_user(int dirfd, const uint32_t *user, unsigned how)
{
	struct exec_target target = { .dirfd = dirfd, .how = how };
	struct exec_args args;
	char *path;
	int error;

	error = copy_path_from_user(&path, user[0]);
	if (error < 0)
		return error;
	target.path = path;
	error = exec_args_from_user(&args, user[1], user[2]);
	if (error == 0) {
		error = exec_target(current, &target, &args);
		exec_args_free(&args);
	}
	kfree(path);
	return error;
}

int do_execve(const uint32_t *args)
{
	return exec_from_user(AT_FDCWD, args, PATH_FOLLOW);
}

int do_execveat(const uint32_t *args)
{
	unsigned how = 0;

	if ((args[4] & ~(uint32_t)(AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW)) != 0)
		return -EINVAL;
	if ((args[4] & AT_EMPTY_PATH) != 0)
		how |= PATH_EMPTY;
	if ((args[4] & AT_SYMLINK_NOFOLLOW) == 0)
		how |= PATH_FOLLOW;
	return exec_from_user((int)args[0], args + 1, how);
}
