/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * renameat2(): replaces, moves between directories, RENAME_NOREPLACE and
 * RENAME_EXCHANGE or EINVAL; the errors of rename().
 */
#define _GNU_SOURCE
#include "call.h"

enum { NOREPLACE = 1 };

static long call(const char *from, const char *to, unsigned flags)
{
	return syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, flags);
}

int main(void)
{
	struct stat before, after;
	int dir;

	scratch();
	make_file("a", "aaa");
	make_file("b", "b");
	OK(mkdir("d", 0755));
	OK(mkdir("e", 0755));
	OK(stat("a", &before));
	OK(call("a", "b", 0));
	FAILS(access("a", F_OK), ENOENT);
	OK(stat("b", &after));
	SAME(before.st_ino, after.st_ino);
	SAME(size_of("b"), 3);
	dir = (int)OK(open("d", O_RDONLY | O_DIRECTORY));
	OK(syscall(SYS_renameat2, AT_FDCWD, "b", dir, "c", 0));
	SAME(size_of("d/c"), 3);
	OK(syscall(SYS_renameat2, dir, "c", AT_FDCWD, "b", 0));
	FAILS(syscall(SYS_renameat2, 77, "c", dir, "b", 0), EBADF);
	OK(close(dir));
	make_file("a", "1");
	FAILS(call("a", "b", NOREPLACE), EEXIST);
	OK(call("a", "new", NOREPLACE));
	OK(call("new", "a", 0));
	FAILS(call("a", "b", 0x100), EINVAL);
	FAILS(call("nothing", "b", 0), ENOENT);
	FAILS(call("", "b", 0), ENOENT);
	FAILS(call("a", "", 0), ENOENT);
	FAILS(call("a", "d", 0), EISDIR);
	FAILS(call("d", "a", 0), ENOTDIR);
	FAILS(call("a/x", "b", 0), ENOTDIR);
	FAILS(call("d", "d/sub", 0), EINVAL);
	make_file("e/full", "");
	FAILS(call("d", "e", 0), ENOTEMPTY);
	OK(unlink("e/full"));
	OK(call("d", "e", 0));
	OK(call("a", "a", 0));
	/* Two links to one file: both stay. */
	OK(link("a", "a2"));
	OK(call("a", "a2", 0));
	OK(access("a", F_OK));
	FAILS(call(bad_pointer(), "b", 0), EFAULT);
	FAILS(call("a", bad_pointer(), 0), EFAULT);
	OK(unlink("a"));
	OK(unlink("a2"));
	OK(unlink("b"));
	OK(rmdir("e"));
	scratch_end();
	return 0;
}
