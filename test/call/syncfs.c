/* SPDX-License-Identifier: GPL-3.0-or-later */
/* syncfs(): of any open file, but not with O_PATH. */
#define _GNU_SOURCE
#include "call.h"

int main(void)
{
	int fd;

	scratch();
	make_file("f", "text");
	fd = (int)OK(open("f", O_RDONLY));
	OK(syncfs(fd));
	OK(close(fd));
	FAILS(syncfs(fd), EBADF);
	FAILS(syncfs(-1), EBADF);
	fd = (int)OK(open("f", O_PATH));
	FAILS(syncfs(fd), EBADF);
	OK(close(fd));
	OK(unlink("f"));
	scratch_end();
	return 0;
}
