/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chmod() and fchmodat(). */
#define _GNU_SOURCE
#include "test/call/call.h"

int main(void)
{
	int dir;

	scratch();
	make_file("f", "abc");
	OK(symlink("f", "l"));
	OK(symlink("loop", "loop"));
	OK(mkdir("d", 0755));
	make_file("d/f", "");
	dir = (int)OK(open("d", O_RDONLY));
	OK(chmod("f", 0));
	SAME(mode_of("f"), S_IFREG);
	FAILS(open("f", O_RDONLY), EACCES);
	OK(chmod("f", 07777));
	SAME(mode_of("f"), S_IFREG | 07777);
	/* What writes takes the power to set the user away. */
	make_file("f", "x");
	SAME(mode_of("f"), S_IFREG | 01777);
	OK(chmod("l", 0600));
	SAME(mode_of("f"), S_IFREG | 0600);
	SAME(mode_of("l"), S_IFLNK | 0777);
	OK(fchmodat(dir, "f", 0604, 0));
	SAME(mode_of("d/f"), S_IFREG | 0604);
	OK(chmod("d", 0600));
	FAILS(chmod("d/f", 0644), EACCES);
	OK(chmod("d", 0755));

	FAILS(chmod("no", 0644), ENOENT);
	FAILS(chmod("", 0644), ENOENT);
	FAILS(chmod("f/x", 0644), ENOTDIR);
	FAILS(chmod("f/", 0644), ENOTDIR);
	FAILS(chmod("loop", 0644), ELOOP);
	FAILS(chmod(bad_pointer(), 0644), EFAULT);
	FAILS(fchmodat(99, "f", 0644, 0), EBADF);
	FAILS(fchmodat(dir, "f", 0644, 1 << 20), EINVAL);
	FAILS(chmod("/bin/sh", 0644), on_exa() ? EROFS : EPERM);
	FAILS(chmod("/", 0777), EPERM);
	OK(unlink("d/f"));
	OK(rmdir("d"));
	OK(unlink("f"));
	OK(unlink("l"));
	OK(unlink("loop"));
	scratch_end();
	return 0;
}
