/* SPDX-License-Identifier: GPL-3.0-or-later */
/* getsockopt(): errors, what a new socket tells, who the peer is. */
#define _GNU_SOURCE
#include "test/call/socket.h"

static void errors(void)
{
	int file = (int)OK(open("/", O_RDONLY)), n;
	int fd = (int)OK(socket(AF_INET, SOCK_STREAM, 0));
	socklen_t size = sizeof(n);

	FAILS(getsockopt(-1, SOL_SOCKET, SO_TYPE, &n, &size), EBADF);
	FAILS(getsockopt(file, SOL_SOCKET, SO_TYPE, &n, &size), ENOTSOCK);
	FAILS(getsockopt(fd, SOL_SOCKET, SO_TYPE, bad_pointer(), &size),
		EFAULT);
	FAILS(getsockopt(fd, SOL_SOCKET, SO_TYPE, &n, bad_pointer()), EFAULT);
	FAILS(getsockopt(fd, SOL_SOCKET, 9999, &n, &size), ENOPROTOOPT);
	FAILS(getsockopt(fd, IPPROTO_UDP, 1, &n, &size), EOPNOTSUPP);
	FAILS(getsockopt(fd, IPPROTO_TCP, 9999, &n, &size), ENOPROTOOPT);
	FAILS(getsockopt(fd, IPPROTO_IP, 9999, &n, &size), ENOPROTOOPT);
	size = (socklen_t)-1;
	FAILS(getsockopt(fd, SOL_SOCKET, SO_TYPE, &n, &size), EINVAL);
	n = 0x55555555;
	size = 1; /* so much of the value, and no more */
	OK(getsockopt(fd, SOL_SOCKET, SO_TYPE, &n, &size));
	SAME(size, 1);
	SAME(n, 0x55555500 | SOCK_STREAM);
	OK(close(file));
	OK(close(fd));
}

static void values(void)
{
	int fd = (int)OK(socket(AF_UNIX, SOCK_STREAM, 0));
	struct linger l = { 9, 9 };
	socklen_t size = sizeof(l);

	SAME(option_of(fd, SOL_SOCKET, SO_ERROR), 0);
	SAME(option_of(fd, SOL_SOCKET, SO_ACCEPTCONN), 0);
	SAME(option_of(fd, SOL_SOCKET, SO_SNDBUF), 212992);
	SAME(option_of(fd, SOL_SOCKET, SO_RCVBUF), 212992);
	SAME(option_of(fd, SOL_SOCKET, SO_RCVLOWAT), 1);
	SAME(option_of(fd, SOL_SOCKET, SO_SNDLOWAT), 1);
	SAME(option_of(fd, SOL_SOCKET, SO_PASSCRED), 0);
	OK(getsockopt(fd, SOL_SOCKET, SO_LINGER, &l, &size));
	SAME(l.l_onoff, 0);
	SAME(size, sizeof(l));
	OK(close(fd));
	fd = (int)OK(socket(AF_INET, SOCK_STREAM, 0));
	SAME(option_of(fd, IPPROTO_TCP, TCP_NODELAY), 0);
	SAME(option_of(fd, IPPROTO_TCP, TCP_KEEPIDLE), 7200);
	SAME(option_of(fd, IPPROTO_IP, IP_TTL), 64);
	OK(close(fd));
	fd = (int)OK(socket(AF_INET6, SOCK_STREAM, 0));
	SAME(option_of(fd, IPPROTO_IPV6, IPV6_V6ONLY), 0);
	OK(close(fd));
}

static void is_me(int fd)
{
	struct ucred c = { 0, 0, 0 };
	socklen_t size = sizeof(c);

	OK(getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &c, &size));
	SAME(size, sizeof(c));
	SAME(c.pid, getpid());
	SAME(c.uid, geteuid());
	SAME(c.gid, getegid());
}

static int connects(void)
{
	struct sockaddr_un un = unix_name("sock");
	int fd = (int)OK(socket(AF_UNIX, SOCK_STREAM, 0));
	struct ucred c;
	socklen_t size = sizeof(c);

	OK(connect(fd, ADDRESS(un)));
	OK(getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &c, &size));
	SAME(c.pid, getppid()); /* who called listen() */
	return 0;
}

/* The credentials are those at the time of the connection. */
static void peers(void)
{
	struct sockaddr_un un = unix_name("sock");
	int fd[2], listener = (int)OK(socket(AF_UNIX, SOCK_STREAM, 0));
	struct ucred c;
	socklen_t size = sizeof(c);
	pid_t pid;

	OK(getsockopt(listener, SOL_SOCKET, SO_PEERCRED, &c, &size));
	SAME(c.pid, 0);
	SAME(c.uid, (uid_t)-1);
	OK(socketpair(AF_UNIX, SOCK_DGRAM, 0, fd));
	is_me(fd[0]);
	is_me(fd[1]);
	OK(close(fd[0]));
	OK(close(fd[1]));
	OK(bind(listener, ADDRESS(un)));
	OK(listen(listener, 1));
	pid = in_child(connects);
	fd[0] = (int)OK(accept(listener, NULL, NULL));
	SAME(status_of(pid), 0);
	OK(getsockopt(fd[0], SOL_SOCKET, SO_PEERCRED, &c, &size));
	SAME(c.pid, pid);
	OK(close(fd[0]));
	OK(close(listener));
	OK(unlink("sock"));
}

int main(void)
{
	scratch();
	errors();
	values();
	peers();
	scratch_end();
	return 0;
}
