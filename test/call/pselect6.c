/* SPDX-License-Identifier: GPL-3.0-or-later */
/* select() and pselect(). */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <sys/select.h>

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

static int ready(int timeout_ms, int *readable, int *writable)
{
	struct timeval t = { timeout_ms / 1000, timeout_ms % 1000 * 1000 };
	fd_set in, out;
	int bits;

	FD_ZERO(&in);
	FD_ZERO(&out);
	FD_SET(fds[0], &in);
	FD_SET(fds[1], &out);
	bits = select(fds[1] + 1, &in, writable != NULL ? &out : NULL, NULL,
		timeout_ms < 0 ? NULL : &t);
	*readable = FD_ISSET(fds[0], &in) != 0;
	if (writable != NULL)
		*writable = FD_ISSET(fds[1], &out) != 0;
	return bits;
}

static void readiness(void)
{
	double start = now_ms();
	int in, out;
	pid_t pid;

	SAME(ready(0, &in, &out), 1);
	CHECK(!in && out);
	SAME(ready(0, &in, NULL), 0);
	CHECK(!in);
	SAME(ready(30, &in, NULL), 0);
	CHECK(now_ms() - start >= 29);
	pid = in_child(writes_late);
	SAME(ready(-1, &in, NULL), 1);
	CHECK(in);
	SAME(status_of(pid), 0);
	SAME(ready(5000, &in, &out), 2);
	CHECK(in && out);
}

static void closes_writer(void)
{
	int in;

	OK(close(fds[1]));
	SAME(read(fds[0], &in, 1), 1);
	/* The end of file can be read without waiting. */
	SAME(ready(-1, &in, NULL), 1);
	CHECK(in);
}

static void masks(void)
{
	sigset_t blocked, open;
	fd_set in;
	pid_t pid;

	sigemptyset(&open);
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGUSR1);
	handle(SIGUSR1, count, SA_RESTART);
	OK(sigprocmask(SIG_BLOCK, &blocked, NULL));
	OK(kill(getpid(), SIGUSR1));
	SAME(hits, 0);
	FD_ZERO(&in);
	FD_SET(fds[0], &in);
	FAILS(pselect(fds[0] + 1, &in, NULL, NULL, NULL, &open), EINTR);
	SAME(hits, 1);
	OK(kill(getpid(), SIGUSR1));
	SAME(hits, 1);
	OK(sigprocmask(SIG_UNBLOCK, &blocked, NULL));
	SAME(hits, 2);
	pid = signal_after(getpid(), SIGUSR1, 20);
	FAILS(select(fds[0] + 1, &in, NULL, NULL, NULL), EINTR);
	SAME(hits, 3);
	SAME(status_of(pid), 0);
}

int main(void)
{
	struct timespec t = { 0, 10000000 };
	fd_set in;

	OK(pipe(fds));
	FD_ZERO(&in);
	SAME(pselect(0, NULL, NULL, NULL, &t, NULL), 0);
	masks();
	FD_SET(200, &in);
	FAILS(pselect(201, &in, NULL, NULL, &t, NULL), EBADF);
	FAILS(pselect(-1, NULL, NULL, NULL, &t, NULL), EINVAL);
	t.tv_nsec = 1000000000;
	FAILS(pselect(0, NULL, NULL, NULL, &t, NULL), EINVAL);
	t.tv_nsec = 0;
	t.tv_sec = -1;
	FAILS(pselect(0, NULL, NULL, NULL, &t, NULL), EINVAL);
	FAILS(select(8, bad_pointer(), NULL, NULL, NULL), EFAULT);
	FAILS(syscall(SYS_pselect6, 0, NULL, NULL, NULL, bad_pointer(), NULL),
		EFAULT);
	readiness();
	closes_writer();
	return 0;
}
