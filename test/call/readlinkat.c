/* SPDX-License-Identifier: GPL-3.0-or-later */
/* readlink() and readlinkat(). */
#define _GNU_SOURCE
#include "test/call/call.h"

int main(void)
{
	char text[64];
	int dir, fd;

	scratch();
	make_file("f", "");
	OK(mkdir("d", 0755));
	OK(symlink("to/some/where", "d/l"));
	OK(symlink("d", "k"));
	OK(symlink("loop", "loop"));
	memset(text, '#', sizeof(text));
	SAME(readlink("d/l", text, sizeof(text)), 13);
	CHECK(memcmp(text, "to/some/where##", 15) == 0);
	memset(text, '#', sizeof(text));
	SAME(readlink("k/l", text, 3), 3);
	CHECK(memcmp(text, "to/##", 5) == 0);
	SAME(readlink("loop", text, sizeof(text)), 4);
	dir = (int)OK(open("d", O_RDONLY));
	SAME(readlinkat(dir, "l", text, sizeof(text)), 13);
	fd = (int)OK(open("k", O_PATH | O_NOFOLLOW));
	SAME(readlinkat(fd, "", text, sizeof(text)), 1);
	SAME(text[0], 'd');

	FAILS(readlink("f", text, sizeof(text)), EINVAL);
	FAILS(readlink("d", text, sizeof(text)), EINVAL);
	FAILS(readlink("k/", text, sizeof(text)), EINVAL);
	FAILS(readlink("no", text, sizeof(text)), ENOENT);
	FAILS(readlink("", text, sizeof(text)), ENOENT);
	FAILS(readlink("f/x", text, sizeof(text)), ENOTDIR);
	FAILS(readlink("loop/x", text, sizeof(text)), ELOOP);
	FAILS(readlink("k", bad_pointer(), sizeof(text)), EFAULT);
	FAILS(readlink(bad_pointer(), text, sizeof(text)), EFAULT);
	FAILS(syscall(SYS_readlinkat, AT_FDCWD, "k", text, 0), EINVAL);
	FAILS(syscall(SYS_readlinkat, AT_FDCWD, "k", text, -1), EINVAL);
	FAILS(readlinkat(99, "l", text, sizeof(text)), EBADF);
	FAILS(readlinkat((int)OK(open("f", O_RDONLY)), "l", text, 9), ENOTDIR);
	OK(chmod("d", 0600));
	FAILS(readlinkat(dir, "l", text, sizeof(text)), EACCES);
	OK(chmod("d", 0700));
	OK(unlink("d/l"));
	OK(unlink("k"));
	OK(unlink("loop"));
	OK(unlink("f"));
	OK(rmdir("d"));
	scratch_end();
	return 0;
}
