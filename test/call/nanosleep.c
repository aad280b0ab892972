/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * nanosleep(): never early; a caught signal ends it with EINTR and the rest,
 * SA_RESTART or not; an ignored one does not; being stopped does not; EINVAL
 * and EFAULT.
 */
#define _GNU_SOURCE
#include "call.h"

static volatile int hits;

static void handler(int sig)
{
	(void)sig;
	hits++;
}

static void check_never_early(void)
{
	const long times[] = { 0, 1, 2, 5, 10, 30 };

	for (size_t i = 0; i < sizeof(times) / sizeof(*times); i++) {
		struct timespec ts = { 0, times[i] * 1000000 }, left = { 5, 5 };
		double start = now_ms();

		OK(nanosleep(&ts, &left));
		CHECK(now_ms() - start >= (double)times[i]);
		SAME(left.tv_sec, 5);
	}
}

static void check_interrupted(int flags)
{
	struct timespec ts = { 5, 0 }, left = { 0, 0 };
	double start = now_ms();
	pid_t pid;

	handle(SIGUSR1, handler, flags);
	hits = 0;
	pid = signal_after(getpid(), SIGUSR1, 30);
	FAILS(nanosleep(&ts, &left), EINTR);
	SAME(hits, 1);
	CHECK(now_ms() - start >= 30 && now_ms() - start < 3000);
	CHECK(left.tv_sec >= 2 && left.tv_sec < 5);
	CHECK(left.tv_nsec >= 0 && left.tv_nsec < 1000000000);
	SAME(status_of(pid), 0);
	/* The rest is optional. */
	pid = signal_after(getpid(), SIGUSR1, 10);
	FAILS(nanosleep(&ts, NULL), EINTR);
	SAME(status_of(pid), 0);
}

static void check_ignored(void)
{
	struct timespec ts = { 0, 60000000 };
	double start = now_ms();
	pid_t pid;

	handle(SIGUSR1, SIG_IGN, 0);
	handle(SIGCHLD, SIG_DFL, 0);
	pid = signal_after(getpid(), SIGUSR1, 10);
	OK(nanosleep(&ts, NULL));
	CHECK(now_ms() - start >= 60);
	SAME(status_of(pid), 0);
}

static int sleeper(void)
{
	struct timespec ts = { 0, 80000000 };
	double start = now_ms();

	OK(nanosleep(&ts, NULL));
	CHECK(now_ms() - start >= 80);
	return 3;
}

/* Stopped and continued in the middle, and across the end. */
static void check_stopped(long stop_for)
{
	pid_t pid = in_child(sleeper);
	int status;

	sleep_ms(20);
	OK(kill(pid, SIGSTOP));
	SAME(waitpid(pid, &status, WUNTRACED), pid);
	CHECK(WIFSTOPPED(status) && WSTOPSIG(status) == SIGSTOP);
	sleep_ms(stop_for);
	SAME(waitpid(pid, &status, WNOHANG), 0);
	OK(kill(pid, SIGCONT));
	SAME(status_of(pid), 3 << 8);
}

int main(void)
{
	struct timespec bad[] = { { -1, 0 }, { 0, -1 }, { 0, 1000000000 } };
	struct timespec some = { 5, 0 };
	pid_t pid;

	check_never_early();
	check_interrupted(0);
	check_interrupted(SA_RESTART);
	check_ignored();
	check_stopped(10);
	check_stopped(120);
	for (int i = 0; i < 3; i++)
		FAILS(nanosleep(&bad[i], NULL), EINVAL);
	FAILS(syscall(SYS_nanosleep, bad_pointer(), NULL), EFAULT);
	FAILS(syscall(SYS_nanosleep, NULL, NULL), EFAULT);
	handle(SIGUSR1, handler, 0);
	pid = signal_after(getpid(), SIGUSR1, 20);
	FAILS(syscall(SYS_nanosleep, &some, bad_pointer()), EFAULT);
	SAME(status_of(pid), 0);
	return 0;
}
