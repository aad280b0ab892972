/* SPDX-License-Identifier: GPL-3.0-or-later */
/* memfd_create(): a file without a name, and its seals. */
#define _GNU_SOURCE
#include "call.h"
#include <sys/mman.h>

static void plain(void)
{
	char name[300], text[4] = "";
	struct stat st;
	int fd = (int)OK(memfd_create("plain", 0));

	OK(fstat(fd, &st));
	CHECK(S_ISREG(st.st_mode));
	SAME(st.st_nlink, 0);
	SAME(st.st_size, 0);
	SAME(fcntl(fd, F_GETFD), 0);
	SAME(fcntl(fd, F_GETFL) & O_ACCMODE, O_RDWR);
	SAME(write(fd, "abc", 3), 3);
	SAME(pread(fd, text, 3, 0), 3);
	SAME(strcmp(text, "abc"), 0);
	OK(ftruncate(fd, 10000));
	SAME(fcntl(fd, F_GET_SEALS), F_SEAL_SEAL);
	FAILS(fcntl(fd, F_ADD_SEALS, F_SEAL_GROW), EPERM);
	OK(close(fd));
	fd = (int)OK(memfd_create("", MFD_CLOEXEC));
	SAME(fcntl(fd, F_GETFD), FD_CLOEXEC);
	OK(close(fd));
	FAILS(memfd_create("x", 0x4000), EINVAL);
	FAILS(memfd_create(bad_pointer(), 0), EFAULT);
	memset(name, 'n', sizeof(name));
	name[250] = '\0';
	FAILS(memfd_create(name, 0), EINVAL);
	name[249] = '\0';
	OK(close((int)OK(memfd_create(name, 0))));
}

static void seals(void)
{
	int fd = (int)OK(memfd_create("sealed", MFD_ALLOW_SEALING));

	SAME(fcntl(fd, F_GET_SEALS), 0);
	SAME(write(fd, "12345", 5), 5);
	FAILS(fcntl(fd, F_ADD_SEALS, 0x100), EINVAL);
	OK(fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK));
	FAILS(ftruncate(fd, 4), EPERM);
	OK(ftruncate(fd, 6));
	OK(fcntl(fd, F_ADD_SEALS, F_SEAL_GROW));
	FAILS(ftruncate(fd, 7), EPERM);
	FAILS(pwrite(fd, "xy", 2, 6), EPERM);
	SAME(pwrite(fd, "xy", 2, 0), 2);
	FAILS(fallocate(fd, 0, 0, 100), EPERM);
	OK(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE));
	FAILS(pwrite(fd, "xy", 2, 0), EPERM);
	SAME(fcntl(fd, F_GET_SEALS),
		F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE);
	OK(fcntl(fd, F_ADD_SEALS, F_SEAL_SEAL));
	FAILS(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE), EPERM);
	OK(close(fd));
	fd = (int)OK(open("/dev/null", O_RDWR));
	FAILS(fcntl(fd, F_GET_SEALS), EINVAL);
	FAILS(fcntl(fd, F_ADD_SEALS, F_SEAL_GROW), EINVAL);
	OK(close(fd));
}

/* Sealed, it is not mapped to be written, nor made so. */
static void sealed_maps(void)
{
	enum { SIZE = 4096, RW = PROT_READ | PROT_WRITE };
	int fd = (int)OK(memfd_create("mapped", MFD_ALLOW_SEALING));
	char *p, c;

	OK(ftruncate(fd, SIZE));
	p = mmap(NULL, SIZE, RW, MAP_SHARED, fd, 0);
	CHECK(p != MAP_FAILED);
	p[0] = 'm';
	FAILS(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE), EBUSY);
	OK(munmap(p, SIZE));
	OK(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE));
	CHECK(mmap(NULL, SIZE, RW, MAP_SHARED, fd, 0) == MAP_FAILED);
	SAME(errno, EPERM);
	p = mmap(NULL, SIZE, PROT_READ, MAP_SHARED, fd, 0);
	if (p != MAP_FAILED) { /* Linux refused it before 6.7 */
		SAME(p[0], 'm');
		FAILS(mprotect(p, SIZE, RW), EACCES);
		OK(munmap(p, SIZE));
	}
	p = mmap(NULL, SIZE, RW, MAP_PRIVATE, fd, 0);
	CHECK(p != MAP_FAILED);
	p[0] = 'p';
	OK(munmap(p, SIZE));
	SAME(pread(fd, &c, 1, 0), 1);
	SAME(c, 'm');
	OK(close(fd));
}

/* All of them have so much. */
static void room(void)
{
	int fd = (int)OK(memfd_create("big", 0));
	int other = (int)OK(memfd_create("other", 0));
	struct stat st;

	FAILS(fallocate(fd, 0, 0, 65 << 20), ENOSPC);
	OK(fstat(fd, &st));
	SAME(st.st_size, 0);
	SAME(st.st_blocks, 0);
	OK(fallocate(fd, 0, 0, 60 << 20));
	FAILS(fallocate(other, 0, 0, 5 << 20), ENOSPC);
	OK(close(fd));
	OK(fallocate(other, 0, 0, 5 << 20));
	OK(close(other));
}

int main(void)
{
	plain();
	seals();
	sealed_maps();
	if (on_exa())
		room();
	return 0;
}
