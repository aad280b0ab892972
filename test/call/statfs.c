/* SPDX-License-Identifier: GPL-3.0-or-later */
/* statfs(): room on the file system that holds a path. */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <sys/vfs.h>

enum { RDONLY = 1 };

/* The bare call, which EXA has with the size of the structure. */
static long raw(const void *path, void *buffer)
{
	return on_exa()
		? syscall(SYS_statfs, path, sizeof(struct statfs), buffer)
		: syscall(SYS_statfs, path, buffer);
}

int main(void)
{
	struct statfs before, after;
	static char block[1 << 16];
	fsblkcnt_t used, needed;
	int fd;

	scratch();
	OK(statfs(".", &before));
	CHECK(before.f_bsize > 0);
	CHECK(before.f_blocks > 0);
	CHECK(before.f_bfree <= before.f_blocks);
	CHECK(before.f_bavail <= before.f_bfree);
	SAME(before.f_namelen, NAME_MAX);
	fd = (int)OK(open("f", O_WRONLY | O_CREAT, 0600));
	if (on_exa()) {
		SAME(write(fd, block, sizeof(block)), sizeof(block));
		OK(statfs("f", &after));
		SAME(after.f_blocks, before.f_blocks);
		/* The file's name and inode may need room, too. */
		used = before.f_bfree - after.f_bfree;
		needed = sizeof(block) / (size_t)before.f_bsize;
		CHECK(used >= needed && used <= needed + 1);
		OK(statfs("/bin", &after));
		SAME(after.f_flags & RDONLY, RDONLY);
	}
	OK(close(fd));
	OK(symlink("f", "l"));
	OK(statfs("l", &after));
	OK(statfs("/proc", &after));

	FAILS(statfs("no", &after), ENOENT);
	FAILS(statfs("", &after), ENOENT);
	FAILS(statfs("f/x", &after), ENOTDIR);
	FAILS(statfs(bad_pointer(), &after), EFAULT);
	FAILS(raw(".", bad_pointer()), EFAULT);
	if (on_exa())
		FAILS(syscall(SYS_statfs, ".", sizeof(after) - 1, &after),
			EINVAL);
	OK(unlink("l"));
	OK(unlink("f"));
	OK(symlink("loop", "loop"));
	FAILS(statfs("loop", &after), ELOOP);
	OK(unlink("loop"));
	scratch_end();
	return 0;
}
