/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving bytes between programs and the kernel, with range checks. */
#include "kernel/copy.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/uio.h>

#include "kernel/abi/user.h"
#include "kernel/alloc.h"
#include "kernel/host.h"

enum { MUCH = 16384 }; /* bytes whose transfer is timed */

/* NULL, and what follows it up to the Asyncify area, is nobody's object. */
static bool in_range(const struct proc *p, uint32_t address, size_t size)
{
	if (address < EXA_ASYNCIFY_AREA)
		return size == 0;
	return size <= p->vm.size && address <= p->vm.size - size;
}

int copy_from_user(void *to, uint32_t from, size_t size)
{
	if (!in_range(current, from, size))
		return -EFAULT;
	if (size == 4 && (from & 3) == 0)
		*(uint32_t *)to = host_load32(current->slot, from);
	else if (size > 0)
		host_copy_in(current->slot, to, from, size);
	return 0;
}

int copy_to_user(uint32_t to, const void *from, size_t size)
{
	if (!in_range(current, to, size))
		return -EFAULT;
	if (size == 4 && (to & 3) == 0)
		host_store32(current->slot, to, *(const uint32_t *)from);
	else if (size > 0)
		host_copy_out(current->slot, to, from, size);
	return 0;
}

int copy_string_from_user(char *to, uint32_t from, size_t size)
{
	size_t done = 0;

	while (done < size) {
		size_t chunk = size - done < 256 ? size - done : 256;
		char *end;

		if (!in_range(current, from, 1))
			return -EFAULT;
		if (chunk > current->vm.size - from)
			chunk = current->vm.size - from;
		host_copy_in(current->slot, to + done, from, chunk);
		end = memchr(to + done, '\0', chunk);
		if (end != NULL)
			return (int)(end - to);
		done += chunk;
		from += chunk;
	}
	return -ENAMETOOLONG;
}

int copy_path_from_user(char **path, uint32_t from)
{
	char *buffer = kmalloc(PATH_MAX);
	int length;

	if (buffer == NULL)
		return -ENOMEM;
	length = copy_string_from_user(buffer, from, PATH_MAX);
	if (length < 0) {
		kfree(buffer);
		return length;
	}
	*path = buffer;
	return 0;
}

int uio_user(struct uio *io, uint32_t address, uint32_t size)
{
	if (!in_range(current, address, size))
		return -EFAULT;
	*io = (struct uio){ current, address, size, 0, NULL };
	if (size >= MUCH)
		cputime_long();
	return 0;
}

int uio_vector(struct uio *io, const struct iovec *vector, uint32_t count)
{
	*io = (struct uio){ .proc = current, .next = vector };
	for (uint32_t i = 0; i < count; i++) {
		uint32_t size = (uint32_t)vector[i].iov_len;

		if (size > INT_MAX - io->left)
			return -EINVAL;
		io->left += size;
	}
	for (uint32_t i = 0; i < count; i++)
		if (!in_range(current, (uint32_t)vector[i].iov_base,
			    vector[i].iov_len))
			return -EFAULT;
	if (io->left >= MUCH)
		cputime_long();
	return 0;
}

struct uio uio_kernel(void *memory, uint32_t size)
{
	struct uio io = { NULL, (uint32_t)(uintptr_t)memory, size, 0, NULL };

	return io;
}

/* How many of size bytes lie at io->address; 0: none is left. */
static size_t uio_piece(struct uio *io, size_t size)
{
	if (size > io->left)
		size = io->left;
	if (io->next == NULL || size == 0)
		return size;
	for (; io->piece == 0; io->next++) {
		io->address = (uint32_t)io->next->iov_base;
		io->piece = (uint32_t)io->next->iov_len;
	}
	return size < io->piece ? size : io->piece;
}

static void uio_advance(struct uio *io, size_t size)
{
	io->address += size;
	io->left -= size;
	if (io->next != NULL)
		io->piece -= size;
}

size_t uio_put(struct uio *io, const void *from, size_t size)
{
	const char *bytes = from;
	size_t done, n;

	for (done = 0; (n = uio_piece(io, size - done)) > 0; done += n) {
		if (io->proc == NULL)
			memcpy((void *)io->address, bytes + done, n);
		else
			host_copy_out(
				io->proc->slot, io->address, bytes + done, n);
		uio_advance(io, n);
	}
	return done;
}

size_t uio_get(struct uio *io, void *to, size_t size)
{
	char *bytes = to;
	size_t done, n;

	for (done = 0; (n = uio_piece(io, size - done)) > 0; done += n) {
		if (io->proc == NULL)
			memcpy(bytes + done, (const void *)io->address, n);
		else
			host_copy_in(
				io->proc->slot, bytes + done, io->address, n);
		uio_advance(io, n);
	}
	return done;
}

size_t uio_put_zeros(struct uio *io, size_t size)
{
	size_t done, n;

	for (done = 0; (n = uio_piece(io, size - done)) > 0; done += n) {
		if (io->proc == NULL)
			memset((void *)io->address, 0, n);
		else
			host_zero(io->proc->slot, io->address, n);
		uio_advance(io, n);
	}
	return done;
}

size_t uio_skip(struct uio *io, size_t size)
{
	size_t done, n;

	for (done = 0; (n = uio_piece(io, size - done)) > 0; done += n)
		uio_advance(io, n);
	return done;
}
