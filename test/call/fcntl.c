/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fcntl(): duplicates, descriptor flags, status flags. */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <sys/resource.h>

static void duplicates(int fd)
{
	struct rlimit limit;

	SAME(fcntl(fd, F_DUPFD, 40), 40);
	SAME(fcntl(fd, F_DUPFD, 40), 41);
	SAME(fcntl(fd, F_DUPFD_CLOEXEC, 40), 42);
	SAME(fcntl(41, F_GETFD), 0);
	SAME(fcntl(42, F_GETFD), FD_CLOEXEC);
	OK(getrlimit(RLIMIT_NOFILE, &limit));
	FAILS(fcntl(fd, F_DUPFD, (int)limit.rlim_cur), EINVAL);
	FAILS(fcntl(fd, F_DUPFD, -1), EINVAL);
	SAME(fcntl(fd, F_DUPFD, (int)limit.rlim_cur - 1), limit.rlim_cur - 1);
	FAILS(fcntl(fd, F_DUPFD, (int)limit.rlim_cur - 1), EMFILE);
	OK(close((int)limit.rlim_cur - 1));
	OK(close(40));
	OK(close(41));
	OK(close(42));
}

static int closed_by_exec(void)
{
	execl("/bin/sh", "sh", "-c", "echo x >&9", (char *)NULL);
	return 1;
}

static void close_on_exec(int fd)
{
	int errors = dup(2), status;

	SAME(dup2(fd, 9), 9);
	SAME(fcntl(9, F_GETFD), 0);
	SAME(status_of(in_child(closed_by_exec)), 0);
	OK(fcntl(9, F_SETFD, FD_CLOEXEC));
	SAME(fcntl(9, F_GETFD), FD_CLOEXEC);
	OK(dup2(fd, 2));
	status = status_of(in_child(closed_by_exec));
	OK(dup2(errors, 2));
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) != 0);
	OK(fcntl(9, F_SETFD, 0));
	SAME(fcntl(9, F_GETFD), 0);
	OK(close(9));
	OK(close(errors));
}

static void status_flags(void)
{
	int fds[2];
	char c;

	OK(pipe(fds));
	SAME(fcntl(fds[0], F_GETFL) & O_ACCMODE, O_RDONLY);
	SAME(fcntl(fds[1], F_GETFL) & O_ACCMODE, O_WRONLY);
	SAME(fcntl(fds[0], F_GETFL) & O_NONBLOCK, 0);
	OK(fcntl(fds[0], F_SETFL, O_NONBLOCK));
	SAME(fcntl(fds[0], F_GETFL) & O_NONBLOCK, O_NONBLOCK);
	FAILS(read(fds[0], &c, 1), EAGAIN);
	/* The access mode is not to be changed, other bits are ignored. */
	OK(fcntl(fds[0], F_SETFL, O_RDWR | O_CREAT | O_EXCL));
	SAME(fcntl(fds[0], F_GETFL) & O_ACCMODE, O_RDONLY);
	SAME(fcntl(fds[0], F_GETFL) & O_NONBLOCK, 0);
	OK(close(fds[0]));
	OK(close(fds[1]));
}

static void appends(void)
{
	int fd = (int)OK(open("f", O_RDWR | O_CREAT | O_TRUNC, 0600));

	SAME(fcntl(fd, F_GETFL) & (O_ACCMODE | O_CREAT | O_TRUNC | O_EXCL),
		O_RDWR);
	SAME(write(fd, "12345", 5), 5);
	OK(fcntl(fd, F_SETFL, O_APPEND));
	SAME(fcntl(fd, F_GETFL) & O_APPEND, O_APPEND);
	SAME(lseek(fd, 0, SEEK_SET), 0);
	SAME(write(fd, "6", 1), 1);
	SAME(size_of("f"), 6);
	OK(close(fd));
	OK(unlink("f"));
}

int main(void)
{
	int fd = (int)OK(open("/dev/null", O_RDWR));

	scratch();
	duplicates(fd);
	close_on_exec(fd);
	status_flags();
	appends();
	FAILS(fcntl(-1, F_GETFD), EBADF);
	FAILS(fcntl(500, F_GETFD), EBADF);
	FAILS(fcntl(500, F_DUPFD, 0), EBADF);
	FAILS(fcntl(INT_MAX, F_SETFL, 0), EBADF);
	FAILS(fcntl(fd, 9999), EINVAL);
	scratch_end();
	return 0;
}
