/* SPDX-License-Identifier: GPL-3.0-or-later */
/* epoll_wait() and epoll_pwait(). */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

static int ep, fds[2];
static volatile int hits;

static void count(int sig)
{
	(void)sig;
	hits++;
}

static int add(int to, int fd, uint32_t events)
{
	struct epoll_event ev = { events, { .u64 = 0x100000000 + fd } };

	return epoll_ctl(to, EPOLL_CTL_ADD, fd, &ev);
}

/* The events of the only one that is ready, 0: none is in time. */
static int wait_one(int on, int timeout)
{
	struct epoll_event ev[4];
	int n = (int)OK(epoll_wait(on, ev, 4, timeout));

	CHECK(n <= 1);
	return n == 0 ? 0 : (int)ev[0].events;
}

static int writes_late(void)
{
	sleep_ms(30);
	SAME(write(fds[1], "xy", 2), 2);
	return 0;
}

static void level(void)
{
	double start = now_ms();
	struct epoll_event ev;
	pid_t pid;
	char c;

	OK(add(ep, fds[0], EPOLLIN));
	SAME(wait_one(ep, 0), 0);
	SAME(wait_one(ep, 30), 0);
	CHECK(now_ms() - start >= 29);
	pid = in_child(writes_late);
	SAME(epoll_wait(ep, &ev, 1, -1), 1);
	SAME(ev.events, EPOLLIN);
	SAME(ev.data.u64, 0x100000000 + fds[0]);
	SAME(status_of(pid), 0);
	SAME(read(fds[0], &c, 1), 1);
	SAME(wait_one(ep, 0), EPOLLIN);
	SAME(read(fds[0], &c, 1), 1);
	SAME(wait_one(ep, 0), 0);
}

static void edge(void)
{
	struct epoll_event ev = { EPOLLIN | EPOLLET, { .fd = 1 } };
	static char full[65536];
	char c;

	OK(epoll_ctl(ep, EPOLL_CTL_MOD, fds[0], &ev));
	SAME(wait_one(ep, 0), 0);
	SAME(write(fds[1], "xy", 2), 2);
	SAME(wait_one(ep, 0), EPOLLIN);
	SAME(wait_one(ep, 0), 0);
	SAME(read(fds[0], &c, 1), 1);
	SAME(wait_one(ep, 0), 0);
	SAME(write(fds[1], "z", 1), 1);
	SAME(wait_one(ep, 0), EPOLLIN);
	SAME(read(fds[0], full, 2), 2);
	OK(epoll_ctl(ep, EPOLL_CTL_DEL, fds[0], NULL));
	OK(add(ep, fds[1], EPOLLOUT | EPOLLET));
	SAME(wait_one(ep, 0), EPOLLOUT);
	SAME(write(fds[1], full, 10), 10);
	SAME(read(fds[0], full, 10), 10);
	SAME(wait_one(ep, 0), 0);
	SAME(write(fds[1], full, 65536), 65536);
	SAME(wait_one(ep, 0), 0);
	SAME(read(fds[0], full, 65536), 65536);
	SAME(wait_one(ep, 0), EPOLLOUT);
	OK(epoll_ctl(ep, EPOLL_CTL_DEL, fds[1], NULL));
}

/* All that are ready are told, a few at a time and none too often. */
static void many(void)
{
	struct epoll_event ev[40];
	int fd[40], seen[40] = { 0 };

	for (int i = 0; i < 40; i++) {
		ev[0].events = EPOLLIN;
		ev[0].data.u32 = (uint32_t)i;
		fd[i] = (int)OK(eventfd(i % 4 != 3, 0));
		OK(epoll_ctl(ep, EPOLL_CTL_ADD, fd[i], &ev[0]));
	}
	SAME(epoll_wait(ep, ev, 40, 0), 30);
	for (int round = 0; round < 6; round++) {
		SAME(epoll_wait(ep, ev, 10, 0), 10);
		for (int i = 0; i < 10; i++)
			seen[ev[i].data.u32]++;
	}
	for (int i = 0; i < 40; i++) {
		SAME(seen[i], i % 4 == 3 ? 0 : 2);
		OK(close(fd[i]));
	}
	SAME(epoll_wait(ep, ev, 40, 0), 0);
}

