/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sendmmsg(): several messages by one call. */
#define _GNU_SOURCE
#include "test/call/socket.h"

#include <sys/uio.h>

int main(void)
{
	struct iovec v[3] = { { "a", 1 }, { "bc", 2 }, { "def", 3 } };
	struct mmsghdr m[3];
	int fd[2];
	char b[8];

	memset(m, 0, sizeof(m));
	for (int i = 0; i < 3; i++) {
		m[i].msg_hdr.msg_iov = &v[i];
		m[i].msg_hdr.msg_iovlen = 1;
	}
	FAILS(sendmmsg(-1, m, 3, 0), EBADF);
	OK(socketpair(AF_UNIX, SOCK_DGRAM, 0, fd));
	SAME(sendmmsg(fd[0], m, 3, 0), 3);
	for (int i = 0; i < 3; i++) {
		SAME(m[i].msg_len, i + 1);
		SAME(recv(fd[1], b, sizeof(b), 0), i + 1);
	}
	SAME(sendmmsg(fd[0], m, 0, 0), 0);
	FAILS(sendmmsg(fd[0], bad_pointer(), 1, 0), EFAULT);
	v[1].iov_base = bad_pointer(); /* the first one is sent */
	SAME(sendmmsg(fd[0], m, 3, 0), 1);
	v[0].iov_base = bad_pointer();
	FAILS(sendmmsg(fd[0], m, 3, 0), EFAULT);
	OK(close(fd[0]));
	OK(close(fd[1]));
	return 0;
}
