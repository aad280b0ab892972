/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Handlers at the boundary of a call (POSIX sigaction()): EINTR and SA_RESTART,
 * what SA_SIGINFO tells, SA_ONSTACK, SA_RESETHAND, SA_NODEFER and sa_mask; a
 * handler that itself has to wait.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int failed;
static volatile int hits, value, sender, depth, deepest;
static volatile uintptr_t level;
static int fds[2];

static void check(int ok, const char *what)
{
	if (!ok) {
		printf("%s\n", what);
		failed = 1;
	}
}

static void pause_ms(int ms)
{
	struct timespec left = { 0, ms * 1000000L };

	while (nanosleep(&left, &left) != 0 && errno == EINTR)
		;
}

static void plain(int sig)
{
	(void)sig;
	hits++;
}

static void informed(int sig, siginfo_t *info, void *context)
{
	volatile char here = 0;

	(void)context;
	check(info->si_signo == sig, "si_signo");
	hits++;
	level = (uintptr_t)&here;
	sender = info->si_pid;
	value = info->si_value.sival_int;
	pause_ms(2);
}

static void nesting(int sig)
{
	if (++depth > deepest)
		deepest = depth;
	if (deepest < 2 && hits++ == 0)
		raise(sig);
	depth--;
}

static void install(int sig, void (*handler)(int), int flags)
{
	struct sigaction act = { 0 };

	act.sa_handler = handler;
	act.sa_flags = flags;
	sigemptyset(&act.sa_mask);
	sigaction(sig, &act, NULL);
}

/* read() of an empty pipe, which a child interrupts and then satisfies. */
static void interrupted_read(int flags, int want, int want_errno)
{
	pid_t parent = getpid(), child;
	char c = 0;
	int got;

	hits = 0;
	install(SIGUSR1, plain, flags);
	child = fork();
	if (child == 0) {
		pause_ms(5);
		kill(parent, SIGUSR1);
		pause_ms(5);
		_exit(write(fds[1], "x", 1) != 1);
	}
	errno = 0;
	got = (int)read(fds[0], &c, 1);
	check(got == want && errno == want_errno,
		want < 0 ? "read is interrupted" : "read is restarted");
	check(hits == 1, "the handler ran once");
	if (got < 0)
		check(read(fds[0], &c, 1) == 1, "read after EINTR");
	waitpid(child, NULL, 0);
}

static void queued(void)
{
	struct sigaction act = { 0 };
	stack_t stack = { 0 };
	char *base = malloc(16384);

	stack.ss_sp = base;
	stack.ss_size = 16384;
	check(sigaltstack(&stack, NULL) == 0, "sigaltstack");
	act.sa_sigaction = informed;
	act.sa_flags = SA_SIGINFO | SA_ONSTACK;
	sigaction(SIGUSR2, &act, NULL);
	hits = 0;
	check(sigqueue(getpid(), SIGUSR2, (union sigval){ 77 }) == 0,
		"sigqueue");
	check(hits == 1 && value == 77 && sender == getpid(), "siginfo");
	check(level > (uintptr_t)base && level < (uintptr_t)base + 16384,
		"the alternate stack");
	act.sa_flags = SA_SIGINFO;
	sigaction(SIGUSR2, &act, NULL);
	raise(SIGUSR2);
	check(level < (uintptr_t)base || level > (uintptr_t)base + 16384,
		"the main stack");
	stack.ss_flags = SS_DISABLE;
	sigaltstack(&stack, NULL);
	free(base);
}

static volatile pid_t forked;

static void forking(int sig)
{
	(void)sig;
	forked = fork();
}

/* A fork on the alternate stack copies the main one too. */
static void fork_on_stack(void)
{
	volatile int frame[100];
	stack_t stack = { 0 };
	int status = 0, good = 0;

	for (int i = 0; i < 100; i++)
		frame[i] = i * 3;
	stack.ss_sp = malloc(16384);
	stack.ss_size = 16384;
	sigaltstack(&stack, NULL);
	install(SIGUSR1, forking, SA_ONSTACK);
	raise(SIGUSR1);
	for (int i = 0; i < 100; i++)
		good += frame[i] == i * 3;
	if (forked == 0)
		_exit(good == 100 ? 5 : 1);
	check(waitpid(forked, &status, 0) == forked && good == 100 &&
			WEXITSTATUS(status) == 5,
		"fork in a handler on the alternate stack");
	free(stack.ss_sp);
}

static void flags(void)
{
	struct sigaction old;

	install(SIGUSR1, plain, (int)SA_RESETHAND);
	hits = 0;
	raise(SIGUSR1);
	sigaction(SIGUSR1, NULL, &old);
	check(hits == 1 && old.sa_handler == SIG_DFL, "SA_RESETHAND");
	install(SIGUSR1, nesting, 0);
	hits = depth = deepest = 0;
	raise(SIGUSR1);
	check(deepest == 1, "a signal is blocked in its handler");
	install(SIGUSR1, nesting, SA_NODEFER);
	hits = depth = deepest = 0;
	raise(SIGUSR1);
	check(deepest == 2, "SA_NODEFER");
}

static void blocked(void)
{
	sigset_t set, pending;

	install(SIGUSR1, plain, 0);
	hits = 0;
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigprocmask(SIG_BLOCK, &set, NULL);
	raise(SIGUSR1);
	sigpending(&pending);
	check(hits == 0 && sigismember(&pending, SIGUSR1), "pending");
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	check(hits == 1, "delivered by unblocking");
}

int main(void)
{
	if (pipe(fds) != 0)
		return 2;
	interrupted_read(0, -1, EINTR);
	interrupted_read(SA_RESTART, 1, 0);
	queued();
	flags();
	blocked();
	fork_on_stack();
	return failed;
}
