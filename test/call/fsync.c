/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fsync(): of files; what cannot be written back is EINVAL. */
#define _GNU_SOURCE
#include "test/call/call.h"

int main(void)
{
	char text[8];
	int fd, fds[2];

	scratch();
	fd = (int)OK(open("f", O_RDWR | O_CREAT, 0600));
	SAME(write(fd, "abc", 3), 3);
	OK(fsync(fd));
	SAME(pread(fd, text, sizeof(text), 0), 3);
	CHECK(memcmp(text, "abc", 3) == 0);
	OK(unlink("f"));
	OK(fsync(fd));
	OK(close(fd));
	FAILS(fsync(fd), EBADF);
	FAILS(fsync(-1), EBADF);
	fd = (int)OK(open(".", O_RDONLY));
	OK(fsync(fd));
	OK(pipe(fds));
	FAILS(fsync(fds[0]), EINVAL);
	FAILS(fsync(fds[1]), EINVAL);
	scratch_end();
	return 0;
}
