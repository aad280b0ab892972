/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fchdir(): to an open directory, wherever it is now. */
#define _GNU_SOURCE
#include "test/call/call.h"

int main(void)
{
	int dir, file, fds[2], path;

	scratch();
	OK(mkdir("a", 0755));
	make_file("a/f", "");
	dir = (int)OK(open("a", O_RDONLY | O_DIRECTORY));
	path = (int)OK(open(".", O_PATH | O_DIRECTORY));
	OK(rename("a", "b"));
	OK(fchdir(dir));
	OK(access("f", F_OK));
	OK(fchdir(path));
	OK(access("b/f", F_OK));
	file = (int)OK(open("b/f", O_RDONLY));
	OK(pipe(fds));
	FAILS(fchdir(file), ENOTDIR);
	FAILS(fchdir(fds[0]), ENOTDIR);
	FAILS(fchdir(-1), EBADF);
	FAILS(fchdir(99), EBADF);
	OK(chmod("b", 0600));
	FAILS(fchdir(dir), EACCES);
	OK(chmod("b", 0700));
	OK(access("b/f", F_OK));
	OK(close(dir));
	FAILS(fchdir(dir), EBADF);
	OK(unlink("b/f"));
	OK(rmdir("b"));
	scratch_end();
	return 0;
}
