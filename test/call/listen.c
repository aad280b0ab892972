/* SPDX-License-Identifier: GPL-3.0-or-later */
/* listen(): what can listen, and how many may wait. */
#define _GNU_SOURCE
#include "test/call/socket.h"

static void errors(void)
{
	int file = (int)OK(open("/", O_RDONLY)), fd, port;

	FAILS(listen(-1, 1), EBADF);
	FAILS(listen(file, 1), ENOTSOCK);
	OK(close(file));
	fd = (int)OK(socket(AF_INET, SOCK_DGRAM, 0));
	FAILS(listen(fd, 1), EOPNOTSUPP);
	OK(close(fd));
	fd = (int)OK(socket(AF_UNIX, SOCK_DGRAM, 0));
	FAILS(listen(fd, 1), EOPNOTSUPP);
	OK(close(fd));
	fd = (int)OK(socket(AF_UNIX, SOCK_STREAM, 0));
	FAILS(listen(fd, 1), EINVAL); /* it has no name */
	OK(close(fd));
	fd = (int)OK(socket(AF_INET, SOCK_STREAM, 0));
	OK(listen(fd, 1)); /* gets a port */
	CHECK(port_of(fd) >= 1024);
	SAME(option_of(fd, SOL_SOCKET, SO_ACCEPTCONN), 1);
	OK(listen(fd, 10));
	OK(close(fd));
	fd = tcp_listener(-1, &port);
	OK(close(fd));
}

/* A full backlog: EAGAIN at once, or a wait until there is room. */
static void backlog_unix(void)
{
	struct sockaddr_un un = unix_name("sock");
	int listener = (int)OK(socket(AF_UNIX, SOCK_STREAM, 0)), fd[8], n = 0;
	pid_t pid;

	OK(bind(listener, ADDRESS(un)));
	OK(listen(listener, 1));
	for (;;) {
		fd[n] = (int)OK(
			socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0));
		if (connect(fd[n], ADDRESS(un)) != 0)
			break;
		n++;
	}
	SAME(errno, EAGAIN);
	SAME(n, 2);
	pid = fork();
	if (pid == 0) {
		int mine = (int)OK(socket(AF_UNIX, SOCK_STREAM, 0));

		OK(connect(mine, ADDRESS(un)));
		exit(0);
	}
	sleep_ms(20);
	SAME(waitpid(pid, NULL, WNOHANG), 0);
	OK(close((int)OK(accept(listener, NULL, NULL))));
	SAME(status_of(pid), 0);
	for (int i = 0; i <= n; i++)
		OK(close(fd[i]));
	OK(close(listener));
	OK(unlink("sock"));
}

/* TCP: such a connection stays under way. */
static void backlog_tcp(void)
{
	int port, listener = tcp_listener(0, &port), fd[3], got;
	struct sockaddr_in in = ipv4("127.0.0.1", port);

	for (int i = 0; i < 3; i++) {
		fd[i] = (int)OK(
			socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
		FAILS(connect(fd[i], ADDRESS(in)), EINPROGRESS);
	}
	SAME(polled(fd[0], POLLOUT, 1000), POLLOUT);
	SAME(polled(fd[1], POLLOUT, 20), 0);
	FAILS(connect(fd[1], ADDRESS(in)), EALREADY);
	FAILS(send(fd[1], "x", 1, 0), EAGAIN);
	got = (int)OK(accept(listener, NULL, NULL));
	SAME(polled(fd[1], POLLOUT, 5000), POLLOUT);
	SAME(option_of(fd[1], SOL_SOCKET, SO_ERROR), 0);
	OK(close(got));
	OK(close(listener));
	for (int i = 0; i < 3; i++)
		OK(close(fd[i]));
}

int main(void)
{
	scratch();
	errors();
	backlog_unix();
	if (on_exa()) /* elsewhere it takes seconds to go on */
		backlog_tcp();
	scratch_end();
	return 0;
}
