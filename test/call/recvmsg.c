/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recvmsg(): pieces, flags, descriptors and credentials that come along. */
#define _GNU_SOURCE
#include "test/call/socket.h"

#include <sys/uio.h>

static int fd[2];
static union {
	struct cmsghdr head;
	char bytes[256];
} in, out;
static struct msghdr m;
static char b[16];
static struct iovec v;

/* Sends text with descriptors. */
static void send_fds(const char *text, const int *fds, int count)
{
	struct iovec text_v = { (void *)text, strlen(text) };
	struct msghdr message = { 0 };

	message.msg_iov = &text_v;
	message.msg_iovlen = 1;
	message.msg_control = &out;
	message.msg_controllen = CMSG_SPACE((size_t)count * sizeof(int));
	out.head.cmsg_level = SOL_SOCKET;
	out.head.cmsg_type = SCM_RIGHTS;
	out.head.cmsg_len = CMSG_LEN((size_t)count * sizeof(int));
	memcpy(CMSG_DATA(&out.head), fds, (size_t)count * sizeof(int));
	SAME(sendmsg(fd[0], &message, 0), strlen(text));
}

static long receive(size_t size, size_t room, int flags)
{
	v.iov_base = b;
	v.iov_len = size;
	memset(&m, 0, sizeof(m));
	memset(&in, 0, sizeof(in));
	m.msg_iov = &v;
	m.msg_iovlen = 1;
	m.msg_control = room > 0 ? &in : NULL;
	m.msg_controllen = (socklen_t)room;
	return recvmsg(fd[1], &m, flags);
}

static int received_fd(int i)
{
	int got;

	memcpy(&got, CMSG_DATA(&in.head) + (size_t)i * sizeof(int), 4);
	return got;
}

static void errors(void)
{
	int file = (int)OK(open("/", O_RDONLY));

	FAILS(recvmsg(-1, &m, 0), EBADF);
	FAILS(recvmsg(file, &m, 0), ENOTSOCK);
	OK(close(file));
	m.msg_iovlen = 5000;
	FAILS(recvmsg(fd[1], &m, 0), EMSGSIZE);
	FAILS(receive(1, 0, MSG_DONTWAIT), EAGAIN);
}

static void scatters(void)
{
	char x[2], y[3];
	struct iovec two[2] = { { x, 2 }, { y, 3 } };

	SAME(write(fd[0], "abcd", 4), 4);
	memset(&m, 0, sizeof(m));
	m.msg_iov = two;
	m.msg_iovlen = 2;
	SAME(recvmsg(fd[1], &m, 0), 4);
	SAME(memcmp(x, "ab", 2), 0);
	SAME(memcmp(y, "cd", 2), 0);
	SAME(write(fd[0], "abcd", 4), 4);
	SAME(readv(fd[1], two, 2), 4);
	SAME(memcmp(y, "cd", 2), 0);
}

static void descriptors(void)
{
	int pipes[2], got;
	struct stat a, c;

	OK(pipe(pipes));
	send_fds("one", pipes, 2);
	OK(close(pipes[0]));
	SAME(receive(9, sizeof(in), MSG_CMSG_CLOEXEC), 3);
	SAME(m.msg_flags & MSG_CTRUNC, 0);
	SAME(in.head.cmsg_type, SCM_RIGHTS);
	SAME(in.head.cmsg_level, SOL_SOCKET);
	SAME(in.head.cmsg_len, CMSG_LEN(8));
	got = received_fd(0);
	SAME(fcntl(got, F_GETFD), FD_CLOEXEC);
	SAME(write(pipes[1], "z", 1), 1);
	SAME(read(got, b, 1), 1);
	OK(fstat(pipes[1], &a));
	OK(fstat(received_fd(1), &c));
	SAME(a.st_ino, c.st_ino);
	OK(close(pipes[1]));
	SAME(write(received_fd(1), "z", 1), 1); /* the same open file */
	OK(close(received_fd(1)));
	SAME(read(got, b, 1), 1);
	SAME(read(got, b, 1), 0); /* nobody has the other end any more */
	OK(close(got));
}

