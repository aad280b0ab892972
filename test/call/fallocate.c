/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fallocate(): room, KEEP_SIZE, PUNCH_HOLE, and holes by lseek(). */
#define _GNU_SOURCE
#include "call.h"

enum { K = 1024, BLOCK = 64 * K };

static int fd;

static long long blocks(void)
{
	struct stat st;

	OK(fstat(fd, &st));
	return st.st_blocks;
}

static void room(void)
{
	struct stat st;
	char c;

	OK(fallocate(fd, 0, 0, 100000));
	OK(fstat(fd, &st));
	SAME(st.st_size, 100000);
	CHECK(st.st_blocks * 512 >= 100000);
	SAME(pread(fd, &c, 1, 99999), 1);
	SAME(c, 0);
	SAME(pwrite(fd, "xyz", 3, 50), 3);
	OK(fallocate(fd, 0, 0, 200));
	SAME(size_of("f"), 100000);
	SAME(pread(fd, &c, 1, 51), 1);
	SAME(c, 'y');
	OK(fallocate(fd, FALLOC_FL_KEEP_SIZE, 100000, 300000));
	SAME(size_of("f"), 100000);
	CHECK(blocks() * 512 >= 400000);
	SAME(posix_fallocate(fd, 100000, 5), 0);
	SAME(size_of("f"), 100005);
}

static void holes(void)
{
	const int punch = FALLOC_FL_KEEP_SIZE | FALLOC_FL_PUNCH_HOLE;
	char *block = malloc(4 * BLOCK);
	long long before;

	OK(ftruncate(fd, 0));
	memset(block, 'd', 4 * BLOCK);
	SAME(pwrite(fd, block, 4 * BLOCK, 0), 4 * BLOCK);
	SAME(lseek(fd, 0, SEEK_HOLE), 4 * BLOCK);
	before = blocks();
	OK(fallocate(fd, punch, BLOCK, BLOCK));
	CHECK(blocks() < before);
	SAME(size_of("f"), 4 * BLOCK);
	SAME(lseek(fd, 0, SEEK_DATA), 0);
	SAME(lseek(fd, 0, SEEK_HOLE), BLOCK);
	SAME(lseek(fd, BLOCK + 5, SEEK_HOLE), BLOCK + 5);
	SAME(lseek(fd, BLOCK + 5, SEEK_DATA), 2 * BLOCK);
	SAME(lseek(fd, 2 * BLOCK, SEEK_HOLE), 4 * BLOCK);
	SAME(pread(fd, block, 3 * BLOCK, 0), 3 * BLOCK);
	SAME(block[BLOCK - 1], 'd');
	SAME(block[BLOCK], 0);
	SAME(block[2 * BLOCK - 1], 0);
	SAME(block[2 * BLOCK], 'd');
	/* Parts of blocks become zeros. */
	OK(fallocate(fd, punch, 10, 5));
	SAME(pread(fd, block, 20, 0), 20);
	SAME(memcmp(block, "dddddddddd\0\0\0\0\0ddddd", 20), 0);
	OK(fallocate(fd, punch, 0, 100LL * BLOCK));
	SAME(size_of("f"), 4 * BLOCK);
	FAILS(lseek(fd, 0, SEEK_DATA), ENXIO);
	SAME(lseek(fd, 0, SEEK_HOLE), 0);
	FAILS(lseek(fd, 4 * BLOCK, SEEK_HOLE), ENXIO);
	FAILS(lseek(fd, 4 * BLOCK, SEEK_DATA), ENXIO);
	FAILS(lseek(fd, -1, SEEK_DATA), ENXIO);
	free(block);
}

static void errors(void)
{
	int fds[2], other;

	FAILS(fallocate(fd, 0, -1, 5), EINVAL);
	FAILS(fallocate(fd, 0, 5, -1), EINVAL);
	FAILS(fallocate(fd, 0, 0, 0), EINVAL);
	FAILS(fallocate(fd, FALLOC_FL_PUNCH_HOLE, 0, 5), EOPNOTSUPP);
	FAILS(fallocate(fd, 0x4000, 0, 5), EOPNOTSUPP);
	FAILS(fallocate(fd, 0, INT64_MAX, 5), EFBIG);
	FAILS(fallocate(-1, 0, 0, 5), EBADF);
	other = (int)OK(open("f", O_RDONLY));
	FAILS(fallocate(other, 0, 0, 5), EBADF);
	OK(close(other));
	other = (int)OK(open("/dev/null", O_RDWR));
	FAILS(fallocate(other, 0, 0, 5), ENODEV);
	OK(close(other));
	OK(pipe(fds));
	FAILS(fallocate(fds[1], 0, 0, 5), ESPIPE);
	OK(close(fds[0]));
	OK(close(fds[1]));
}

int main(void)
{
	scratch();
	fd = (int)OK(open("f", O_RDWR | O_CREAT, 0644));
	room();
	holes();
	errors();
	OK(close(fd));
	OK(unlink("f"));
	scratch_end();
	return 0;
}
