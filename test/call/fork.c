/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fork(): memory is copied, descriptors are shared, pending signals and alarms
 * are not inherited; deep stacks; EAGAIN when there are too many.
 */
#define _GNU_SOURCE
#include "call.h"

static int value = 1, fds[2];
static char big[300000];

static int child(void)
{
	sigset_t set;

	SAME(value, 2);
	value = 3;
	CHECK(big[299999] == 'z');
	big[299999] = 'c';
	OK(sigpending(&set));
	SAME(sigismember(&set, SIGUSR1), 0);
	SAME(alarm(0), 0);
	SAME(lseek(fds[0], 0, SEEK_CUR), 2);
	SAME(lseek(fds[0], 3, SEEK_CUR), 5);
	return 0;
}

/* Every level forks; the statuses come back through all of them. */
static int tree(int depth)
{
	pid_t left, right;

	if (depth == 0)
		return 1;
	left = (pid_t)OK(fork());
	if (left == 0)
		_exit(tree(depth - 1));
	right = (pid_t)OK(fork());
	if (right == 0)
		_exit(tree(depth - 1));
	return (status_of(left) >> 8) + (status_of(right) >> 8);
}

static int deep(int n)
{
	volatile int local = n;
	int result;

	if (n == 0) {
		pid_t pid = (pid_t)OK(fork());

		return pid == 0 ? 100 : status_of(pid) >> 8;
	}
	result = deep(n - 1);
	SAME(local, n);
	return result;
}

/* Only ours has a limit that is soon reached. */
static void check_limit(void)
{
	static pid_t pids[600];
	int count = 0;

	while (count < 600 && (pids[count] = fork()) > 0)
		count++;
	if (count < 600 && pids[count] == 0)
		for (;;)
			pause();
	SAME(errno, EAGAIN);
	CHECK(count > 50 && count < 600);
	for (int i = 0; i < count; i++)
		OK(kill(pids[i], SIGKILL));
	for (int i = 0; i < count; i++)
		SAME(status_of(pids[i]), SIGKILL);
	SAME(status_of(in_child(getpid)) & 0xff, 0);
}

int main(void)
{
	int result, self = getpid();
	sigset_t set;

	scratch();
	make_file("file", "0123456789");
	fds[0] = (int)OK(open("file", O_RDONLY));
	OK(lseek(fds[0], 2, SEEK_SET));
	value = 2;
	big[299999] = 'z';
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	OK(sigprocmask(SIG_BLOCK, &set, NULL));
	raise(SIGUSR1);
	alarm(100);
	SAME(status_of(in_child(child)), 0);
	SAME(value, 2);
	CHECK(big[299999] == 'z');
	SAME(lseek(fds[0], 0, SEEK_CUR), 5);
	CHECK(alarm(0) > 90);
	SAME(tree(4), 16);
	result = deep(200);
	if (getpid() != self)
		_exit(result);
	SAME(result, 100);
	OK(unlink("file"));
	scratch_end();
	if (on_exa())
		check_limit();
	return 0;
}
