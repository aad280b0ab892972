/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * exit_group(): the status' low byte, what is released, whom it tells. exit.c
 * is the same with another number: a process has one thread.
 */
#ifndef CALL
#define CALL SYS_exit_group
#endif
#define _GNU_SOURCE
#include "test/call/call.h"

static int fds[2];
static volatile int hits;
static volatile int told;

static void child_ended(int sig, siginfo_t *info, void *context)
{
	(void)sig;
	(void)context;
	hits++;
	told = info->si_status;
}

static void nothing(void)
{
	_exit(99);
}

/* The bare call runs no handlers of atexit(). */
static int ends(int status)
{
	pid_t pid = fork();

	if (pid == 0) {
		atexit(nothing);
		syscall(CALL, status);
		_exit(98);
	}
	return status_of((pid_t)OK(pid));
}

static int orphan(void)
{
	char c;
	pid_t parent = getppid(), pid = fork();

	if (pid != 0)
		return pid < 0;
	/* The grandchild: its parent ends, another takes its place. */
	SAME(read(fds[0], &c, 1), 1);
	CHECK(getppid() != parent);
	CHECK(getppid() > 0);
	exit(write(fds[1], "!", 1) != 1);
}

int main(void)
{
	struct sigaction act = { .sa_sigaction = child_ended,
		.sa_flags = SA_SIGINFO | SA_RESTART };
	char c;

	SAME(ends(0), 0);
	SAME(ends(1), 1 << 8);
	SAME(ends(255), 255 << 8);
	SAME(ends(256), 0);
	SAME(ends(0x1234), 0x34 << 8);
	SAME(ends(-1), 255 << 8);
	OK(sigaction(SIGCHLD, &act, NULL));
	SAME(ends(42), 42 << 8);
	SAME(hits, 1);
	SAME(told, 42);

	/* Its descriptors are closed and its children live on. */
	OK(pipe(fds));
	SAME(status_of(in_child(orphan)), 0);
	SAME(write(fds[1], "?", 1), 1);
	sleep_ms(50);
	SAME(read(fds[0], &c, 1), 1);
	SAME(c, '!');
	OK(close(fds[1]));
	SAME(read(fds[0], &c, 1), 0);
	return 0;
}
