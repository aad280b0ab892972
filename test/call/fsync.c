/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fsync(): of files; what cannot be written back is EINVAL. fdatasync.c is the
 * same.
 */
#ifndef SYNC
#define SYNC fsync
#endif
#define _GNU_SOURCE
#include "test/call/call.h"

int main(void)
{
	char text[8];
	int fd, fds[2];

	scratch();
	fd = (int)OK(open("f", O_RDWR | O_CREAT, 0600));
	SAME(write(fd, "abc", 3), 3);
	OK(SYNC(fd));
	SAME(pread(fd, text, sizeof(text), 0), 3);
	CHECK(memcmp(text, "abc", 3) == 0);
	OK(unlink("f"));
	OK(SYNC(fd));
	OK(close(fd));
	FAILS(SYNC(fd), EBADF);
	FAILS(SYNC(-1), EBADF);
	fd = (int)OK(open(".", O_RDONLY));
	OK(SYNC(fd));
	OK(pipe(fds));
	FAILS(SYNC(fds[0]), EINVAL);
	FAILS(SYNC(fds[1]), EINVAL);
	scratch_end();
	return 0;
}
