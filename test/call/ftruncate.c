/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ftruncate(): longer and shorter, what is open. */
#define _GNU_SOURCE
#include "test/call/call.h"

static void contents(int fd)
{
	static char text[100000];

	memset(text, 'a', sizeof(text));
	SAME(write(fd, text, sizeof(text)), sizeof(text));
	OK(ftruncate(fd, 10));
	/* The position stays: the write leaves a hole. */
	SAME(lseek(fd, 0, SEEK_CUR), sizeof(text));
	SAME(write(fd, "b", 1), 1);
	SAME(size_of("f"), sizeof(text) + 1);
	SAME(pread(fd, text, sizeof(text), 0), sizeof(text));
	for (size_t i = 0; i < sizeof(text); i++)
		CHECK(text[i] == (i < 10 ? 'a' : '\0'));
	OK(ftruncate(fd, 50000));
	OK(ftruncate(fd, 50000));
	SAME(size_of("f"), 50000);
	SAME(read(fd, text, 1), 0);
	OK(ftruncate(fd, 0));
	SAME(size_of("f"), 0);
}

int main(void)
{
	const off_t big = (off_t)3 << 30;
	int fd, fds[2];

	scratch();
	fd = (int)OK(open("f", O_RDWR | O_CREAT, 0600));
	contents(fd);
	OK(ftruncate(fd, big));
	SAME(size_of("f"), big);
	SAME(pwrite(fd, "end", 3, big), 3);
	SAME(size_of("f"), big + 3);
	FAILS(ftruncate(fd, -1), EINVAL);
	FAILS(ftruncate(fd, INT64_MIN), EINVAL);
	OK(chmod("f", 0));
	OK(ftruncate(fd, 1));
	OK(chmod("f", 0600));
	OK(close(fd));
	FAILS(ftruncate(fd, 0), EBADF);
	FAILS(ftruncate(-1, 0), EBADF);
	fd = (int)OK(open("f", O_RDONLY));
	FAILS(ftruncate(fd, 0), EINVAL);
	OK(close(fd));
	fd = (int)OK(open(".", O_RDONLY));
	FAILS(ftruncate(fd, 0), EINVAL);
	OK(close(fd));
	OK(pipe(fds));
	FAILS(ftruncate(fds[1], 0), EINVAL);
	fd = (int)OK(open("/dev/null", O_RDWR));
	FAILS(ftruncate(fd, 0), EINVAL);
	OK(unlink("f"));
	scratch_end();
	return 0;
}