/* Room for one of two; for none; and a look ahead. */
static void truncated(void)
{
	int pipes[2];

	OK(pipe(pipes));
	send_fds("two", pipes, 2);
	SAME(receive(9, sizeof(in), MSG_PEEK), 3);
	OK(close(received_fd(0)));
	OK(close(received_fd(1)));
	SAME(receive(9, CMSG_LEN(4), 0), 3);
	SAME(m.msg_flags & MSG_CTRUNC, MSG_CTRUNC);
	SAME(in.head.cmsg_len, CMSG_LEN(4));
	OK(close(received_fd(0)));
	send_fds("x", pipes, 2);
	SAME(receive(9, 0, 0), 1);
	SAME(m.msg_flags & MSG_CTRUNC, MSG_CTRUNC);
	SAME(m.msg_controllen, 0);
	OK(close(pipes[1]));
	SAME(read(pipes[0], b, 1), 0);
	OK(close(pipes[0]));
}

/* In a stream, descriptors come with their bytes and end the read. */
static void boundary(void)
{
	int null = (int)OK(open("/dev/null", O_RDONLY));

	SAME(write(fd[0], "before", 6), 6);
	send_fds("with", &null, 1);
	SAME(write(fd[0], "after", 5), 5);
	SAME(receive(16, sizeof(in), 0), 10);
	CHECK(m.msg_controllen >= CMSG_LEN(4));
	OK(close(received_fd(0)));
	SAME(receive(16, sizeof(in), 0), 5);
	SAME(m.msg_controllen, 0);
	OK(close(null));
}

static void credentials(void)
{
	struct ucred c;

	set_option(fd[1], SOL_SOCKET, SO_PASSCRED, 1);
	SAME(write(fd[0], "c", 1), 1);
	SAME(receive(9, sizeof(in), 0), 1);
	SAME(in.head.cmsg_type, SCM_CREDENTIALS);
	SAME(in.head.cmsg_len, CMSG_LEN(sizeof(c)));
	memcpy(&c, CMSG_DATA(&in.head), sizeof(c));
	SAME(c.pid, getpid());
	SAME(c.uid, getuid());
	SAME(c.gid, getgid());
	SAME(write(fd[0], "c", 1), 1);
	SAME(receive(9, sizeof(in.head), 0), 1);
	SAME(m.msg_flags & MSG_CTRUNC, MSG_CTRUNC);
	set_option(fd[1], SOL_SOCKET, SO_PASSCRED, 0);
}

static void datagrams(void)
{
	OK(socketpair(AF_UNIX, SOCK_DGRAM, 0, fd));
	SAME(write(fd[0], "abc", 3), 3);
	SAME(receive(1, 0, MSG_PEEK), 1);
	SAME(m.msg_flags & MSG_TRUNC, MSG_TRUNC);
	SAME(receive(3, 0, 0), 3);
	SAME(m.msg_flags & MSG_TRUNC, 0);
	OK(close(fd[0]));
	OK(close(fd[1]));
}

/* IP_PKTINFO tells where a datagram was sent to. */
static void target(void)
{
	int port = 0, from = (int)OK(socket(AF_INET, SOCK_DGRAM, 0));
	struct sockaddr_in to = ipv4("0.0.0.0", 0);
	struct in_pktinfo info;

	fd[1] = (int)OK(socket(AF_INET, SOCK_DGRAM, 0));
	OK(bind(fd[1], ADDRESS(to)));
	port = port_of(fd[1]);
	set_option(fd[1], IPPROTO_IP, IP_PKTINFO, 1);
	to = ipv4("127.0.0.5", port);
	SAME(sendto(from, "abc", 3, 0, ADDRESS(to)), 3);
	SAME(receive(9, sizeof(in), 0), 3);
	SAME(in.head.cmsg_level, IPPROTO_IP);
	SAME(in.head.cmsg_type, IP_PKTINFO);
	memcpy(&info, CMSG_DATA(&in.head), sizeof(info));
	SAME(info.ipi_addr.s_addr, inet_addr("127.0.0.5"));
	SAME(info.ipi_ifindex, 1);
	OK(close(from));
	OK(close(fd[1]));
}

int main(void)
{
	OK(socketpair(AF_UNIX, SOCK_STREAM, 0, fd));
	errors();
	scatters();
	descriptors();
	truncated();
	boundary();
	credentials();
	OK(close(fd[0]));
	OK(close(fd[1]));
	datagrams();
	target();
	return 0;
}
