/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * chroot(): the superuser's; ".." and links stay inside, what was open or
 * current stays where it is; inherited; ENOENT, ENOTDIR, ENAMETOOLONG, ELOOP,
 * EFAULT.
 */
#define _GNU_SOURCE
#include "test/call/call.h"

static void check_errors(void)
{
	static char longest[PATH_MAX + 1];

	make_file("file", "");
	OK(symlink("loop", "loop"));
	FAILS(chroot("nothing"), ENOENT);
	FAILS(chroot(""), ENOENT);
	FAILS(chroot("file"), ENOTDIR);
	FAILS(chroot("loop"), ELOOP);
	memset(longest, 'x', PATH_MAX);
	FAILS(chroot(longest), ENAMETOOLONG);
	FAILS(syscall(SYS_chroot, bad_pointer()), EFAULT);
	FAILS(syscall(SYS_chroot, NULL), EFAULT);
	OK(unlink("file"));
	OK(unlink("loop"));
}

static int inside(void)
{
	char name[64];

	OK(access("/in/file", F_OK));
	FAILS(access("/bin/sh", F_OK), ENOENT);
	return getcwd(name, sizeof(name)) == NULL || strcmp(name, "/") != 0;
}

static int as_root(void)
{
	int outside = (int)OK(open("/", O_RDONLY | O_DIRECTORY));
	char name[64];

	OK(chroot("."));
	OK(chdir("/"));
	OK(getcwd(name, sizeof(name)) == NULL ? -1 : 0);
	SAME(strcmp(name, "/"), 0);
	OK(access("/in/file", F_OK));
	OK(access("/../../in/../../in/file", F_OK));
	OK(chdir("in"));
	OK(chdir("../.."));
	OK(access("in/file", F_OK));
	/* An absolute link is followed from the new root. */
	OK(access("link", F_OK));
	OK(access("in/up", F_OK));
	FAILS(access("/bin/sh", F_OK), ENOENT);
	SAME(status_of(in_child(inside)), 0);
	/* A descriptor of the outside leads out, as Linux says. */
	OK(faccessat(outside, "bin/sh", X_OK, 0));
	OK(fchdir(outside));
	OK(access("bin/sh", X_OK));
	FAILS(access("/bin/sh", F_OK), ENOENT);
	OK(chroot("."));
	OK(access("/bin/sh", X_OK));
	return 0;
}

int main(void)
{
	char name[8];

	scratch();
	if (geteuid() != 0) {
		FAILS(chroot("."), EPERM);
		FAILS(chroot("/"), EPERM);
		OK(access("/bin/sh", X_OK));
		OK(chdir("/"));
		CHECK(getcwd(name, sizeof(name)) != NULL);
		SAME(strcmp(name, "/"), 0);
		OK(chdir(scratch_name));
	} else {
		check_errors();
		OK(mkdir("in", 0755));
		make_file("in/file", "");
		OK(symlink("/in/file", "link"));
		OK(symlink("../../../../../../in/file", "in/up"));
		SAME(status_of(in_child(as_root)), 0);
		OK(unlink("in/up"));
		OK(unlink("link"));
		OK(unlink("in/file"));
		OK(rmdir("in"));
	}
	scratch_end();
	return 0;
}
