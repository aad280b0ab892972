/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mknod, mkdir, symlink, link, unlink, rmdir, rename, readlink. */
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

static gid_t group_for_new(struct vnode *dir)
{
	struct stat st;

	if (vnode_getattr(dir, &st) == 0 && (st.st_mode & S_ISGID) != 0)
		return st.st_gid;
	return current->cred.egid;
}

int node_create(struct path *path, mode_t mode, dev_t rdev, const char *target,
	struct vnode **result)
{
	struct node_spec spec = { .rdev = rdev, .target = target };
	struct vnode *v;
	int error;

	error = vnode_access(path->dir, W_OK | X_OK, false);
	if (error < 0)
		return error;
	if (path->dir->fs->ops->create == NULL)
		return -EROFS;
	spec.mode = S_ISLNK(mode) ? mode : mode & ~current->umask;
	spec.uid = current->cred.euid;
	spec.gid = group_for_new(path->dir);
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

/* Resolves where a new node shall be, and makes it. */
static int create_at(
	int dirfd, uint32_t name, mode_t mode, dev_t rdev, const char *target)
{
	struct path path;
	int error = path_resolve_user(dirfd, name, PATH_PARENT, &path);

	if (error < 0)
		return error;
	if (path.v != NULL)
		error = -EEXIST;
	else if (path.slash && !S_ISDIR(mode))
		error = -ENOENT;
	else
		error = node_create(&path, mode, rdev, target, NULL);
	path_release(&path);
	return error;
}

int do_mknodat(const uint32_t *args)
{
	mode_t mode = args[2];

	if ((mode & S_IFMT) == 0)
		mode |= S_IFREG;
	if (S_ISCHR(mode) || S_ISBLK(mode)) {
		if (current->cred.euid != 0)
			return -EPERM;
	} else if (!S_ISREG(mode) && !S_ISFIFO(mode) && !S_ISSOCK(mode)) {
		return -EINVAL;
	}
	return create_at(
		(int)args[0], args[1], mode & (S_IFMT | 07777), args[3], NULL);
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

int do_linkat(const uint32_t *args)
{
	unsigned how = (args[4] & AT_SYMLINK_FOLLOW) != 0 ? PATH_FOLLOW : 0;
	struct path from, to;
	int error;

	if ((args[4] & ~(uint32_t)AT_SYMLINK_FOLLOW) != 0)
		return -EINVAL;
	error = path_resolve_user((int)args[0], args[1], how, &from);
	if (error < 0)
		return error;
	error = path_resolve_user((int)args[2], args[3], PATH_PARENT, &to);
	if (error < 0) {
		path_release(&from);
		return error;
	}
	if (to.v != NULL)
		error = -EEXIST;
	else if (to.slash)
		error = -ENOENT;
	else if (from.v->type == S_IFDIR)
		error = -EPERM;
	else if (from.v->fs != to.dir->fs)
		error = -EXDEV;
	else
		error = vnode_access(to.dir, W_OK | X_OK, false);
	if (error == 0)
		error = to.dir->fs->ops->link == NULL
			? -EPERM
			: to.dir->fs->ops->link(
				  to.dir, to.name, to.length, from.v);
	path_release(&from);
	path_release(&to);
	return error;
}

/* In a sticky directory only the owners may remove or rename (XBD 4.3). */
static int check_remove(struct vnode *dir, struct vnode *v)
{
	uid_t uid = current->cred.euid;
	struct stat dir_st = { 0 }, st = { 0 };
	int error;

	error = vnode_access(dir, W_OK | X_OK, false);
	if (error == 0)
		error = vnode_getattr(dir, &dir_st);
	if (error == 0)
		error = vnode_getattr(v, &st);
	if (error < 0)
		return error;
	if ((dir_st.st_mode & S_ISVTX) != 0 && uid != 0 &&
		uid != dir_st.st_uid && uid != st.st_uid)
		return -EPERM;
	return v->mounted != NULL || v == v->fs->root ? -EBUSY : 0;
}

static bool is_dot(const struct path *path)
{
	return strcmp(path->name, ".") == 0;
}

static bool is_dot_dot(const struct path *path)
{
	return strcmp(path->name, "..") == 0;
}

static int check_unlink(const struct path *path, bool directory)
{
	if (path->length == 0)
		return directory ? -EBUSY : -EISDIR;
	if (directory && is_dot(path))
		return -EINVAL;
	if (directory && is_dot_dot(path))
		return -ENOTEMPTY;
	if (directory && path->v->type != S_IFDIR)
		return -ENOTDIR;
	if (!directory && path->v->type == S_IFDIR)
		return -EISDIR;
	return check_remove(path->dir, path->v);
}

int do_unlinkat(const uint32_t *args)
{
	bool directory = (args[2] & AT_REMOVEDIR) != 0;
	struct path path;
	int error;

	if ((args[2] & ~(uint32_t)AT_REMOVEDIR) != 0)
		return -EINVAL;
	error = path_resolve_user((int)args[0], args[1], 0, &path);
	if (error < 0)
		return error;
	error = check_unlink(&path, directory);
	if (error == 0)
		vnode_remember_name(&path);
	if (error == 0)
		error = path.dir->fs->ops->unlink == NULL
			? -EROFS
			: path.dir->fs->ops->unlink(
				  path.dir, path.name, path.length, path.v);
	path_release(&path);
	return error;
}

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

static int check_replaced(const struct path *from, const struct path *to)
{
	if (to->v->type == S_IFDIR && from->v->type != S_IFDIR)
		return -EISDIR;
	if (to->v->type != S_IFDIR && from->v->type == S_IFDIR)
		return -ENOTDIR;
	return check_remove(to->dir, to->v);
}

static int check_rename(
	const struct path *from, const struct path *to, bool noreplace)
{
	int error;

	if (from->length == 0 || to->length == 0 || is_dot(from) ||
		is_dot(to) || is_dot_dot(from) || is_dot_dot(to))
		return -EBUSY;
	if (to->v != NULL && noreplace)
		return -EEXIST;
	if (to->slash && from->v->type != S_IFDIR)
		return -ENOTDIR;
	if (from->dir->fs != to->dir->fs)
		return -EXDEV;
	error = check_remove(from->dir, from->v);
	if (error == 0 && to->v != NULL && to->v != from->v)
		error = check_replaced(from, to);
	else if (error == 0)
		error = vnode_access(to->dir, W_OK | X_OK, false);
	if (error == 0 && from->v->type == S_IFDIR &&
		is_below(to->dir, from->v))
		error = -EINVAL;
	return error;
}

enum { NOREPLACE = 1 };

int do_renameat2(const uint32_t *args)
{
	struct path from, to;
	int error;

	if ((args[4] & ~(uint32_t)NOREPLACE) != 0)
		return -EINVAL;
	error = path_resolve_user((int)args[0], args[1], 0, &from);
	if (error < 0)
		return error;
	error = path_resolve_user((int)args[2], args[3], PATH_PARENT, &to);
	if (error < 0) {
		path_release(&from);
		return error;
	}
	error = check_rename(&from, &to, (args[4] & NOREPLACE) != 0);
	if (error == 0 && from.dir->fs->ops->rename == NULL)
		error = -EROFS;
	if (error == 0 && from.v != to.v && to.v != NULL)
		vnode_remember_name(&to);
	if (error == 0 && from.v != to.v)
		error = from.dir->fs->ops->rename(from.dir, from.name,
			from.length, from.v, to.dir, to.name, to.length, to.v);
	path_release(&from);
	path_release(&to);
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
	if (length > (int)args[3])
		length = (int)args[3];
	if (length > 0 && copy_to_user(args[2], buffer, (size_t)length) < 0)
		length = -EFAULT;
	kfree(buffer);
	path_release(&path);
	return length;
}
