/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recvfrom() and recv(): errors, flags, waiting. */
#define _GNU_SOURCE
#include "test/call/socket.h"

static char b[64];

static void errors(void)
{
	int file = (int)OK(open("/", O_RDONLY)), fd[2];
	struct sockaddr_in in;
	socklen_t length = sizeof(in);

	FAILS(recv(-1, b, 1, 0), EBADF);
	FAILS(recv(file, b, 1, 0), ENOTSOCK);
	OK(close(file));
	fd[0] = (int)OK(socket(AF_INET, SOCK_STREAM, 0));
	FAILS(recv(fd[0], b, 1, 0), ENOTCONN);
	OK(close(fd[0]));
	fd[0] = (int)OK(socket(AF_UNIX, SOCK_STREAM, 0));
	FAILS(recv(fd[0], b, 1, 0), EINVAL);
	OK(close(fd[0]));
	fd[0] = (int)OK(socket(AF_UNIX, SOCK_SEQPACKET, 0));
	FAILS(recv(fd[0], b, 1, 0), ENOTCONN);
	OK(close(fd[0]));
	tcp_pair(fd);
	FAILS(recv(fd[0], b, 1, MSG_OOB), EINVAL);
	FAILS(recv(fd[0], b, 1, MSG_ERRQUEUE), EAGAIN);
	FAILS(recv(fd[0], b, 1, MSG_DONTWAIT), EAGAIN);
	SAME(write(fd[1], "abc", 3), 3);
	SAME(polled(fd[0], POLLIN, 1000), POLLIN);
	FAILS(recv(fd[0], bad_pointer(), 1, 0), EFAULT);
	length = (socklen_t)-1;
	FAILS(recvfrom(fd[0], b, 1, 0, (struct sockaddr *)&in, &length),
		EINVAL);
	OK(close(fd[0]));
	OK(close(fd[1]));
}

static void peek(int domain, int type)
{
	int fd[2];

	if (domain == AF_INET)
		tcp_pair(fd);
	else
		OK(socketpair(domain, type, 0, fd));
	SAME(write(fd[0], "abc", 3), 3);
	SAME(recv(fd[1], b, 2, MSG_PEEK), 2);
	SAME(recv(fd[1], b, 9, MSG_PEEK), 3);
	SAME(recv(fd[1], b, 9, MSG_PEEK | MSG_DONTWAIT), 3);
	SAME(memcmp(b, "abc", 3), 0);
	if (type != SOCK_STREAM) {
		SAME(recv(fd[1], b, 1, MSG_PEEK | MSG_TRUNC), 3);
		SAME(recv(fd[1], b, 1, MSG_TRUNC), 3);
	} else {
		SAME(recv(fd[1], b, 1, 0), 1);
		SAME(recv(fd[1], b, 9, MSG_PEEK), 2);
		SAME(recv(fd[1], b, 9, 0), 2);
		SAME(b[1], 'c');
	}
	FAILS(recv(fd[1], b, 9, MSG_PEEK | MSG_DONTWAIT), EAGAIN);
	OK(close(fd[0]));
	OK(close(fd[1]));
}

/* MSG_WAITALL and SO_RCVLOWAT wait for more than the first bytes. */
static void wait_all(void)
{
	int fd[2];
	pid_t pid;

	OK(socketpair(AF_UNIX, SOCK_STREAM, 0, fd));
	pid = fork();
	if (pid == 0) {
		for (int i = 0; i < 3; i++) {
			sleep_ms(5);
			SAME(write(fd[1], "xy", 2), 2);
		}
		exit(0);
	}
	OK(close(fd[1]));
	SAME(recv(fd[0], b, 5, MSG_WAITALL), 5);
	SAME(recv(fd[0], b, 5, MSG_WAITALL), 1); /* and then the end */
	SAME(status_of(pid), 0);
	OK(close(fd[0]));
	tcp_pair(fd);
	set_option(fd[0], SOL_SOCKET, SO_RCVLOWAT, 3);
	SAME(write(fd[1], "ab", 2), 2);
	SAME(polled(fd[0], POLLIN, 20), 0);
	SAME(write(fd[1], "c", 1), 1);
	SAME(polled(fd[0], POLLIN, 1000), POLLIN);
	SAME(recv(fd[0], b, 9, 0), 3);
	OK(close(fd[0]));
	OK(close(fd[1]));
}

static void nothing(int sig)
{
	(void)sig;
}

static void times(void)
{
	struct timeval tv = { 0, 20000 };
	double start = now_ms();
	int fd[2];
	pid_t pid;

	OK(socketpair(AF_UNIX, SOCK_DGRAM, 0, fd));
	OK(setsockopt(fd[0], SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof(tv)));
	FAILS(recv(fd[0], b, 1, 0), EAGAIN);
	CHECK(now_ms() - start >= 19);
	handle(SIGUSR1, nothing, SA_RESTART);
	tv.tv_sec = 5;
	OK(setsockopt(fd[0], SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof(tv)));
	pid = signal_after(getpid(), SIGUSR1, 20);
	FAILS(recv(fd[0], b, 1, 0), EINTR); /* with a time-out, never again */
	SAME(status_of(pid), 0);
	OK(close(fd[0]));
	OK(close(fd[1]));
}

/* Who sent it; and a full receive buffer loses datagrams silently. */
static void udp(void)
{
	int port, fd = bound_socket(SOCK_DGRAM, &port), n = 0;
	int other = (int)OK(socket(AF_INET, SOCK_DGRAM, 0));
	struct sockaddr_in in = ipv4("127.0.0.1", port), from;
	socklen_t length = sizeof(from);

	SAME(sendto(other, "abc", 3, 0, ADDRESS(in)), 3);
	SAME(recvfrom(fd, b, 2, 0, (struct sockaddr *)&from, &length), 2);
	SAME(length, sizeof(from));
	SAME(ntohs(from.sin_port), port_of(other));
	SAME(from.sin_addr.s_addr, htonl(INADDR_LOOPBACK));
	for (int i = 0; i < 5000; i++)
		SAME(sendto(other, b, sizeof(b), 0, ADDRESS(in)), sizeof(b));
	while (recv(fd, b, sizeof(b), MSG_DONTWAIT) > 0)
		n++;
	CHECK(n > 10 && n < 5000);
	OK(close(fd));
	OK(close(other));
}

int main(void)
{
	errors();
	peek(AF_UNIX, SOCK_STREAM);
	peek(AF_UNIX, SOCK_DGRAM);
	peek(AF_UNIX, SOCK_SEQPACKET);
	peek(AF_INET, SOCK_STREAM);
	wait_all();
	times();
	udp();
	return 0;
}
