/* SPDX-License-Identifier: GPL-3.0-or-later */
/* procfs: where the links in /proc/PID lead, and who may know. */
#include <errno.h>
#include <string.h>

#include "kernel/log.h"
#include "servers/resmgr/procfs_impl.h"

bool procfs_may_look(const struct proc *p)
{
	const struct cred *mine = &current->cred, *its = &p->cred;

	return mine->euid == 0 || p == current ||
		(!p->undumpable && mine->fsuid == its->ruid &&
			mine->fsuid == its->euid && mine->fsuid == its->suid &&
			mine->fsgid == its->rgid && mine->fsgid == its->egid &&
			mine->fsgid == its->sgid);
}

int procfs_path(struct vnode *v, char *buffer, size_t size)
{
	int length;

	if (v == NULL)
		return -ENOENT;
	vnode_ref(v);
	length = procfs_find(v, buffer, size);
	if (length == -ENOENT)
		length = format(buffer, size, "%s (deleted)",
			v->was != NULL ? v->was : "/");
	vnode_put(v);
	return length;
}

struct vnode *procfs_cwd(struct proc *p)
{
	return p->cwd;
}

struct vnode *procfs_root(struct proc *p)
{
	return p->root;
}

struct vnode *procfs_exe(struct proc *p)
{
	return p->exe;
}

int procfs_fd(struct file *f, char *buffer, size_t size)
{
	int length;

	if (f->vnode == NULL && f->ops->describe != NULL)
		return f->ops->describe(f, buffer, size);
	if (f->vnode == NULL)
		return format(buffer, size, "anon_inode:[file]");
	f->refs++;
	length = procfs_path(f->vnode, buffer, size);
	file_put(f);
	return length;
}

/* What the process's link v stands for; -errno if it must not be told. */
static int link_owner(const struct vnode *v, struct proc **p)
{
	*p = procfs_proc(v);
	if (!procfs_of_process(v))
		return 0;
	if (*p == NULL)
		return -ENOENT;
	return procfs_may_look(*p) ? 0 : -EACCES;
}

int procfs_readlink(struct vnode *v, char *buffer, size_t size)
{
	unsigned kind = procfs_kind(v);
	struct file *f;
	struct proc *p;
	int length = link_owner(v, &p);

	if (length < 0)
		return length;
	if (kind == KIND_FD) {
		f = procfs_file_at(p, procfs_number(v));
		length = f == NULL ? -ENOENT : procfs_fd(f, buffer, size);
	} else if (procfs_files[kind].target != NULL) {
		length = procfs_path(
			procfs_files[kind].target(p), buffer, size);
	} else {
		length = procfs_files[kind].link(p, buffer, size);
	}
	return length > (int)size ? (int)size : length;
}

int procfs_follow(struct vnode *link, struct vnode **result)
{
	unsigned kind = procfs_kind(link);
	struct vnode *v;
	struct file *f;
	struct proc *p;
	int error;

	if (kind != KIND_FD && procfs_files[kind].target == NULL)
		return 1;
	error = link_owner(link, &p);
	if (error < 0)
		return error;
	if (kind == KIND_FD) {
		f = procfs_file_at(p, procfs_number(link));
		if (f == NULL)
			return -ENOENT;
		v = f->vnode;
		if (v == NULL)
			return procfs_get(link->fs,
				procfs_ino(KIND_OPEN, p, false,
					procfs_number(link)),
				result);
	} else {
		v = procfs_files[kind].target(p);
	}
	if (v == NULL)
		return -ENOENT;
	vnode_ref(v);
	*result = v;
	return 0;
}
