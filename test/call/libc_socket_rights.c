/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Descriptors between processes that have no other relation, and descriptors
 * that nobody can receive any more. */
#define _GNU_SOURCE
#include "test/call/socket.h"

static void send_fd(int socket_fd, int fd)
{
	union {
		struct cmsghdr head;
		char bytes[CMSG_SPACE(sizeof(int))];
	} u;
	struct iovec v = { "f", 1 };
	struct msghdr m = { 0 };

	memset(&u, 0, sizeof(u));
	m.msg_iov = &v;
	m.msg_iovlen = 1;
	m.msg_control = &u;
	m.msg_controllen = sizeof(u);
	u.head.cmsg_level = SOL_SOCKET;
	u.head.cmsg_type = SCM_RIGHTS;
	u.head.cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(&u.head), &fd, sizeof(fd));
	SAME(sendmsg(socket_fd, &m, 0), 1);
}

static int receive_fd(int socket_fd)
{
	union {
		struct cmsghdr head;
		char bytes[CMSG_SPACE(sizeof(int))];
	} u;
	char b;
	struct iovec v = { &b, 1 };
	struct msghdr m = { 0 };
	int fd;

	m.msg_iov = &v;
	m.msg_iovlen = 1;
	m.msg_control = &u;
	m.msg_controllen = sizeof(u);
	SAME(recvmsg(socket_fd, &m, 0), 1);
	CHECK(m.msg_controllen >= CMSG_LEN(sizeof(int)));
	memcpy(&fd, CMSG_DATA(&u.head), sizeof(fd));
	return fd;
}

/* Opens a file that the other process cannot, and hands it over. */
static int server(void)
{
	struct sockaddr_un un = unix_name("server");
	int listener = (int)OK(socket(AF_UNIX, SOCK_STREAM, 0)), fd, file;

	OK(bind(listener, ADDRESS(un)));
	OK(listen(listener, 1));
	fd = (int)OK(accept(listener, NULL, NULL));
	make_file("secret", "content");
	file = (int)OK(open("secret", O_RDONLY));
	OK(unlink("secret"));
	OK(lseek(file, 3, SEEK_SET));
	send_fd(fd, file);
	return 0;
}

static int client(void)
{
	struct sockaddr_un un = unix_name("server");
	int fd = (int)OK(socket(AF_UNIX, SOCK_STREAM, 0)), file;
	char b[8];

	while (connect(fd, ADDRESS(un)) != 0)
		sleep_ms(2);
	file = receive_fd(fd);
	SAME(read(file, b, sizeof(b)), 4);
	SAME(memcmp(b, "tent", 4), 0);
	return 0;
}

static void unrelated(void)
{
	pid_t a = in_child(server), b = in_child(client);

	SAME(status_of(a), 0);
	SAME(status_of(b), 0);
	OK(unlink("server"));
}

/* A connection is handed on before it was accepted by anybody else. */
static void connection(void)
{
	int port, listener = tcp_listener(1, &port), pair[2], fd;
	struct sockaddr_in in = ipv4("127.0.0.1", port);
	char b[4];
	pid_t pid;

	OK(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair));
	pid = fork();
	if (pid == 0) {
		fd = receive_fd(pair[1]);
		SAME(write(fd, "hi", 2), 2);
		exit(0);
	}
	fd = (int)OK(socket(AF_INET, SOCK_STREAM, 0));
	OK(connect(fd, ADDRESS(in)));
	port = (int)OK(accept(listener, NULL, NULL));
	send_fd(pair[0], port);
	OK(close(port));
	SAME(recv(fd, b, 2, MSG_WAITALL), 2);
	SAME(read(fd, b, 1), 0);
	SAME(status_of(pid), 0);
	OK(close(fd));
	OK(close(listener));
	OK(close(pair[0]));
	OK(close(pair[1]));
}

