/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recvmmsg(): several messages by one call. */
#define _GNU_SOURCE
#include "test/call/socket.h"

#include <sys/uio.h>

int main(void)
{
	struct timespec now = { 0, 0 }, wrong = { 0, -1 };
	char b[3][4];
	struct iovec v[3];
	struct mmsghdr m[3];
	int fd[2];

	memset(m, 0, sizeof(m));
	for (int i = 0; i < 3; i++) {
		v[i].iov_base = b[i];
		v[i].iov_len = sizeof(b[i]);
		m[i].msg_hdr.msg_iov = &v[i];
		m[i].msg_hdr.msg_iovlen = 1;
	}
	FAILS(recvmmsg(-1, m, 3, 0, NULL), EBADF);
	OK(socketpair(AF_UNIX, SOCK_DGRAM, 0, fd));
	FAILS(recvmmsg(fd[1], m, 3, MSG_DONTWAIT, NULL), EAGAIN);
	FAILS(recvmmsg(fd[1], m, 3, 0, &wrong), EINVAL);
	SAME(write(fd[0], "abcdef", 6), 6);
	SAME(write(fd[0], "g", 1), 1);
	SAME(recvmmsg(fd[1], m, 3, MSG_WAITFORONE, NULL), 2);
	SAME(m[0].msg_len, 4);
	SAME(m[0].msg_hdr.msg_flags & MSG_TRUNC, MSG_TRUNC);
	SAME(m[1].msg_len, 1);
	SAME(b[1][0], 'g');
	SAME(write(fd[0], "h", 1), 1);
	SAME(write(fd[0], "i", 1), 1);
	SAME(recvmmsg(fd[1], m, 3, 0, &now), 1);
	SAME(recvmmsg(fd[1], m, 3, MSG_DONTWAIT, NULL), 1);
	SAME(b[0][0], 'i');
	OK(close(fd[0]));
	OK(close(fd[1]));
	return 0;
}
