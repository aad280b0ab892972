/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lseek(): 64-bit positions, shared by all who have the file. */
#define _GNU_SOURCE
#include "test/call/call.h"

static int fd;

static int child(void)
{
	SAME(lseek(fd, 0, SEEK_CUR), 7);
	SAME(lseek(fd, 2, SEEK_SET), 2);
	return 0;
}

static void wide(void)
{
	const off_t big = ((off_t)1 << 40) + 123;
	char c;

	SAME(lseek(fd, big, SEEK_SET), big);
	SAME(lseek(fd, big, SEEK_CUR), 2 * big);
	SAME(lseek(fd, -2 * big + 1, SEEK_CUR), 1);
	SAME(lseek(fd, big, SEEK_END), big + 10);
	SAME(read(fd, &c, 1), 0);
	SAME(size_of("f"), 10);
	SAME(lseek(fd, 0x80000000LL, SEEK_SET), 0x80000000LL);
	SAME(lseek(fd, 0xffffffffLL, SEEK_SET), 0xffffffffLL);
	SAME(lseek(fd, 1, SEEK_CUR), 0x100000000LL);
}

int main(void)
{
	int fds[2];
	char c;

	scratch();
	make_file("f", "0123456789");
	fd = (int)OK(open("f", O_RDWR));
	SAME(lseek(fd, 0, SEEK_CUR), 0);
	SAME(lseek(fd, 3, SEEK_SET), 3);
	SAME(read(fd, &c, 1), 1);
	SAME(c, '3');
	SAME(lseek(fd, -2, SEEK_CUR), 2);
	SAME(lseek(fd, -3, SEEK_END), 7);
	SAME(status_of(in_child(child)), 0);
	SAME(lseek(fd, 0, SEEK_CUR), 2);
	SAME(lseek(fd, 0, SEEK_END), 10);
	SAME(read(fd, &c, 1), 0);
	wide();

	SAME(lseek(fd, 5, SEEK_SET), 5);
	FAILS(lseek(fd, -1, SEEK_SET), EINVAL);
	FAILS(lseek(fd, -6, SEEK_CUR), EINVAL);
	FAILS(lseek(fd, -11, SEEK_END), EINVAL);
	FAILS(lseek(fd, 0, 99), EINVAL);
	SAME(lseek(fd, 0, SEEK_CUR), 5);
	/* Beyond the end: a hole. */
	SAME(lseek(fd, 20, SEEK_SET), 20);
	SAME(write(fd, "x", 1), 1);
	SAME(size_of("f"), 21);
	SAME(pread(fd, &c, 1, 15), 1);
	SAME(c, 0);

	OK(pipe(fds));
	FAILS(lseek(fds[0], 0, SEEK_SET), ESPIPE);
	FAILS(lseek(fds[1], 0, SEEK_CUR), ESPIPE);
	FAILS(lseek(-1, 0, SEEK_SET), EBADF);
	OK(close(fd));
	FAILS(lseek(fd, 0, SEEK_SET), EBADF);
	OK(unlink("f"));
	scratch_end();
	return 0;
}
