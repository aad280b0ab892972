/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wait4(): exact statuses; whom to wait for; WNOHANG, WUNTRACED, WCONTINUED;
 * CPU time; orphans are not ours; EINTR, ECHILD, EINVAL, EFAULT.
 */
#define _GNU_SOURCE
#include "call.h"
#include <sys/resource.h>

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

static int burns(void)
{
	clock_t start = clock();

	while (clock() - start < CLOCKS_PER_SEC / 20)
		;
	return 0;
}

static void check_statuses(void)
{
	const int codes[] = { 0, 1, 2, 127, 128, 255, 256, 257, -1 };
	int status;

	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++) {
		pid_t pid = (pid_t)OK(fork());

		if (pid == 0)
			_exit(codes[i]);
		SAME(wait4(pid, &status, 0, NULL), pid);
		SAME(status, (codes[i] & 0xff) << 8);
	}
}

static void check_stop_and_continue(void)
{
	const int stops[] = { SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU };
	pid_t pid = in_child(waits);
	int status;

	/* Terminal stops do nothing in an orphaned group, as ours may be. */
	OK(setpgid(pid, pid));
	SAME(wait4(pid, &status, WNOHANG | WUNTRACED | WCONTINUED, NULL), 0);
	for (size_t i = 0; i < 4; i++) {
		OK(kill(pid, stops[i]));
		SAME(wait4(pid, &status, WUNTRACED, NULL), pid);
		SAME(status, stops[i] << 8 | 0x7f);
		CHECK(WIFSTOPPED(status) && WSTOPSIG(status) == stops[i]);
		/* It is told once. */
		SAME(wait4(pid, &status, WUNTRACED | WNOHANG, NULL), 0);
		OK(kill(pid, SIGCONT));
		SAME(wait4(pid, &status, WNOHANG, NULL), 0);
		SAME(wait4(pid, &status, WCONTINUED, NULL), pid);
		SAME(status, 0xffff);
		SAME(wait4(pid, &status, WCONTINUED | WNOHANG, NULL), 0);
	}
	OK(kill(pid, SIGKILL));
	SAME(wait4(pid, &status, WUNTRACED, NULL), pid);
	SAME(status, SIGKILL);
}

static void check_whom(void)
{
	pid_t a = in_child(waits), b = in_child(waits);
	int status;

	OK(setpgid(a, a));
	OK(setpgid(b, b));
	FAILS(wait4(0, &status, WNOHANG, NULL), ECHILD);
	SAME(wait4(-a, &status, WNOHANG, NULL), 0);
	OK(kill(b, SIGTERM));
	SAME(wait4(-1, &status, 0, NULL), b);
	FAILS(wait4(b, &status, 0, NULL), ECHILD);
	FAILS(wait4(-b, &status, 0, NULL), ECHILD);
	OK(kill(a, SIGTERM));
	SAME(wait4(-a, &status, 0, NULL), a);
	SAME(status, SIGTERM);
	a = in_child(waits);
	OK(kill(a, SIGTERM));
	FAILS(wait4(0, NULL, (int)__WCLONE, NULL), ECHILD);
	SAME(wait4(0, NULL, __WALL, NULL), a);
}

static void check_usage(void)
{
	struct rusage usage;
	pid_t pid = in_child(burns);

	memset(&usage, 0xff, sizeof(usage));
	SAME(wait4(pid, NULL, 0, &usage), pid);
	SAME(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec, 0);
	CHECK(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec >= 45000);
}

/* The child of a child that has ended is the init process's. */
static void check_orphan(void)
{
	pid_t pid = (pid_t)OK(fork());

	if (pid == 0) {
		signal_after(getppid(), SIGUSR2, 30);
		_exit(0);
	}
	SAME(status_of(pid), 0);
	FAILS(wait4(-1, NULL, 0, NULL), ECHILD);
	while (hits == 0)
		sleep_ms(5);
}

int main(void)
{
	pid_t pid, killer;
	int status;

	FAILS(wait4(-1, &status, 0, NULL), ECHILD);
	FAILS(wait4(-1, &status, WNOHANG, NULL), ECHILD);
	FAILS(wait4(getpid(), &status, 0, NULL), ECHILD);
	FAILS(wait4(getppid(), &status, 0, NULL), ECHILD);
	FAILS(wait4(-1, &status, 0x100, NULL), EINVAL);
	FAILS(wait4(-1, &status, WNOWAIT, NULL), EINVAL);
	FAILS(wait4(INT_MIN, &status, 0, NULL), ESRCH);
	FAILS(wait4(INT_MIN, &status, WNOHANG, NULL), ESRCH);
	check_statuses();
	check_stop_and_continue();
	check_whom();
	check_usage();
	handle(SIGUSR2, handler, 0);
	pid = in_child(waits);
	killer = signal_after(getpid(), SIGUSR2, 15);
	FAILS(wait4(pid, &status, 0, NULL), EINTR);
	SAME(hits, 1);
	SAME(status_of(killer), 0);
	OK(kill(pid, SIGKILL));
	FAILS(syscall(SYS_wait4, pid, bad_pointer(), 0, NULL), EFAULT);
	FAILS(wait4(pid, NULL, 0, NULL), ECHILD);
	hits = 0;
	check_orphan();
	return 0;
}
