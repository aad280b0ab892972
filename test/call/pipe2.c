/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pipe() and pipe2(): a pair of descriptors, and what flows between them. */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <sys/resource.h>

static int fds[2];

static void flags(void)
{
	char c;

	OK(pipe2(fds, O_CLOEXEC | O_NONBLOCK));
	for (int i = 0; i < 2; i++) {
		SAME(fcntl(fds[i], F_GETFD), FD_CLOEXEC);
		SAME(fcntl(fds[i], F_GETFL) & O_NONBLOCK, O_NONBLOCK);
	}
	FAILS(read(fds[0], &c, 1), EAGAIN);
	OK(close(fds[0]));
	OK(close(fds[1]));
	FAILS(pipe2(fds, O_APPEND), EINVAL);
	FAILS(pipe2(fds, ~0), EINVAL);
	FAILS(pipe2(bad_pointer(), 0), EFAULT);
}

static int writes_numbers(void)
{
	OK(close(fds[0]));
	for (int i = 0; i < 50000; i++)
		SAME(write(fds[1], &i, sizeof(i)), sizeof(i));
	return 0;
}

/* More than fits: the writer waits for the reader and nothing is lost. */
static void flow(void)
{
	pid_t pid;
	int number;

	OK(pipe(fds));
	pid = in_child(writes_numbers);
	OK(close(fds[1]));
	for (int i = 0; i < 50000; i++) {
		SAME(read(fds[0], &number, sizeof(number)), sizeof(number));
		SAME(number, i);
	}
	SAME(read(fds[0], &number, sizeof(number)), 0);
	SAME(status_of(pid), 0);
	OK(close(fds[0]));
}

static void too_many(void)
{
	struct rlimit limit;
	int null = (int)OK(open("/dev/null", O_RDONLY)), fd, last = null;

	OK(getrlimit(RLIMIT_NOFILE, &limit));
	while ((fd = dup(null)) >= 0)
		last = fd;
	SAME(last, limit.rlim_cur - 1);
	FAILS(pipe(fds), EMFILE);
	OK(close(last));
	FAILS(pipe(fds), EMFILE);
	SAME(dup(null), last);
	OK(close(last));
	OK(close(last - 1));
	OK(pipe(fds));
	SAME(fds[0], last - 1);
	SAME(fds[1], last);
	for (fd = null; fd <= last; fd++)
		OK(close(fd));
}

/* Of all pipes of a user, as long as he is not root. */
static void capacities(void)
{
	enum { MOST = 65, BIG = 1 << 20 };
	int pair[MOST + 1][2], n = -1;

	do
		OK(pipe(pair[++n]));
	while (n < MOST && fcntl(pair[n][1], F_SETPIPE_SZ, BIG) == BIG);
	SAME(errno, EPERM);
	CHECK(n >= 1 && n < MOST);
	/* Of the usual size, or smaller; less is always granted. */
	CHECK(fcntl(pair[n][1], F_GETPIPE_SZ) <= 65536);
	SAME(fcntl(pair[n][1], F_SETPIPE_SZ, 4096), 4096);
	SAME(fcntl(pair[0][1], F_SETPIPE_SZ, 4096), 4096);
	for (; n >= 0; n--) {
		OK(close(pair[n][0]));
		OK(close(pair[n][1]));
	}
	OK(pipe(fds));
	SAME(fcntl(fds[1], F_SETPIPE_SZ, BIG), BIG);
	OK(close(fds[0]));
	OK(close(fds[1]));
}

int main(void)
{
	struct stat st;

	OK(pipe2(fds, 0));
	CHECK(fds[0] < fds[1]);
	SAME(fcntl(fds[0], F_GETFD), 0);
	SAME(fcntl(fds[0], F_GETFL) & O_ACCMODE, O_RDONLY);
	SAME(fcntl(fds[1], F_GETFL) & O_ACCMODE, O_WRONLY);
	OK(fstat(fds[0], &st));
	CHECK(S_ISFIFO(st.st_mode));
	FAILS(lseek(fds[0], 0, SEEK_CUR), ESPIPE);
	FAILS(write(fds[0], "x", 1), EBADF);
	FAILS(read(fds[1], &st, 1), EBADF);
	OK(close(fds[0]));
	OK(close(fds[1]));
	flags();
	flow();
	capacities();
	too_many();
	return 0;
}
