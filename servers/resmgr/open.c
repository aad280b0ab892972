/* SPDX-License-Identifier: GPL-3.0-or-later */
/* open, close, dup, chdir, chroot, getcwd. */
#include "servers/resmgr/open.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/proc.h"
#include "servers/resmgr/create.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"

static int access_wanted(int flags)
{
	int accmode = flags & O_ACCMODE;
	int mask = 0;

	if (accmode != O_WRONLY)
		mask |= R_OK;
	if (accmode != O_RDONLY || (flags & O_TRUNC) != 0)
		mask |= W_OK;
	return mask;
}

/* The checks of open() on a file that was there before. */
static int check_existing(const struct path *path, int flags)
{
	struct vnode *v = path->v;

	if ((flags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL))
		return -EEXIST;
	if (v->type == S_IFLNK && (flags & O_PATH) == 0)
		return -ELOOP;
	if ((flags & O_PATH) != 0)
		return 0;
	if (v->type == S_IFDIR &&
		((flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT) != 0))
		return -EISDIR;
	return vnode_access(v, access_wanted(flags), false);
}

static int truncate_opened(struct vnode *v, int flags)
{
	struct stat st = { 0 };

	if ((flags & O_TRUNC) == 0 || v->type != S_IFREG)
		return 0;
	if (v->fs->ops->setattr == NULL)
		return -EROFS;
	return v->fs->ops->setattr(v, &st, ATTR_SIZE);
}

static const struct file_ops path_ops = { .read = NULL };

static int open_found(struct path *path, int flags, struct file **result)
{
	int error = check_existing(path, flags);

	if (error == 0 && (flags & O_PATH) == 0)
		error = truncate_opened(path->v, flags);
	if (error < 0)
		return error;
	vnode_ref(path->v);
	if ((flags & O_PATH) == 0)
		return vnode_open(path->v, flags, result);
	*result = file_new(&path_ops, flags, path->v, NULL);
	return *result == NULL ? -ENOMEM : 0;
}

static int create_and_open(
	struct path *path, int flags, mode_t mode, struct file **result)
{
	struct vnode *v;
	int error;

	if (path->slash)
		return -EISDIR;
	error = node_create(path, S_IFREG | (mode & 07777), 0, NULL, &v);
	if (error < 0)
		return error;
	return vnode_open(v, flags, result);
}

int file_open(int dirfd, const char *name, int flags, mode_t mode,
	struct file **result)
{
	unsigned how = 0;
	struct path path;
	int error;

	if ((flags & O_NOFOLLOW) == 0 &&
		(flags & (O_CREAT | O_EXCL)) != (O_CREAT | O_EXCL))
		how |= PATH_FOLLOW;
	if ((flags & O_CREAT) != 0)
		how |= PATH_PARENT;
	if ((flags & O_DIRECTORY) != 0)
		how |= PATH_DIRECTORY;
	error = path_resolve(dirfd, name, how, &path);
	if (error < 0)
		return error;
	if (path.v != NULL)
		error = open_found(&path, flags, result);
	else
		error = create_and_open(&path, flags, mode, result);
	path_release(&path);
	return error;
}

int do_openat(const uint32_t *args)
{
	const int unkept = O_CREAT | O_EXCL | O_TRUNC | O_NOCTTY | O_CLOEXEC;
	int flags = (int)args[2];
	struct file *f;
	char *name;
	int fd;

	if ((flags & O_TMPFILE) == O_TMPFILE)
		return -EOPNOTSUPP;
	fd = copy_path_from_user(&name, args[1]);
	if (fd < 0)
		return fd;
	fd = file_open((int)args[0], name, flags, args[3], &f);
	kfree(name);
	if (fd < 0)
		return fd;
	f->flags &= ~unkept;
	fd = file_install(current, f, 0, (flags & O_CLOEXEC) != 0);
	if (fd < 0)
		file_put(f);
	return fd;
}

int do_close(const uint32_t *args)
{
	return file_close(current, (int)args[0]);
}

int do_dup(const uint32_t *args)
{
	struct file *f = file_of((int)args[0]);
	int fd;

	if (f == NULL)
		return -EBADF;
	fd = file_install(current, f, 0, false);
	if (fd >= 0)
		f->refs++;
	return fd;
}

int do_dup3(const uint32_t *args)
{
	struct file *f = file_of((int)args[0]);

	if (args[0] == args[1] || (args[2] & ~(uint32_t)O_CLOEXEC) != 0)
		return -EINVAL;
	if (f == NULL)
		return -EBADF;
	return file_install_at(
		current, f, (int)args[1], (args[2] & O_CLOEXEC) != 0);
}

/* Makes v, a reference to which is taken over, a directory of the process. */
static int set_directory(struct vnode **which, struct vnode *v)
{
	int error = v->type == S_IFDIR ? vnode_access(v, X_OK, false)
				       : -ENOTDIR;

	if (error < 0) {
		vnode_put(v);
		return error;
	}
	vnode_put(*which);
	*which = v;
	return 0;
}

int change_directory(const char *name)
{
	struct path path;
	int error = path_resolve(AT_FDCWD, name, PATH_FOLLOW, &path);

	if (error < 0)
		return error;
	vnode_ref(path.v);
	error = set_directory(&current->cwd, path.v);
	path_release(&path);
	return error;
}

int change_directory_fd(int fd)
{
	struct file *f = file_of(fd);

	if (f == NULL)
		return -EBADF;
	if (f->vnode == NULL)
		return -ENOTDIR;
	vnode_ref(f->vnode);
	return set_directory(&current->cwd, f->vnode);
}

int do_chdir(const uint32_t *args)
{
	char *name;
	int error = copy_path_from_user(&name, args[0]);

	if (error < 0)
		return error;
	error = change_directory(name);
	kfree(name);
	return error;
}

int do_fchdir(const uint32_t *args)
{
	return change_directory_fd((int)args[0]);
}

int do_chroot(const uint32_t *args)
{
	struct path path;
	int error;

	if (current->cred.euid != 0)
		return -EPERM;
	error = path_resolve_user(AT_FDCWD, args[0], PATH_FOLLOW, &path);
	if (error < 0)
		return error;
	vnode_ref(path.v);
	error = set_directory(&current->root, path.v);
	path_release(&path);
	return error;
}

int do_getcwd(const uint32_t *args)
{
	char *buffer = kmalloc(PATH_MAX);
	int length;

	if (buffer == NULL)
		return -ENOMEM;
	length = path_of_directory(
		current->cwd, current->root, buffer, PATH_MAX - 1);
	if (length >= 0) {
		buffer[length++] = '\0';
		if ((uint32_t)length > args[1])
			length = -ERANGE;
		else if (copy_to_user(args[0], buffer, (size_t)length) < 0)
			length = -EFAULT;
	}
	kfree(buffer);
	return length;
}
