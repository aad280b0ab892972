/* SPDX-License-Identifier: MIT */
/*
 * Replaces musl's: __mmap() maps anonymous memory only, which never waits, so
 * that malloc stays free of Asyncify. mmap() proper is in mmap_file.c.
 */
#include <errno.h>
#include <stdint.h>
#include <sys/mman.h>
#include "syscall.h"
#include "exa_libc.h"

void *__exa_mmap(void *start, size_t len, int prot, int flags)
{
	if (len >= PTRDIFF_MAX) {
		errno = ENOMEM;
		return MAP_FAILED;
	}
	return (void *)syscall(SYS_mmap, start, len, prot, flags);
}

/* malloc asks for a guard page with MAP_FIXED and does not mind if it gets
 * none; wasm has no such thing, and errno must not tell of it. */
void *__mmap(void *start, size_t len, int prot, int flags, int fd, off_t off)
{
	(void)fd;
	(void)off;
	if (flags & MAP_FIXED)
		return MAP_FAILED;
	return __exa_mmap(start, len, prot, flags);
}
