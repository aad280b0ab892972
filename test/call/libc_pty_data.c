/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pseudo-terminals: how bytes pass between the two ends, and end. */
#define _GNU_SOURCE
#include "test/call/pty.h"

#include <sys/epoll.h>
#include <sys/select.h>

static void both_ways(void)
{
	struct pair p = pair_open();
	char c;

	type_in(p.s, "hello\n");
	EXPECT(p.m, "hello\r\n");
	type_in(p.m, "abc\n");
	EXPECT(p.m, "abc\r\n");
	EXPECT(p.s, "abc\n");
	expect_nothing(p.s);
	expect_nothing(p.m);
	SAME(read(p.m, &c, 0), 0);
	SAME(write(p.m, &c, 0), 0);
	SAME(write(p.s, &c, 0), 0);
	pair_close(&p);
}

/* What is typed before anybody opens the slave is kept, and echoed. */
static void before_open(void)
{
	int m = (int)OK(posix_openpt(O_RDWR | O_NOCTTY)), s;

	SAME(ready(m, POLLIN | POLLOUT), POLLOUT);
	type_in(m, "early\n");
	EXPECT(m, "early\r\n");
	OK(unlockpt(m));
	s = (int)OK(open(ptsname(m), O_RDWR | O_NOCTTY));
	EXPECT(s, "early\n");
	OK(close(m));
	OK(close(s));
}

/* Writes until nothing more goes in; how much did. */
static ssize_t fill(int fd)
{
	char block[1000] = { 0 };
	ssize_t n, total = 0, before;

	do {
		before = total;
		while ((n = write(fd, block, sizeof(block))) > 0)
			total += n;
		SAME(errno, EAGAIN);
		settle();
	} while (total != before);
	return total;
}

static void drain(int fd, ssize_t total)
{
	char block[1000];

	while (total > 0) {
		settle();
		total -= OK(read(fd, block, sizeof(block)));
	}
	SAME(total, 0);
	FAILS(read(fd, block, 1), EAGAIN);
}

static void nonblocking(void)
{
	struct pair p = pair_open();
	ssize_t total;
	char c;

	set_raw(p.s, 1, 0);
	nonblock(p.m, 1);
	nonblock(p.s, 1);
	FAILS(read(p.m, &c, 1), EAGAIN);
	FAILS(read(p.s, &c, 1), EAGAIN);
	/* Bounded both ways. */
	total = fill(p.s);
	CHECK(total >= 4096 && total <= 200000);
	SAME(ready(p.s, POLLOUT), 0);
	drain(p.m, total);
	SAME(ready(p.s, POLLOUT), POLLOUT);
	total = fill(p.m);
	CHECK(total >= 4096 && total <= 200000);
	SAME(ready(p.m, POLLOUT), 0);
	drain(p.s, total);
	SAME(ready(p.m, POLLOUT), POLLOUT);
	pair_close(&p);
}

static int slow_reader(void)
{
	char c[777];
	ssize_t n;
	long sum = 0;

	while ((n = read(0, c, sizeof(c))) > 0)
		for (ssize_t i = 0; i < n; i++)
			sum += (unsigned char)c[i];
	return n < 0 && errno == EIO && sum == 26L * 5000 * 97 + 325 * 5000 ? 0
									    : 1;
}

/* A writer waits for the reader at the other end. */
static void blocking(void)
{
	struct pair p = pair_open();
	char text[26 * 50];
	pid_t pid;

	set_raw(p.s, 1, 0);
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = (char)('a' + i % 26);
	OK(fflush(NULL));
	pid = fork();
	if (pid == 0) {
		dup2(p.m, 0);
		close(p.m);
		close(p.s);
		exit(slow_reader());
	}
	for (int i = 0; i < 100; i++)
		SAME(write(p.s, text, sizeof(text)), sizeof(text));
	pair_close(&p);
	SAME(status_of(pid), 0);
}

/* The last slave closes: the master reads what is left, then EIO. */
static void slave_closes(void)
{
	struct pair p = pair_open();
	int other = (int)OK(open(p.name, O_RDWR | O_NOCTTY));
	char c;

	type_in(p.s, "last words");
	OK(close(p.s));
	SAME(ready(p.m, POLLIN), POLLIN);
	OK(close(other));
	SAME(ready(p.m, POLLIN), POLLIN | POLLHUP);
	EXPECT(p.m, "last words");
	SAME(ready(p.m, POLLIN), POLLHUP);
	FAILS(read(p.m, &c, 1), EIO);
	nonblock(p.m, 1);
	FAILS(read(p.m, &c, 1), EIO);
	/* It may come back; what was typed meanwhile waits. */
	type_in(p.m, "x\n");
	p.s = (int)OK(open(p.name, O_RDWR | O_NOCTTY));
	SAME(ready(p.m, POLLHUP | POLLOUT), POLLOUT);
	EXPECT(p.s, "x\n");
	pair_close(&p);
}

