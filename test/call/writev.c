/* SPDX-License-Identifier: GPL-3.0-or-later */
/* writev(): several buffers as one write. */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <sys/uio.h>

static int fds[2];
static volatile int hits;

static void count(int sig)
{
	(void)sig;
	hits++;
}

/* Two writers; each line of theirs arrives in one piece. */
static int writes_lines(void)
{
	char name[2] = { (char)('a' + getpid() % 20), '\n' };
	char middle[100];
	struct iovec v[3] = { { name, 1 }, { middle, sizeof(middle) },
		{ name + 1, 1 } };

	memset(middle, name[0], sizeof(middle));
	for (int i = 0; i < 1000; i++)
		SAME(writev(fds[1], v, 3), sizeof(middle) + 2);
	return 0;
}

static void atomic(void)
{
	pid_t one, two;
	char line[102];
	FILE *in;
	int lines = 0;

	OK(pipe(fds));
	one = in_child(writes_lines);
	two = in_child(writes_lines);
	OK(close(fds[1]));
	in = fdopen(fds[0], "r");
	CHECK(in != NULL);
	while (fread(line, sizeof(line), 1, in) == 1) {
		CHECK(line[101] == '\n');
		for (int i = 0; i <= 100; i++)
			CHECK(line[i] == line[0]);
		lines++;
	}
	SAME(lines, 2000);
	SAME(status_of(one), 0);
	SAME(status_of(two), 0);
	fclose(in);
}

static void errors(struct iovec *v)
{
	static struct iovec many[IOV_MAX + 1];
	struct iovec bad = { bad_pointer(), 4 };
	int fd = (int)OK(open("f", O_RDWR));

	FAILS(syscall(SYS_writev, fd, v, -1), EINVAL);
	FAILS(writev(fd, many, IOV_MAX + 1), EINVAL);
	SAME(writev(fd, many, IOV_MAX), 0);
	FAILS(writev(fd, bad_pointer(), 1), EFAULT);
	FAILS(writev(fd, &bad, 1), EFAULT);
	many[0].iov_len = SIZE_MAX;
	FAILS(writev(fd, many, 3), EINVAL);
	FAILS(writev(-1, v, 1), EBADF);
	OK(close(fd));
	FAILS(writev(fd, v, 1), EBADF);
	fd = (int)OK(open("f", O_RDONLY));
	FAILS(writev(fd, v, 1), EBADF);
	OK(close(fd));
	OK(pipe(fds));
	OK(close(fds[0]));
	handle(SIGPIPE, count, 0);
	FAILS(writev(fds[1], v, 2), EPIPE);
	SAME(hits, 1);
	OK(close(fds[1]));
}

int main(void)
{
	char text[16], one[] = "012", two[] = "", three[] = "3456789";
	static char large[20000];
	struct iovec v[3] = { { one, 3 }, { two, 0 }, { three, 7 } };
	int fd;

	scratch();
	fd = (int)OK(open("f", O_RDWR | O_CREAT, 0600));
	SAME(writev(fd, v, 3), 10);
	SAME(writev(fd, v, 0), 0);
	SAME(size_of("f"), 10);
	SAME(pread(fd, text, sizeof(text), 0), 10);
	CHECK(memcmp(text, "0123456789", 10) == 0);
	v[1].iov_base = large;
	v[1].iov_len = sizeof(large);
	SAME(writev(fd, v, 3), sizeof(large) + 10);
	SAME(size_of("f"), sizeof(large) + 20);
	SAME(pread(fd, text, 7, sizeof(large) + 13), 7);
	CHECK(memcmp(text, "3456789", 7) == 0);
	OK(close(fd));
	errors(v);
	atomic();
	OK(unlink("f"));
	scratch_end();
	return 0;
}
