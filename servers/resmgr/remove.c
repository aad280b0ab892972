/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unlink, rmdir, readlink. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/proc.h"
#include "servers/resmgr/create.h"
#include "servers/resmgr/vnode.h"

/* In a sticky directory only the owners may remove or rename (XBD 4.3). */
static int check_sticky(struct vnode *dir, struct vnode *v)
{
	uid_t uid = current->cred.fsuid;
	struct stat dir_st = { 0 }, st = { 0 };
	int error = vnode_getattr(dir, &dir_st);

	if (error == 0 && (dir_st.st_mode & S_ISVTX) != 0)
		error = vnode_getattr(v, &st);
	if (error < 0 || (dir_st.st_mode & S_ISVTX) == 0)
		return error;
	return uid == 0 || uid == dir_st.st_uid || uid == st.st_uid ? 0
								    : -EPERM;
}

int node_check_remove(struct vnode *dir, struct vnode *v, bool directory)
{
	int error = vnode_access(dir, W_OK | X_OK, false);

	if (error == 0)
		error = check_sticky(dir, v);
	if (error < 0)
		return error;
	if (directory != (v->type == S_IFDIR))
		return directory ? -ENOTDIR : -EISDIR;
	return v->mounted != NULL || v == v->fs->root ? -EBUSY : 0;
}

bool path_is_dot(const struct path *path)
{
	return strcmp(path->name, ".") == 0;
}

bool path_is_dot_dot(const struct path *path)
{
	return strcmp(path->name, "..") == 0;
}

static int check_unlink(const struct path *path, bool directory)
{
	if (path->length == 0)
		return directory ? -EBUSY : -EISDIR;
	if (path_is_dot(path))
		return directory ? -EINVAL : -EISDIR;
	if (path_is_dot_dot(path))
		return directory ? -ENOTEMPTY : -EISDIR;
	if (path->dir->fs->readonly)
		return -EROFS;
	if (path->v == NULL)
		return -ENOENT;
	if (path->slash && !directory)
		return path->v->type == S_IFDIR ? -EISDIR : -ENOTDIR;
	return node_check_remove(path->dir, path->v, directory);
}

int do_unlinkat(const uint32_t *args)
{
	bool directory = (args[2] & AT_REMOVEDIR) != 0;
	struct path path;
	int error;

	if ((args[2] & ~(uint32_t)AT_REMOVEDIR) != 0)
		return -EINVAL;
	error = path_resolve_user(
		(int)args[0], args[1], PATH_NAME | PATH_PARENT, &path);
	if (error < 0)
		return error;
	error = check_unlink(&path, directory);
	if (error == 0)
		vnode_remember_name(&path);
	if (error == 0)
		error = path.dir->fs->ops->unlink == NULL
			? -EPERM
			: path.dir->fs->ops->unlink(
				  path.dir, path.name, path.length, path.v);
	path_release(&path);
	return error;
}

int do_readlinkat(const uint32_t *args)
{
	struct path path;
	char *buffer;
	char first;
	int length;

	if ((int)args[3] <= 0)
		return -EINVAL;
	if (copy_from_user(&first, args[1], 1) < 0)
		return -EFAULT;
	length = path_resolve_user((int)args[0], args[1], PATH_EMPTY, &path);
	if (length < 0)
		return length;
	buffer = kmalloc(PATH_MAX);
	if (buffer == NULL)
		length = -ENOMEM;
	else if (path.v->type != S_IFLNK)
		length = first == '\0' ? -ENOENT : -EINVAL;
	else
		length = path.v->fs->ops->readlink(path.v, buffer, PATH_MAX);
	if (length >= 0)
		vnode_accessed(path.v, 0);
	if (length > (int)args[3])
		length = (int)args[3];
	if (length > 0 && copy_to_user(args[2], buffer, (size_t)length) < 0)
		length = -EFAULT;
	kfree(buffer);
	path_release(&path);
	return length;
}
