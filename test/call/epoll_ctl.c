/* SPDX-License-Identifier: GPL-3.0-or-later */
/* epoll_ctl(): what can be added, changed and removed. */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>

static int ep;

static int ctl(int op, int fd, uint32_t events)
{
	struct epoll_event ev = { events, { .fd = fd } };

	return epoll_ctl(ep, op, fd, &ev);
}

/* How many are ready now. */
static int ready(void)
{
	struct epoll_event ev[16];

	return (int)OK(epoll_wait(ep, ev, 16, 0));
}

static void errors(void)
{
	struct epoll_event ev = { EPOLLIN, { .fd = 0 } };
	int fd = (int)OK(eventfd(1, 0));
	int dir = (int)OK(open("/tmp", O_RDONLY));
	int null = (int)OK(open("/dev/null", O_RDWR));

	FAILS(ctl(EPOLL_CTL_MOD, fd, EPOLLIN), ENOENT);
	FAILS(ctl(EPOLL_CTL_DEL, fd, 0), ENOENT);
	OK(ctl(EPOLL_CTL_ADD, fd, EPOLLIN));
	FAILS(ctl(EPOLL_CTL_ADD, fd, EPOLLIN), EEXIST);
	FAILS(ctl(EPOLL_CTL_ADD, dir, EPOLLIN), EPERM);
	FAILS(ctl(EPOLL_CTL_ADD, null, EPOLLIN), EPERM);
	FAILS(ctl(EPOLL_CTL_ADD, ep, EPOLLIN), EINVAL);
	FAILS(ctl(EPOLL_CTL_ADD, 999, EPOLLIN), EBADF);
	FAILS(ctl(EPOLL_CTL_ADD, -1, EPOLLIN), EBADF);
	FAILS(ctl(4, fd, EPOLLIN), EINVAL);
	FAILS(ctl(0, fd, EPOLLIN), EINVAL);
	FAILS(epoll_ctl(-1, EPOLL_CTL_ADD, fd, &ev), EBADF);
	FAILS(epoll_ctl(fd, EPOLL_CTL_ADD, ep, &ev), EINVAL);
	FAILS(epoll_ctl(ep, EPOLL_CTL_ADD, fd, bad_pointer()), EFAULT);
	FAILS(epoll_ctl(ep, EPOLL_CTL_MOD, fd, NULL), EFAULT);
	OK(epoll_ctl(ep, EPOLL_CTL_DEL, fd, NULL));
	FAILS(epoll_ctl(ep, EPOLL_CTL_DEL, fd, NULL), ENOENT);
	OK(close(null));
	OK(close(dir));
	null = (int)OK(open("/tmp", O_PATH));
	FAILS(ctl(EPOLL_CTL_ADD, null, EPOLLIN), EBADF);
	OK(close(null));
	OK(close(fd));
}

/* An item belongs to the open file, not to the number. */
static void closing(void)
{
	struct epoll_event ev;
	int fd = (int)OK(eventfd(1, 0));
	int copy = (int)OK(dup(fd));

	OK(ctl(EPOLL_CTL_ADD, fd, EPOLLIN));
	OK(ctl(EPOLL_CTL_ADD, copy, EPOLLIN));
	SAME(ready(), 2);
	OK(close(fd));
	SAME(ready(), 2);
	FAILS(ctl(EPOLL_CTL_DEL, fd, 0), EBADF);
	SAME(eventfd(0, 0), fd);
	FAILS(ctl(EPOLL_CTL_DEL, fd, 0), ENOENT);
	SAME(dup2(copy, fd), fd);
	OK(ctl(EPOLL_CTL_DEL, fd, 0));
	SAME(epoll_wait(ep, &ev, 1, 0), 1);
	SAME(ev.data.fd, copy);
	OK(close(copy));
	SAME(ready(), 1);
	OK(close(fd));
	SAME(ready(), 0);
}

static void changing(void)
{
	int fd = (int)OK(eventfd(0, 0));
	uint64_t one = 1;

	OK(ctl(EPOLL_CTL_ADD, fd, EPOLLOUT));
	SAME(ready(), 1);
	OK(ctl(EPOLL_CTL_MOD, fd, EPOLLIN));
	SAME(ready(), 0);
	SAME(write(fd, &one, 8), 8);
	SAME(ready(), 1);
	OK(ctl(EPOLL_CTL_MOD, fd, 0));
	SAME(ready(), 0);
	OK(ctl(EPOLL_CTL_MOD, fd, EPOLLIN | EPOLLONESHOT));
	SAME(ready(), 1);
	SAME(ready(), 0);
	OK(ctl(EPOLL_CTL_MOD, fd, EPOLLIN | EPOLLONESHOT));
	SAME(ready(), 1);
	OK(ctl(EPOLL_CTL_MOD, fd, EPOLLIN | EPOLLET));
	SAME(ready(), 1);
	SAME(ready(), 0);
	OK(close(fd));
}

