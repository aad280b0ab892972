/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * faccessat(): with the real ids, or AT_EACCESS; links followed unless
 * AT_SYMLINK_NOFOLLOW; EACCES, EBADF, EINVAL, ENOENT, ENOTDIR, EFAULT.
 */
#define _GNU_SOURCE
#include "call.h"

static long call(int dir, const char *path, int mode, int flags)
{
	return syscall(439, dir, path, mode, flags);
}

int main(void)
{
	int dir;

	scratch();
	make_file("file", "x");
	OK(symlink("nowhere", "link"));
	dir = (int)OK(open(".", O_RDONLY | O_DIRECTORY));
	OK(call(dir, "file", F_OK, 0));
	OK(call(dir, "file", R_OK | W_OK, AT_EACCESS));
	FAILS(call(dir, "file", X_OK, 0), EACCES);
	OK(chmod("file", 0100));
	OK(call(dir, "file", X_OK, AT_EACCESS));
	if (geteuid() != 0) {
		FAILS(call(dir, "file", R_OK, AT_EACCESS), EACCES);
		FAILS(call(dir, "file", W_OK | X_OK, 0), EACCES);
	}
	FAILS(call(dir, "link", F_OK, 0), ENOENT);
	OK(call(dir, "link", F_OK, AT_SYMLINK_NOFOLLOW));
	FAILS(call(dir, "file/x", F_OK, 0), ENOTDIR);
	FAILS(call(dir, "", F_OK, 0), ENOENT);
	FAILS(call(dir, "file", 8, 0), EINVAL);
	FAILS(call(dir, "file", F_OK, 0x8000), EINVAL);
	FAILS(call(77, "file", F_OK, 0), EBADF);
	OK(call(77, "/etc/passwd", R_OK, 0));
	FAILS(call(dir, bad_pointer(), F_OK, 0), EFAULT);
	OK(close(dir));
	OK(unlink("file"));
	OK(unlink("link"));
	scratch_end();
	return 0;
}
