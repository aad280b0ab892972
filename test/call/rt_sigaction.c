/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sigaction(): old and new; SIG_IGN discards what is pending; SA_SIGINFO,
 * SA_NODEFER, SA_RESETHAND, sa_mask; SA_RESTART of a read and a wait;
 * SA_NOCLDWAIT and SA_NOCLDSTOP; fork keeps, EINVAL, EFAULT.
 */
#define _GNU_SOURCE
#include "call.h"

enum { SET = 8 };

static volatile int hits, depth, deepest, other_hits, in_other;
static int fds[2];

static void count(int sig)
{
	(void)sig;
	hits++;
}

static void other(int sig)
{
	(void)sig;
	other_hits++;
	in_other = depth;
}

static void nest(int sig)
{
	if (++depth > deepest)
		deepest = depth;
	if (hits++ == 0)
		raise(sig);
	raise(SIGUSR2);
	depth--;
}

static void install(int sig, void (*handler)(int), int flags, int masked)
{
	struct sigaction act = { 0 };

	act.sa_handler = handler;
	act.sa_flags = flags;
	sigemptyset(&act.sa_mask);
	if (masked != 0)
		sigaddset(&act.sa_mask, masked);
	OK(sigaction(sig, &act, NULL));
	hits = depth = deepest = other_hits = in_other = 0;
}

static void check_old(void)
{
	struct sigaction old;

	install(SIGUSR1, count, SA_RESTART | SA_NODEFER, SIGHUP);
	OK(sigaction(SIGUSR1, NULL, &old));
	CHECK(old.sa_handler == count);
	SAME(old.sa_flags & (SA_RESTART | SA_NODEFER | SA_RESETHAND),
		SA_RESTART | SA_NODEFER);
	SAME(sigismember(&old.sa_mask, SIGHUP), 1);
	SAME(sigismember(&old.sa_mask, SIGUSR2), 0);
	CHECK(signal(SIGUSR1, SIG_IGN) == count);
	CHECK(signal(SIGUSR1, SIG_DFL) == SIG_IGN);
	OK(sigaction(SIGKILL, NULL, &old));
	CHECK(old.sa_handler == SIG_DFL);
}

static void check_nesting(void)
{
	install(SIGUSR2, other, 0, 0);
	install(SIGUSR1, nest, 0, 0);
	raise(SIGUSR1);
	SAME(hits, 2);
	SAME(deepest, 1);
	SAME(other_hits, 2);
	SAME(in_other, 1);
	install(SIGUSR1, nest, SA_NODEFER, 0);
	raise(SIGUSR1);
	SAME(hits, 2);
	SAME(deepest, 2);
	/* sa_mask holds the other back until the handler has returned. */
	install(SIGUSR1, nest, 0, SIGUSR2);
	hits = 1;
	raise(SIGUSR1);
	SAME(other_hits, 1);
	SAME(in_other, 0);
}

static int dies_second_time(void)
{
	install(SIGUSR1, count, SA_RESETHAND, 0);
	raise(SIGUSR1);
	SAME(hits, 1);
	raise(SIGUSR1);
	return 1;
}

static void check_discard(void)
{
	sigset_t set, pending;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigaddset(&set, SIGCHLD);
	install(SIGUSR1, count, 0, 0);
	install(SIGCHLD, count, 0, 0);
	OK(sigprocmask(SIG_BLOCK, &set, NULL));
	raise(SIGUSR1);
	raise(SIGCHLD);
	handle(SIGUSR1, SIG_IGN, 0);
	handle(SIGCHLD, SIG_DFL, 0);
	OK(sigpending(&pending));
	SAME(sigismember(&pending, SIGUSR1), 0);
	SAME(sigismember(&pending, SIGCHLD), 0);
	install(SIGUSR1, count, 0, 0);
	OK(sigprocmask(SIG_UNBLOCK, &set, NULL));
	SAME(hits, 0);
}

