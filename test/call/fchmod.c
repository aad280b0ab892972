/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fchmod(): the mode of what is open. */
#define _GNU_SOURCE
#include "test/call/call.h"

int main(void)
{
	struct stat before, after;
	int fd, path;

	scratch();
	make_file("f", "abc");
	fd = (int)OK(open("f", O_RDONLY));
	OK(fchmod(fd, 0));
	SAME(mode_of("f"), S_IFREG);
	FAILS(open("f", O_RDONLY), EACCES);
	OK(fchmod(fd, 04751));
	SAME(mode_of("f"), S_IFREG | 04751);
	OK(fchmod(fd, 02755));
	SAME(mode_of("f"), S_IFREG | 02755);
	OK(fstat(fd, &before));
	sleep_ms(20);
	OK(fchmod(fd, 0640));
	OK(fstat(fd, &after));
	SAME(after.st_mode, S_IFREG | 0640);
	SAME(after.st_mtim.tv_nsec, before.st_mtim.tv_nsec);
	CHECK(after.st_ctim.tv_nsec != before.st_ctim.tv_nsec);
	OK(mkdir("d", 0755));
	path = (int)OK(open("d", O_RDONLY));
	OK(fchmod(path, 01700));
	SAME(mode_of("d"), S_IFDIR | 01700);
	OK(close(path));

	FAILS(fchmod(-1, 0600), EBADF);
	FAILS(fchmod(99, 0600), EBADF);
	path = (int)OK(open("f", O_PATH));
	FAILS(syscall(SYS_fchmod, path, 0600), EBADF);
	OK(close(path));
	path = (int)OK(open("/bin/sh", O_RDONLY));
	FAILS(fchmod(path, 0600), on_exa() ? EROFS : EPERM);
	OK(close(path));
	path = (int)OK(open("/", O_RDONLY));
	FAILS(fchmod(path, 0777), EPERM);
	OK(close(fd));
	FAILS(fchmod(fd, 0600), EBADF);
	OK(unlink("f"));
	OK(rmdir("d"));
	scratch_end();
	return 0;
}
