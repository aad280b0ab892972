/* SPDX-License-Identifier: GPL-3.0-or-later */
/* getcwd(): the path of the working directory, whatever led there. */
#define _GNU_SOURCE
#include "test/call/call.h"

static char name[PATH_MAX];

static long raw(void *buffer, size_t size)
{
	return syscall(SYS_getcwd, buffer, size);
}

static void follows_directory(void)
{
	char below[PATH_MAX + 8];

	snprintf(below, sizeof(below), "%s/a/b", name);
	OK(mkdir("a", 0700));
	OK(mkdir("a/b", 0700));
	OK(symlink("a/b", "link"));
	OK(chdir("link"));
	CHECK(getcwd(name, sizeof(name)) == name);
	CHECK(strcmp(name, below) == 0);
	OK(rename("../../a", "../../c"));
	below[strlen(below) - 3] = 'c';
	CHECK(getcwd(name, sizeof(name)) == name);
	CHECK(strcmp(name, below) == 0);
	OK(chdir("../.."));
	OK(unlink("link"));
	OK(rmdir("c/b"));
}

static int child(void)
{
	char mine[PATH_MAX];

	CHECK(getcwd(mine, sizeof(mine)) == mine);
	CHECK(strcmp(mine, scratch_name) == 0);
	OK(chdir("/"));
	return 0;
}

int main(void)
{
	scratch();
	CHECK(getcwd(name, sizeof(name)) == name);
	CHECK(strcmp(name, scratch_name) == 0);
	SAME(raw(name, sizeof(name)), strlen(name) + 1);
	SAME(raw(name, strlen(scratch_name) + 1), strlen(scratch_name) + 1);
	FAILS(raw(name, strlen(scratch_name)), ERANGE);
	FAILS(raw(name, 0), ERANGE);
	FAILS(raw(bad_pointer(), 4096), EFAULT);
	CHECK(getcwd(name, 0) == NULL && errno == EINVAL);
	SAME(status_of(in_child(child)), 0);
	CHECK(getcwd(name, sizeof(name)) == name);
	CHECK(strcmp(name, scratch_name) == 0);
	follows_directory();

	OK(chdir("c"));
	OK(rmdir("../c"));
	FAILS(raw(name, sizeof(name)), ENOENT);
	OK(chdir("/"));
	SAME(raw(name, sizeof(name)), 2);
	CHECK(strcmp(name, "/") == 0);
	scratch_end();
	return 0;
}
