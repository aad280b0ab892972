/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Extended attributes (xattr(7)): who may do what. Where they are kept is the
 * file system's business; without fs_ops.xattr_set there are none.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/proc.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"

enum { NAME_SIZE = 256, VALUE_MAX = 65536, LIST_MAX = 65536 };

/* What a call is about: a file by descriptor, or by name. */
enum target { BY_PATH, BY_LINK, BY_FD };

static int find(enum target how, uint32_t what, struct vnode **v)
{
	struct path path;
	struct file *f;
	int error;

	if (how == BY_FD) {
		f = file_usable((int)what);
		if (f == NULL)
			return -EBADF;
		if (f->vnode == NULL)
			return -EOPNOTSUPP;
		*v = f->vnode;
		vnode_ref(*v);
		return 0;
	}
	error = path_resolve_user(
		AT_FDCWD, what, how == BY_PATH ? PATH_FOLLOW : 0, &path);
	if (error < 0)
		return error;
	*v = path.v;
	vnode_ref(*v);
	path_release(&path);
	return 0;
}

static bool starts(const char *name, const char *with)
{
	return strncmp(name, with, strlen(with)) == 0;
}

/* user.* is for regular files and directories, by their permissions. */
static int check_user(struct vnode *v, bool write)
{
	struct stat st;
	int error;

	if (v->type != S_IFREG && v->type != S_IFDIR)
		return write ? -EPERM : -ENODATA;
	if (write && v->type == S_IFDIR) {
		error = vnode_owned(v, &st);
		if (error < 0 && (error != -EPERM || st.st_mode & S_ISVTX))
			return error;
	}
	return vnode_access(v, write ? W_OK : R_OK, false);
}

/* Whether the current process may read or write this attribute of v. */
static int check_name(struct vnode *v, const char *name, bool write)
{
	if (write && v->fs->readonly)
		return -EROFS;
	if (starts(name, "user.") && name[5] != '\0')
		return check_user(v, write);
	if (starts(name, "trusted.") && name[8] != '\0')
		return current->cred.euid == 0 ? 0 : write ? -EPERM : -ENODATA;
	if (starts(name, "security.") && name[9] != '\0')
		return write && current->cred.euid != 0 ? -EPERM : 0;
	return starts(name, "user.") || starts(name, "trusted.") ||
			starts(name, "security.")
		? -EINVAL
		: -EOPNOTSUPP;
}

/* The name in kernel memory: NAME_SIZE bytes. */
static int copy_name(char *name, uint32_t from)
{
	int length = copy_string_from_user(name, from, NAME_SIZE);

	if (length == -ENAMETOOLONG || length == 0)
		return -ERANGE;
	return length < 0 ? length : 0;
}

static int set(enum target how, const uint32_t *args)
{
	char name[NAME_SIZE];
	struct vnode *v;
	void *value;
	int error;

	if ((args[4] & ~(uint32_t)(XATTR_CREATE | XATTR_REPLACE)) != 0)
		return -EINVAL;
	error = copy_name(name, args[1]);
	if (error < 0)
		return error;
	if (args[3] > VALUE_MAX)
		return -E2BIG;
	value = kmalloc(args[3] + 1);
	if (value == NULL)
		return -ENOMEM;
	error = copy_from_user(value, args[2], args[3]);
	if (error == 0)
		error = find(how, args[0], &v);
	if (error == 0) {
		error = check_name(v, name, true);
		if (error == 0)
			error = v->fs->ops->xattr_set == NULL
				? -EOPNOTSUPP
				: v->fs->ops->xattr_set(v, name, value, args[3],
					  (int)args[4]);
		vnode_put(v);
	}
	kfree(value);
	return error;
}

static int get(enum target how, const uint32_t *args)
{
	char name[NAME_SIZE];
	const void *value;
	struct vnode *v;
	uint32_t size = 0;
	int error = copy_name(name, args[1]);

	if (error == 0)
		error = find(how, args[0], &v);
	if (error < 0)
		return error;
	error = check_name(v, name, false);
	if (error == 0)
		error = v->fs->ops->xattr_get == NULL
			? -EOPNOTSUPP
			: v->fs->ops->xattr_get(v, name, &value, &size);
	if (error == 0 && args[3] != 0)
		error = size > args[3] ? -ERANGE
				       : copy_to_user(args[2], value, size);
	vnode_put(v);
	return error < 0 ? error : (int)size;
}

static int list(enum target how, const uint32_t *args)
{
	struct vnode *v;
	char *names;
	int size = find(how, args[0], &v);

	if (size < 0)
		return size;
	names = kmalloc(LIST_MAX);
	if (names == NULL)
		size = -ENOMEM;
	else if (v->fs->ops->xattr_list != NULL)
		size = v->fs->ops->xattr_list(v, names, LIST_MAX);
	if (size > 0 && args[2] != 0)
		size = (uint32_t)size > args[2] ? -ERANGE
			: copy_to_user(args[1], names, (size_t)size) < 0
			? -EFAULT
			: size;
	kfree(names);
	vnode_put(v);
	return size;
}

static int remove_attribute(enum target how, const uint32_t *args)
{
	char name[NAME_SIZE];
	struct vnode *v;
	int error = copy_name(name, args[1]);

	if (error == 0)
		error = find(how, args[0], &v);
	if (error < 0)
		return error;
	error = check_name(v, name, true);
	if (error == 0)
		error = v->fs->ops->xattr_set == NULL
			? -EOPNOTSUPP
			: v->fs->ops->xattr_set(
				  v, name, NULL, 0, XATTR_REPLACE);
	vnode_put(v);
	return error;
}

int do_setxattr(const uint32_t *args)
{
	return set(BY_PATH, args);
}

int do_lsetxattr(const uint32_t *args)
{
	return set(BY_LINK, args);
}

int do_fsetxattr(const uint32_t *args)
{
	return set(BY_FD, args);
}

int do_getxattr(const uint32_t *args)
{
	return get(BY_PATH, args);
}

int do_lgetxattr(const uint32_t *args)
{
	return get(BY_LINK, args);
}

int do_fgetxattr(const uint32_t *args)
{
	return get(BY_FD, args);
}

int do_listxattr(const uint32_t *args)
{
	return list(BY_PATH, args);
}

int do_llistxattr(const uint32_t *args)
{
	return list(BY_LINK, args);
}

int do_flistxattr(const uint32_t *args)
{
	return list(BY_FD, args);
}

int do_removexattr(const uint32_t *args)
{
	return remove_attribute(BY_PATH, args);
}

int do_lremovexattr(const uint32_t *args)
{
	return remove_attribute(BY_LINK, args);
}

int do_fremovexattr(const uint32_t *args)
{
	return remove_attribute(BY_FD, args);
}
