/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edges: what EPOLLET tells, and tells once, of each kind of descriptor. */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <termios.h>

static int ep;
static char full[1 << 20];

static void watch(int fd, uint32_t events)
{
	struct epoll_event ev = { events | EPOLLET, { .fd = fd } };

	ep = (int)OK(epoll_create1(0));
	OK(epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev));
}

/* The events that are new; 0: none. */
static uint32_t edge(void)
{
	struct epoll_event ev;

	/* A terminal may take its time. */
	return OK(epoll_wait(ep, &ev, 1, 10)) == 0 ? 0 : ev.events;
}

/* Bytes from one end come to the other, which is watched. */
static void bytes(int from, int to)
{
	watch(to, EPOLLIN);
	SAME(edge(), 0);
	SAME(write(from, "abc\n", 4), 4);
	SAME(edge(), EPOLLIN);
	SAME(edge(), 0);
	SAME(read(to, full, 1), 1);
	SAME(edge(), 0);
	SAME(write(from, "def\n", 4), 4);
	SAME(edge(), EPOLLIN);
	while (read(to, full, sizeof(full)) == sizeof(full))
		;
	SAME(edge(), 0);
	OK(close(ep));
}

/* Room to write is told at first, and when it comes back. */
static void room(int from, int to)
{
	watch(to, EPOLLOUT);
	SAME(edge(), EPOLLOUT);
	SAME(edge(), 0);
	SAME(write(to, "abc\n", 4), 4);
	CHECK(read(from, full, sizeof(full)) >= 4);
	edge(); /* some tell it once more, some do not */
	SAME(edge(), 0);
	OK(fcntl(to, F_SETFL, O_NONBLOCK));
	OK(fcntl(from, F_SETFL, O_NONBLOCK));
	while (write(to, full, 4096) > 0)
		;
	edge();
	SAME(edge(), 0);
	while (read(from, full, sizeof(full)) > 0)
		;
	SAME(edge(), EPOLLOUT);
	SAME(edge(), 0);
	OK(close(ep));
}

static void pair(int type)
{
	int s[2];

	OK(socketpair(AF_UNIX, type, 0, s));
	bytes(s[0], s[1]);
	room(s[0], s[1]);
	OK(close(s[0]));
	OK(close(s[1]));
}

static void tcp(void)
{
	struct sockaddr_in in = { .sin_family = AF_INET };
	socklen_t size = sizeof(in);
	int listener = (int)OK(socket(AF_INET, SOCK_STREAM, 0));
	int client = (int)OK(socket(AF_INET, SOCK_STREAM, 0)), server;

	in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	OK(bind(listener, (struct sockaddr *)&in, sizeof(in)));
	OK(listen(listener, 4));
	OK(getsockname(listener, (struct sockaddr *)&in, &size));
	watch(listener, EPOLLIN);
	SAME(edge(), 0);
	OK(connect(client, (struct sockaddr *)&in, size));
	SAME(edge(), EPOLLIN);
	SAME(edge(), 0);
	server = (int)OK(accept(listener, NULL, NULL));
	SAME(edge(), 0);
	OK(close(ep));
	bytes(client, server);
	watch(server, EPOLLIN | EPOLLRDHUP);
	SAME(edge(), 0);
	OK(shutdown(client, SHUT_WR));
	SAME(edge(), EPOLLIN | EPOLLRDHUP);
	SAME(edge(), 0);
	OK(close(ep));
	OK(close(server));
	OK(close(client));
	OK(close(listener));
}

static void terminal(void)
{
	int master = (int)OK(posix_openpt(O_RDWR | O_NOCTTY)), slave;
	struct termios t;

	OK(grantpt(master));
	OK(unlockpt(master));
	slave = (int)OK(open(ptsname(master), O_RDWR | O_NOCTTY));
	OK(tcgetattr(slave, &t));
	t.c_lflag &= ~(tcflag_t)ECHO;
	t.c_oflag &= ~(tcflag_t)OPOST;
	OK(tcsetattr(slave, TCSANOW, &t));
	bytes(master, slave);
	bytes(slave, master);
	watch(slave, EPOLLIN);
	OK(close(master));
	CHECK((edge() & EPOLLHUP) != 0);
	SAME(edge(), 0);
	OK(close(ep));
	OK(close(slave));
}

static void counters(void)
{
	struct itimerspec it = { .it_value = { 0, 1000000 } };
	uint64_t value = 1;
	int fd = (int)OK(eventfd(0, 0));

	watch(fd, EPOLLIN);
	SAME(edge(), 0);
	SAME(write(fd, &value, 8), 8);
	SAME(edge(), EPOLLIN);
	SAME(edge(), 0);
	SAME(write(fd, &value, 8), 8);
	SAME(edge(), EPOLLIN);
	SAME(read(fd, &value, 8), 8);
	SAME(edge(), 0);
	OK(close(ep));
	OK(close(fd));
	fd = (int)OK(timerfd_create(CLOCK_MONOTONIC, 0));
	watch(fd, EPOLLIN);
	OK(timerfd_settime(fd, 0, &it, NULL));
	sleep_ms(20);
	SAME(edge(), EPOLLIN);
	SAME(edge(), 0);
	SAME(read(fd, &value, 8), 8);
	SAME(edge(), 0);
	OK(close(ep));
	OK(close(fd));
}

int main(void)
{
	int p[2];

	OK(pipe(p));
	bytes(p[1], p[0]);
	room(p[0], p[1]);
	pair(SOCK_STREAM);
	pair(SOCK_DGRAM);
	pair(SOCK_SEQPACKET);
	tcp();
	terminal();
	counters();
	return 0;
}
