/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mknodat(): files, FIFOs, sockets; devices are root's to make. */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <sys/sysmacros.h>

static int writer(void)
{
	int fd = (int)OK(open("fifo", O_WRONLY));

	SAME(write(fd, "hello", 5), 5);
	return 0;
}

static void fifo(void)
{
	char text[8];
	pid_t pid;
	int fd;

	OK(mkfifo("fifo", 0640));
	SAME(mode_of("fifo"), S_IFIFO | 0640);
	pid = in_child(writer);
	fd = (int)OK(open("fifo", O_RDONLY));
	SAME(read(fd, text, sizeof(text)), 5);
	CHECK(memcmp(text, "hello", 5) == 0);
	SAME(read(fd, text, sizeof(text)), 0);
	SAME(status_of(pid), 0);
	OK(close(fd));
	OK(unlink("fifo"));
}

int main(void)
{
	int dir;

	scratch();
	OK(mknod("file", S_IFREG | 0666, 0));
	SAME(mode_of("file"), S_IFREG | 0644);
	SAME(size_of("file"), 0);
	OK(mknod("plain", 0600, 0));
	SAME(mode_of("plain"), S_IFREG | 0600);
	OK(mknod("socket", S_IFSOCK | 0700, 0));
	SAME(mode_of("socket"), S_IFSOCK | 0700);
	fifo();

	OK(mkdir("d", 0755));
	dir = (int)OK(open("d", O_RDONLY | O_DIRECTORY));
	OK(mknodat(dir, "f", S_IFREG | 0600, 0));
	SAME(mode_of("d/f"), S_IFREG | 0600);

	FAILS(mknod("null", S_IFCHR | 0666, makedev(1, 3)), EPERM);
	FAILS(mknod("block", S_IFBLK | 0666, makedev(8, 0)), EPERM);
	FAILS(mknod("file", S_IFREG | 0600, 0), EEXIST);
	FAILS(mknod("no/file", S_IFREG | 0600, 0), ENOENT);
	FAILS(mknod("", S_IFREG | 0600, 0), ENOENT);
	FAILS(mknod("file/x", S_IFREG | 0600, 0), ENOTDIR);
	FAILS(mknod(bad_pointer(), S_IFREG | 0600, 0), EFAULT);
	FAILS(mknodat(99, "x", S_IFREG | 0600, 0), EBADF);
	FAILS(mknod("link", S_IFLNK | 0600, 0), EINVAL);
	OK(chmod("d", 0500));
	FAILS(mknodat(dir, "g", S_IFIFO | 0600, 0), EACCES);
	OK(chmod("d", 0700));

	OK(unlink("d/f"));
	OK(rmdir("d"));
	FAILS(mknodat(dir, "g", S_IFIFO | 0600, 0), ENOENT);
	OK(unlink("file"));
	OK(unlink("plain"));
	OK(unlink("socket"));
	scratch_end();
	return 0;
}
