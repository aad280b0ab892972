/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * execveat() and fexecve(): by directory, by descriptor, AT_EMPTY_PATH,
 * AT_SYMLINK_NOFOLLOW; scripts by descriptor; EBADF, ENOENT, ELOOP, ENOTDIR,
 * EACCES, EINVAL, EFAULT.
 */
#define _GNU_SOURCE
#include "call.h"

static const char *self;

static char *const argv0[] = { "zero", "image", NULL };

static long at(int fd, const char *path, int flags)
{
	return syscall(SYS_execveat, fd, path, argv0, environ, flags);
}

static int by_descriptor(void)
{
	int fd = (int)OK(open(self, O_RDONLY | O_CLOEXEC));

	at(fd, "", AT_EMPTY_PATH);
	return 1;
}

static int by_path_descriptor(void)
{
	int fd = (int)OK(open(self, O_PATH | O_CLOEXEC));

	fexecve(fd, argv0, environ);
	return 1;
}

static int by_directory(void)
{
	int fd = (int)OK(open(".", O_RDONLY | O_DIRECTORY));

	OK(chdir("/"));
	at(fd, "link", 0);
	return 1;
}

static int by_working_directory(void)
{
	at(AT_FDCWD, "link", 0);
	return 1;
}

static int absolute(void)
{
	at(-1, self, AT_SYMLINK_NOFOLLOW);
	return 1;
}

static int script(void)
{
	at((int)OK(open("script", O_RDONLY)), "", AT_EMPTY_PATH);
	return 1;
}

static int script_in_directory(void)
{
	at((int)OK(open(".", O_RDONLY)), "script", 0);
	return 1;
}

static void check_errors(void)
{
	int dir = (int)OK(open(".", O_RDONLY)), fd;

	FAILS(at(dir, "nothing", 0), ENOENT);
	FAILS(at(dir, "", 0), ENOENT);
	FAILS(at(dir, "", AT_EMPTY_PATH), EACCES);
	FAILS(at(99, "script", 0), EBADF);
	FAILS(at(99, "", AT_EMPTY_PATH), EBADF);
	FAILS(at(dir, "link", AT_SYMLINK_NOFOLLOW), ELOOP);
	FAILS(at(dir, "link/x", 0), ENOTDIR);
	FAILS(at(dir, "plain", 0), EACCES);
	FAILS(at(dir, "script", 0x8000), EINVAL);
	FAILS(syscall(SYS_execveat, dir, bad_pointer(), argv0, environ, 0),
		EFAULT);
	fd = (int)OK(open("plain", O_RDONLY));
	FAILS(at(fd, "script", 0), ENOTDIR);
	FAILS(at(fd, "", AT_EMPTY_PATH), EACCES);
	/* Its interpreter could not open it. */
	fd = (int)OK(open("script", O_RDONLY | O_CLOEXEC));
	FAILS(at(fd, "", AT_EMPTY_PATH), ENOENT);
}

int main(int argc, char **argv)
{
	static char path[PATH_MAX];

	if (argc > 1) {
		SAME(strcmp(argv[0], "zero"), 0);
		return 21;
	}
	CHECK(realpath("/proc/self/exe", path) != NULL);
	self = path;
	scratch();
	OK(symlink(self, "link"));
	make_file("plain", "");
	make_file("script",
		"#!/bin/sh\ncase $0 in /dev/fd/*) exit 34; esac; exit 1\n");
	OK(chmod("script", 0755));
	SAME(status_of(in_child(by_descriptor)), 21 << 8);
	SAME(status_of(in_child(by_path_descriptor)), 21 << 8);
	SAME(status_of(in_child(by_directory)), 21 << 8);
	SAME(status_of(in_child(by_working_directory)), 21 << 8);
	SAME(status_of(in_child(absolute)), 21 << 8);
	SAME(status_of(in_child(script)), 34 << 8);
	SAME(status_of(in_child(script_in_directory)), 34 << 8);
	check_errors();
	OK(unlink("script"));
	OK(unlink("plain"));
	OK(unlink("link"));
	scratch_end();
	return 0;
}
