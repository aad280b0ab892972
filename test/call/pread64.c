/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pread(): at a 64-bit position of its own. */
#define _GNU_SOURCE
#include "test/call/call.h"

int main(void)
{
	const off_t far = ((off_t)1 << 32) - 8192;
	char text[16];
	int fd, fds[2];

	scratch();
	make_file("f", "0123456789");
	fd = (int)OK(open("f", O_RDWR));
	OK(lseek(fd, 2, SEEK_SET));
	SAME(pread(fd, text, 3, 5), 3);
	CHECK(memcmp(text, "567", 3) == 0);
	SAME(pread(fd, text, sizeof(text), 8), 2);
	SAME(pread(fd, text, sizeof(text), 10), 0);
	SAME(pread(fd, text, sizeof(text), (off_t)1 << 40), 0);
	SAME(pread(fd, text, 0, 0), 0);
	SAME(lseek(fd, 0, SEEK_CUR), 2);
	SAME(pwrite(fd, "far", 3, far), 3);
	SAME(pread(fd, text, sizeof(text), far), 3);
	CHECK(memcmp(text, "far", 3) == 0);
	SAME(pread(fd, text, 4, far - 4), 4);
	CHECK(memcmp(text, "\0\0\0\0", 4) == 0);
	/* The low half of the position alone would find other bytes. */
	SAME(pread(fd, text, 3, (off_t)1 << 32), 0);

	FAILS(pread(fd, text, 1, -1), EINVAL);
	FAILS(pread(fd, text, 1, INT64_MIN), EINVAL);
	FAILS(pread(fd, bad_pointer(), 1, 0), EFAULT);
	FAILS(pread(-1, text, 1, 0), EBADF);
	OK(close(fd));
	FAILS(pread(fd, text, 1, 0), EBADF);
	fd = (int)OK(open("f", O_WRONLY));
	FAILS(pread(fd, text, 1, 0), EBADF);
	OK(close(fd));
	fd = (int)OK(open(".", O_RDONLY));
	FAILS(pread(fd, text, 1, 0), EISDIR);
	OK(close(fd));
	OK(pipe(fds));
	FAILS(pread(fds[0], text, 1, 0), ESPIPE);
	OK(unlink("f"));
	scratch_end();
	return 0;
}
