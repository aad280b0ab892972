/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * SIGCHLD (POSIX sigaction(), wait()): SA_NOCLDSTOP, SA_NOCLDWAIT, and being
 * ignored: no zombies then, and wait() waits for all and fails with ECHILD.
 */
#define _GNU_SOURCE
#include "call.h"

static volatile int hits;

static void handler(int sig)
{
	(void)sig;
	hits++;
}

static int quick(void)
{
	return 7;
}

static int slow(void)
{
	sleep_ms(40);
	return 7;
}

static int waits(void)
{
	for (;;)
		pause();
}

static void wait_hits(int wanted)
{
	for (int i = 0; i < 200 && hits < wanted; i++)
		sleep_ms(5);
	sleep_ms(20);
	SAME(hits, wanted);
}

static void check_stops(int flags, int per_stop)
{
	pid_t pid;

	handle(SIGCHLD, handler, flags);
	hits = 0;
	pid = in_child(waits);
	sleep_ms(10);
	OK(kill(pid, SIGSTOP));
	SAME(waitpid(pid, NULL, WUNTRACED), pid);
	wait_hits(per_stop);
	OK(kill(pid, SIGCONT));
	SAME(waitpid(pid, NULL, WCONTINUED), pid);
	wait_hits(2 * per_stop);
	OK(kill(pid, SIGKILL));
	while (waitpid(pid, NULL, 0) < 0)
		SAME(errno, EINTR);
	wait_hits(2 * per_stop + 1);
}

/* Nobody is waited for; how long the last takes is. */
static void check_gone(void)
{
	double start = now_ms();
	pid_t pid;
	int status;

	in_child(quick);
	in_child(slow);
	FAILS(wait(&status), ECHILD);
	CHECK(now_ms() - start >= 40);
	pid = in_child(quick);
	FAILS(waitpid(pid, &status, 0), ECHILD);
	pid = in_child(slow);
	SAME(waitpid(pid, &status, WNOHANG), 0);
	FAILS(waitpid(pid, &status, 0), ECHILD);
	FAILS(kill(pid, 0), ESRCH);
}

/* What ended before remains to be waited for. */
static void check_before(void)
{
	pid_t pid;

	CHECK(signal(SIGCHLD, SIG_DFL) != SIG_ERR);
	pid = in_child(quick);
	sleep_ms(20);
	CHECK(signal(SIGCHLD, SIG_IGN) != SIG_ERR);
	SAME(status_of(pid), 7 << 8);
}

static int inherits(void)
{
	struct sigaction act;

	OK(sigaction(SIGCHLD, NULL, &act));
	SAME(act.sa_flags & SA_NOCLDWAIT, SA_NOCLDWAIT);
	in_child(quick);
	FAILS(wait(NULL), ECHILD);
	return 0;
}

int main(void)
{
	check_stops(SA_RESTART, 1);
	check_stops(SA_RESTART | SA_NOCLDSTOP, 0);
	CHECK(signal(SIGCHLD, SIG_IGN) != SIG_ERR);
	check_gone();
	check_before();
	handle(SIGCHLD, SIG_DFL, SA_NOCLDWAIT);
	check_gone();
	/* Here the signal is sent all the same, as on Linux. */
	handle(SIGCHLD, handler, SA_NOCLDWAIT | SA_RESTART);
	hits = 0;
	check_gone();
	CHECK(hits >= 3);
	if (fork() == 0)
		_exit(inherits());
	FAILS(wait(NULL), ECHILD);
	return 0;
}
