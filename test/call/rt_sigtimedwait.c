/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sigtimedwait(): takes a blocked signal without its handler, even one that is
 * ignored by default; lowest first; times out with EAGAIN, never early; another
 * caught signal is EINTR; a stop does not end it; EINVAL, EFAULT.
 */
#define _GNU_SOURCE
#include "call.h"

static volatile int hits;
static sigset_t set;

static void handler(int sig)
{
	(void)sig;
	hits++;
}

static int quick(void)
{
	sleep_ms(15);
	return 3;
}

static long raw_wait(siginfo_t *info, long ms)
{
	struct timespec ts = { ms / 1000, ms % 1000 * 1000000 };

	/* Without the loop that some libraries make around it. */
	return syscall(SYS_rt_sigtimedwait, &set, info, &ts, 8);
}

static void check_child(void)
{
	pid_t pid = in_child(quick);
	siginfo_t info;

	SAME(raw_wait(&info, 5000), SIGCHLD);
	SAME(info.si_signo, SIGCHLD);
	SAME(info.si_code, CLD_EXITED);
	SAME(info.si_pid, pid);
	SAME(info.si_status, 3);
	SAME(status_of(pid), 3 << 8);
}

static int waits(void)
{
	return (int)raw_wait(NULL, 5000);
}

static void check_stop(void)
{
	pid_t pid;

	/* On Linux it is EINTR then (signal(7)). */
	if (on_exa()) {
		pid = in_child(waits);
		sleep_ms(10);
		OK(kill(pid, SIGSTOP));
		SAME(waitpid(pid, NULL, WUNTRACED), pid);
		OK(kill(pid, SIGCONT));
		sleep_ms(10);
		SAME(waitpid(pid, NULL, WNOHANG), 0);
		OK(kill(pid, SIGUSR1));
		SAME(status_of(pid), SIGUSR1 << 8);
	}
	pid = in_child(waits);
	sleep_ms(10);
	OK(kill(pid, SIGKILL));
	SAME(status_of(pid), SIGKILL);
}

int main(void)
{
	struct timespec bad = { 0, 1000000000 };
	siginfo_t info;
	double start;
	pid_t pid;
	int sig;

	handle(SIGUSR1, handler, 0);
	handle(SIGHUP, handler, SA_RESTART);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigaddset(&set, SIGUSR2);
	sigaddset(&set, SIGCHLD);
	OK(sigprocmask(SIG_BLOCK, &set, NULL));
	FAILS(raw_wait(&info, 0), EAGAIN);
	start = now_ms();
	FAILS(raw_wait(&info, 25), EAGAIN);
	CHECK(now_ms() - start >= 25);
	kill(getpid(), SIGUSR2);
	kill(getpid(), SIGUSR1);
	SAME(raw_wait(&info, 0), SIGUSR1);
	SAME(info.si_code, SI_USER);
	SAME(info.si_pid, getpid());
	SAME(info.si_uid, getuid());
	SAME(raw_wait(NULL, 1000), SIGUSR2);
	FAILS(raw_wait(&info, 0), EAGAIN);
	pid = signal_after(getpid(), SIGUSR2, 15);
	OK(sigwait(&set, &sig));
	SAME(sig, SIGUSR2);
	SAME(status_of(pid), 0);
	SAME(raw_wait(NULL, 1000), SIGCHLD);
	SAME(hits, 0);
	check_child();
	sigdelset(&set, SIGCHLD);
	pid = signal_after(getpid(), SIGHUP, 15);
	FAILS(raw_wait(&info, 5000), EINTR);
	SAME(hits, 1);
	SAME(status_of(pid), 0);
	check_stop();
	FAILS(syscall(SYS_rt_sigtimedwait, &set, NULL, &bad, 8), EINVAL);
	FAILS(syscall(SYS_rt_sigtimedwait, &set, NULL, NULL, 4), EINVAL);
	FAILS(syscall(SYS_rt_sigtimedwait, bad_pointer(), NULL, NULL, 8),
		EFAULT);
	FAILS(syscall(SYS_rt_sigtimedwait, &set, NULL, bad_pointer(), 8),
		EFAULT);
	raise(SIGUSR1);
	FAILS(syscall(SYS_rt_sigtimedwait, &set, bad_pointer(), NULL, 8),
		EFAULT);
	return 0;
}