/* A read of a pipe that a child interrupts, and then satisfies. */
static int reader(int flags)
{
	pid_t parent = getpid(), pid;
	char byte = 0;
	int result;

	install(SIGUSR1, count, flags, 0);
	OK(pipe(fds));
	pid = (pid_t)OK(fork());
	if (pid == 0) {
		sleep_ms(15);
		kill(parent, SIGUSR1);
		sleep_ms(15);
		_exit(write(fds[1], "x", 1) != 1);
	}
	result = (int)read(fds[0], &byte, 1);
	if (result < 0)
		result = -errno;
	SAME(hits, 1);
	SAME(status_of(pid), 0);
	OK(close(fds[0]));
	OK(close(fds[1]));
	return result;
}

static int waiter(int flags)
{
	pid_t sleeper = (pid_t)OK(fork()), killer;
	int result, status;

	if (sleeper == 0) {
		sleep_ms(50);
		_exit(9);
	}
	install(SIGUSR1, count, flags, 0);
	killer = signal_after(getpid(), SIGUSR1, 15);
	result = waitpid(sleeper, &status, 0);
	if (result < 0) {
		result = -errno;
		SAME(status_of(sleeper), 9 << 8);
	} else {
		SAME(result, sleeper);
		SAME(status, 9 << 8);
	}
	SAME(hits, 1);
	SAME(status_of(killer), 0);
	return result;
}

static int quick(void)
{
	return 4;
}

static int pauses(void)
{
	for (;;)
		pause();
}

static void check_children(void)
{
	double start = now_ms();
	pid_t pid;

	/* Nobody wants the zombies: wait() lasts until the last has ended. */
	install(SIGCHLD, count, SA_NOCLDWAIT, 0);
	in_child(quick);
	if (fork() == 0) {
		sleep_ms(40);
		_exit(0);
	}
	while (waitpid(-1, NULL, 0) < 0 && errno == EINTR)
		;
	SAME(errno, ECHILD);
	CHECK(now_ms() - start >= 40);
	handle(SIGCHLD, SIG_IGN, 0);
	in_child(quick);
	FAILS(waitpid(-1, NULL, 0), ECHILD);
	install(SIGCHLD, count, SA_NOCLDSTOP, 0);
	pid = in_child(pauses);
	OK(kill(pid, SIGSTOP));
	while (waitpid(pid, NULL, WUNTRACED) != pid)
		SAME(errno, EINTR);
	SAME(hits, 0);
	handle(SIGCHLD, count, 0);
	OK(kill(pid, SIGCONT));
	while (waitpid(pid, NULL, WCONTINUED) != pid)
		SAME(errno, EINTR);
	SAME(hits, 1);
	OK(kill(pid, SIGKILL));
	while (waitpid(pid, NULL, 0) != pid)
		SAME(errno, EINTR);
	SAME(hits, 2);
	handle(SIGCHLD, SIG_DFL, 0);
}

static int keeps_handler(void)
{
	raise(SIGUSR1);
	return hits;
}

static void check_errors(void)
{
	struct sigaction act = { 0 };

	act.sa_handler = count;
	FAILS(sigaction(SIGKILL, &act, NULL), EINVAL);
	FAILS(sigaction(SIGSTOP, &act, NULL), EINVAL);
	FAILS(sigaction(0, &act, NULL), EINVAL);
	FAILS(sigaction(65, NULL, NULL), EINVAL);
	FAILS(sigaction(-1, NULL, NULL), EINVAL);
	FAILS(syscall(SYS_rt_sigaction, SIGUSR1, NULL, NULL, 4), EINVAL);
	FAILS(syscall(SYS_rt_sigaction, SIGUSR1, bad_pointer(), NULL, SET),
		EFAULT);
	FAILS(syscall(SYS_rt_sigaction, SIGUSR1, NULL, bad_pointer(), SET),
		EFAULT);
}

int main(void)
{
	check_old();
	check_nesting();
	SAME(status_of(in_child(dies_second_time)), SIGUSR1);
	check_discard();
	SAME(reader(0), -EINTR);
	SAME(reader(SA_RESTART), 1);
	SAME(waiter(0), -EINTR);
	CHECK(waiter(SA_RESTART) > 0);
	check_children();
	install(SIGUSR1, count, 0, 0);
	SAME(status_of(in_child(keeps_handler)), 1 << 8);
	check_errors();
	return 0;
}
