/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chdir(): where relative paths start. */
#define _GNU_SOURCE
#include "test/call/call.h"

static int child(void)
{
	OK(access("f", F_OK));
	OK(chdir(".."));
	FAILS(access("f", F_OK), ENOENT);
	return 0;
}

static void here(const char *relative)
{
	char name[PATH_MAX], want[PATH_MAX];

	snprintf(want, sizeof(want), "%s%s", scratch_name, relative);
	CHECK(getcwd(name, sizeof(name)) != NULL);
	CHECK(strcmp(name, want) == 0);
}

int main(void)
{
	scratch();
	OK(mkdir("a", 0755));
	OK(mkdir("a/b", 0755));
	make_file("a/b/f", "");
	OK(symlink("a/b", "l"));
	OK(symlink("loop", "loop"));
	OK(chdir("a"));
	here("/a");
	OK(chdir("./b/"));
	here("/a/b");
	SAME(status_of(in_child(child)), 0);
	here("/a/b");
	OK(access("f", F_OK));
	OK(chdir("../../l"));
	here("/a/b");
	OK(chdir(".."));
	here("/a");
	OK(chdir(scratch_name));
	here("");

	FAILS(chdir("no"), ENOENT);
	FAILS(chdir(""), ENOENT);
	FAILS(chdir("a/b/f"), ENOTDIR);
	FAILS(chdir("a/b/f/x"), ENOTDIR);
	FAILS(chdir("loop"), ELOOP);
	FAILS(chdir(bad_pointer()), EFAULT);
	OK(chmod("a/b", 0600));
	FAILS(chdir("a/b"), EACCES);
	OK(chmod("a/b", 0755));
	here("");
	OK(chdir("/.."));
	OK(chdir(scratch_name));
	OK(unlink("a/b/f"));
	OK(rmdir("a/b"));
	OK(rmdir("a"));
	OK(unlink("l"));
	OK(unlink("loop"));
	scratch_end();
	return 0;
}
