/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a batch of random calls finds: files of every type in the working
 * directory, and descriptors of every kind from 0 up. What this machine does
 * not have is left out.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "test/fault/calls.h"

int world_from[ON_KINDS], world_to[ON_KINDS];

/* The next descriptor that an open will give. */
static int next_descriptor(void)
{
	int fd = dup(0);

	close(fd);
	return fd;
}

static void nonblocking(int fd)
{
	if (fd >= 0 && !random_once_in(8))
		fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
}

static void make_files(bool root)
{
	int fd = open("file", O_RDWR | O_CREAT, 0644);
	char text[5000];

	memset(text, 'f', sizeof(text));
	if (write(fd, text, sizeof(text)) < 0)
		abort();
	close(fd);
	mkdir("dir", 0755);
	mkdir("dir/sub", 0700);
	mkfifo("fifo", 0644);
	(void)!symlink("file", "link");
	(void)!symlink("loop", "loop");
	if (!root)
		return;
	mknod("null", S_IFCHR | 0666, makedev(1, 3));
	mknod("full", S_IFCHR | 0666, makedev(1, 7));
}

static void open_pipes(void)
{
	int end[2];

	for (int i = 0; i < 2; i++) {
		if (pipe(end) < 0)
			continue;
		nonblocking(end[0]);
		nonblocking(end[1]);
		(void)!write(end[1], "hello", 5);
	}
	if (pipe(end) == 0) /* one without readers */
		close(end[0]);
	open("fifo", O_RDWR | O_NONBLOCK);
	open("fifo", O_RDONLY | O_NONBLOCK);
}

static void open_sockets(void)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX, .sun_path = "sock" };
	struct sockaddr_in in = { .sin_family = AF_INET };
	int pair[2], fd;

	for (int type = SOCK_STREAM; type <= SOCK_DGRAM; type++) {
		if (socketpair(AF_UNIX, type, 0, pair) < 0)
			continue;
		nonblocking(pair[0]);
		nonblocking(pair[1]);
	}
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
	if (fd >= 0 && bind(fd, (void *)&un, sizeof(un)) == 0)
		listen(fd, 4);
	fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	in.sin_port = htons(1024);
	if (fd >= 0 && bind(fd, (void *)&in, sizeof(in)) == 0)
		listen(fd, 4);
	socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
}

static void open_others(void)
{
	const struct timespec ms = { 0, 1000000 };
	struct itimerspec it = { .it_value = ms, .it_interval = ms };
	struct epoll_event ev = { .events = EPOLLIN };
	sigset_t set;
	int fd, slave, ep;

	world_from[ON_EPOLL] = ep = epoll_create1(0);
	world_to[ON_EPOLL] = 1 + epoll_create1(0);
	fd = eventfd(1, EFD_NONBLOCK);
	epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev);
	fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
	world_from[ON_TIMER] = fd;
	world_to[ON_TIMER] = fd + 1;
	timerfd_settime(fd, 0, &it, NULL);
	epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	signalfd(-1, &set, SFD_NONBLOCK);
	fd = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
	if (fd < 0 || unlockpt(fd) < 0)
		return;
	slave = open(ptsname(fd), O_RDWR | O_NOCTTY | O_NONBLOCK);
	(void)!write(fd, "typed\n", 6);
	epoll_ctl(ep, EPOLL_CTL_ADD, slave, &ev);
}

void make_world(bool root)
{
	make_files(root);
	for (int fd = 0; fd < SCRATCH_FDS; fd++)
		close(fd);
	open("file", O_RDWR);
	open("file", O_RDONLY);
	world_to[ON_FILES] = 1 + open("file", O_WRONLY | O_APPEND);
	world_from[ON_DIRECTORIES] = open("dir", O_RDONLY);
	open("dir", O_PATH);
	world_to[ON_DIRECTORIES] = 1 + open(".", O_RDONLY);
	open("/dev/null", O_RDWR);
	open("/dev/zero", O_RDWR);
	open("/proc/self/status", O_RDONLY);
	open("/proc", O_RDONLY);
	open("prog", O_RDONLY);
	open_pipes();
	world_from[ON_SOCKETS] = next_descriptor();
	open_sockets();
	world_to[ON_SOCKETS] = next_descriptor();
	open_others();
}