static void exclusive(void)
{
	int fd = (int)OK(eventfd(1, 0)), inner = (int)OK(epoll_create1(0));

	FAILS(ctl(EPOLL_CTL_ADD, fd, EPOLLIN | EPOLLEXCLUSIVE | EPOLLONESHOT),
		EINVAL);
	FAILS(ctl(EPOLL_CTL_ADD, fd, EPOLLPRI | EPOLLEXCLUSIVE), EINVAL);
	FAILS(ctl(EPOLL_CTL_ADD, inner, EPOLLIN | EPOLLEXCLUSIVE), EINVAL);
	OK(ctl(EPOLL_CTL_ADD, fd, EPOLLIN | EPOLLEXCLUSIVE | EPOLLET));
	SAME(ready(), 1);
	FAILS(ctl(EPOLL_CTL_MOD, fd, EPOLLIN), EINVAL);
	FAILS(ctl(EPOLL_CTL_MOD, fd, EPOLLIN | EPOLLEXCLUSIVE), EINVAL);
	OK(ctl(EPOLL_CTL_DEL, fd, 0));
	OK(close(inner));
	OK(close(fd));
}

static int add_to(int outer, int inner)
{
	struct epoll_event ev = { EPOLLIN, { .fd = inner } };

	return epoll_ctl(outer, EPOLL_CTL_ADD, inner, &ev);
}

static void nesting(void)
{
	int e[7];

	for (int i = 0; i < 7; i++)
		e[i] = (int)OK(epoll_create1(0));
	for (int i = 0; i < 4; i++)
		OK(add_to(e[i + 1], e[i]));
	FAILS(add_to(e[5], e[4]), ELOOP);
	FAILS(add_to(e[0], e[4]), ELOOP);
	FAILS(add_to(e[0], e[5]), ELOOP);
	OK(add_to(e[6], e[3]));
	OK(add_to(e[4], e[2]));
	FAILS(add_to(e[2], e[4]), ELOOP);
	FAILS(add_to(e[1], e[6]), ELOOP);
	for (int i = 0; i < 7; i++)
		OK(close(e[i]));
	/* From the outside in. */
	for (int i = 0; i < 7; i++)
		e[i] = (int)OK(epoll_create1(0));
	for (int i = 4; i > 0; i--)
		OK(add_to(e[i], e[i - 1]));
	FAILS(add_to(e[0], e[5]), ELOOP);
	OK(close(e[3]));
	OK(add_to(e[0], e[5]));
	FAILS(add_to(e[5], e[2]), ELOOP);
	for (int i = 0; i < 7; i++)
		if (i != 3)
			OK(close(e[i]));
}

/* So many items all users but root have, and again once they are gone. */
static void limit(void)
{
	enum { FDS = 1024, INSTANCES = 256 };
	static int fd[FDS], e[INSTANCES + 1];
	struct rlimit files = { 2048, 2048 };

	OK(setrlimit(RLIMIT_NOFILE, &files));
	for (int i = 0; i < FDS; i++)
		fd[i] = (int)OK(eventfd(0, 0));
	for (int i = 0; i <= INSTANCES; i++)
		e[i] = (int)OK(epoll_create1(0));
	for (int i = 0; i < INSTANCES; i++)
		for (int j = 0; j < FDS; j++)
			OK(add_to(e[i], fd[j]));
	FAILS(add_to(e[INSTANCES], fd[0]), ENOSPC);
	OK(close(e[0]));
	OK(add_to(e[INSTANCES], fd[0]));
	for (int i = 1; i <= INSTANCES; i++)
		OK(close(e[i]));
	for (int i = 0; i < FDS; i++)
		OK(close(fd[i]));
}

int main(void)
{
	ep = (int)OK(epoll_create1(0));
	errors();
	closing();
	changing();
	exclusive();
	nesting();
	if (on_exa() && geteuid() != 0)
		limit();
	return 0;
}
