/* SPDX-License-Identifier: GPL-3.0-or-later */
/* readahead(): of regular files that are open for reading. */
#define _GNU_SOURCE
#include "call.h"

int main(void)
{
	int fd, fds[2];

	scratch();
	make_file("f", "text");
	fd = (int)OK(open("f", O_RDONLY));
	SAME(readahead(fd, 0, 4), 0);
	OK(close(fd));
	fd = (int)OK(open("f", O_WRONLY));
	FAILS(readahead(fd, 0, 4), EBADF);
	OK(close(fd));
	FAILS(readahead(fd, 0, 4), EBADF);
	OK(pipe(fds));
	FAILS(readahead(fds[0], 0, 4), EINVAL);
	OK(close(fds[0]));
	OK(close(fds[1]));
	OK(unlink("f"));
	scratch_end();
	return 0;
}
