/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Stopping and going on (POSIX 2.4.1, 2.4.3): the default actions of the
 * job-control signals, handlers of SIGTSTP and SIGCONT, SIGCONT and the stop
 * signals cancel each other, an orphaned group is not stopped by the
 * terminal's signals; what stays pending while a process is stopped.
 */
#define _GNU_SOURCE
#include "call.h"

static volatile int hits;

static void handler(int sig)
{
	(void)sig;
	hits++;
}

static int waits(void)
{
	OK(setpgid(0, 0));
	for (;;)
		pause();
}

static pid_t start(int (*run)(void))
{
	pid_t pid = in_child(run);

	/* Both do it, as a shell has it: one is first. */
	setpgid(pid, pid);
	sleep_ms(20);
	return pid;
}

static void end(pid_t pid)
{
	OK(kill(pid, SIGKILL));
	SAME(status_of(pid), SIGKILL);
}

static void expect_stop(pid_t pid, int sig)
{
	int status;

	SAME(waitpid(pid, &status, WUNTRACED), pid);
	CHECK(WIFSTOPPED(status));
	SAME(WSTOPSIG(status), sig);
	/* Told once. */
	SAME(waitpid(pid, &status, WUNTRACED | WNOHANG), 0);
}

static void expect_going_on(pid_t pid)
{
	int status;

	SAME(waitpid(pid, &status, WCONTINUED), pid);
	CHECK(WIFCONTINUED(status));
	SAME(waitpid(pid, &status, WCONTINUED | WNOHANG), 0);
}

static void check_stops(void)
{
	const int stops[] = { SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU };
	pid_t pid = start(waits);

	for (int i = 0; i < 4; i++) {
		OK(kill(pid, stops[i]));
		expect_stop(pid, stops[i]);
		/* Another stop does nothing more. */
		OK(kill(pid, SIGSTOP));
		sleep_ms(10);
		SAME(waitpid(pid, NULL, WUNTRACED | WNOHANG), 0);
		OK(kill(pid, SIGCONT));
		expect_going_on(pid);
		SAME(waitpid(pid, NULL, WUNTRACED | WNOHANG), 0);
	}
	/* Not stopped: nothing happens. */
	OK(kill(pid, SIGCONT));
	sleep_ms(10);
	SAME(waitpid(pid, NULL, WCONTINUED | WNOHANG), 0);
	end(pid);
}

static int catches(void)
{
	sigset_t set, old;

	OK(setpgid(0, 0));
	handle(SIGTSTP, handler, 0);
	handle(SIGCONT, handler, 0);
	sigemptyset(&set);
	sigaddset(&set, SIGTSTP);
	sigaddset(&set, SIGCONT);
	OK(sigprocmask(SIG_BLOCK, &set, &old));
	while (hits < 2)
		sigsuspend(&old);
	return hits;
}

static int ignores(void)
{
	OK(setpgid(0, 0));
	CHECK(signal(SIGTSTP, SIG_IGN) != SIG_ERR);
	CHECK(signal(SIGCONT, SIG_IGN) != SIG_ERR);
	for (;;)
		pause();
}

static void check_actions(void)
{
	pid_t pid = start(catches);

	OK(kill(pid, SIGTSTP));
	sleep_ms(20);
	SAME(waitpid(pid, NULL, WUNTRACED | WNOHANG), 0);
	OK(kill(pid, SIGSTOP));
	expect_stop(pid, SIGSTOP);
	OK(kill(pid, SIGCONT));
	SAME(status_of(pid), 2 << 8);
	pid = start(ignores);
	OK(kill(pid, SIGTSTP));
	sleep_ms(10);
	SAME(waitpid(pid, NULL, WUNTRACED | WNOHANG), 0);
	OK(kill(pid, SIGTTIN));
	expect_stop(pid, SIGTTIN);
	/* It goes on though the signal is ignored. */
	OK(kill(pid, SIGCONT));
	expect_going_on(pid);
	end(pid);
}

static int blocks(void)
{
	sigset_t set, pending;

	OK(setpgid(0, 0));
	sigemptyset(&set);
	sigaddset(&set, SIGTSTP);
	sigaddset(&set, SIGCONT);
	OK(sigprocmask(SIG_BLOCK, &set, NULL));
	handle(SIGCONT, handler, 0);
	raise(SIGTSTP);
	OK(sigpending(&pending));
	SAME(sigismember(&pending, SIGTSTP), 1);
	raise(SIGCONT);
	OK(sigpending(&pending));
	SAME(sigismember(&pending, SIGTSTP), 0);
	SAME(sigismember(&pending, SIGCONT), 1);
	raise(SIGTSTP);
	OK(sigpending(&pending));
	SAME(sigismember(&pending, SIGTSTP), 1);
	SAME(sigismember(&pending, SIGCONT), 0);
	/* It goes on though the signal is blocked. */
	raise(SIGSTOP);
	OK(sigpending(&pending));
	SAME(sigismember(&pending, SIGTSTP), 0);
	SAME(sigismember(&pending, SIGCONT), 1);
	return 9;
}

static void check_cancelling(void)
{
	pid_t pid = start(blocks);

	expect_stop(pid, SIGSTOP);
	OK(kill(pid, SIGCONT));
	SAME(status_of(pid), 9 << 8);
}

/* The parent of a group in a session of its own is outside: orphaned. */
static int orphaned(void)
{
	OK(setsid());
	raise(SIGTSTP);
	raise(SIGTTIN);
	raise(SIGTTOU);
	raise(SIGSTOP);
	raise(SIGTSTP);
	return 4;
}

static void check_orphans(void)
{
	pid_t pid = in_child(orphaned);

	expect_stop(pid, SIGSTOP);
	OK(kill(pid, SIGCONT));
	SAME(status_of(pid), 4 << 8);
}

static int counts(void)
{
	OK(setpgid(0, 0));
	handle(SIGUSR1, handler, 0);
	handle(SIGUSR2, handler, 0);
	raise(SIGSTOP);
	return hits;
}

/* Signals wait for the process to go on, but for SIGKILL. */
static void check_pending(void)
{
	pid_t pid = start(counts);

	expect_stop(pid, SIGSTOP);
	OK(kill(pid, SIGUSR1));
	OK(kill(pid, SIGUSR2));
	sleep_ms(20);
	SAME(waitpid(pid, NULL, WUNTRACED | WNOHANG), 0);
	OK(kill(pid, SIGCONT));
	SAME(status_of(pid), 2 << 8);
	pid = start(counts);
	expect_stop(pid, SIGSTOP);
	end(pid);
}

int main(void)
{
	check_stops();
	check_actions();
	check_cancelling();
	check_orphans();
	check_pending();
	return 0;
}
