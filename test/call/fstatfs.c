/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fstatfs(): as statfs(), of what is open. */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <sys/vfs.h>

int main(void)
{
	struct statfs named, opened;
	int fds[2], fd;

	fd = (int)OK(open("/tmp", O_RDONLY));
	OK(statfs("/tmp", &named));
	OK(fstatfs(fd, &opened));
	SAME(opened.f_type, named.f_type);
	SAME(opened.f_bsize, named.f_bsize);
	SAME(opened.f_blocks, named.f_blocks);
	SAME(opened.f_namelen, named.f_namelen);
	OK(pipe(fds));
	OK(fstatfs(fds[0], &opened));
	if (on_exa()) {
		/* EXA's call has the size of the structure. */
		FAILS(syscall(SYS_fstatfs, fd, sizeof(opened), bad_pointer()),
			EFAULT);
		FAILS(syscall(SYS_fstatfs, fd, sizeof(opened) - 1, &opened),
			EINVAL);
	}
	FAILS(fstatfs(-1, &opened), EBADF);
	FAILS(fstatfs(99, &opened), EBADF);
	OK(close(fd));
	FAILS(fstatfs(fd, &opened), EBADF);
	return 0;
}
