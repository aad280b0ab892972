/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fstat() of all that can be open. */
#define _GNU_SOURCE
#include "test/call/call.h"

static struct stat st;

int main(void)
{
	struct stat named;
	int fd, fds[2];

	scratch();
	make_file("f", "abc");
	fd = (int)OK(open("f", O_WRONLY));
	OK(fstat(fd, &st));
	OK(stat("f", &named));
	SAME(st.st_ino, named.st_ino);
	SAME(st.st_dev, named.st_dev);
	SAME(st.st_mode, S_IFREG | 0644);
	SAME(st.st_size, 3);
	SAME(write(fd, "12345", 5), 5);
	OK(fstat(fd, &st));
	SAME(st.st_size, 5);
	OK(link("f", "g"));
	OK(fstat(fd, &st));
	SAME(st.st_nlink, 2);
	OK(unlink("f"));
	OK(unlink("g"));
	OK(fstat(fd, &st));
	SAME(st.st_nlink, 0);
	SAME(st.st_size, 5);
	OK(close(fd));
	fd = (int)OK(open(".", O_RDONLY));
	OK(fstat(fd, &st));
	CHECK(S_ISDIR(st.st_mode));
	OK(close(fd));
	fd = (int)OK(open("/dev/null", O_RDONLY));
	OK(fstat(fd, &st));
	CHECK(S_ISCHR(st.st_mode));
	OK(pipe(fds));
	OK(fstat(fds[1], &st));
	CHECK(S_ISFIFO(st.st_mode));
	SAME(st.st_uid, geteuid());
	FAILS(fstat(-1, &st), EBADF);
	FAILS(fstat(99, &st), EBADF);
	FAILS(syscall(SYS_fstat, fd, bad_pointer()), EFAULT);
	OK(close(fd));
	FAILS(fstat(fd, &st), EBADF);
	scratch_end();
	return 0;
}
