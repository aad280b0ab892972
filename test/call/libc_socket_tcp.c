/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Servers and clients by TCP: a child for each client, one loop for all. */
#define _GNU_SOURCE
#include "test/call/socket.h"

#include <sys/select.h>

enum { CLIENTS = 20, ROUNDS = 20, BULK = 3000000 };

/* Sends lines and expects them back. */
static int client(int port, int number)
{
	struct sockaddr_in in = ipv4("127.0.0.1", port);
	int fd = (int)OK(socket(AF_INET, SOCK_STREAM, 0));
	char line[64], back[64];

	OK(connect(fd, ADDRESS(in)));
	for (int i = 0; i < ROUNDS; i++) {
		int n = snprintf(line, sizeof(line), "%d %d\n", number, i);

		SAME(write(fd, line, (size_t)n), n);
		SAME(recv(fd, back, (size_t)n, MSG_WAITALL), n);
		SAME(memcmp(line, back, (size_t)n), 0);
	}
	OK(shutdown(fd, SHUT_WR));
	SAME(read(fd, back, 1), 0);
	return 0;
}

/* One child, whichever it is. */
static void ended_well(void)
{
	int status = -1;

	OK(wait(&status));
	SAME(status, 0);
}

static void start_client(int port, int number)
{
	if (OK(fork()) == 0)
		exit(client(port, number));
}

/* Copies what comes until the end. */
static int echo(int fd)
{
	char b[256];
	ssize_t n;

	while ((n = read(fd, b, sizeof(b))) > 0)
		SAME(write(fd, b, (size_t)n), n);
	SAME(n, 0);
	return 0;
}

static void fork_each(void)
{
	int port, listener = tcp_listener(CLIENTS, &port);

	for (int i = 0; i < CLIENTS; i++)
		start_client(port, i);
	for (int i = 0; i < CLIENTS; i++) {
		int fd = (int)OK(accept(listener, NULL, NULL));

		if (OK(fork()) == 0)
			exit(echo(fd));
		OK(close(fd));
	}
	for (int i = 0; i < 2 * CLIENTS; i++)
		ended_well();
	OK(close(listener));
}

/* One process, all descriptors, select(). */
static void select_loop(void)
{
	int port, listener = tcp_listener(CLIENTS, &port), ended = 0;
	fd_set open_fds;
	char b[256];

	for (int i = 0; i < CLIENTS; i++)
		start_client(port, i);
	FD_ZERO(&open_fds);
	FD_SET(listener, &open_fds);
	while (ended < CLIENTS) {
		fd_set ready = open_fds;

		OK(select(FD_SETSIZE, &ready, NULL, NULL, NULL));
		for (int fd = 0; fd < FD_SETSIZE; fd++) {
			ssize_t n;

			if (!FD_ISSET(fd, &ready))
				continue;
			if (fd == listener) {
				n = OK(accept(listener, NULL, NULL));
				FD_SET((int)n, &open_fds);
				continue;
			}
			n = OK(read(fd, b, sizeof(b)));
			if (n > 0) {
				SAME(write(fd, b, (size_t)n), n);
				continue;
			}
			FD_CLR(fd, &open_fds);
			OK(close(fd));
			ended++;
		}
	}
	for (int i = 0; i < CLIENTS; i++)
		ended_well();
	OK(close(listener));
}

static int sends_bulk(int fd)
{
	static unsigned char b[50000];

	for (int done = 0; done < BULK; done += (int)sizeof(b)) {
		for (size_t i = 0; i < sizeof(b); i++)
			b[i] = (unsigned char)((done + (int)i) % 251);
		SAME(write(fd, b, sizeof(b)), sizeof(b));
	}
	return 0;
}

/* Much data, read in odd pieces, arrives as it was sent. */
static void bulk(void)
{
	static unsigned char b[7777];
	int fd[2], total = 0;
	ssize_t n;

	tcp_pair(fd);
	if (OK(fork()) == 0)
		exit(sends_bulk(fd[0]));
	OK(close(fd[0]));
	while ((n = OK(read(fd[1], b, sizeof(b)))) > 0) {
		for (int i = 0; i < n; i++)
			if (b[i] != (total + i) % 251)
				SAME(b[i], (total + i) % 251);
		total += (int)n;
	}
	SAME(total, BULK);
	ended_well();
	OK(close(fd[1]));
}

/* By IPv6, and by IPv4 to a socket that takes both. */
static void inet6(void)
{
	int listener = (int)OK(socket(AF_INET6, SOCK_STREAM, 0)), fd, got, port;
	struct sockaddr_in6 in6 = { 0 }, peer;
	socklen_t length = sizeof(in6);
	struct sockaddr_in in;

	in6.sin6_family = AF_INET6;
	OK(bind(listener, ADDRESS(in6)));
	OK(listen(listener, 5));
	OK(getsockname(listener, (struct sockaddr *)&in6, &length));
	port = ntohs(in6.sin6_port);
	in6.sin6_addr = in6addr_loopback;
	fd = (int)OK(socket(AF_INET6, SOCK_STREAM, 0));
	OK(connect(fd, ADDRESS(in6)));
	length = sizeof(peer);
	got = (int)OK(accept(listener, (struct sockaddr *)&peer, &length));
	CHECK(IN6_IS_ADDR_LOOPBACK(&peer.sin6_addr));
	OK(close(fd));
	OK(close(got));
	in = ipv4("127.0.0.1", port);
	fd = (int)OK(socket(AF_INET, SOCK_STREAM, 0));
	OK(connect(fd, ADDRESS(in)));
	length = sizeof(peer);
	got = (int)OK(accept(listener, (struct sockaddr *)&peer, &length));
	CHECK(IN6_IS_ADDR_V4MAPPED(&peer.sin6_addr));
	OK(close(fd));
	OK(close(got));
	OK(close(listener));
	listener = (int)OK(socket(AF_INET6, SOCK_STREAM, 0));
	set_option(listener, IPPROTO_IPV6, IPV6_V6ONLY, 1);
	in6.sin6_addr = in6addr_any;
	OK(bind(listener, ADDRESS(in6)));
	OK(listen(listener, 1));
	fd = (int)OK(socket(AF_INET, SOCK_STREAM, 0));
	FAILS(connect(fd, ADDRESS(in)), ECONNREFUSED);
	OK(close(fd));
	OK(close(listener));
}

int main(void)
{
	fork_each();
	select_loop();
	bulk();
	inet6();
	return 0;
}
