/* SPDX-License-Identifier: GPL-3.0-or-later */
/* access() and faccessat(): what the real user may do. */
#define _GNU_SOURCE
#include "test/call/call.h"

static void by_mode(void)
{
	static const int wants[] = { R_OK, W_OK, X_OK, R_OK | W_OK, R_OK | X_OK,
		W_OK | X_OK, R_OK | W_OK | X_OK };
	mode_t mode;

	for (mode = 0; mode < 8; mode++) {
		OK(chmod("f", mode << 6 | 077));
		OK(access("f", F_OK));
		for (size_t i = 0; i < sizeof(wants) / sizeof(*wants); i++) {
			if (((mode_t)wants[i] & ~mode) == 0)
				OK(access("f", wants[i]));
			else
				FAILS(access("f", wants[i]), EACCES);
		}
	}
	OK(chmod("f", 0644));
}

int main(void)
{
	int dir;

	scratch();
	make_file("f", "");
	by_mode();
	OK(mkdir("d", 0755));
	make_file("d/f", "");
	OK(symlink("nowhere", "dangling"));
	OK(symlink("loop", "loop"));
	dir = (int)OK(open("d", O_RDONLY));
	OK(faccessat(dir, "f", R_OK, 0));
	OK(faccessat(dir, "..", X_OK, 0));
	OK(chmod("d", 0));
	FAILS(access("d/f", F_OK), EACCES);
	FAILS(faccessat(dir, "f", F_OK, 0), EACCES);
	OK(chmod("d", 0755));

	FAILS(access("no", F_OK), ENOENT);
	FAILS(access("", F_OK), ENOENT);
	FAILS(access("dangling", F_OK), ENOENT);
	FAILS(access("loop", F_OK), ELOOP);
	FAILS(access("f/x", F_OK), ENOTDIR);
	FAILS(access("f/", F_OK), ENOTDIR);
	FAILS(access(bad_pointer(), F_OK), EFAULT);
	FAILS(access("f", 8), EINVAL);
	FAILS(access("f", -1), EINVAL);
	FAILS(faccessat(99, "f", F_OK, 0), EBADF);
	OK(faccessat(99, "/", F_OK, 0));
	FAILS(access("/bin/sh", W_OK), on_exa() ? EROFS : EACCES);
	OK(access("/bin/sh", R_OK | X_OK));
	FAILS(access("/", W_OK), EACCES);
	OK(unlink("d/f"));
	OK(unlink("f"));
	OK(unlink("loop"));
	OK(unlink("dangling"));
	OK(rmdir("d"));
	scratch_end();
	return 0;
}