/* Whether the pipe's other end goes within a second or so. */
static void must_end(int fd)
{
	char b;

	CHECK((polled(fd, POLLIN, 5000) & POLLHUP) != 0);
	SAME(read(fd, &b, 1), 0);
	OK(close(fd));
}

/* A message waits in a socket that is closed unread. */
static void unread(void)
{
	int pair[2], ends[2];

	OK(pipe(ends));
	OK(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
	send_fd(pair[0], ends[1]);
	OK(close(ends[1]));
	OK(close(pair[0]));
	OK(close(pair[1]));
	must_end(ends[0]);
}

/* A socket in its own queue, and two in each other's. */
static void cycle(int type)
{
	int a[2], b[2], ends[2];

	OK(pipe(ends));
	OK(socketpair(AF_UNIX, type, 0, a));
	send_fd(a[0], ends[1]);
	send_fd(a[0], a[1]);
	OK(close(ends[1]));
	OK(close(a[0]));
	OK(close(a[1]));
	must_end(ends[0]);
	OK(pipe(ends));
	OK(socketpair(AF_UNIX, type, 0, a));
	OK(socketpair(AF_UNIX, type, 0, b));
	send_fd(a[0], ends[1]);
	send_fd(a[0], b[1]);
	send_fd(b[0], a[1]);
	OK(close(ends[1]));
	OK(close(a[0]));
	OK(close(b[0]));
	OK(close(a[1]));
	OK(close(b[1]));
	must_end(ends[0]);
}

/* Nobody has accepted the connection that holds the message. */
static void in_backlog(void)
{
	struct sockaddr_un un = unix_name("listener");
	int listener = (int)OK(socket(AF_UNIX, SOCK_STREAM, 0));
	int fd = (int)OK(socket(AF_UNIX, SOCK_STREAM, 0)), ends[2];

	OK(bind(listener, ADDRESS(un)));
	OK(listen(listener, 1));
	OK(connect(fd, ADDRESS(un)));
	OK(pipe(ends));
	send_fd(fd, ends[1]);
	send_fd(fd, listener);
	OK(close(ends[1]));
	OK(close(listener));
	OK(close(fd));
	must_end(ends[0]);
	OK(unlink("listener"));
}

/* What can still be reached is not taken for lost. */
static void reachable(void)
{
	int a[2], b[2], other[2], fd;
	char c;

	OK(socketpair(AF_UNIX, SOCK_STREAM, 0, a));
	OK(socketpair(AF_UNIX, SOCK_STREAM, 0, b));
	send_fd(b[0], a[1]); /* a[1] waits in b[1] */
	send_fd(a[0], a[0]); /* and holds a[0] */
	OK(close(a[1]));
	OK(socketpair(AF_UNIX, SOCK_STREAM, 0, other));
	OK(close(other[0]));
	OK(close(other[1]));
	OK(close(a[0]));
	fd = receive_fd(b[1]);
	a[0] = receive_fd(fd);
	SAME(write(a[0], "z", 1), 1);
	SAME(read(fd, &c, 1), 1);
	SAME(c, 'z');
	OK(close(fd));
	OK(close(a[0]));
	OK(close(b[0]));
	OK(close(b[1]));
}

/* A long chain, each in the queue of the next. */
static void chain(void)
{
	int a[2], ends[2], held;

	OK(pipe(ends));
	held = ends[1];
	for (int i = 0; i < 200; i++) {
		OK(socketpair(AF_UNIX, SOCK_STREAM, 0, a));
		send_fd(a[0], held);
		OK(close(held));
		OK(close(a[0]));
		held = a[1];
	}
	OK(close(held));
	must_end(ends[0]);
}

int main(void)
{
	scratch();
	unrelated();
	connection();
	unread();
	cycle(SOCK_STREAM);
	cycle(SOCK_DGRAM);
	in_backlog();
	reachable();
	if (on_exa()) /* Linux refuses with ETOOMANYREFS at times */
		chain();
	scratch_end();
	return 0;
}
