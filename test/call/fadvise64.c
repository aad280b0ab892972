/* SPDX-License-Identifier: GPL-3.0-or-later */
/* posix_fadvise(): checks its arguments; returns the error. */
#define _GNU_SOURCE
#include "call.h"

int main(void)
{
	int fd, fds[2];

	scratch();
	make_file("f", "text");
	fd = (int)OK(open("f", O_RDONLY));
	for (int advice = 0; advice <= 5; advice++)
		SAME(posix_fadvise(fd, 0, 0, advice), 0);
	SAME(posix_fadvise(fd, 1LL << 40, 1, POSIX_FADV_WILLNEED), 0);
	SAME(posix_fadvise(fd, 0, -1, POSIX_FADV_NORMAL), EINVAL);
	SAME(posix_fadvise(fd, 0, 0, 77), EINVAL);
	OK(close(fd));
	SAME(posix_fadvise(fd, 0, 0, POSIX_FADV_NORMAL), EBADF);
	SAME(posix_fadvise(-1, 0, 0, POSIX_FADV_NORMAL), EBADF);
	OK(pipe(fds));
	SAME(posix_fadvise(fds[0], 0, 0, POSIX_FADV_NORMAL), ESPIPE);
	OK(close(fds[0]));
	OK(close(fds[1]));
	OK(unlink("f"));
	scratch_end();
	return 0;
}
