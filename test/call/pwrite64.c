/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pwrite(): at a 64-bit position of its own. */
#define _GNU_SOURCE
#include "test/call/call.h"

static void full(void)
{
	int fd = (int)OK(open("f", O_WRONLY));

	FAILS(pwrite(fd, "xy", 2, (off_t)1 << 62), EFBIG);
	errno = 0;
	SAME(pwrite(fd, "xy", 2, INT64_MAX), -1);
	CHECK(errno == EFBIG || errno == EINVAL);
	OK(close(fd));
}

int main(void)
{
	const off_t far = ((off_t)1 << 31) + 7;
	char text[16];
	int fd, fds[2];

	scratch();
	fd = (int)OK(open("f", O_RDWR | O_CREAT, 0600));
	SAME(write(fd, "0123456789", 10), 10);
	SAME(pwrite(fd, "ABC", 3, 5), 3);
	SAME(pwrite(fd, "", 0, 50), 0);
	SAME(lseek(fd, 0, SEEK_CUR), 10);
	SAME(size_of("f"), 10);
	SAME(pread(fd, text, 10, 0), 10);
	CHECK(memcmp(text, "01234ABC89", 10) == 0);
	SAME(pwrite(fd, "x", 1, far), 1);
	SAME(size_of("f"), far + 1);
	SAME(pread(fd, text, 3, far - 2), 3);
	CHECK(memcmp(text, "\0\0x", 3) == 0);

	FAILS(pwrite(fd, "x", 1, -1), EINVAL);
	FAILS(pwrite(fd, bad_pointer(), 1, 0), EFAULT);
	FAILS(pwrite(-1, "x", 1, 0), EBADF);
	OK(close(fd));
	FAILS(pwrite(fd, "x", 1, 0), EBADF);
	fd = (int)OK(open("f", O_RDONLY));
	FAILS(pwrite(fd, "x", 1, 0), EBADF);
	OK(close(fd));
	OK(pipe(fds));
	FAILS(pwrite(fds[1], "x", 1, 0), ESPIPE);
	full();
	OK(unlink("f"));
	scratch_end();
	return 0;
}
