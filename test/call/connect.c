/* SPDX-License-Identifier: GPL-3.0-or-later */
/* connect(): errors of each family, and connecting without waiting. */
#define _GNU_SOURCE
#include "test/call/socket.h"

static void common(void)
{
	struct sockaddr_in in = ipv4("127.0.0.1", closed_port(SOCK_STREAM));
	int file = (int)OK(open("/", O_RDONLY));
	int fd = (int)OK(socket(AF_INET, SOCK_STREAM, 0));

	FAILS(connect(-1, ADDRESS(in)), EBADF);
	FAILS(connect(file, ADDRESS(in)), ENOTSOCK);
	FAILS(connect(fd, bad_pointer(), sizeof(in)), EFAULT);
	FAILS(connect(fd, (struct sockaddr *)&in, 3), EINVAL);
	FAILS(connect(fd, (struct sockaddr *)&in, (socklen_t)-1), EINVAL);
	in.sin_family = 47;
	FAILS(connect(fd, ADDRESS(in)), EAFNOSUPPORT);
	OK(close(fd));
	OK(close(file));
}

static void tcp(void)
{
	int port, listener = tcp_listener(5, &port), fd;
	struct sockaddr_in in = ipv4("127.0.0.1", closed_port(SOCK_STREAM));

	fd = (int)OK(socket(AF_INET, SOCK_STREAM, 0));
	FAILS(connect(fd, ADDRESS(in)), ECONNREFUSED);
	SAME(option_of(fd, SOL_SOCKET, SO_ERROR), 0);
	in = ipv4("127.0.0.1", port); /* another attempt may work */
	OK(connect(fd, ADDRESS(in)));
	FAILS(connect(fd, ADDRESS(in)), EISCONN);
	FAILS(connect(listener, ADDRESS(in)), EISCONN);
	OK(close(fd));
	fd = (int)OK(socket(AF_INET, SOCK_STREAM, 0));
	in = ipv4("0.0.0.0", port); /* stands for this machine */
	OK(connect(fd, ADDRESS(in)));
	OK(close(fd));
	if (on_exa()) {
		fd = (int)OK(socket(AF_INET, SOCK_STREAM, 0));
		in = ipv4("192.0.2.1", port);
		FAILS(connect(fd, ADDRESS(in)), ENETUNREACH);
		OK(close(fd));
	}
	OK(close(listener));
}

