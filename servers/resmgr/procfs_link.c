/* SPDX-License-Identifier: GPL-3.0-or-later */
/* procfs: where the links in /proc/PID point. */
#include <errno.h>
#include <string.h>

#include "kernel/log.h"
#include "kernel/proc.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/procfs_impl.h"
#include "servers/resmgr/vnode.h"

bool procfs_may_look(const struct proc *p)
{
	const struct cred *mine = &current->cred, *its = &p->cred;

	return mine->euid == 0 ||
		(mine->euid == its->ruid && mine->euid == its->euid &&
			mine->euid == its->suid);
}

static int path_of(struct vnode *v, char *buffer, size_t size)
{
	int length;

	if (v == NULL)
		return -ENOENT;
	vnode_ref(v);
	length = procfs_find(v, buffer, size);
	vnode_put(v);
	if (length == -ENOENT)
		length = format(buffer, size, "(deleted)");
	return length;
}

int procfs_cwd(struct proc *p, char *buffer, size_t size)
{
	return path_of(p->cwd, buffer, size);
}

int procfs_root(struct proc *p, char *buffer, size_t size)
{
	return path_of(p->root, buffer, size);
}

int procfs_exe(struct proc *p, char *buffer, size_t size)
{
	return path_of(p->exe, buffer, size);
}

int procfs_fd(struct file *f, char *buffer, size_t size)
{
	struct vnode *v = f->vnode;
	uint32_t key = procfs_key(f);
	int length;

	if (f->ops->describe != NULL)
		return f->ops->describe(f, buffer, size);
	if (v == NULL)
		return format(buffer, size, "pipe:[%u]", key);
	vnode_ref(v);
	length = procfs_find(v, buffer, size);
	vnode_put(v);
	if (length == -ENOENT)
		length = format(buffer, size, "inode:[%u]", key);
	return length;
}
