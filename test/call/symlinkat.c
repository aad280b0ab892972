/* SPDX-License-Identifier: GPL-3.0-or-later */
/* symlinkat(): links whose targets need not be. */
#define _GNU_SOURCE
#include "test/call/call.h"

static char target[PATH_MAX + 1];

static void lengths(void)
{
	static char back[PATH_MAX + 1];

	memset(target, 't', PATH_MAX);
	FAILS(symlink(target, "l"), ENAMETOOLONG);
	target[PATH_MAX - 1] = '\0';
	OK(symlink(target, "l"));
	SAME(size_of("l"), PATH_MAX - 1);
	SAME(readlink("l", back, sizeof(back)), PATH_MAX - 1);
	CHECK(memcmp(back, target, PATH_MAX - 1) == 0);
	OK(unlink("l"));
}

static void walks(void)
{
	char name[32], to[32];
	int i;

	OK(mkdir("d", 0755));
	make_file("d/f", "abc");
	OK(symlink("d/f", "s0"));
	for (i = 1; i <= 40; i++) {
		snprintf(name, sizeof(name), "s%d", i);
		snprintf(to, sizeof(to), "s%d", i - 1);
		OK(symlink(to, name));
	}
	/* Forty links may be followed in one path, not more. */
	OK(access("s39", F_OK));
	FAILS(access("s40", F_OK), ELOOP);
	OK(symlink("../d", "d/up"));
	OK(access("d/up/up/up/f", R_OK));
	for (i = 0; i <= 40; i++) {
		snprintf(name, sizeof(name), "s%d", i);
		OK(unlink(name));
	}
	OK(unlink("d/up"));
	OK(unlink("d/f"));
	OK(rmdir("d"));
}

int main(void)
{
	struct stat st;
	int dir;

	scratch();
	umask(077);
	OK(symlink("nowhere", "l"));
	SAME(mode_of("l"), S_IFLNK | 0777);
	SAME(size_of("l"), 7);
	OK(lstat("l", &st));
	SAME(st.st_uid, geteuid());
	FAILS(access("l", F_OK), ENOENT);
	make_file("nowhere", "");
	OK(access("l", F_OK));
	umask(022);

	FAILS(symlink("x", "l"), EEXIST);
	FAILS(symlink("x", "nowhere"), EEXIST);
	FAILS(symlink("", "m"), ENOENT);
	FAILS(symlink("x", ""), ENOENT);
	FAILS(symlink("x", "no/m"), ENOENT);
	FAILS(symlink("x", "m/"), ENOENT);
	FAILS(symlink("x", "nowhere/m"), ENOTDIR);
	FAILS(symlink(bad_pointer(), "m"), EFAULT);
	FAILS(symlink("x", bad_pointer()), EFAULT);
	FAILS(symlinkat("x", 99, "m"), EBADF);
	FAILS(symlink("x", "/bin/m"), on_exa() ? EROFS : EACCES);
	OK(unlink("l"));
	OK(unlink("nowhere"));
	OK(mkdir("d", 0755));
	dir = (int)OK(open("d", O_RDONLY | O_DIRECTORY));
	OK(symlinkat("x", dir, "m"));
	SAME(size_of("d/m"), 1);
	OK(chmod("d", 0555));
	FAILS(symlinkat("x", dir, "n"), EACCES);
	OK(chmod("d", 0755));
	OK(unlink("d/m"));
	OK(rmdir("d"));
	lengths();
	walks();
	scratch_end();
	return 0;
}
