/* SPDX-License-Identifier: MIT */
/*
 * mmap() (POSIX). Anonymous memory is a call that never waits; mapping a file
 * is another one, since the file may have to be read.
 */
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <sys/mman.h>
#include "syscall.h"
#include "exa_libc.h"

static void *fail(int err)
{
	errno = err;
	return MAP_FAILED;
}

void *mmap(void *start, size_t len, int prot, int flags, int fd, off_t off)
{
	if (flags & MAP_ANON)
		return __exa_mmap(start, len, prot, flags);
	if (off < 0 || off & (PAGE_SIZE - 1))
		return fail(EINVAL);
	if (len >= PTRDIFF_MAX)
		return fail(ENOMEM);
	if (off / PAGE_SIZE > UINT32_MAX)
		return fail(EOVERFLOW);
	return (void *)syscall(
		SYS_exa_mmap, start, len, prot, flags, fd, off / PAGE_SIZE);
}

weak_alias(mmap, mmap64);
