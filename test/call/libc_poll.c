/* SPDX-License-Identifier: GPL-3.0-or-later */
/* poll(), select() and epoll over descriptors of every kind. */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <termios.h>

enum {
	ALL = POLLIN | POLLPRI | POLLOUT | POLLRDNORM | POLLRDBAND |
		POLLWRNORM | POLLWRBAND | POLLRDHUP,
	READ = POLLIN | POLLRDNORM,
	WRITE = POLLOUT | POLLWRNORM,
};

/* What poll tells of fd; that select and epoll agree. */
static int events(int fd)
{
	struct pollfd p = { fd, ALL, 0x55 };
	struct epoll_event ev = { ALL, { .fd = fd } };
	struct timeval now = { 0, 0 };
	fd_set in, out, odd;
	int bits, ep;

	bits = poll(&p, 1, 0);
	SAME(bits, p.revents != 0);
	FD_ZERO(&in);
	FD_SET(fd, &in);
	out = odd = in;
	bits = (int)OK(select(fd + 1, &in, &out, &odd, &now));
	SAME(FD_ISSET(fd, &in) != 0,
		(p.revents & (READ | POLLHUP | POLLERR)) != 0);
	SAME(FD_ISSET(fd, &out) != 0, (p.revents & (WRITE | POLLERR)) != 0);
	SAME(FD_ISSET(fd, &odd) != 0, (p.revents & POLLPRI) != 0);
	SAME(bits,
		(FD_ISSET(fd, &in) != 0) + (FD_ISSET(fd, &out) != 0) +
			(FD_ISSET(fd, &odd) != 0));
	ep = (int)OK(epoll_create1(0));
	if (epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev) == 0) {
		ev.events = 0;
		bits = epoll_wait(ep, &ev, 1, 0);
		SAME(bits, p.revents != 0);
		SAME(ev.events, p.revents);
	} else {
		SAME(errno, EPERM);
		SAME(p.revents, READ | WRITE);
	}
	OK(close(ep));
	return p.revents;
}

static void files(void)
{
	struct pollfd p = { -1, ALL, 0 };
	int fd;

	make_file("f", "text");
	fd = (int)OK(open("f", O_RDONLY));
	SAME(events(fd), READ | WRITE);
	OK(close(fd));
	OK(unlink("f"));
	fd = (int)OK(open(".", O_RDONLY));
	SAME(events(fd), READ | WRITE);
	OK(close(fd));
	fd = (int)OK(open("/dev/null", O_WRONLY));
	SAME(events(fd), READ | WRITE);
	OK(close(fd));
	fd = (int)OK(open("/dev/zero", O_RDONLY));
	SAME(events(fd), READ | WRITE);
	OK(close(fd));
	fd = (int)OK(open(".", O_PATH));
	p.fd = fd;
	SAME(poll(&p, 1, -1), 1);
	SAME(p.revents, POLLNVAL);
	OK(close(fd));
}

static void pipes(void)
{
	static char full[65536];
	int p[2];

	OK(pipe(p));
	SAME(events(p[0]), 0);
	SAME(events(p[1]), WRITE);
	SAME(write(p[1], full, sizeof(full)), sizeof(full));
	SAME(events(p[0]), READ);
	SAME(events(p[1]), 0);
	SAME(read(p[0], full, 4095), 4095);
	SAME(events(p[1]), 0);
	SAME(read(p[0], full, 1), 1);
	SAME(events(p[1]), WRITE);
	OK(close(p[1]));
	SAME(events(p[0]), READ | POLLHUP);
	SAME(read(p[0], full, sizeof(full)), sizeof(full) - 4096);
	SAME(events(p[0]), POLLHUP);
	OK(close(p[0]));
	OK(pipe(p));
	OK(close(p[0]));
	SAME(events(p[1]), WRITE | POLLERR);
	OK(close(p[1]));
}

/* A reader is not told of a hang-up before it had a writer. */
static void fifos(void)
{
	int reader, writer, second, both;

	OK(mkfifo("fifo", 0600));
	reader = (int)OK(open("fifo", O_RDONLY | O_NONBLOCK));
	SAME(events(reader), 0);
	writer = (int)OK(open("fifo", O_WRONLY | O_NONBLOCK));
	SAME(events(reader), 0);
	SAME(events(writer), WRITE);
	OK(close(writer));
	SAME(events(reader), POLLHUP);
	second = (int)OK(open("fifo", O_RDONLY | O_NONBLOCK));
	SAME(events(second), 0);
	SAME(events(reader), POLLHUP);
	both = (int)OK(open("fifo", O_RDWR));
	SAME(events(both), WRITE);
	SAME(write(both, "x", 1), 1);
	SAME(events(both), READ | WRITE);
	SAME(events(second), READ);
	OK(close(both));
	SAME(events(second), READ | POLLHUP);
	OK(close(reader));
	OK(close(second));
	OK(unlink("fifo"));
}

