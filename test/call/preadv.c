/* SPDX-License-Identifier: GPL-3.0-or-later */
/* preadv() and pwritev() (pwritev.c is this file too). */
#define _GNU_SOURCE
#include "call.h"
#include <sys/uio.h>

int main(void)
{
	char a[4] = "abc", b[8] = "defghij", x[2], y[20];
	struct iovec out[2] = { { a, 3 }, { b, 7 } };
	struct iovec in[3] = { { x, 2 }, { NULL, 0 }, { y, 20 } };
	struct iovec bad[2] = { { x, 1 }, { y, (size_t)-1 } };
	int fd, fds[2];

	scratch();
	fd = (int)OK(open("f", O_RDWR | O_CREAT, 0644));
	SAME(pwritev(fd, out, 2, 5), 10);
	SAME(lseek(fd, 0, SEEK_CUR), 0);
	SAME(size_of("f"), 15);
	SAME(preadv(fd, in, 3, 4), 11);
	SAME(memcmp(x, "\0a", 2), 0);
	SAME(memcmp(y, "bcdefghij", 9), 0);
	SAME(preadv(fd, in, 3, 15), 0);
	SAME(preadv(fd, in, 3, 1LL << 33), 0);
	SAME(preadv(fd, in, 0, 0), 0);
	FAILS(preadv(fd, in, 3, -1), EINVAL);
	FAILS(pwritev(fd, out, 2, -1), EINVAL);
	FAILS(preadv(fd, in, -1, 0), EINVAL);
	FAILS(preadv(fd, in, IOV_MAX + 1, 0), EINVAL);
	FAILS(preadv(fd, bad, 2, 0), EINVAL);
	FAILS(preadv(fd, bad_pointer(), 1, 0), EFAULT);
	FAILS(preadv(-1, in, 3, 0), EBADF);
	FAILS(pwritev(99, out, 2, 0), EBADF);
	OK(pipe(fds));
	FAILS(preadv(fds[0], in, 3, 0), ESPIPE);
	FAILS(pwritev(fds[1], out, 2, 0), ESPIPE);
	OK(close(fds[0]));
	OK(close(fds[1]));
	OK(close(fd));
	fd = (int)OK(open("f", O_RDONLY));
	FAILS(pwritev(fd, out, 2, 0), EBADF);
	OK(close(fd));
	fd = (int)OK(open("f", O_WRONLY | O_APPEND));
	FAILS(preadv(fd, in, 3, 0), EBADF);
	/* Linux: O_APPEND wins over the offset. */
	SAME(pwritev(fd, out, 2, 0), 10);
	SAME(size_of("f"), 25);
	OK(close(fd));
	OK(unlink("f"));
	fd = (int)OK(open(".", O_RDONLY));
	FAILS(preadv(fd, in, 3, 0), EISDIR);
	OK(close(fd));
	scratch_end();
	return 0;
}
