/* SPDX-License-Identifier: GPL-3.0-or-later */
/* poll() and ppoll(). */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <poll.h>

static int fds[2];
static volatile int hits;

static void count(int sig)
{
	(void)sig;
	hits++;
}

static int writes_late(void)
{
	sleep_ms(30);
	SAME(write(fds[1], "x", 1), 1);
	return 0;
}

static int closes_late(void)
{
	OK(close(fds[0]));
	sleep_ms(30);
	return 0;
}

/* Polls one descriptor; the events it has, -1 for none in time. */
static int events(int fd, short wanted, int timeout)
{
	struct pollfd p = { fd, wanted, 0x55 };
	int n = (int)OK(poll(&p, 1, timeout));

	SAME(n, p.revents != 0);
	return n == 0 ? -1 : p.revents;
}

static void readiness(void)
{
	double start = now_ms();
	static char full[65536];
	pid_t pid;

	SAME(events(fds[0], POLLIN, 0), -1);
	SAME(events(fds[1], POLLOUT, -1), POLLOUT);
	SAME(events(fds[0], POLLIN, 30), -1);
	CHECK(now_ms() - start >= 29);
	pid = in_child(writes_late);
	SAME(events(fds[0], POLLIN, -1), POLLIN);
	SAME(status_of(pid), 0);
	SAME(events(fds[0], POLLIN | POLLRDNORM, 1000), POLLIN | POLLRDNORM);
	SAME(events(fds[0], 0, 0), -1);
	SAME(read(fds[0], full, 1), 1);
	SAME(write(fds[1], full, sizeof(full)), sizeof(full));
	SAME(events(fds[1], POLLOUT, 0), -1);
	SAME(read(fds[0], full, sizeof(full)), sizeof(full));
	SAME(events(fds[1], POLLOUT, 0), POLLOUT);
}

static void ends(void)
{
	pid_t pid;

	pid = in_child(closes_late);
	OK(close(fds[1]));
	SAME(events(fds[0], POLLIN, -1), POLLHUP);
	SAME(status_of(pid), 0);
	OK(close(fds[0]));
	OK(pipe(fds));
	SAME(write(fds[1], "x", 1), 1);
	OK(close(fds[1]));
	SAME(events(fds[0], POLLIN, -1), POLLIN | POLLHUP);
	OK(close(fds[0]));
	OK(pipe(fds));
	OK(close(fds[0]));
	SAME(events(fds[1], POLLOUT, -1), POLLOUT | POLLERR);
	SAME(events(fds[1], 0, -1), POLLERR);
	SAME(events(fds[0], POLLIN, -1), POLLNVAL);
	SAME(events(-1, POLLIN, 0), -1);
	OK(close(fds[1]));
	OK(pipe(fds));
}

static void files(void)
{
	int fd = (int)OK(open("/tmp", O_RDONLY));

	SAME(events(fd, POLLIN | POLLOUT, -1), POLLIN | POLLOUT);
	OK(close(fd));
	fd = (int)OK(open("/dev/null", O_RDWR));
	SAME(events(fd, POLLIN | POLLOUT, -1), POLLIN | POLLOUT);
	OK(close(fd));
}

static void masks(void)
{
	struct pollfd p = { fds[0], POLLIN, 0 };
	sigset_t blocked, open;
	pid_t pid;

	sigemptyset(&open);
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGUSR1);
	handle(SIGUSR1, count, SA_RESTART);
	OK(sigprocmask(SIG_BLOCK, &blocked, NULL));
	OK(kill(getpid(), SIGUSR1));
	FAILS(ppoll(&p, 1, NULL, &open), EINTR);
	SAME(hits, 1);
	OK(kill(getpid(), SIGUSR1));
	SAME(hits, 1);
	OK(sigprocmask(SIG_UNBLOCK, &blocked, NULL));
	SAME(hits, 2);
	pid = signal_after(getpid(), SIGUSR1, 20);
	FAILS(poll(&p, 1, -1), EINTR);
	SAME(hits, 3);
	SAME(status_of(pid), 0);
}

int main(void)
{
	struct timespec t = { 0, 1000000000 };
	struct pollfd p[2];

	OK(pipe(fds));
	readiness();
	ends();
	files();
	masks();
	p[0] = (struct pollfd){ fds[0], POLLIN, 0 };
	p[1] = (struct pollfd){ fds[1], POLLOUT, 0 };
	SAME(poll(p, 2, 1000), 1);
	SAME(p[0].revents, 0);
	SAME(p[1].revents, POLLOUT);
	SAME(poll(NULL, 0, 10), 0);
	FAILS(ppoll(p, 1, &t, NULL), EINVAL);
	t.tv_nsec = -1;
	FAILS(ppoll(p, 1, &t, NULL), EINVAL);
	t.tv_nsec = 0;
	t.tv_sec = -1;
	FAILS(ppoll(p, 1, &t, NULL), EINVAL);
	t.tv_sec = 0;
	FAILS(poll(bad_pointer(), 1, 0), EFAULT);
	FAILS(syscall(SYS_ppoll, p, -1, &t, NULL, 8), EINVAL);
	FAILS(syscall(SYS_ppoll, p, 1, bad_pointer(), NULL, 8), EFAULT);
	return 0;
}
