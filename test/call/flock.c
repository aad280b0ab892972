/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * flock(): locks belong to open files, are shared by dup() and fork(), are
 * converted, waited for, and end with the last descriptor.
 */
#define _GNU_SOURCE
#include "call.h"
#include <sys/file.h>

static int first;

static void nothing(int sig)
{
	(void)sig;
}

static int interrupted(void)
{
	int fd = (int)OK(open("f", O_RDWR));

	handle(SIGALRM, nothing, 0);
	alarm(1);
	FAILS(flock(fd, LOCK_EX), EINTR);
	return 0;
}

static int waits(void)
{
	int fd = (int)OK(open("f", O_RDWR));

	OK(flock(fd, LOCK_EX));
	return 0;
}

static int unlocks(void)
{
	OK(flock(first, LOCK_UN));
	return 0;
}

int main(void)
{
	int second, copy, pid;

	scratch();
	make_file("f", "");
	first = (int)OK(open("f", O_RDONLY));
	second = (int)OK(open("f", O_RDWR));
	OK(flock(first, LOCK_SH));
	OK(flock(first, LOCK_SH));
	OK(flock(second, LOCK_SH | LOCK_NB));
	FAILS(flock(second, LOCK_EX | LOCK_NB), EWOULDBLOCK);
	OK(flock(second, LOCK_UN));
	OK(flock(second, LOCK_UN));
	OK(flock(first, LOCK_EX));
	FAILS(flock(second, LOCK_SH | LOCK_NB), EWOULDBLOCK);
	/* A duplicate holds the same lock, and closing one keeps it. */
	copy = (int)OK(dup(first));
	OK(flock(copy, LOCK_EX | LOCK_NB));
	OK(close(copy));
	FAILS(flock(second, LOCK_SH | LOCK_NB), EWOULDBLOCK);
	SAME(status_of(in_child(interrupted)), 0);
	/* A child shares it, and may give it up for all. */
	SAME(status_of(in_child(unlocks)), 0);
	OK(flock(second, LOCK_EX | LOCK_NB));
	/* Closing the last descriptor lets waiters go on. */
	pid = in_child(waits);
	sleep_ms(50);
	SAME(waitpid(pid, NULL, WNOHANG), 0);
	OK(flock(second, LOCK_UN));
	SAME(status_of(pid), 0);
	/* Record locks are something else. */
	OK(flock(first, LOCK_EX | LOCK_NB));
	OK(lockf(second, F_TLOCK, 0));
	OK(close(first));
	OK(flock(second, LOCK_EX | LOCK_NB));
	FAILS(flock(second, 0), EINVAL);
	FAILS(flock(second, LOCK_SH | LOCK_EX), EINVAL);
	FAILS(flock(second, LOCK_NB), EINVAL);
	OK(close(second));
	FAILS(flock(second, LOCK_SH), EBADF);
	FAILS(flock(-1, LOCK_SH), EBADF);
	second = (int)OK(open("f", O_PATH));
	FAILS(flock(second, LOCK_SH), EBADF);
	OK(close(second));
	OK(unlink("f"));
	scratch_end();
	return 0;
}
