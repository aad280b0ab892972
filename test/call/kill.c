/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kill(): to one, to a group, to all; 0 only asks; which signals end, stop,
 * continue or are ignored; ESRCH, EPERM, EINVAL; a blocked process dies too.
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
	for (;;)
		pause();
}

static int reads(void)
{
	int fds[2];
	char byte;

	OK(pipe(fds));
	return (int)read(fds[0], &byte, 1);
}

static int sleeps(void)
{
	sleep_ms(100000);
	return 0;
}

static int waits_for_child(void)
{
	pid_t pid = fork();

	if (pid == 0)
		sleep_ms(300);
	else
		wait(NULL);
	return 0;
}

static void check_deaths(void)
{
	const int deadly[] = { SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGKILL,
		SIGUSR1, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM, SIGSEGV, SIGSYS,
		SIGXCPU };
	int (*const blocked[])(
		void) = { waits, reads, sleeps, waits_for_child };

	for (size_t i = 0; i < sizeof(deadly) / sizeof(*deadly); i++) {
		pid_t pid = in_child(waits);
		int status;

		OK(kill(pid, deadly[i]));
		status = status_of(pid);
		CHECK(WIFSIGNALED(status));
		SAME(WTERMSIG(status), deadly[i]);
		SAME(status & 0x7f, deadly[i]);
	}
	for (size_t i = 0; i < sizeof(blocked) / sizeof(*blocked); i++) {
		pid_t pid = in_child(blocked[i]);

		sleep_ms(10);
		OK(kill(pid, SIGKILL));
		SAME(status_of(pid), SIGKILL);
	}
}

static void check_ignored(void)
{
	const int harmless[] = { SIGCHLD, SIGURG, SIGWINCH, SIGCONT };
	pid_t pid = in_child(waits);

	for (size_t i = 0; i < sizeof(harmless) / sizeof(*harmless); i++)
		OK(kill(pid, harmless[i]));
	sleep_ms(10);
	SAME(waitpid(pid, NULL, WNOHANG), 0);
	OK(kill(pid, 0));
	SAME(waitpid(pid, NULL, WNOHANG), 0);
	/* Stopped, it dies of SIGKILL at once, of others when it goes on. */
	OK(kill(pid, SIGSTOP));
	SAME(waitpid(pid, NULL, WUNTRACED), pid);
	OK(kill(pid, SIGTERM));
	sleep_ms(10);
	SAME(waitpid(pid, NULL, WNOHANG), 0);
	OK(kill(pid, SIGCONT));
	SAME(status_of(pid), SIGTERM);
	pid = in_child(waits);
	OK(kill(pid, SIGSTOP));
	SAME(waitpid(pid, NULL, WUNTRACED), pid);
	OK(kill(pid, SIGKILL));
	SAME(status_of(pid), SIGKILL);
}

static int leader(void)
{
	pid_t first, second;

	OK(setpgid(0, 0));
	first = in_child(waits);
	second = in_child(waits);
	handle(SIGUSR1, handler, 0);
	OK(kill(0, SIGUSR1));
	SAME(hits, 1);
	SAME(status_of(first), SIGUSR1);
	SAME(status_of(second), SIGUSR1);
	handle(SIGUSR1, SIG_DFL, 0);
	first = in_child(waits);
	handle(SIGUSR1, handler, 0);
	OK(kill(-getpid(), SIGUSR1));
	SAME(hits, 2);
	SAME(status_of(first), SIGUSR1);
	return 5;
}

/* Delivered before kill() returns: POSIX, kill(), when not blocked. */
static void check_self(void)
{
	handle(SIGUSR1, handler, 0);
	for (int i = 1; i <= 100; i++) {
		OK(kill(getpid(), SIGUSR1));
		SAME(hits, i);
	}
	hits = 0;
	handle(SIGUSR1, SIG_DFL, 0);
}

static void check_errors(void)
{
	pid_t gone = (pid_t)OK(fork());

	if (gone == 0)
		_exit(0);
	sleep_ms(10);
	OK(kill(gone, 0)); /* a zombie still is a process */
	OK(kill(gone, SIGKILL));
	SAME(status_of(gone), 0);
	FAILS(kill(gone, 0), ESRCH);
	FAILS(kill(-gone, SIGTERM), ESRCH);
	FAILS(kill(INT_MIN, SIGTERM), ESRCH);
	FAILS(kill(getpid(), -1), EINVAL);
	FAILS(kill(getpid(), 65), EINVAL);
	if (geteuid() != 0) {
		FAILS(kill(1, 0), EPERM);
		FAILS(kill(1, SIGKILL), EPERM);
	}
}

int main(void)
{
	check_self();
	check_deaths();
	check_ignored();
	SAME(status_of(in_child(leader)), 5 << 8);
	check_errors();
	return 0;
}
