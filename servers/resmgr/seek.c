/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lseek. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "kernel/call.h"
#include "kernel/copy.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"

/* SEEK_DATA and SEEK_HOLE: a file system that knows of no holes has one, at
 * the end (lseek(2)). */
static int seek_extent(struct file *f, uint32_t whence, int64_t *offset)
{
	struct vnode *v = f->vnode;
	struct stat st;
	int error;

	if (v->type != S_IFREG)
		return -EINVAL;
	error = vnode_getattr(v, &st);
	if (error < 0)
		return error;
	if (*offset < 0 || *offset >= st.st_size)
		return -ENXIO;
	if (v->fs->ops->seek != NULL)
		return v->fs->ops->seek(v, (int)whence, offset);
	if (whence == SEEK_HOLE)
		*offset = st.st_size;
	return 0;
}

/* Where whence and *offset lead. */
static int find_position(struct file *f, uint32_t whence, int64_t *offset)
{
	struct stat st;
	int64_t base = 0;
	int error;

	switch (whence) {
	case SEEK_SET:
		break;
	case SEEK_CUR:
		base = f->pos;
		break;
	case SEEK_END:
		error = vnode_getattr(f->vnode, &st);
		if (error < 0)
			return error;
		base = st.st_size;
		break;
	case SEEK_DATA:
	case SEEK_HOLE:
		return seek_extent(f, whence, offset);
	default:
		return -EINVAL;
	}
	if (__builtin_add_overflow(base, *offset, offset))
		return -EOVERFLOW;
	return *offset < 0 ? -EINVAL : 0;
}

int do_lseek(const uint32_t *args)
{
	struct file *f = file_usable((int)args[0]);
	int64_t offset = call_wide(args[2], args[1]);
	int error;

	if (f == NULL)
		return -EBADF;
	if (!f->ops->seekable)
		return -ESPIPE;
	error = find_position(f, args[4], &offset);
	if (f->ops->rewound)
		offset = 0;
	if (error == 0)
		error = copy_to_user(args[3], &offset, sizeof(offset));
	if (error == 0)
		f->pos = offset;
	return error;
}
