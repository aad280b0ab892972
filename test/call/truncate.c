/* SPDX-License-Identifier: GPL-3.0-or-later */
/* truncate(): longer and shorter, by name. */
#define _GNU_SOURCE
#include "test/call/call.h"

static void contents(void)
{
	char text[16];
	int fd;

	make_file("f", "0123456789");
	OK(truncate("f", 4));
	SAME(size_of("f"), 4);
	OK(truncate("f", 8));
	SAME(size_of("f"), 8);
	fd = (int)OK(open("f", O_RDONLY));
	SAME(read(fd, text, sizeof(text)), 8);
	CHECK(memcmp(text, "0123\0\0\0\0", 8) == 0);
	OK(close(fd));
}

/* Sizes need more than 32 bits; files have holes. */
static void wide(void)
{
	const off_t big = ((off_t)1 << 32) - 5;
	char c = 'x';
	int fd;

	OK(truncate("f", big));
	SAME(size_of("f"), big);
	fd = (int)OK(open("f", O_RDONLY));
	SAME(lseek(fd, 0, SEEK_END), big);
	SAME(pread(fd, &c, 1, big - 1), 1);
	SAME(c, 0);
	OK(close(fd));
	FAILS(truncate("f", -1), EINVAL);
	FAILS(truncate("f", INT64_MIN), EINVAL);
	OK(truncate("f", 0));
}

static void errors(void)
{
	FAILS(truncate("no", 0), ENOENT);
	FAILS(truncate("", 0), ENOENT);
	FAILS(truncate("f/x", 0), ENOTDIR);
	FAILS(truncate("d", 0), EISDIR);
	FAILS(truncate("p", 0), EINVAL);
	FAILS(truncate("loop", 0), ELOOP);
	FAILS(truncate(bad_pointer(), 0), EFAULT);
	FAILS(truncate("/bin/sh", 0), on_exa() ? EROFS : EACCES);
	OK(chmod("f", 0444));
	FAILS(truncate("f", 3), EACCES);
	OK(chmod("f", 0644));
	OK(chmod("d", 0));
	FAILS(truncate("d/f", 3), EACCES);
	OK(chmod("d", 0700));
}

int main(void)
{
	struct stat before, after;

	scratch();
	OK(mkdir("d", 0755));
	OK(mkfifo("p", 0644));
	OK(symlink("loop", "loop"));
	contents();
	OK(symlink("f", "l"));
	OK(stat("f", &before));
	sleep_ms(20);
	OK(truncate("l", 2));
	OK(stat("f", &after));
	SAME(after.st_size, 2);
	CHECK(after.st_mtim.tv_sec > before.st_mtim.tv_sec ||
		after.st_mtim.tv_nsec > before.st_mtim.tv_nsec);
	wide();
	errors();
	OK(unlink("f"));
	OK(unlink("l"));
	OK(unlink("p"));
	OK(unlink("loop"));
	OK(rmdir("d"));
	scratch_end();
	return 0;
}
