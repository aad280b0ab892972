/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unlink(), rmdir() and unlinkat(), sticky directories among them. */
#define _GNU_SOURCE
#include "test/call/call.h"

/* A file lives as long as it is open. */
static void open_file(void)
{
	struct stat st;
	char c;
	int fd;

	make_file("f", "abc");
	fd = (int)OK(open("f", O_RDWR));
	OK(unlink("f"));
	FAILS(access("f", F_OK), ENOENT);
	OK(fstat(fd, &st));
	SAME(st.st_nlink, 0);
	SAME(st.st_size, 3);
	SAME(pwrite(fd, "X", 1, 0), 1);
	SAME(read(fd, &c, 1), 1);
	SAME(c, 'X');
	OK(close(fd));
}

static void directories(void)
{
	OK(mkdir("d", 0755));
	OK(mkdir("d/e", 0755));
	FAILS(rmdir("d"), ENOTEMPTY);
	FAILS(unlink("d"), EISDIR);
	FAILS(rmdir("d/e/."), EINVAL);
	FAILS(rmdir("d/e/.."), ENOTEMPTY);
	OK(rmdir("d/e/"));
	make_file("d/f", "");
	FAILS(rmdir("d/f"), ENOTDIR);
	FAILS(unlink("d/f/"), ENOTDIR);
	FAILS(rmdir("d"), ENOTEMPTY);
	OK(unlink("d/f"));
	OK(symlink("d", "l"));
	FAILS(rmdir("l"), ENOTDIR);
	OK(unlink("l"));
	SAME(mode_of("d"), S_IFDIR | 0755);
	OK(rmdir("d"));
	FAILS(rmdir("d"), ENOENT);
	FAILS(rmdir("/"), EBUSY);
	FAILS(rmdir("/proc"), EACCES);
}

static void at(void)
{
	int dir;

	OK(mkdir("d", 0755));
	make_file("d/f", "");
	OK(mkdir("d/e", 0755));
	dir = (int)OK(open("d", O_RDONLY | O_DIRECTORY));
	FAILS(unlinkat(dir, "f", AT_REMOVEDIR), ENOTDIR);
	FAILS(unlinkat(dir, "e", 0), EISDIR);
	FAILS(unlinkat(dir, "f", ~AT_REMOVEDIR), EINVAL);
	OK(chmod("d", 0555));
	FAILS(unlinkat(dir, "f", 0), EACCES);
	FAILS(unlinkat(dir, "e", AT_REMOVEDIR), EACCES);
	OK(chmod("d", 0666));
	FAILS(unlinkat(dir, "f", 0), EACCES);
	OK(chmod("d", 0755));
	OK(unlinkat(dir, "f", 0));
	OK(unlinkat(dir, "e", AT_REMOVEDIR));
	FAILS(unlinkat(dir, "f", 0), ENOENT);
	FAILS(unlinkat(99, "f", 0), EBADF);
	OK(rmdir("d"));
	OK(close(dir));
}

int main(void)
{
	static char name[NAME_MAX + 2];

	scratch();
	open_file();
	directories();
	at();
	make_file("f", "");
	OK(link("f", "g"));
	OK(unlink("f"));
	SAME(mode_of("g"), S_IFREG | 0644);
	FAILS(unlink("g/x"), ENOTDIR);
	OK(unlink("g"));
	OK(symlink("loop", "loop"));
	FAILS(unlink("loop/x"), ELOOP);
	OK(unlink("loop"));
	memset(name, 'n', NAME_MAX + 1);
	FAILS(unlink(name), ENAMETOOLONG);
	FAILS(unlink(""), ENOENT);
	FAILS(unlink(bad_pointer()), EFAULT);
	FAILS(rmdir(bad_pointer()), EFAULT);
	/* /tmp is sticky and not ours, / is neither. */
	FAILS(rmdir("/tmp"), EACCES);
	FAILS(unlink("/bin/sh"), on_exa() ? EROFS : EACCES);
	scratch_end();
	return 0;
}
