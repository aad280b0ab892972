/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * renameat2(): rename() of POSIX with Linux's flags and order of errors.
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "kernel/call.h"
#include "kernel/proc.h"
#include "servers/resmgr/create.h"
#include "servers/resmgr/vnode.h"

enum { NOREPLACE = 1, EXCHANGE = 2 };

/* Whether v lies below or is ancestor. */
static bool is_below(struct vnode *v, struct vnode *ancestor)
{
	bool found = false;

	vnode_ref(v);
	while (!found) {
		struct vnode *parent;

		found = v == ancestor;
		if (found || v == v->fs->root ||
			v->fs->ops->lookup(v, "..", 2, &parent) < 0)
			break;
		vnode_put(v);
		v = parent;
	}
	vnode_put(v);
	return found;
}

static bool is_directory(const struct path *path)
{
	return path->v != NULL && path->v->type == S_IFDIR;
}

static bool has_name(const struct path *path)
{
	return path->length > 0 && !path_is_dot(path) && !path_is_dot_dot(path);
}

/* What can be said from the names alone. */
static int check_names(
	const struct path *from, const struct path *to, uint32_t flags)
{
	bool exchange = (flags & EXCHANGE) != 0;

	if (from->dir->fs != to->dir->fs)
		return -EXDEV;
	if (!has_name(from))
		return -EBUSY;
	if (!has_name(to))
		return (flags & NOREPLACE) != 0 ? -EEXIST : -EBUSY;
	if (from->dir->fs->readonly)
		return -EROFS;
	if (from->v == NULL)
		return -ENOENT;
	if ((flags & NOREPLACE) != 0 && to->v != NULL)
		return -EEXIST;
	if (exchange && to->v == NULL)
		return -ENOENT;
	if (exchange && to->slash && !is_directory(to))
		return -ENOTDIR;
	if (!is_directory(from) && (from->slash || (!exchange && to->slash)))
		return -ENOTDIR;
	if (is_directory(from) && is_below(to->dir, from->v))
		return -EINVAL;
	if (is_directory(to) && is_below(from->dir, to->v))
		return exchange ? -EINVAL : -ENOTEMPTY;
	return 0;
}

/* A directory that gets another parent has its ".." written. */
static int check_moved(
	const struct path *what, const struct path *from, const struct path *to)
{
	if (!is_directory(what) || from->dir == to->dir)
		return 0;
	return vnode_access(what->v, W_OK, false);
}

static int check_rename(
	const struct path *from, const struct path *to, uint32_t flags)
{
	bool exchange = (flags & EXCHANGE) != 0;
	int error = node_check_remove(from->dir, from->v, is_directory(from));

	if (error == 0 && to->v == NULL)
		error = vnode_access(to->dir, W_OK | X_OK, false);
	else if (error == 0)
		error = node_check_remove(to->dir, to->v,
			exchange ? is_directory(to) : is_directory(from));
	if (error == 0)
		error = check_moved(from, from, to);
	if (error == 0 && exchange)
		error = check_moved(to, from, to);
	return error;
}

static int rename_path(
	const struct path *from, const struct path *to, uint32_t flags)
{
	const struct fs_ops *ops = from->dir->fs->ops;
	int error = check_names(from, to, flags);

	if (error < 0 || from->v == to->v)
		return error;
	error = check_rename(from, to, flags);
	if (error < 0)
		return error;
	if ((flags & EXCHANGE) != 0)
		return ops->exchange == NULL
			? -EINVAL
			: ops->exchange(from->dir, from->name, from->length,
				  from->v, to->dir, to->name, to->length,
				  to->v);
	if (to->v != NULL)
		vnode_remember_name(to);
	return ops->rename == NULL
		? -EPERM
		: ops->rename(from->dir, from->name, from->length, from->v,
			  to->dir, to->name, to->length, to->v);
}

int do_renameat2(const uint32_t *args)
{
	uint32_t flags = args[4];
	struct path from, to;
	int error;

	/* RENAME_WHITEOUT is for overlays, which we have not. */
	if ((flags & ~(uint32_t)(NOREPLACE | EXCHANGE)) != 0 ||
		flags == (NOREPLACE | EXCHANGE))
		return -EINVAL;
	error = path_resolve_user(
		(int)args[0], args[1], PATH_NAME | PATH_PARENT, &from);
	if (error < 0)
		return error;
	error = path_resolve_user(
		(int)args[2], args[3], PATH_NAME | PATH_PARENT, &to);
	if (error < 0) {
		path_release(&from);
		return error;
	}
	error = rename_path(&from, &to, flags);
	path_release(&to);
	path_release(&from);
	return error;
}
