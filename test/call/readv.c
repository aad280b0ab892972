/* SPDX-License-Identifier: GPL-3.0-or-later */
/* readv(): into several buffers, one after the other. */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <sys/uio.h>

static char a[4], b[4], c[8];
static struct iovec vector[3] = { { a, sizeof(a) }, { b, sizeof(b) },
	{ c, sizeof(c) } };
static int fds[2];

static int writes_late(void)
{
	sleep_ms(20);
	SAME(write(fds[1], "abcdef", 6), 6);
	return 0;
}

static void pipes(void)
{
	pid_t pid;

	OK(pipe(fds));
	pid = in_child(writes_late);
	SAME(readv(fds[0], vector, 3), 6);
	CHECK(memcmp(a, "abcd", 4) == 0 && memcmp(b, "ef", 2) == 0);
	SAME(status_of(pid), 0);
	/* Full buffers do not make it wait for more. */
	SAME(write(fds[1], "ABCD", 4), 4);
	SAME(readv(fds[0], vector, 3), 4);
	CHECK(memcmp(a, "ABCD", 4) == 0);
	OK(fcntl(fds[0], F_SETFL, O_NONBLOCK));
	FAILS(readv(fds[0], vector, 3), EAGAIN);
	OK(close(fds[1]));
	SAME(readv(fds[0], vector, 3), 0);
	FAILS(readv(fds[1], vector, 3), EBADF);
}

int main(void)
{
	struct iovec many[IOV_MAX + 1] = { { a, 1 } };
	struct iovec bad = { bad_pointer(), 4 };
	int fd;

	scratch();
	make_file("f", "0123456789");
	fd = (int)OK(open("f", O_RDONLY));
	SAME(readv(fd, vector, 3), 10);
	CHECK(memcmp(a, "0123", 4) == 0 && memcmp(b, "4567", 4) == 0 &&
		memcmp(c, "89", 2) == 0);
	SAME(readv(fd, vector, 3), 0);
	OK(lseek(fd, 1, SEEK_SET));
	vector[1].iov_len = 0;
	SAME(readv(fd, vector, 2), 4);
	CHECK(memcmp(a, "1234", 4) == 0);
	vector[1].iov_len = sizeof(b);
	SAME(readv(fd, vector, 0), 0);
	for (int i = 1; i <= IOV_MAX; i++)
		many[i] = many[0];
	SAME(readv(fd, many, IOV_MAX), 5);
	CHECK(a[0] == '9');
	FAILS(readv(fd, many, IOV_MAX + 1), EINVAL);
	FAILS(syscall(SYS_readv, fd, many, -1), EINVAL);
	OK(lseek(fd, 0, SEEK_SET));
	FAILS(readv(fd, bad_pointer(), 1), EFAULT);
	FAILS(readv(fd, &bad, 1), EFAULT);
	vector[1].iov_len = (size_t)-1;
	FAILS(readv(fd, vector, 2), EINVAL);
	vector[1].iov_len = sizeof(b);
	FAILS(readv(-1, vector, 1), EBADF);
	OK(close(fd));
	FAILS(readv(fd, vector, 1), EBADF);
	pipes();
	OK(unlink("f"));
	scratch_end();
	return 0;
}
