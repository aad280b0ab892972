/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * RLIMIT_SIGPENDING (Linux, setrlimit(2), sigqueue(3)): sigqueue() fails with
 * EAGAIN when the user's queue is full, kill() does not; a timer takes a
 * place; standard signals still come. What is accepted makes room.
 */
#define _GNU_SOURCE
#include "call.h"
#include <sys/resource.h>

enum { LIMIT = 10 };

static int fill(int sig)
{
	union sigval v = { 0 };
	int sent = 0;

	while (sent < 1000 && sigqueue(getpid(), sig, v) == 0)
		v.sival_int = ++sent;
	SAME(errno, EAGAIN);
	return sent;
}

int main(void)
{
	struct rlimit limit = { LIMIT, LIMIT };
	const struct timespec at_once = { 0, 0 };
	siginfo_t info;
	timer_t timer;
	sigset_t all;
	int sent;

	sigfillset(&all);
	OK(sigprocmask(SIG_BLOCK, &all, NULL));
	OK(setrlimit(RLIMIT_SIGPENDING, &limit));
	/* Others of the same user may have some. */
	sent = fill(SIGRTMIN);
	CHECK(sent > 0 && sent <= LIMIT);
	FAILS(sigqueue(getpid(), SIGRTMAX, (union sigval){ 1 }), EAGAIN);
	FAILS(timer_create(CLOCK_MONOTONIC, NULL, &timer), EAGAIN);
	OK(kill(getpid(), SIGRTMAX));
	OK(kill(getpid(), SIGUSR1));
	OK(sigqueue(getpid(), 0, (union sigval){ 1 }));
	SAME(sigwaitinfo(&all, &info), SIGUSR1);
	for (int i = 0; i < sent; i++) {
		SAME(sigwaitinfo(&all, &info), SIGRTMIN);
		SAME(info.si_value.sival_int, i);
	}
	SAME(sigwaitinfo(&all, &info), SIGRTMAX);
	FAILS(sigtimedwait(&all, &info, &at_once), EAGAIN);
	OK(sigqueue(getpid(), SIGRTMAX, (union sigval){ 1 }));
	SAME(sigwaitinfo(&all, &info), SIGRTMAX);
	OK(timer_create(CLOCK_MONOTONIC, NULL, &timer));
	CHECK(fill(SIGRTMIN) < sent);
	return 0;
}
