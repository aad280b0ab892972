/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sendmsg(): several pieces, ancillary data, errors. */
#define _GNU_SOURCE
#include "test/call/socket.h"

#include <sys/uio.h>

static int fd[2];

/* Sends one byte with ancillary data of that type. */
static long with_control(int type, const void *data, size_t size)
{
	union {
		struct cmsghdr head;
		char bytes[2048];
	} u;
	struct iovec v = { "x", 1 };
	struct msghdr m = { 0 };

	memset(&u, 0, sizeof(u));
	m.msg_iov = &v;
	m.msg_iovlen = 1;
	m.msg_control = &u;
	m.msg_controllen = CMSG_SPACE(size);
	u.head.cmsg_level = SOL_SOCKET;
	u.head.cmsg_type = type;
	u.head.cmsg_len = CMSG_LEN(size);
	memcpy(CMSG_DATA(&u.head), data, size);
	return sendmsg(fd[0], &m, 0);
}

static void errors(void)
{
	int file = (int)OK(open("/", O_RDONLY));
	struct iovec v = { "x", 1 };
	struct msghdr m = { 0 };
	char b[4];

	m.msg_iov = &v;
	m.msg_iovlen = 1;
	FAILS(sendmsg(-1, &m, 0), EBADF);
	FAILS(sendmsg(file, &m, 0), ENOTSOCK);
	OK(close(file));
	m.msg_iov = bad_pointer();
	FAILS(sendmsg(fd[0], &m, 0), EFAULT);
	m.msg_iov = &v;
	m.msg_iovlen = 2000;
	FAILS(sendmsg(fd[0], &m, 0), EMSGSIZE);
	m.msg_iovlen = 1;
	v.iov_base = bad_pointer();
	FAILS(sendmsg(fd[0], &m, 0), EFAULT);
	v.iov_base = b;
	m.msg_name = b;
	m.msg_namelen = (socklen_t)-1;
	FAILS(sendmsg(fd[0], &m, 0), EINVAL);
	m.msg_name = NULL;
	m.msg_namelen = 0;
	m.msg_control = bad_pointer();
	m.msg_controllen = 64;
	FAILS(sendmsg(fd[0], &m, 0), EFAULT);
}

static void gathers(int type)
{
	struct iovec v[3] = { { "ab", 2 }, { NULL, 0 }, { "cde", 3 } };
	struct msghdr m = { 0 };
	char b[16];

	OK(socketpair(AF_UNIX, type, 0, fd));
	m.msg_iov = v;
	m.msg_iovlen = 3;
	SAME(sendmsg(fd[0], &m, 0), 5);
	SAME(writev(fd[0], v, 3), 5);
	SAME(recv(fd[1], b, sizeof(b), 0), type == SOCK_STREAM ? 10 : 5);
	SAME(memcmp(b, "abcde", 5), 0);
	OK(close(fd[0]));
	OK(close(fd[1]));
}

static void control(void)
{
	int bad[2] = { 0, 999 }, many[254] = { 0 };
	struct ucred c = { getpid(), getuid(), getgid() };
	char b[4];

	SAME(with_control(SCM_RIGHTS, bad, sizeof(int)), 1);
	FAILS(with_control(SCM_RIGHTS, bad, sizeof(bad)), EBADF);
	FAILS(with_control(SCM_RIGHTS, many, sizeof(many)), EINVAL);
	SAME(with_control(SCM_RIGHTS, many, sizeof(many) - sizeof(int)), 1);
	SAME(with_control(SCM_CREDENTIALS, &c, sizeof(c)), 1);
	FAILS(with_control(SCM_CREDENTIALS, &c, sizeof(c) - 4), EINVAL);
	c.pid = 1;
	FAILS(with_control(SCM_CREDENTIALS, &c, sizeof(c)), EPERM);
	c.pid = getpid();
	c.uid = 0;
	FAILS(with_control(SCM_CREDENTIALS, &c, sizeof(c)), EPERM);
	FAILS(with_control(77, &c, sizeof(c)), EINVAL);
	for (int i = 0; i < 3; i++)
		SAME(read(fd[1], b, 1), 1); /* which drops the descriptors */
	FAILS(recv(fd[1], b, 1, MSG_DONTWAIT), EAGAIN);
}

/* A head that is longer than what there is. */
static void malformed(void)
{
	struct cmsghdr head = { 0 };
	struct iovec v = { "x", 1 };
	struct msghdr m = { 0 };

	m.msg_iov = &v;
	m.msg_iovlen = 1;
	m.msg_control = &head;
	m.msg_controllen = sizeof(head);
	head.cmsg_level = SOL_SOCKET;
	head.cmsg_type = SCM_RIGHTS;
	head.cmsg_len = CMSG_LEN(4);
	FAILS(sendmsg(fd[0], &m, 0), EINVAL);
	head.cmsg_len = 3;
	FAILS(sendmsg(fd[0], &m, 0), EINVAL);
}

int main(void)
{
	gathers(SOCK_STREAM);
	gathers(SOCK_DGRAM);
	gathers(SOCK_SEQPACKET);
	OK(socketpair(AF_UNIX, SOCK_STREAM, 0, fd));
	errors();
	control();
	malformed();
	return 0;
}