static void terminals(void)
{
	int master = (int)OK(posix_openpt(O_RDWR | O_NOCTTY)), slave;
	struct termios t;
	char c;

	OK(grantpt(master));
	OK(unlockpt(master));
	slave = (int)OK(open(ptsname(master), O_RDWR | O_NOCTTY));
	SAME(events(master), WRITE);
	SAME(events(slave), WRITE);
	OK(tcgetattr(slave, &t));
	t.c_lflag &= ~(tcflag_t)ECHO;
	OK(tcsetattr(slave, TCSANOW, &t));
	SAME(write(master, "x", 1), 1);
	SAME(events(slave), WRITE);
	SAME(write(master, "\n", 1), 1);
	SAME(events(slave), READ | WRITE);
	SAME(write(slave, "y", 1), 1);
	SAME(events(master), READ | WRITE);
	SAME(read(master, &c, 1), 1);
	OK(close(slave));
	SAME(events(master), WRITE | POLLHUP);
	slave = (int)OK(open(ptsname(master), O_RDWR | O_NOCTTY));
	SAME(events(master), WRITE);
	OK(close(master));
	SAME(events(slave), READ | WRITE | POLLERR | POLLHUP);
	OK(close(slave));
}

static void stream_sockets(void)
{
	int s[2];

	OK(socketpair(AF_UNIX, SOCK_STREAM, 0, s));
	SAME(events(s[0]), WRITE | POLLWRBAND);
	SAME(write(s[1], "x", 1), 1);
	SAME(events(s[0]), READ | WRITE | POLLWRBAND);
	OK(shutdown(s[1], SHUT_WR));
	SAME(events(s[0]), READ | WRITE | POLLWRBAND | POLLRDHUP);
	SAME(events(s[1]), WRITE | POLLWRBAND);
	OK(shutdown(s[0], SHUT_WR));
	SAME(events(s[0]), READ | WRITE | POLLWRBAND | POLLRDHUP | POLLHUP);
	OK(close(s[0]));
	SAME(events(s[1]),
		READ | WRITE | POLLWRBAND | POLLRDHUP | POLLHUP | POLLERR);
	OK(close(s[1]));
}

static void other_sockets(void)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX, .sun_path = "s" };
	int listener, client, s[2];

	OK(socketpair(AF_UNIX, SOCK_DGRAM, 0, s));
	SAME(events(s[0]), WRITE | POLLWRBAND);
	SAME(write(s[1], "x", 1), 1);
	SAME(events(s[0]), READ | WRITE | POLLWRBAND);
	OK(close(s[0]));
	OK(close(s[1]));
	listener = (int)OK(socket(AF_UNIX, SOCK_STREAM, 0));
	SAME(events(listener), WRITE | POLLWRBAND | POLLHUP);
	OK(bind(listener, (struct sockaddr *)&un, sizeof(un)));
	OK(listen(listener, 1));
	SAME(events(listener), 0);
	client = (int)OK(socket(AF_UNIX, SOCK_STREAM, 0));
	OK(connect(client, (struct sockaddr *)&un, sizeof(un)));
	SAME(events(listener), READ);
	SAME(events(client), WRITE | POLLWRBAND);
	OK(close(listener));
	OK(close(client));
	OK(unlink("s"));
}

/* Several in one call: all are told. */
static void together(void)
{
	struct pollfd p[6] = { 0 };
	int one[2], two[2], fd;

	OK(pipe(one));
	OK(pipe(two));
	fd = (int)OK(eventfd(1, 0));
	SAME(write(one[1], "x", 1), 1);
	OK(close(two[1]));
	p[0].fd = one[0];
	p[1].fd = one[1];
	p[2].fd = two[0];
	p[3].fd = fd;
	p[4].fd = two[1];
	p[5].fd = -7;
	for (int i = 0; i < 6; i++)
		p[i].events = i == 1 ? POLLOUT : POLLIN;
	SAME(poll(p, 6, -1), 5);
	SAME(p[0].revents, POLLIN);
	SAME(p[1].revents, POLLOUT);
	SAME(p[2].revents, POLLHUP);
	SAME(p[3].revents, POLLIN);
	SAME(p[4].revents, POLLNVAL);
	SAME(p[5].revents, 0);
	OK(close(one[0]));
	OK(close(one[1]));
	OK(close(two[0]));
	OK(close(fd));
}

int main(void)
{
	scratch();
	files();
	pipes();
	fifos();
	terminals();
	stream_sockets();
	other_sockets();
	together();
	scratch_end();
	return 0;
}
