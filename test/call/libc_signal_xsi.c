/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The older functions on top of sigaction() and setitimer() (POSIX, XSI; 4BSD):
 * signal, siginterrupt, sighold, sigrelse, sigignore, sigset, sigpause,
 * killpg, alarm, ualarm, psignal, strsignal; which numbers there are.
 */
#define _GNU_SOURCE
#include "call.h"

static volatile int hits;

static void handler(int sig)
{
	(void)sig;
	hits++;
}

static int blocked(int sig)
{
	sigset_t set;

	OK(sigprocmask(SIG_BLOCK, NULL, &set));
	return sigismember(&set, sig);
}

static struct sigaction action(int sig)
{
	struct sigaction act;

	OK(sigaction(sig, NULL, &act));
	return act;
}

/* POSIX leaves it open; these are 4BSD's. */
static void check_signal(void)
{
	CHECK(signal(SIGUSR1, handler) == SIG_DFL);
	SAME(action(SIGUSR1).sa_flags & (int)(SA_RESTART | SA_RESETHAND),
		SA_RESTART);
	raise(SIGUSR1);
	raise(SIGUSR1);
	SAME(hits, 2);
	OK(siginterrupt(SIGUSR1, 1));
	SAME(action(SIGUSR1).sa_flags & SA_RESTART, 0);
	OK(siginterrupt(SIGUSR1, 0));
	SAME(action(SIGUSR1).sa_flags & SA_RESTART, SA_RESTART);
	CHECK(signal(SIGUSR1, SIG_IGN) == handler);
	CHECK(signal(SIGUSR1, SIG_DFL) == SIG_IGN);
	CHECK(signal(SIGKILL, SIG_IGN) == SIG_ERR);
	SAME(errno, EINVAL);
	CHECK(signal(0, SIG_IGN) == SIG_ERR);
	CHECK(signal(_NSIG, SIG_IGN) == SIG_ERR);
	CHECK(signal(-1, SIG_IGN) == SIG_ERR);
}

static void check_holding(void)
{
	hits = 0;
	CHECK(signal(SIGUSR2, handler) == SIG_DFL);
	OK(sighold(SIGUSR2));
	SAME(blocked(SIGUSR2), 1);
	raise(SIGUSR2);
	SAME(hits, 0);
	OK(sigrelse(SIGUSR2));
	SAME(hits, 1);
	SAME(blocked(SIGUSR2), 0);
	OK(sighold(SIGUSR2));
	raise(SIGUSR2);
	FAILS(sigpause(SIGUSR2), EINTR);
	SAME(hits, 2);
	SAME(blocked(SIGUSR2), 1);
	OK(sigrelse(SIGUSR2));
	OK(sigignore(SIGUSR2));
	CHECK(action(SIGUSR2).sa_handler == SIG_IGN);
	FAILS(sighold(_NSIG), EINVAL);
	FAILS(sigrelse(0), EINVAL);
}

static void check_sets(void)
{
	sigset_t set;

	sigemptyset(&set);
	for (int sig = 1; sig < 32; sig++)
		SAME(sigismember(&set, sig), 0);
	OK(sigaddset(&set, SIGRTMAX));
	SAME(sigismember(&set, SIGRTMAX), 1);
	OK(sigdelset(&set, SIGRTMAX));
	SAME(sigismember(&set, SIGRTMAX), 0);
	FAILS(sigaddset(&set, 0), EINVAL);
	FAILS(sigaddset(&set, _NSIG), EINVAL);
	FAILS(sigdelset(&set, -1), EINVAL);
	sigfillset(&set);
	SAME(sigismember(&set, SIGRTMIN), 1);
	CHECK(SIGRTMAX - SIGRTMIN + 1 >= 8);
	SAME(SIGRTMAX, 64);
	CHECK(strcmp(strsignal(SIGSEGV), "Segmentation fault") == 0);
}

static void check_alarm(void)
{
	double start = now_ms();

	hits = 0;
	CHECK(signal(SIGALRM, handler) == SIG_DFL);
	SAME(alarm(100), 0);
	CHECK(alarm(1) >= 99);
	CHECK(sleep(10) >= 8);
	CHECK(now_ms() - start >= 1000);
	SAME(hits, 1);
	SAME(alarm(0), 0);
	SAME(ualarm(20000, 10000), 0);
	while (hits < 4)
		pause();
	CHECK(ualarm(0, 0) <= 10000);
	start = now_ms();
	SAME(usleep(25000), 0);
	CHECK(now_ms() - start >= 25);
}

static int member(void)
{
	OK(setpgid(0, 0));
	CHECK(signal(SIGTERM, handler) == SIG_DFL);
	hits = 0;
	OK(killpg(0, SIGTERM));
	OK(killpg(getpgrp(), SIGTERM));
	OK(killpg(getpgrp(), 0));
	return hits;
}

int main(void)
{
	check_signal();
	check_holding();
	check_sets();
	check_alarm();
	SAME(status_of(in_child(member)), 2 << 8);
	return 0;
}
