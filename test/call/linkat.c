/* SPDX-License-Identifier: GPL-3.0-or-later */
/* linkat(): further names of a file. */
#define _GNU_SOURCE
#include "test/call/call.h"

static void same_file(const char *a, const char *b, nlink_t links)
{
	struct stat one, two;

	OK(lstat(a, &one));
	OK(lstat(b, &two));
	SAME(one.st_ino, two.st_ino);
	SAME(one.st_dev, two.st_dev);
	SAME(one.st_nlink, links);
	SAME(two.st_nlink, links);
}

static void symlinks(void)
{
	OK(symlink("f", "s"));
	OK(link("s", "t"));
	same_file("s", "t", 2);
	SAME(mode_of("t") & S_IFMT, S_IFLNK);
	OK(linkat(AT_FDCWD, "s", AT_FDCWD, "u", AT_SYMLINK_FOLLOW));
	same_file("f", "u", 2);
	OK(unlink("s"));
	OK(unlink("t"));
	OK(unlink("u"));
}

static void errors(int dir)
{
	FAILS(link("f", "f"), EEXIST);
	FAILS(link("f", "d"), EEXIST);
	FAILS(link("d", "e"), EPERM);
	FAILS(link("no", "e"), ENOENT);
	FAILS(link("f", "no/e"), ENOENT);
	FAILS(link("f", ""), ENOENT);
	FAILS(link("", "e"), ENOENT);
	FAILS(link("f", "e/"), ENOENT);
	FAILS(link("f/x", "e"), ENOTDIR);
	FAILS(link("f", "f/x"), ENOTDIR);
	FAILS(link("f/", "e"), ENOTDIR);
	FAILS(link(bad_pointer(), "e"), EFAULT);
	FAILS(link("f", bad_pointer()), EFAULT);
	FAILS(linkat(99, "f", AT_FDCWD, "e", 0), EBADF);
	FAILS(linkat(AT_FDCWD, "f", 99, "e", 0), EBADF);
	FAILS(linkat(AT_FDCWD, "f", AT_FDCWD, "e", 1 << 20), EINVAL);
	if (on_exa())
		FAILS(link("f", "/run/f"), EXDEV);
	OK(chmod("d", 0555));
	FAILS(linkat(AT_FDCWD, "f", dir, "e", 0), EACCES);
	OK(chmod("d", 0755));
}

int main(void)
{
	char c;
	int dir, fd;

	scratch();
	make_file("f", "abc");
	OK(mkdir("d", 0755));
	dir = (int)OK(open("d", O_RDONLY | O_DIRECTORY));
	OK(link("f", "g"));
	same_file("f", "g", 2);
	OK(linkat(AT_FDCWD, "g", dir, "h", 0));
	same_file("f", "d/h", 3);
	fd = (int)OK(open("d/h", O_WRONLY));
	SAME(write(fd, "X", 1), 1);
	OK(close(fd));
	OK(unlink("f"));
	same_file("g", "d/h", 2);
	fd = (int)OK(open("g", O_RDONLY));
	SAME(read(fd, &c, 1), 1);
	SAME(c, 'X');
	OK(close(fd));
	OK(rename("g", "f"));
	OK(unlink("d/h"));
	same_file("f", "f", 1);
	symlinks();
	errors(dir);
	OK(unlink("f"));
	OK(rmdir("d"));
	scratch_end();
	return 0;
}
