/* SPDX-License-Identifier: GPL-3.0-or-later */
/* truncate, ftruncate, fallocate, fadvise64. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "kernel/call.h"
#include "kernel/proc.h"
#include "kernel/shared.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"

/* v may become size bytes long, as far as RLIMIT_FSIZE goes. */
static int check_limit(struct vnode *v, int64_t size)
{
	struct stat st;
	int error = vnode_getattr(v, &st);

	return error < 0 ? error : rlimit_resize(st.st_size, size);
}

static bool is_writable(const struct file *f)
{
	return (f->flags & O_ACCMODE) != O_RDONLY;
}

int do_ftruncate(const uint32_t *args)
{
	struct file *f = file_usable((int)args[0]);
	int64_t size = call_wide(args[1], args[2]);

	if (size < 0)
		return -EINVAL;
	if (f == NULL)
		return -EBADF;
	if (f->vnode == NULL || f->vnode->type != S_IFREG || !is_writable(f))
		return -EINVAL;
	return vnode_resize(f->vnode, size);
}

static int check_truncate(struct vnode *v)
{
	int error;

	if (v->type == S_IFDIR)
		return -EISDIR;
	if (v->type != S_IFREG)
		return -EINVAL;
	error = vnode_access(v, W_OK, false);
	if (error < 0)
		return error;
	return v->executing > 0 ? -ETXTBSY : 0;
}

int do_truncate(const uint32_t *args)
{
	int64_t size = call_wide(args[1], args[2]);
	struct path path;
	int error;

	if (size < 0)
		return -EINVAL;
	error = path_resolve_user(AT_FDCWD, args[0], PATH_FOLLOW, &path);
	if (error < 0)
		return error;
	error = check_truncate(path.v);
	if (error == 0)
		error = vnode_resize(path.v, size);
	path_release(&path);
	return error;
}

/* Whether f is a file that room can be made in; fallocate(2). */
static int check_allocate(const struct file *f, uint32_t mode)
{
	const uint32_t known = FALLOC_FL_KEEP_SIZE | FALLOC_FL_PUNCH_HOLE;

	if ((mode & ~known) != 0 || mode == FALLOC_FL_PUNCH_HOLE)
		return -EOPNOTSUPP;
	if (!is_writable(f))
		return -EBADF;
	if (f->vnode == NULL || f->vnode->type == S_IFIFO)
		return -ESPIPE;
	if (f->vnode->type != S_IFREG)
		return -ENODEV;
	return 0;
}

int do_fallocate(const uint32_t *args)
{
	int64_t offset = call_wide(args[2], args[3]);
	int64_t size = call_wide(args[4], args[5]);
	struct file *f = file_usable((int)args[0]);
	int64_t end;
	int error;

	if (f == NULL)
		return -EBADF;
	if (offset < 0 || size <= 0)
		return -EINVAL;
	error = check_allocate(f, args[1]);
	if (error < 0)
		return error;
	if (__builtin_add_overflow(offset, size, &end))
		return -EFBIG;
	if (f->vnode->fs->ops->allocate == NULL)
		return -EOPNOTSUPP;
	if ((args[1] & FALLOC_FL_KEEP_SIZE) == 0)
		error = check_limit(f->vnode, end);
	if (error == 0)
		error = vnode_drop_privileges(f->vnode);
	if (error < 0)
		return error;
	if (f->vnode->shared != NULL)
		shared_before(f->vnode);
	error = f->vnode->fs->ops->allocate(f->vnode, args[1], offset, size);
	if (f->vnode->shared != NULL)
		shared_after(f->vnode);
	return error;
}

/* Advice is about caches, of which files in memory have none to manage. Files
 * that are fetched are, whole, when they are said to be needed. */
int do_fadvise64(const uint32_t *args)
{
	struct file *f = file_usable((int)args[0]);

	if (f == NULL)
		return -EBADF;
	if (f->vnode == NULL || f->vnode->type == S_IFIFO)
		return -ESPIPE;
	if (call_wide(args[3], args[4]) < 0 || args[5] > POSIX_FADV_NOREUSE)
		return -EINVAL;
	if (args[5] == POSIX_FADV_WILLNEED)
		file_readahead(f);
	return 0;
}
