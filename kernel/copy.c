/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving bytes between programs and the kernel, with range checks. */
#include "kernel/copy.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

#include "kernel/abi/user.h"
#include "kernel/alloc.h"
#include "kernel/host.h"

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
	io->proc = current;
	io->address = address;
	io->left = size;
	return 0;
}

struct uio uio_kernel(void *memory, uint32_t size)
{
	struct uio io = { NULL, (uint32_t)(uintptr_t)memory, size };

	return io;
}

static size_t uio_limit(const struct uio *io, size_t size)
{
	return size < io->left ? size : io->left;
}

static void uio_advance(struct uio *io, size_t size)
{
	io->address += size;
	io->left -= size;
}

size_t uio_put(struct uio *io, const void *from, size_t size)
{
	size = uio_limit(io, size);
	if (size == 0)
		return 0;
	if (io->proc == NULL)
		memcpy((void *)io->address, from, size);
	else
		host_copy_out(io->proc->slot, io->address, from, size);
	uio_advance(io, size);
	return size;
}

size_t uio_get(struct uio *io, void *to, size_t size)
{
	size = uio_limit(io, size);
	if (size == 0)
		return 0;
	if (io->proc == NULL)
		memcpy(to, (const void *)io->address, size);
	else
		host_copy_in(io->proc->slot, to, io->address, size);
	uio_advance(io, size);
	return size;
}

size_t uio_put_zeros(struct uio *io, size_t size)
{
	size = uio_limit(io, size);
	if (io->proc == NULL)
		memset((void *)io->address, 0, size);
	else if (size > 0)
		host_zero(io->proc->slot, io->address, size);
	uio_advance(io, size);
	return size;
}
