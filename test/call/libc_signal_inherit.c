/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What fork and exec do to signals (POSIX fork(), exec()): fork copies
 * actions and mask, not what is pending; exec keeps mask, pending signals and
 * what is ignored, and sets what is caught to its default. What sigaction
 * refuses and forgets; SIGKILL and SIGSTOP cannot be blocked.
 */
#define _GNU_SOURCE
#include "call.h"

static void handler(int sig)
{
	(void)sig;
}

static int is(int sig, void (*wanted)(int))
{
	struct sigaction act;

	OK(sigaction(sig, NULL, &act));
	return act.sa_handler == wanted;
}

static int forked(void)
{
	sigset_t set;

	CHECK(is(SIGUSR1, handler));
	CHECK(is(SIGUSR2, SIG_IGN));
	OK(sigprocmask(SIG_BLOCK, NULL, &set));
	SAME(sigismember(&set, SIGHUP), 1);
	SAME(sigismember(&set, SIGRTMAX), 1);
	OK(sigpending(&set));
	SAME(sigismember(&set, SIGHUP), 0);
	SAME(sigismember(&set, SIGRTMAX), 0);
	return 0;
}

static int executed(void)
{
	siginfo_t info;
	sigset_t set;

	CHECK(is(SIGUSR1, SIG_DFL));
	CHECK(is(SIGUSR2, SIG_IGN));
	CHECK(is(SIGRTMIN, SIG_DFL));
	OK(sigprocmask(SIG_BLOCK, NULL, &set));
	SAME(sigismember(&set, SIGHUP), 1);
	SAME(sigismember(&set, SIGTERM), 0);
	SAME(sigwaitinfo(&set, &info), SIGHUP);
	SAME(sigwaitinfo(&set, &info), SIGRTMAX);
	SAME(info.si_value.sival_int, 1);
	SAME(sigwaitinfo(&set, &info), SIGRTMAX);
	SAME(info.si_value.sival_int, 2);
	return 0;
}

static void check_unblockable(void)
{
	struct sigaction act = { 0 };
	sigset_t set;

	sigfillset(&set);
	OK(sigprocmask(SIG_SETMASK, &set, NULL));
	OK(sigprocmask(SIG_BLOCK, NULL, &set));
	SAME(sigismember(&set, SIGKILL), 0);
	SAME(sigismember(&set, SIGSTOP), 0);
	SAME(sigismember(&set, SIGTERM), 1);
	sigemptyset(&set);
	OK(sigprocmask(SIG_SETMASK, &set, NULL));
	act.sa_handler = handler;
	FAILS(sigaction(SIGKILL, &act, NULL), EINVAL);
	FAILS(sigaction(SIGSTOP, &act, NULL), EINVAL);
	act.sa_handler = SIG_DFL;
	FAILS(sigaction(SIGKILL, &act, NULL), EINVAL);
	OK(sigaction(SIGKILL, NULL, &act));
	CHECK(act.sa_handler == SIG_DFL);
	act.sa_handler = handler;
	sigfillset(&act.sa_mask);
	act.sa_flags = SA_RESTART | 0x400; /* SA_UNSUPPORTED */
	OK(sigaction(SIGTERM, &act, NULL));
	OK(sigaction(SIGTERM, NULL, &act));
	SAME(act.sa_flags & 0x400, 0);
	SAME(act.sa_flags & SA_RESTART, SA_RESTART);
	SAME(sigismember(&act.sa_mask, SIGKILL), 0);
	SAME(sigismember(&act.sa_mask, SIGUSR1), 1);
	handle(SIGTERM, SIG_DFL, 0);
}

int main(int argc, char **argv)
{
	sigset_t set;

	if (argc > 1)
		return executed();
	check_unblockable();
	handle(SIGUSR1, handler, SA_RESTART);
	handle(SIGRTMIN, handler, SA_RESTART);
	CHECK(signal(SIGUSR2, SIG_IGN) != SIG_ERR);
	sigemptyset(&set);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGRTMAX);
	OK(sigprocmask(SIG_BLOCK, &set, NULL));
	raise(SIGHUP);
	OK(sigqueue(getpid(), SIGRTMAX, (union sigval){ 1 }));
	OK(sigqueue(getpid(), SIGRTMAX, (union sigval){ 2 }));
	SAME(status_of(in_child(forked)), 0);
	execl(argv[0], argv[0], "again", (char *)NULL);
	return 1;
}
