/* SPDX-License-Identifier: GPL-3.0-or-later */
/* read, write and their relatives, lseek, getdents64. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/proc.h"
#include "servers/resmgr/dirent.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"

enum { RW_MAX = 0x7ffff000 };

int do_read(const uint32_t *args)
{
	struct file *f = file_of((int)args[0]);
	struct uio io;

	if (f == NULL)
		return -EBADF;
	if (uio_user(&io, args[1], args[2] > RW_MAX ? RW_MAX : args[2]) < 0)
		return -EFAULT;
	return file_read(f, &io, &f->pos);
}

/* A write that found no reader: POSIX write() sends SIGPIPE too. */
static int raise_pipe(int result)
{
	if (result == -EPIPE)
		signal_send_kernel(current, SIGPIPE);
	return result;
}

int do_write(const uint32_t *args)
{
	struct file *f = file_of((int)args[0]);
	struct uio io;

	if (f == NULL)
		return -EBADF;
	if (uio_user(&io, args[1], args[2] > RW_MAX ? RW_MAX : args[2]) < 0)
		return -EFAULT;
	return raise_pipe(file_write(f, &io, &f->pos));
}

/* The file of a pread or pwrite, which must be able to seek. */
static int seekable_file(uint32_t fd, struct file **f)
{
	*f = file_of((int)fd);
	if (*f == NULL)
		return -EBADF;
	return (*f)->ops->seekable ? 0 : -ESPIPE;
}

int do_pread64(const uint32_t *args)
{
	int64_t pos = call_wide(args[3], args[4]);
	struct file *f;
	struct uio io;
	int error = seekable_file(args[0], &f);

	if (error < 0)
		return error;
	if (pos < 0)
		return -EINVAL;
	if (uio_user(&io, args[1], args[2] > RW_MAX ? RW_MAX : args[2]) < 0)
		return -EFAULT;
	return file_read(f, &io, &pos);
}

int do_pwrite64(const uint32_t *args)
{
	int64_t pos = call_wide(args[3], args[4]);
	struct file *f;
	struct uio io;
	int error = seekable_file(args[0], &f);

	if (error < 0)
		return error;
	if (pos < 0)
		return -EINVAL;
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

/* All in one transfer: pipes owe PIPE_BUF atomicity, sockets messages. */
static int transfer_vector(const uint32_t *args,
	int (*transfer)(struct file *f, struct uio *io, int64_t *pos))
{
	struct file *f = file_of((int)args[0]);
	struct iovec *vector;
	struct uio io;
	int result;

	if (f == NULL)
		return -EBADF;
	result = get_vector(args[1], args[2], &vector);
	if (result < 0)
		return result;
	result = uio_vector(&io, vector, args[2]);
	if (result == 0 && io.left > 0)
		result = transfer(f, &io, &f->pos);
	kfree(vector);
	return result;
}

int do_readv(const uint32_t *args)
{
	return transfer_vector(args, file_read);
}

int do_writev(const uint32_t *args)
{
	return raise_pipe(transfer_vector(args, file_write));
}

static int seek_base(struct file *f, uint32_t whence, int64_t *base)
{
	struct stat st;
	int error;

	switch (whence) {
	case SEEK_SET:
		*base = 0;
		return 0;
	case SEEK_CUR:
		*base = f->pos;
		return 0;
	case SEEK_END:
		error = vnode_getattr(f->vnode, &st);
		*base = st.st_size;
		return error;
	default:
		return -EINVAL;
	}
}

int do_lseek(const uint32_t *args)
{
	int64_t offset = call_wide(args[2], args[1]);
	struct file *f;
	int64_t pos;
	int error = seekable_file(args[0], &f);

	if (error == 0)
		error = seek_base(f, args[4], &pos);
	if (error < 0)
		return error;
	if (__builtin_add_overflow(pos, offset, &pos))
		return -EOVERFLOW;
	if (pos < 0)
		return -EINVAL;
	error = copy_to_user(args[3], &pos, sizeof(pos));
	if (error == 0)
		f->pos = pos;
	return error;
}

/* Entries are collected in kernel memory and copied out at the end. */
struct dirent_buffer {
	struct dir_fill fill;
	char *bytes;
	size_t size, used;
	bool full; /* an entry did not fit */
	int64_t cursor;
};

static unsigned char dirent_type(mode_t type)
{
	return (unsigned char)(type >> 12);
}

static int add_dirent(struct dir_fill *fill, const char *name, size_t length,
	uint64_t ino, mode_t type, int64_t next)
{
	struct dirent_buffer *b = list_entry(fill, struct dirent_buffer, fill);
	size_t size = (offsetof(struct user_dirent, name) + length + 1 + 7) &
		~(size_t)7;
	struct user_dirent *d = (struct user_dirent *)(void *)(b->bytes +
		b->used);

	b->full = b->used + size > b->size;
	if (b->full)
		return 1;
	memset(d, 0, size);
	d->ino = ino;
	d->next = next;
	d->size = (uint16_t)size;
	d->type = dirent_type(type);
	memcpy(d->name, name, length);
	b->used += size;
	b->cursor = next;
	return 0;
}

/* "." and ".." are entries 0 and 1 of every directory. */
static int add_dots(struct vnode *dir, struct dirent_buffer *b)
{
	struct vnode *parent = dir;
	uint64_t ino = dir->ino;

	if (b->cursor == 0 &&
		add_dirent(&b->fill, ".", 1, dir->ino, S_IFDIR, 1) != 0)
		return 1;
	if (b->cursor != 1)
		return 0;
	if (dir != dir->fs->root &&
		dir->fs->ops->lookup(dir, "..", 2, &parent) == 0) {
		ino = parent->ino;
		vnode_put(parent);
	}
	return add_dirent(&b->fill, "..", 2, ino, S_IFDIR, DIR_FIRST);
}

int do_getdents64(const uint32_t *args)
{
	struct file *f = file_of((int)args[0]);
	struct dirent_buffer b = { .fill = { add_dirent } };
	int result = 0;

	if (f == NULL)
		return -EBADF;
	if (f->vnode == NULL || f->vnode->type != S_IFDIR)
		return -ENOTDIR;
	b.size = args[2] < 65536 ? args[2] : 65536;
	b.bytes = kmalloc(b.size + 8);
	if (b.bytes == NULL)
		return -ENOMEM;
	b.cursor = f->pos;
	if (add_dots(f->vnode, &b) == 0)
		result = f->vnode->fs->ops->readdir(
			f->vnode, b.cursor - DIR_FIRST, &b.fill);
	if (result >= 0 && b.used == 0 && b.full)
		result = -EINVAL;
	if (result >= 0)
		result = copy_to_user(args[1], b.bytes, b.used);
	if (result >= 0) {
		f->pos = b.cursor;
		result = (int)b.used;
	}
	kfree(b.bytes);
	return result;
}
