/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sigsuspend(): waits under another mask, returns EINTR after the handler ran
 * under it, and puts the old mask back; what is ignored, and a stop, do not
 * end it; the default action does, and the process; EINVAL, EFAULT.
 */
#define _GNU_SOURCE
#include "call.h"

static volatile int hits, blocked_inside;

static void handler(int sig)
{
	sigset_t now;

	(void)sig;
	hits++;
	sigprocmask(SIG_BLOCK, NULL, &now);
	blocked_inside = sigismember(&now, SIGUSR2);
}

static sigset_t set_of(int sig)
{
	sigset_t set;

	sigemptyset(&set);
	if (sig != 0)
		sigaddset(&set, sig);
	return set;
}

static void check_mask_back(void)
{
	sigset_t now;

	OK(sigprocmask(SIG_BLOCK, NULL, &now));
	SAME(sigismember(&now, SIGUSR1), 1);
	SAME(sigismember(&now, SIGUSR2), 0);
}

static int suspends(void)
{
	const sigset_t none = set_of(0);

	sigsuspend(&none);
	return 6;
}

/* Stopped and continued, it still waits. */
static void check_stop(void)
{
	pid_t pid = in_child(suspends);
	int status;

	/* Pending and ignored by default, it must not hide the stop. */
	OK(kill(pid, SIGCHLD));
	sleep_ms(10);
	OK(kill(pid, SIGSTOP));
	SAME(waitpid(pid, &status, WUNTRACED), pid);
	SAME(status, SIGSTOP << 8 | 0x7f);
	OK(kill(pid, SIGCONT));
	sleep_ms(20);
	SAME(waitpid(pid, NULL, WNOHANG), 0);
	OK(kill(pid, SIGUSR1));
	SAME(status_of(pid), 6 << 8);
	pid = in_child(suspends);
	OK(kill(pid, SIGTERM));
	SAME(status_of(pid), SIGTERM);
}

int main(void)
{
	const sigset_t one = set_of(SIGUSR1), two = set_of(SIGUSR2);
	double start;
	pid_t pid, other;

	handle(SIGUSR1, handler, SA_RESTART);
	OK(sigprocmask(SIG_BLOCK, &one, NULL));
	/* Already pending: at once. */
	raise(SIGUSR1);
	SAME(hits, 0);
	FAILS(sigsuspend(&two), EINTR);
	SAME(hits, 1);
	SAME(blocked_inside, 1);
	check_mask_back();
	start = now_ms();
	pid = signal_after(getpid(), SIGUSR1, 20);
	FAILS(sigsuspend(&two), EINTR);
	CHECK(now_ms() - start >= 20);
	SAME(hits, 2);
	check_mask_back();
	SAME(status_of(pid), 0);
	/* SIGCHLD of this child is ignored. */
	pid = signal_after(getpid(), SIGCHLD, 1);
	start = now_ms();
	other = signal_after(getpid(), SIGUSR1, 40);
	FAILS(sigsuspend(&two), EINTR);
	CHECK(now_ms() - start >= 40);
	SAME(hits, 3);
	SAME(status_of(pid), 0);
	SAME(status_of(other), 0);
	check_stop();
	FAILS(syscall(SYS_rt_sigsuspend, &two, 4), EINVAL);
	FAILS(syscall(SYS_rt_sigsuspend, bad_pointer(), 8), EFAULT);
	FAILS(syscall(SYS_rt_sigsuspend, NULL, 8), EFAULT);
	check_mask_back();
	return 0;
}
