/* SPDX-License-Identifier: GPL-3.0-or-later */
/* open, close, chdir, chroot, getcwd. */
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

enum {
	TMPFILE = O_TMPFILE & ~O_DIRECTORY, /* the bit O_TMPFILE adds */
	ACCMODE = O_RDONLY | O_WRONLY | O_RDWR | 3,
};

static int access_wanted(int flags)
{
	int accmode = flags & ACCMODE;
	int mask = 0;

	if (accmode != O_WRONLY)
		mask |= R_OK;
	if (accmode != O_RDONLY || (flags & O_TRUNC) != 0)
		mask |= W_OK;
	return mask;
}

/* The checks of open() on a file that was there before, in Linux's order. */
static int check_existing(const struct path *path, int flags)
{
	struct vnode *v = path->v;
	struct stat st;
	int error;

	if ((flags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL))
		return -EEXIST;
	if ((flags & O_PATH) != 0)
		return 0;
	if (v->type == S_IFLNK)
		return -ELOOP;
	if (v->type == S_IFDIR &&
		((flags & O_CREAT) != 0 || (access_wanted(flags) & W_OK) != 0))
		return -EISDIR;
	if (v->type == S_IFIFO || v->type == S_IFSOCK)
		flags &= ~O_TRUNC;
	error = vnode_access(v, access_wanted(flags), false);
	if (error == 0 && (flags & O_NOATIME) != 0)
		error = vnode_owned(v, &st);
	return error;
}

static int truncate_opened(struct vnode *v, int flags)
{
	if ((flags & O_TRUNC) == 0 || v->type != S_IFREG)
		return 0;
	return vnode_resize(v, 0);
}

static const struct file_ops path_ops = { .read = NULL };

static int open_found(struct path *path, int flags, struct file **result)
{
	int error = check_existing(path, flags);

	if (error < 0)
		return error;
	vnode_ref(path->v);
	if ((flags & O_PATH) != 0) {
		*result = file_new(
			&path_ops, flags & ~O_CLOEXEC, path->v, NULL);
		if (*result == NULL)
			vnode_put(path->v);
		return *result == NULL ? -ENOMEM : 0;
	}
	error = vnode_open(path->v, flags, result);
	if (error < 0)
		return error;
	error = truncate_opened(path->v, flags);
	if (error < 0)
		file_put(*result);
	return error;
}

static int create_and_open(
	struct path *path, int flags, mode_t mode, struct file **result)
{
	struct vnode *v;
	int error = node_create(path, S_IFREG | (mode & 07777), 0, NULL, &v);

	return error < 0 ? error : vnode_open(v, flags, result);
}

/* open(2): O_TMPFILE with the name of a directory. */
static int open_tmpfile(
	struct path *path, int flags, mode_t mode, struct file **result)
{
	struct node_spec spec = { .mode = S_IFREG | (mode & 07777) };
	struct vnode *dir = path->v;
	struct vnode *v;
	int error;

	error = node_prepare(dir, &spec);
	if (error < 0)
		return error;
	if (dir->fs->ops->tmpfile == NULL)
		return -EOPNOTSUPP;
	error = dir->fs->ops->tmpfile(dir, &spec, (flags & O_EXCL) == 0, &v);
	return error < 0 ? error : vnode_open(v, flags, result);
}

/* Those that there are; others are ignored. */
#define KNOWN_FLAGS                                                         \
	(ACCMODE | O_CREAT | O_EXCL | O_NOCTTY | O_TRUNC | O_APPEND |       \
		O_NONBLOCK | O_SYNC | O_ASYNC | O_DIRECT | O_LARGEFILE |    \
		O_DIRECTORY | O_NOFOLLOW | O_NOATIME | O_CLOEXEC | O_PATH | \
		O_TMPFILE)

/* Flags as they count; or -EINVAL. */
static int normal_flags(int flags)
{
	flags &= KNOWN_FLAGS;
	if ((flags & O_PATH) != 0)
		return flags & (O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if ((flags & TMPFILE) != 0 &&
		((flags & (O_TMPFILE | O_CREAT)) != O_TMPFILE ||
			(flags & ACCMODE) == O_RDONLY))
		return -EINVAL;
	if ((flags & (O_CREAT | O_DIRECTORY)) == (O_CREAT | O_DIRECTORY))
		return -EINVAL;
	return flags;
}

static unsigned resolve_flags(int flags)
{
	unsigned how = 0;

	if ((flags & O_NOFOLLOW) == 0 &&
		(flags & (O_CREAT | O_EXCL)) != (O_CREAT | O_EXCL))
		how |= PATH_FOLLOW;
	if ((flags & O_CREAT) != 0)
		how |= PATH_PARENT | PATH_CREATE;
	if ((flags & O_DIRECTORY) != 0)
		how |= PATH_DIRECTORY;
	return how;
}

int file_open(int dirfd, const char *name, int flags, mode_t mode,
	struct file **result)
{
	struct path path;
	int error;

	flags = normal_flags(flags);
	if (flags < 0)
		return flags;
	error = path_resolve(dirfd, name, resolve_flags(flags), &path);
	if (error < 0)
		return error;
	if ((flags & TMPFILE) != 0)
		error = open_tmpfile(&path, flags, mode, result);
	else if (path.v != NULL)
		error = open_found(&path, flags, result);
	else
		error = create_and_open(&path, flags, mode, result);
	path_release(&path);
	return error;
}

int do_openat(const uint32_t *args)
{
	int flags = (int)args[2];
	struct file *f = NULL;
	char *name;
	int fd;

	fd = copy_path_from_user(&name, args[1]);
	if (fd < 0)
		return fd;
	/* No file is made for which there is no descriptor. */
	fd = *name == '\0' ? -ENOENT : file_room(current);
	if (fd == 0)
		fd = file_open((int)args[0], name, flags, args[3], &f);
	kfree(name);
	if (fd < 0)
		return fd;
	fd = file_install(current, f, 0, (flags & O_CLOEXEC) != 0);
	if (fd < 0)
		file_put(f);
	return fd;
}

int do_close(const uint32_t *args)
{
	return file_close(current, (int)args[0]);
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
