/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AF_UNIX servers: many clients of one listening socket, and datagrams that
 * are answered to the address they came from. */
#define _GNU_SOURCE
#include "test/call/socket.h"

enum { CLIENTS = 30, ROUNDS = 10 };

static int client(int type)
{
	struct sockaddr_un un = unix_name("server");
	int fd = (int)OK(socket(AF_UNIX, type, 0)), back;

	OK(connect(fd, ADDRESS(un)));
	for (int i = 0; i < ROUNDS; i++) {
		SAME(write(fd, &i, sizeof(i)), sizeof(i));
		SAME(recv(fd, &back, sizeof(back), MSG_WAITALL), sizeof(back));
		SAME(back, i * 2);
	}
	return 0;
}

/* poll() over all of them. */
static void many(int type)
{
	struct sockaddr_un un = unix_name("server");
	int listener = (int)OK(socket(AF_UNIX, type, 0)), ended = 0, n;
	struct pollfd p[CLIENTS + 1] = { { listener, POLLIN, 0 } };
	nfds_t count = 1;

	OK(bind(listener, ADDRESS(un)));
	OK(listen(listener, 4));
	for (int i = 0; i < CLIENTS; i++)
		if (OK(fork()) == 0)
			exit(client(type));
	while (ended < CLIENTS) {
		OK(poll(p, count, -1));
		for (nfds_t i = 1; i < count; i++) {
			if ((p[i].revents & (POLLIN | POLLHUP)) == 0)
				continue;
			if (OK(read(p[i].fd, &n, sizeof(n))) > 0) {
				n *= 2;
				SAME(write(p[i].fd, &n, sizeof(n)), sizeof(n));
				continue;
			}
			OK(close(p[i].fd));
			p[i].fd = -1;
			ended++;
		}
		if (p[0].revents == 0)
			continue;
		p[count].fd = (int)OK(accept(listener, NULL, NULL));
		p[count].revents = 0;
		p[count++].events = POLLIN;
	}
	for (int i = 0; i < CLIENTS; i++) {
		OK(wait(&n));
		SAME(n, 0);
	}
	OK(close(listener));
	OK(unlink("server"));
}

static int asks(void)
{
	struct sockaddr_un un = unix_name("server"), mine = { 0 };
	int fd = (int)OK(socket(AF_UNIX, SOCK_DGRAM, 0)), n;

	mine.sun_family = AF_UNIX;
	OK(bind(fd, (struct sockaddr *)&mine, sizeof(sa_family_t)));
	OK(connect(fd, ADDRESS(un)));
	for (int i = 0; i < ROUNDS; i++) {
		SAME(send(fd, &i, sizeof(i), 0), sizeof(i));
		SAME(recv(fd, &n, sizeof(n), 0), sizeof(n));
		SAME(n, i + 1);
	}
	return 0;
}

static void datagrams(void)
{
	struct sockaddr_un un = unix_name("server");
	int fd = (int)OK(socket(AF_UNIX, SOCK_DGRAM, 0)), n;

	OK(bind(fd, ADDRESS(un)));
	for (int i = 0; i < CLIENTS; i++)
		in_child(asks);
	for (int i = 0; i < CLIENTS * ROUNDS; i++) {
		socklen_t length = sizeof(un);

		SAME(recvfrom(fd, &n, sizeof(n), 0, (struct sockaddr *)&un,
			     &length),
			sizeof(n));
		n++;
		SAME(sendto(fd, &n, sizeof(n), 0, (struct sockaddr *)&un,
			     length),
			sizeof(n));
	}
	for (int i = 0; i < CLIENTS; i++) {
		OK(wait(&n));
		SAME(n, 0);
	}
	OK(close(fd));
	OK(unlink("server"));
}

/* A queue that is full: nobody is told that it can send, until it can. */
static void full_queue(void)
{
	struct sockaddr_un un = unix_name("server");
	int to = (int)OK(socket(AF_UNIX, SOCK_DGRAM, 0)), sent = 0, fd;
	pid_t pid;

	OK(bind(to, ADDRESS(un)));
	fd = (int)OK(socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0));
	OK(connect(fd, ADDRESS(un)));
	while (send(fd, "x", 1, 0) == 1)
		sent++;
	SAME(errno, EAGAIN);
	CHECK(sent > 5 && sent < 2000);
	SAME(polled(fd, POLLOUT, 0), 0);
	pid = (pid_t)OK(fork());
	if (pid == 0) {
		char b[4];

		sleep_ms(20);
		for (int i = 0; i < sent; i++)
			SAME(recv(to, b, sizeof(b), 0), 1);
		exit(0);
	}
	SAME(polled(fd, POLLOUT, 5000), POLLOUT);
	SAME(send(fd, "x", 1, 0), 1);
	SAME(status_of(pid), 0);
	OK(close(fd));
	OK(close(to));
	OK(unlink("server"));
}

int main(void)
{
	scratch();
	many(SOCK_STREAM);
	many(SOCK_SEQPACKET);
	datagrams();
	full_queue();
	scratch_end();
	return 0;
}
