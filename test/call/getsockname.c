/* SPDX-License-Identifier: GPL-3.0-or-later */
/* getsockname(): what a socket is bound to, in as much room as there is. */
#define _GNU_SOURCE
#include "test/call/socket.h"

static void errors(void)
{
	int fd = (int)OK(socket(AF_INET, SOCK_STREAM, 0));
	int file = (int)OK(open("/", O_RDONLY));
	struct sockaddr_in in;
	socklen_t length = sizeof(in);

	FAILS(getsockname(-1, (struct sockaddr *)&in, &length), EBADF);
	FAILS(getsockname(file, (struct sockaddr *)&in, &length), ENOTSOCK);
	FAILS(getsockname(fd, bad_pointer(), &length), EFAULT);
	FAILS(getsockname(fd, (struct sockaddr *)&in, bad_pointer()), EFAULT);
	length = (socklen_t)-1;
	FAILS(getsockname(fd, (struct sockaddr *)&in, &length), EINVAL);
	OK(close(file));
	OK(close(fd));
}

static void inet(void)
{
	int port, fd = (int)OK(socket(AF_INET, SOCK_STREAM, 0));
	struct sockaddr_in in;
	socklen_t length = sizeof(in);

	OK(getsockname(fd, (struct sockaddr *)&in, &length));
	SAME(length, sizeof(in));
	SAME(in.sin_family, AF_INET);
	SAME(in.sin_port, 0);
	SAME(in.sin_addr.s_addr, 0);
	OK(close(fd));
	fd = bound_socket(SOCK_DGRAM, &port);
	memset(&in, 0x55, sizeof(in));
	length = 4; /* only so much is written, but the whole length told */
	OK(getsockname(fd, (struct sockaddr *)&in, &length));
	SAME(length, sizeof(in));
	SAME(ntohs(in.sin_port), port);
	SAME(in.sin_addr.s_addr, 0x55555555);
	OK(close(fd));
}

static void inet6(void)
{
	struct sockaddr_in6 in6 = { 0 };
	int fd = (int)OK(socket(AF_INET6, SOCK_STREAM, 0));
	socklen_t length = sizeof(in6);

	in6.sin6_family = AF_INET6;
	in6.sin6_addr = in6addr_loopback;
	OK(bind(fd, ADDRESS(in6)));
	OK(getsockname(fd, (struct sockaddr *)&in6, &length));
	SAME(length, sizeof(in6));
	CHECK(in6.sin6_port != 0);
	CHECK(IN6_IS_ADDR_LOOPBACK(&in6.sin6_addr));
	OK(close(fd));
}

static void local(void)
{
	struct sockaddr_un un = unix_name("sock"), got;
	int fd = (int)OK(socket(AF_UNIX, SOCK_DGRAM, 0));
	socklen_t length = sizeof(got);

	OK(getsockname(fd, (struct sockaddr *)&got, &length));
	SAME(length, sizeof(sa_family_t));
	SAME(got.sun_family, AF_UNIX);
	OK(bind(fd, ADDRESS(un)));
	OK(rename("sock", "other"));
	length = sizeof(got);
	OK(getsockname(fd, (struct sockaddr *)&got, &length));
	SAME(length, offsetof(struct sockaddr_un, sun_path) + 5);
	SAME(strcmp(got.sun_path, "sock"), 0);
	OK(close(fd));
	OK(unlink("other"));
}

int main(void)
{
	scratch();
	errors();
	inet();
	inet6();
	local();
	scratch_end();
	return 0;
}