static void nonblocking(void)
{
	int port, listener = tcp_listener(5, &port), fd;
	struct sockaddr_in in = ipv4("127.0.0.1", port);

	fd = (int)OK(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
	FAILS(connect(fd, ADDRESS(in)), EINPROGRESS);
	SAME(polled(fd, POLLOUT, 1000), POLLOUT);
	SAME(option_of(fd, SOL_SOCKET, SO_ERROR), 0);
	OK(connect(fd, ADDRESS(in)));
	FAILS(connect(fd, ADDRESS(in)), EISCONN);
	OK(close(fd));
	in = ipv4("127.0.0.1", closed_port(SOCK_STREAM));
	fd = (int)OK(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
	FAILS(connect(fd, ADDRESS(in)), EINPROGRESS);
	SAME(polled(fd, POLLOUT, 1000), POLLOUT | POLLERR | POLLHUP);
	SAME(option_of(fd, SOL_SOCKET, SO_ERROR), ECONNREFUSED);
	FAILS(connect(fd, ADDRESS(in)), ECONNABORTED);
	OK(close(fd));
	OK(close(listener));
}

static void local(void)
{
	struct sockaddr_un un = unix_name("none");
	int listener = (int)OK(socket(AF_UNIX, SOCK_STREAM, 0));
	int fd = (int)OK(socket(AF_UNIX, SOCK_STREAM, 0));

	FAILS(connect(fd, ADDRESS(un)), ENOENT);
	make_file("file", "");
	un = unix_name("file/x");
	FAILS(connect(fd, ADDRESS(un)), ENOTDIR);
	un = unix_name("file");
	FAILS(connect(fd, ADDRESS(un)), ECONNREFUSED);
	OK(unlink("file"));
	un = unix_name("sock");
	OK(bind(listener, ADDRESS(un)));
	FAILS(connect(fd, ADDRESS(un)), ECONNREFUSED); /* does not listen */
	OK(listen(listener, 5));
	OK(chmod("sock", 0555));
	FAILS(connect(fd, ADDRESS(un)), EACCES);
	OK(chmod("sock", 0755));
	FAILS(connect(fd, (struct sockaddr *)&un, 2), EINVAL);
	OK(connect(fd, ADDRESS(un)));
	FAILS(connect(fd, ADDRESS(un)), EISCONN);
	FAILS(connect(listener, ADDRESS(un)), EINVAL);
	OK(close(fd));
	fd = (int)OK(socket(AF_UNIX, SOCK_SEQPACKET, 0));
	FAILS(connect(fd, ADDRESS(un)), EPROTOTYPE);
	OK(close(fd));
	OK(close(listener));
	fd = (int)OK(socket(AF_UNIX, SOCK_STREAM, 0));
	FAILS(connect(fd, ADDRESS(un)), ECONNREFUSED);
	OK(close(fd));
	OK(unlink("sock"));
}

/* Datagrams: the peer is a default, and AF_UNSPEC forgets it. */
static void datagrams(void)
{
	int port, to = bound_socket(SOCK_DGRAM, &port), other;
	struct sockaddr_in in = ipv4("127.0.0.1", port), any;
	int fd = (int)OK(socket(AF_INET, SOCK_DGRAM, 0));
	char b[4];

	OK(connect(fd, ADDRESS(in)));
	SAME(send(fd, "a", 1, 0), 1);
	SAME(recv(to, b, sizeof(b), 0), 1);
	OK(connect(fd, ADDRESS(in)));
	/* Only the peer is heard. */
	other = bound_socket(SOCK_DGRAM, &port);
	any = ipv4("127.0.0.1", port_of(fd));
	SAME(sendto(other, "b", 1, 0, ADDRESS(any)), 1);
	FAILS(recv(fd, b, sizeof(b), MSG_DONTWAIT), EAGAIN);
	SAME(sendto(to, "c", 1, 0, ADDRESS(any)), 1);
	SAME(recv(fd, b, sizeof(b), 0), 1);
	SAME(b[0], 'c');
	in.sin_family = AF_UNSPEC;
	OK(connect(fd, ADDRESS(in)));
	FAILS(send(fd, "a", 1, 0), EDESTADDRREQ);
	in = ipv4("127.255.255.255", 1);
	FAILS(connect(fd, ADDRESS(in)), EACCES);
	OK(close(fd));
	OK(close(to));
	OK(close(other));
}

/* Who talks to somebody else cannot be talked to. */
static void taken(void)
{
	struct sockaddr_un un = unix_name("taken");
	int pair[2], fd = (int)OK(socket(AF_UNIX, SOCK_DGRAM, 0));

	OK(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair));
	OK(bind(pair[0], ADDRESS(un)));
	FAILS(connect(fd, ADDRESS(un)), EPERM);
	FAILS(sendto(fd, "x", 1, 0, ADDRESS(un)), EPERM);
	OK(connect(pair[1], ADDRESS(un)));
	OK(close(fd));
	OK(close(pair[0]));
	OK(close(pair[1]));
	OK(unlink("taken"));
}

static int racer = -1;

static int races(void)
{
	struct sockaddr_un un = unix_name("raced");

	return connect(racer, ADDRESS(un)) == 0 ? 0 : errno;
}

/* Two processes connect one socket, both having to wait for a place. */
static void raced(void)
{
	struct sockaddr_un un = unix_name("raced");
	int listener = (int)OK(socket(AF_UNIX, SOCK_STREAM, 0));
	int first = (int)OK(socket(AF_UNIX, SOCK_STREAM, 0)), got[2];
	pid_t a, b;

	OK(bind(listener, ADDRESS(un)));
	OK(listen(listener, 0));
	OK(connect(first, ADDRESS(un)));
	racer = (int)OK(socket(AF_UNIX, SOCK_STREAM, 0));
	a = in_child(races);
	b = in_child(races);
	sleep_ms(30);
	for (int i = 0; i < 2; i++)
		got[i] = (int)OK(accept(listener, NULL, NULL));
	SAME(status_of(a) + status_of(b), EISCONN << 8);
	OK(fcntl(listener, F_SETFL, O_NONBLOCK));
	FAILS(accept(listener, NULL, NULL), EAGAIN);
	SAME(write(racer, "r", 1), 1);
	OK(close(racer));
	OK(close(first));
	for (int i = 0; i < 2; i++)
		OK(close(got[i]));
	OK(close(listener));
	OK(unlink("raced"));
}

int main(void)
{
	scratch();
	common();
	tcp();
	nonblocking();
	local();
	datagrams();
	taken();
	raced();
	scratch_end();
	return 0;
}
