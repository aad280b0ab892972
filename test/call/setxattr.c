/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Extended attributes: setting, getting, listing, removing, by name, by link
 * and by descriptor; the errors of xattr(7). The tests of all twelve calls
 * are this one.
 */
#define _GNU_SOURCE
#include "call.h"
#include <sys/xattr.h>

static int fd;

static void values(void)
{
	char value[10] = "";

	OK(setxattr("f", "user.one", "value", 5, 0));
	SAME(getxattr("f", "user.one", value, sizeof(value)), 5);
	SAME(memcmp(value, "value", 5), 0);
	SAME(getxattr("f", "user.one", NULL, 0), 5);
	FAILS(getxattr("f", "user.one", value, 4), ERANGE);
	FAILS(getxattr("f", "user.two", value, 4), ENODATA);
	FAILS(setxattr("f", "user.one", "x", 1, XATTR_CREATE), EEXIST);
	FAILS(setxattr("f", "user.two", "x", 1, XATTR_REPLACE), ENODATA);
	OK(fsetxattr(fd, "user.one", "v", 1, XATTR_REPLACE));
	SAME(fgetxattr(fd, "user.one", value, sizeof(value)), 1);
	OK(setxattr("l", "user.empty", "", 0, XATTR_CREATE));
	SAME(lgetxattr("f", "user.empty", value, sizeof(value)), 0);
}

static void lists(void)
{
	char names[64];
	ssize_t size;

	size = listxattr("f", names, sizeof(names));
	SAME(size, 9 + 11);
	CHECK(strcmp(names, "user.one") == 0 ||
		strcmp(names, "user.empty") == 0);
	SAME(llistxattr("f", NULL, 0), size);
	SAME(flistxattr(fd, names, sizeof(names)), size);
	FAILS(listxattr("f", names, 5), ERANGE);
	OK(removexattr("l", "user.empty"));
	SAME(listxattr("f", names, sizeof(names)), 9);
	FAILS(lremovexattr("f", "user.empty"), ENODATA);
	OK(fremovexattr(fd, "user.one"));
	SAME(listxattr("f", names, sizeof(names)), 0);
}

static void names(void)
{
	char name[300];

	FAILS(setxattr("f", "", "x", 1, 0), ERANGE);
	memset(name, 'n', sizeof(name));
	memcpy(name, "user.", 5);
	name[256] = '\0';
	FAILS(setxattr("f", name, "x", 1, 0), ERANGE);
	name[255] = '\0';
	OK(setxattr("f", name, "x", 1, 0));
	OK(removexattr("f", name));
	FAILS(setxattr("f", "other.name", "x", 1, 0), EOPNOTSUPP);
	FAILS(getxattr("f", "name", name, 1), EOPNOTSUPP);
	FAILS(setxattr("f", "user.x", "x", 1, 4), EINVAL);
	FAILS(setxattr("f", "user.x", "x", 70000, 0), E2BIG);
	FAILS(setxattr("f", "user.x", bad_pointer(), 1, 0), EFAULT);
	FAILS(setxattr("f", bad_pointer(), "x", 1, 0), EFAULT);
	FAILS(setxattr("none", "user.x", "x", 1, 0), ENOENT);
	FAILS(fsetxattr(99, "user.x", "x", 1, 0), EBADF);
	FAILS(fgetxattr(99, "user.x", name, 1), EBADF);
	FAILS(flistxattr(99, name, 1), EBADF);
	FAILS(fremovexattr(99, "user.x"), EBADF);
}

static void rights(void)
{
	char value[4];

	/* A link has none of its own. */
	FAILS(lsetxattr("l", "user.x", "x", 1, 0), EPERM);
	FAILS(lgetxattr("l", "user.x", value, 4), ENODATA);
	OK(setxattr("d", "user.x", "x", 1, 0));
	OK(removexattr("d", "user.x"));
	if (geteuid() != 0) {
		FAILS(setxattr("f", "trusted.x", "x", 1, 0), EPERM);
		FAILS(getxattr("f", "trusted.x", value, 4), ENODATA);
		OK(chmod("f", 0444));
		FAILS(setxattr("f", "user.x", "x", 1, 0), EACCES);
		OK(chmod("f", 0222));
		FAILS(getxattr("f", "user.x", value, 4), EACCES);
		return;
	}
	OK(setxattr("f", "trusted.x", "x", 1, 0));
	SAME(getxattr("f", "trusted.x", value, 4), 1);
	OK(removexattr("f", "trusted.x"));
}

int main(void)
{
	scratch();
	make_file("f", "");
	OK(symlink("f", "l"));
	OK(mkdir("d", 0755));
	fd = (int)OK(open("f", O_RDONLY));
	values();
	lists();
	names();
	rights();
	OK(close(fd));
	OK(unlink("l"));
	OK(unlink("f"));
	OK(rmdir("d"));
	scratch_end();
	return 0;
}
