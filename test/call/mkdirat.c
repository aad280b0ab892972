/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mkdirat(): new directories, their modes, links and owners. */
#define _GNU_SOURCE
#include "test/call/call.h"

static nlink_t links_of(const char *name)
{
	struct stat st;

	OK(stat(name, &st));
	return st.st_nlink;
}

static void too_long(void)
{
	static char name[PATH_MAX + 2];

	memset(name, 'n', NAME_MAX + 1);
	FAILS(mkdir(name, 0755), ENAMETOOLONG);
	name[NAME_MAX] = '\0';
	OK(mkdir(name, 0755));
	OK(rmdir(name));
	memset(name, '/', PATH_MAX);
	memcpy(name, "ab", 2);
	FAILS(mkdir(name, 0755), ENAMETOOLONG);
}

static void modes(void)
{
	struct stat st;

	umask(027);
	OK(mkdir("m", 0777));
	SAME(mode_of("m"), S_IFDIR | 0750);
	OK(rmdir("m"));
	umask(022);
	OK(mkdir("m", 01777));
	SAME(mode_of("m"), S_IFDIR | 01755);
	OK(stat("m", &st));
	SAME(st.st_uid, geteuid());
	SAME(st.st_gid, getegid());
	OK(rmdir("m"));
}

static void errors(int dir)
{
	FAILS(mkdir("a", 0755), EEXIST);
	FAILS(mkdir(".", 0755), EEXIST);
	FAILS(mkdir("/", 0755), EEXIST);
	FAILS(mkdir("f", 0755), EEXIST);
	FAILS(mkdir("dangling", 0755), EEXIST);
	FAILS(mkdir("no/b", 0755), ENOENT);
	FAILS(mkdir("", 0755), ENOENT);
	FAILS(mkdir("f/b", 0755), ENOTDIR);
	FAILS(mkdir("loop/b", 0755), ELOOP);
	FAILS(mkdir(bad_pointer(), 0755), EFAULT);
	FAILS(mkdirat(99, "b", 0755), EBADF);
	FAILS(mkdirat(-1, "b", 0755), EBADF);
	FAILS(mkdirat((int)OK(open("f", O_RDONLY)), "b", 0755), ENOTDIR);
	FAILS(mkdir("/bin/b", 0755), on_exa() ? EROFS : EACCES);
	FAILS(mkdir("/b", 0755), EACCES);
	OK(chmod("a", 0555));
	FAILS(mkdirat(dir, "x", 0755), EACCES);
	OK(chmod("a", 0755));
}

int main(void)
{
	int dir;

	scratch();
	make_file("f", "");
	OK(symlink("nowhere", "dangling"));
	OK(symlink("loop", "loop"));
	OK(mkdir("a", 0777));
	SAME(mode_of("a"), S_IFDIR | 0755);
	SAME(links_of("a"), 2);
	OK(mkdir("a/b///", 0755));
	SAME(links_of("a"), 3);
	SAME(mode_of("a/b/.."), S_IFDIR | 0755);
	dir = (int)OK(open("a", O_RDONLY | O_DIRECTORY));
	OK(mkdirat(dir, "c", 0700));
	SAME(mode_of("a/c"), S_IFDIR | 0700);
	modes();
	errors(dir);
	too_long();

	OK(rmdir("a/c"));
	OK(rmdir("a/b"));
	SAME(links_of("a"), 2);
	OK(rmdir("a"));
	FAILS(mkdirat(dir, "b", 0755), ENOENT);
	OK(unlink("f"));
	OK(unlink("loop"));
	OK(unlink("dangling"));
	scratch_end();
	return 0;
}
