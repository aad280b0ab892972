/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * New nodes: mknod, mkdir, symlink, link. The order in which errors are found
 * is Linux's: what is there already, a slash too many, a read-only file
 * system, then permissions.
 */
#include "servers/resmgr/create.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/proc.h"
#include "servers/resmgr/vnode.h"

/* Owner, group and mode of a new node: in a directory with S_ISGID its group
 * is the directory's, and directories have the bit too. */
static void inherit(struct vnode *dir, struct node_spec *spec)
{
	struct stat st;

	spec->uid = current->cred.fsuid;
	spec->gid = current->cred.fsgid;
	if (vnode_getattr(dir, &st) < 0 || (st.st_mode & S_ISGID) == 0)
		return;
	spec->gid = st.st_gid;
	if (S_ISDIR(spec->mode))
		spec->mode |= S_ISGID;
	else if ((spec->mode & (S_ISGID | S_IXGRP)) == (S_ISGID | S_IXGRP) &&
		current->cred.fsuid != 0 && !proc_in_group(current, st.st_gid))
		spec->mode &= ~(mode_t)S_ISGID;
}

int node_prepare(struct vnode *dir, struct node_spec *spec)
{
	int error = vnode_access(dir, W_OK | X_OK, false);

	if (error < 0)
		return error;
	if (!S_ISLNK(spec->mode))
		spec->mode &= ~current->umask;
	inherit(dir, spec);
	return 0;
}

int node_create(struct path *path, mode_t mode, dev_t rdev, const char *target,
	struct vnode **result)
{
	struct node_spec spec = {
		.mode = mode, .rdev = rdev, .target = target
	};
	struct vnode *v;
	int error = node_prepare(path->dir, &spec);

	if (error < 0)
		return error;
	if ((S_ISCHR(mode) || S_ISBLK(mode)) && current->cred.fsuid != 0)
		return -EPERM;
	if (path->dir->fs->ops->create == NULL)
		return -EROFS;
	error = path->dir->fs->ops->create(
		path->dir, path->name, path->length, &spec, &v);
	if (error < 0)
		return error;
	if (result != NULL)
		*result = v;
	else
		vnode_put(v);
	return 0;
}

/* Resolves where a new node shall be; on success the path is released by the
 * caller. */
static int find_place(
	int dirfd, uint32_t name, bool directory, struct path *path)
{
	int error = path_resolve_user(
		dirfd, name, PATH_PARENT | PATH_NAME, path);

	if (error < 0)
		return error;
	if (path->v != NULL)
		error = -EEXIST;
	else if (path->slash && !directory)
		error = -ENOENT;
	else if (path->dir->fs->readonly)
		error = -EROFS;
	if (error < 0)
		path_release(path);
	return error;
}

static int create_at(
	int dirfd, uint32_t name, mode_t mode, dev_t rdev, const char *target)
{
	struct path path;
	int error = find_place(dirfd, name, S_ISDIR(mode), &path);

	if (error < 0)
		return error;
	error = node_create(&path, mode, rdev, target, NULL);
	path_release(&path);
	return error;
}

int do_mknodat(const uint32_t *args)
{
	mode_t mode = args[2] & (S_IFMT | 07777);

	if ((mode & S_IFMT) == 0)
		mode |= S_IFREG;
	if (S_ISDIR(mode))
		return -EPERM;
	if (!S_ISREG(mode) && !S_ISFIFO(mode) && !S_ISSOCK(mode) &&
		!S_ISCHR(mode) && !S_ISBLK(mode))
		return -EINVAL;
	return create_at((int)args[0], args[1], mode, args[3], NULL);
}

int do_mkdirat(const uint32_t *args)
{
	return create_at(
		(int)args[0], args[1], S_IFDIR | (args[2] & 01777), 0, NULL);
}

int do_symlinkat(const uint32_t *args)
{
	char *target;
	int error = copy_path_from_user(&target, args[0]);

	if (error < 0)
		return error;
	error = *target == '\0'
		? -ENOENT
		: create_at((int)args[1], args[2], S_IFLNK | 0777, 0, target);
	kfree(target);
	return error;
}

static int check_link(const struct path *from, const struct path *to)
{
	int error;

	if (from->v->fs != to->dir->fs)
		return -EXDEV;
	error = vnode_access(to->dir, W_OK | X_OK, false);
	if (error < 0)
		return error;
	if (from->v->type == S_IFDIR || to->dir->fs->ops->link == NULL)
		return -EPERM;
	return 0;
}

int do_linkat(const uint32_t *args)
{
	const uint32_t known = AT_SYMLINK_FOLLOW | AT_EMPTY_PATH;
	struct path from, to;
	unsigned how = 0;
	int error;

	if ((args[4] & ~known) != 0)
		return -EINVAL;
	if ((args[4] & AT_SYMLINK_FOLLOW) != 0)
		how |= PATH_FOLLOW;
	/* Without a name a file could be linked by who cannot reach it. */
	if ((args[4] & AT_EMPTY_PATH) != 0 && current->cred.fsuid == 0)
		how |= PATH_EMPTY;
	error = path_resolve_user((int)args[0], args[1], how, &from);
	if (error < 0)
		return error;
	error = find_place((int)args[2], args[3], false, &to);
	if (error == 0) {
		error = check_link(&from, &to);
		if (error == 0)
			error = to.dir->fs->ops->link(
				to.dir, to.name, to.length, from.v);
		path_release(&to);
	}
	path_release(&from);
	return error;
}
