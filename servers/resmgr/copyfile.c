/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sendfile, copy_file_range: from file to file inside the kernel. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/proc.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"

enum { CHUNK = 65536, COPY_MAX = 0x7ffff000 };

/* One side of a copy: a file and where in it. */
struct side {
	struct file *file;
	uint32_t address; /* of the program's offset, or 0: the file's own */
	int64_t pos;
};

/* Writes all of a buffer, as far as it goes. */
static int write_all(struct side *out, char *buffer, uint32_t size)
{
	struct uio io = uio_kernel(buffer, size);

	while (io.left > 0) {
		uint32_t before = io.left;
		int count = file_write(out->file, &io, &out->pos);

		if (count <= 0)
			return size > before ? (int)(size - before) : count;
		io = uio_kernel(buffer + (size - before) + count,
			before - (uint32_t)count);
	}
	return (int)size;
}

/* Copies until size bytes, the end of the file or an error; how many. */
static int copy(struct side *out, struct side *in, uint32_t size)
{
	char *buffer = kmalloc(CHUNK);
	uint32_t total = 0;
	int count = 0;

	if (buffer == NULL)
		return -ENOMEM;
	while (total < size) {
		uint32_t want = size - total < CHUNK ? size - total : CHUNK;
		struct uio io = uio_kernel(buffer, want);
		int got = file_read(in->file, &io, &in->pos);

		count = got;
		if (got <= 0)
			break;
		count = write_all(out, buffer, (uint32_t)got);
		/* What was not written shall be read again. */
		in->pos -= got - (count > 0 ? count : 0);
		if (count <= 0)
			break;
		total += (uint32_t)count;
		if (count < got)
			break;
	}
	kfree(buffer);
	return total > 0 ? (int)total : count;
}

static int begin(struct side *s)
{
	if (s->address == 0) {
		s->pos = s->file->pos;
		return 0;
	}
	if (copy_from_user(&s->pos, s->address, sizeof(s->pos)) < 0)
		return -EFAULT;
	return s->pos < 0 ? -EINVAL : 0;
}

static int end(const struct side *s)
{
	if (s->address != 0)
		return copy_to_user(s->address, &s->pos, sizeof(s->pos));
	if (s->file->ops->seekable)
		s->file->pos = s->pos;
	return 0;
}

static bool can_read(const struct file *f)
{
	return (f->flags & (O_WRONLY | O_RDWR)) != O_WRONLY;
}

static bool can_write(const struct file *f)
{
	return (f->flags & (O_WRONLY | O_RDWR)) != O_RDONLY;
}

/* Both files stay while the copy sleeps. */
static int copy_held(struct side *out, struct side *in, uint32_t size)
{
	int result;

	in->file->refs++;
	out->file->refs++;
	result = copy(out, in, size);
	if (end(in) < 0 || end(out) < 0)
		result = -EFAULT;
	file_put(in->file);
	file_put(out->file);
	return result;
}

int do_sendfile(const uint32_t *args)
{
	struct side out = { .file = file_usable((int)args[0]) };
	struct side in = { .file = file_usable((int)args[1]),
		.address = args[2] };
	int error;

	if (in.file == NULL || out.file == NULL || !can_read(in.file) ||
		!can_write(out.file))
		return -EBADF;
	if (in.address != 0 && !in.file->ops->seekable)
		return -ESPIPE;
	error = begin(&in);
	if (error == 0)
		error = begin(&out);
	if (error < 0)
		return error;
	if (in.file->vnode == NULL || in.file->vnode->type != S_IFREG ||
		(out.file->flags & O_APPEND) != 0)
		return -EINVAL;
	return copy_held(&out, &in, args[3] < COPY_MAX ? args[3] : COPY_MAX);
}

static int check_regular(const struct file *f)
{
	if (f->vnode == NULL)
		return -EINVAL;
	if (f->vnode->type == S_IFDIR)
		return -EISDIR;
	return f->vnode->type == S_IFREG ? 0 : -EINVAL;
}

/* Cuts *size at the end of the file; what is left may not overlap. */
static int check_ranges(
	const struct side *in, const struct side *out, uint32_t *size)
{
	struct stat st;
	int error = vnode_getattr(in->file->vnode, &st);

	if (error < 0)
		return error;
	if (in->pos >= st.st_size)
		*size = 0;
	else if (*size > st.st_size - in->pos)
		*size = (uint32_t)(st.st_size - in->pos);
	if (out->pos > INT64_MAX - *size)
		return -EFBIG;
	if (in->file->vnode == out->file->vnode && in->pos < out->pos + *size &&
		out->pos < in->pos + *size)
		return -EINVAL;
	return 0;
}

int do_copy_file_range(const uint32_t *args)
{
	struct side in = { .file = file_usable((int)args[0]),
		.address = args[1] };
	struct side out = { .file = file_usable((int)args[2]),
		.address = args[3] };
	uint32_t size = args[4] < COPY_MAX ? args[4] : COPY_MAX;
	int error;

	if (in.file == NULL || out.file == NULL)
		return -EBADF;
	error = begin(&in);
	if (error == 0)
		error = begin(&out);
	if (error == 0 && args[5] != 0)
		error = -EINVAL;
	if (error == 0)
		error = check_regular(in.file);
	if (error == 0)
		error = check_regular(out.file);
	if (error < 0)
		return error;
	if (!can_read(in.file) || !can_write(out.file) ||
		(out.file->flags & O_APPEND) != 0)
		return -EBADF;
	error = check_ranges(&in, &out, &size);
	return error < 0 ? error : copy_held(&out, &in, size);
}

void file_readahead(struct file *f)
{
	struct vnode *v = f->vnode;

	if (v->type == S_IFREG && v->fs->ops->readahead != NULL)
		v->fs->ops->readahead(v);
}

/* Files are in memory, or fetched whole. */
int do_readahead(const uint32_t *args)
{
	struct file *f = file_usable((int)args[0]);

	if (f == NULL || !can_read(f))
		return -EBADF;
	if (f->vnode == NULL || f->vnode->type != S_IFREG)
		return -EINVAL;
	file_readahead(f);
	return 0;
}
