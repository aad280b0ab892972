/* SPDX-License-Identifier: MIT */
/*
 * mmap() (POSIX). Memory cannot be tied to a file here: a private mapping is
 * anonymous memory into which the file is read, a shared one is refused with
 * ENODEV. Bytes past the end of the file are 0.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <limits.h>
#include "exa_libc.h"

/* 0, or the errno for a descriptor that cannot be mapped privately. */
static int check_file(int fd, off_t off)
{
	struct stat st;
	int mode;

	if (off < 0 || off & (PAGE_SIZE - 1))
		return EINVAL;
	if ((mode = fcntl(fd, F_GETFL)) < 0)
		return EBADF;
	if ((mode & O_ACCMODE) == O_WRONLY || (mode & O_PATH))
		return EACCES;
	if (fstat(fd, &st) < 0)
		return errno;
	return S_ISREG(st.st_mode) ? 0 : ENODEV;
}

/* Reads [off, off + len) of fd to p, less if the file ends. 0 or errno. */
static int fill(char *p, size_t len, int fd, off_t off)
{
	while (len) {
		ssize_t n = pread(fd, p, len, off);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		if (n == 0)
			return 0;
		p += n;
		off += n;
		len -= n;
	}
	return 0;
}

static void *map_file(
	void *start, size_t len, int prot, int flags, int fd, off_t off)
{
	int err = check_file(fd, off);
	char *p;

	if (!err && (flags & MAP_TYPE) != MAP_PRIVATE)
		err = (flags & MAP_TYPE) ? ENODEV : EINVAL;
	if (err) {
		errno = err;
		return MAP_FAILED;
	}
	p = __exa_mmap(start, len, PROT_READ | PROT_WRITE, flags | MAP_ANON);
	if (p == MAP_FAILED)
		return p;
	err = fill(p, len, fd, off);
	if (!err && prot != (PROT_READ | PROT_WRITE) && mprotect(p, len, prot))
		err = errno;
	if (err) {
		munmap(p, len);
		errno = err;
		return MAP_FAILED;
	}
	return p;
}

void *mmap(void *start, size_t len, int prot, int flags, int fd, off_t off)
{
	if (flags & MAP_ANON)
		return __exa_mmap(start, len, prot, flags);
	return map_file(start, len, prot, flags, fd, off);
}

weak_alias(mmap, mmap64);