/* Settings last as long as the master. */
static void settings_stay(void)
{
	struct pair p = pair_open();
	struct termios t;

	set_raw(p.s, 7, 3);
	OK(close(p.s));
	p.s = (int)OK(open(p.name, O_RDWR | O_NOCTTY));
	OK(tcgetattr(p.s, &t));
	CHECK((t.c_lflag & (ICANON | ECHO)) == 0);
	SAME(t.c_cc[VMIN], 7);
	SAME(t.c_cc[VTIME], 3);
	pair_close(&p);
}

/* The master closes: the slave is hung up. */
static void master_closes(void)
{
	struct pair p = pair_open();
	struct termios t;
	char c;
	int n;

	type_in(p.m, "lost\n");
	OK(close(p.m));
	SAME(ready(p.s, POLLIN | POLLOUT),
		POLLIN | POLLOUT | POLLHUP | POLLERR);
	SAME(read(p.s, &c, 1), 0);
	FAILS(write(p.s, "x", 1), EIO);
	FAILS(tcgetattr(p.s, &t), EIO);
	FAILS(tcsetattr(p.s, TCSANOW, &t), EIO);
	FAILS(ioctl(p.s, TIOCGWINSZ, &n), EIO);
	FAILS(ioctl(p.s, FIONREAD, &n), EIO);
	FAILS(tcsetpgrp(p.s, getpgrp()), ENOTTY);
	FAILS(tcflush(p.s, TCIOFLUSH), EIO);
	FAILS(tcdrain(p.s), EIO);
	SAME(isatty(p.s), 0);
	OK(close(p.s));
}

static int reader_of(int fd)
{
	char c;

	return (int)read(fd, &c, 1);
}

/* Those who wait at one end learn of the other's end. */
static void waiting(void)
{
	struct pair p = pair_open();
	pid_t pid = fork();

	if (pid == 0) {
		close(p.m);
		_exit(reader_of(p.s) == -1 && errno == EIO ? 0 : 1);
	}
	sleep_ms(30);
	OK(close(p.m));
	SAME(status_of(pid), 0);
	OK(close(p.s));
	p = pair_open();
	pid = fork();
	if (pid == 0) {
		close(p.s);
		_exit(reader_of(p.m) == -1 && errno == EIO ? 0 : 1);
	}
	sleep_ms(30);
	OK(close(p.s));
	SAME(status_of(pid), 0);
	OK(close(p.m));
}

static void counts(void)
{
	struct pair p = pair_open();
	int n = -1;

	type_in(p.m, "abc");
	settle();
	OK(ioctl(p.s, FIONREAD, &n));
	SAME(n, 0);
	type_in(p.m, "\nde\n\004");
	settle();
	OK(ioctl(p.s, FIONREAD, &n));
	SAME(n, 7);
	OK(ioctl(p.m, FIONREAD, &n));
	SAME(n, 9);
	OK(ioctl(p.s, TIOCOUTQ, &n));
	SAME(n, 0);
	OK(ioctl(p.m, TIOCOUTQ, &n));
	SAME(n, 0);
	/* Output that nobody reads holds up no tcdrain() here. */
	OK(tcdrain(p.s));
	OK(tcdrain(p.m));
	pair_close(&p);
}

/* epoll and select see the same as poll. */
static void watched(void)
{
	struct pair p = pair_open();
	struct epoll_event e = { .events = EPOLLIN, .data.fd = p.m };
	int set = (int)OK(epoll_create1(0)), on = 1;
	struct timeval now = { 0, 0 };
	fd_set except;

	OK(epoll_ctl(set, EPOLL_CTL_ADD, p.m, &e));
	SAME(epoll_wait(set, &e, 1, 0), 0);
	type_in(p.s, "a");
	SAME(epoll_wait(set, &e, 1, 1000), 1);
	SAME(e.events, EPOLLIN);
	EXPECT(p.m, "a");
	OK(ioctl(p.m, TIOCPKT, &on));
	OK(tcflush(p.s, TCIFLUSH));
	FD_ZERO(&except);
	FD_SET(p.m, &except);
	settle();
	SAME(select(p.m + 1, NULL, NULL, &except, &now), 1);
	on = 0;
	OK(ioctl(p.m, TIOCPKT, &on));
	OK(close(p.s));
	SAME(epoll_wait(set, &e, 1, 1000), 1);
	CHECK((e.events & EPOLLHUP) != 0);
	OK(close(set));
	OK(close(p.m));
}

int main(void)
{
	alarm(20);
	watched();
	both_ways();
	before_open();
	nonblocking();
	blocking();
	slave_closes();
	settings_stay();
	master_closes();
	waiting();
	counts();
	return 0;
}