static void ends(void)
{
	int p[2];

	OK(pipe(p));
	OK(add(ep, p[0], 0));
	SAME(wait_one(ep, 0), 0);
	OK(close(p[1]));
	SAME(wait_one(ep, 0), EPOLLHUP);
	OK(close(p[0]));
	SAME(wait_one(ep, 0), 0);
	OK(pipe(p));
	OK(add(ep, p[1], EPOLLOUT));
	OK(close(p[0]));
	SAME(wait_one(ep, 0), EPOLLOUT | EPOLLERR);
	OK(close(p[1]));
}

static void nested(void)
{
	int inner = (int)OK(epoll_create1(0));
	int middle = (int)OK(epoll_create1(0));
	struct pollfd p = { ep, POLLIN, 0 };
	int fd = (int)OK(eventfd(0, 0));
	uint64_t one = 1;
	pid_t pid;

	OK(add(ep, middle, EPOLLIN));
	OK(add(middle, inner, EPOLLIN));
	OK(add(inner, fd, EPOLLIN));
	SAME(wait_one(ep, 0), 0);
	SAME(poll(&p, 1, 0), 0);
	SAME(write(fd, &one, 8), 8);
	SAME(wait_one(ep, -1), EPOLLIN);
	SAME(poll(&p, 1, -1), 1);
	SAME(p.revents, POLLIN);
	SAME(wait_one(inner, -1), EPOLLIN);
	SAME(read(fd, &one, 8), 8);
	SAME(wait_one(ep, 0), 0);
	SAME(poll(&p, 1, 0), 0);
	OK(add(inner, fds[0], EPOLLIN));
	pid = in_child(writes_late);
	SAME(wait_one(ep, -1), EPOLLIN);
	SAME(status_of(pid), 0);
	SAME(read(fds[0], &one, 2), 2);
	SAME(wait_one(ep, 0), 0);
	OK(close(inner));
	OK(close(middle));
	OK(close(fd));
}

static void masks(void)
{
	struct epoll_event ev;
	sigset_t blocked, open;
	pid_t pid;

	sigemptyset(&open);
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGUSR1);
	handle(SIGUSR1, count, SA_RESTART);
	pid = signal_after(getpid(), SIGUSR1, 20);
	FAILS(epoll_wait(ep, &ev, 1, -1), EINTR);
	SAME(status_of(pid), 0);
	OK(sigprocmask(SIG_BLOCK, &blocked, NULL));
	OK(kill(getpid(), SIGUSR1));
	SAME(hits, 1);
	SAME(epoll_pwait(ep, &ev, 1, 10, &blocked), 0);
	FAILS(epoll_pwait(ep, &ev, 1, -1, &open), EINTR);
	SAME(hits, 2);
	OK(sigprocmask(SIG_UNBLOCK, &blocked, NULL));
	FAILS(syscall(SYS_epoll_pwait, ep, &ev, 1, 0, &open, 4), EINVAL);
	FAILS(syscall(SYS_epoll_pwait, ep, &ev, 1, 0, bad_pointer(), 8),
		EFAULT);
}

static void errors(void)
{
	const int bad[] = { 0, -1, INT_MIN, INT_MAX };
	struct epoll_event ev;

	for (int i = 0; i < 4; i++)
		FAILS(syscall(SYS_epoll_pwait, ep, &ev, bad[i], 0, NULL, 8),
			EINVAL);
	FAILS(epoll_wait(-1, &ev, 1, 0), EBADF);
	FAILS(epoll_wait(fds[0], &ev, 1, 0), EINVAL);
	OK(add(ep, fds[1], EPOLLOUT));
	FAILS(epoll_wait(ep, bad_pointer(), 1, 0), EFAULT);
	SAME(wait_one(ep, 0), EPOLLOUT);
	OK(epoll_ctl(ep, EPOLL_CTL_DEL, fds[1], NULL));
}

/* The instance is shared with a child, like the files in it. */
static int adds_and_waits(void)
{
	OK(add(ep, fds[1], EPOLLOUT));
	return wait_one(ep, -1) != EPOLLOUT;
}

int main(void)
{
	pid_t pid;

	OK(pipe(fds));
	ep = (int)OK(epoll_create1(0));
	level();
	edge();
	many();
	ends();
	nested();
	masks();
	errors();
	pid = in_child(adds_and_waits);
	SAME(status_of(pid), 0);
	SAME(wait_one(ep, 0), EPOLLOUT);
	return 0;
}
