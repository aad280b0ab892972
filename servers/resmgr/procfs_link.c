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
		(mine->euid == its->ruid && mine->euid == its->euid &&
			mine->euid == its->suid && mine->egid == its->rgid &&
			mine->egid == its->egid && mine->egid == its->sgid);
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
