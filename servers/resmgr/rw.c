/* SPDX-License-Identifier: GPL-3.0-or-later */
/* read, write and their relatives. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/proc.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"

enum { RW_MAX = 0x7ffff000 };

int do_read(const uint32_t *args)
{
	struct file *f = file_usable((int)args[0]);
	struct uio io;

	if (f == NULL)
		return -EBADF;
	if (uio_user(&io, args[1], args[2] > RW_MAX ? RW_MAX : args[2]) < 0)
		return -EFAULT;
	return file_read(f, &io, &f->pos);
}

int do_write(const uint32_t *args)
{
	struct file *f = file_usable((int)args[0]);
	struct uio io;

	if (f == NULL)
		return -EBADF;
	if (uio_user(&io, args[1], args[2] > RW_MAX ? RW_MAX : args[2]) < 0)
		return -EFAULT;
	return file_write(f, &io, &f->pos);
}

/* The file of a pread or pwrite, which must be able to seek. */
static int seekable_file(uint32_t fd, struct file **f)
{
	*f = file_usable((int)fd);
	if (*f == NULL)
		return -EBADF;
	return (*f)->ops->seekable ? 0 : -ESPIPE;
}

int do_pread64(const uint32_t *args)
{
	int64_t pos = call_wide(args[3], args[4]);
	struct file *f;
	struct uio io;
	int error = pos < 0 ? -EINVAL : seekable_file(args[0], &f);

	if (error < 0)
		return error;
	if (uio_user(&io, args[1], args[2] > RW_MAX ? RW_MAX : args[2]) < 0)
		return -EFAULT;
	return file_read(f, &io, &pos);
}

int do_pwrite64(const uint32_t *args)
{
	int64_t pos = call_wide(args[3], args[4]);
	struct file *f;
	struct uio io;
	int error = pos < 0 ? -EINVAL : seekable_file(args[0], &f);

	if (error < 0)
		return error;
	if (uio_user(&io, args[1], args[2] > RW_MAX ? RW_MAX : args[2]) < 0)
		return -EFAULT;
	return file_write(f, &io, &pos);
}

/* A vector of the program's, in kernel memory; NULL: it is empty. */
static int get_vector(uint32_t address, uint32_t count, struct iovec **vector)
{
	int error;

	*vector = NULL;
	if (count > IOV_MAX)
		return -EINVAL;
	if (count == 0)
		return 0;
	*vector = kmalloc(count * sizeof(**vector));
	if (*vector == NULL)
		return -ENOMEM;
	error = copy_from_user(*vector, address, count * sizeof(**vector));
	if (error < 0)
		kfree(*vector);
	return error;
}

/*
 * All in one transfer: pipes owe PIPE_BUF atomicity, sockets messages. The
 * offset is *pos, or that of f when pos is NULL.
 */
static int transfer_vector(struct file *f, const uint32_t *args, int64_t *pos,
	int (*transfer)(struct file *f, struct uio *io, int64_t *pos))
{
	struct iovec *vector;
	struct uio io;
	int result = get_vector(args[1], args[2], &vector);

	if (result < 0)
		return result;
	result = uio_vector(&io, vector, args[2]);
	if (result == 0)
		result = transfer(f, &io, pos == NULL ? &f->pos : pos);
	kfree(vector);
	return result;
}

int do_readv(const uint32_t *args)
{
	struct file *f = file_usable((int)args[0]);

	return f == NULL ? -EBADF : transfer_vector(f, args, NULL, file_read);
}

int do_writev(const uint32_t *args)
{
	struct file *f = file_usable((int)args[0]);

	return f == NULL ? -EBADF : transfer_vector(f, args, NULL, file_write);
}

/* preadv() and pwritev(), which are Linux's. */
static int transfer_at(const uint32_t *args,
	int (*transfer)(struct file *f, struct uio *io, int64_t *pos))
{
	int64_t pos = call_wide(args[3], args[4]);
	struct file *f;
	int error = pos < 0 ? -EINVAL : seekable_file(args[0], &f);

	return error < 0 ? error : transfer_vector(f, args, &pos, transfer);
}

int do_preadv(const uint32_t *args)
{
	return transfer_at(args, file_read);
}

int do_pwritev(const uint32_t *args)
{
	return transfer_at(args, file_write);
}
