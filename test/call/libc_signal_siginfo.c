/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What siginfo_t and ucontext_t tell a handler (POSIX 2.4.4, <signal.h>): who
 * sent the signal by which call, a child's state with its CPU time, a timer's
 * id; the mask that was in force.
 */
#define _GNU_SOURCE
#include "call.h"
#include <sys/time.h>

static siginfo_t got;
static sigset_t mask_before;
static stack_t stack_before;
static volatile int hits;
static pid_t child;

static void handler(int sig, siginfo_t *info, void *context)
{
	const ucontext_t *uc = context;

	SAME(info->si_signo, sig);
	got = *info;
	mask_before = uc->uc_sigmask;
	stack_before = uc->uc_stack;
	hits++;
}

static void catch (int sig, int flags)
{
	struct sigaction act = { 0 };

	act.sa_sigaction = handler;
	act.sa_flags = SA_SIGINFO | flags;
	OK(sigaction(sig, &act, NULL));
}

static void expect(int code, pid_t pid)
{
	SAME(hits, 1);
	hits = 0;
	SAME(got.si_code, code);
	SAME(got.si_errno, 0);
	SAME(got.si_pid, pid);
	SAME(got.si_uid, getuid());
}

static void check_senders(void)
{
	union sigval v = { .sival_ptr = &got };
	pid_t pid;

	catch (SIGUSR1, SA_RESTART);
	OK(kill(getpid(), SIGUSR1));
	expect(SI_USER, getpid());
	OK(raise(SIGUSR1));
	expect(SI_TKILL, getpid());
	OK(sigqueue(getpid(), SIGUSR1, v));
	CHECK(got.si_value.sival_ptr == &got);
	expect(SI_QUEUE, getpid());
	pid = signal_after(getpid(), SIGUSR1, 0);
	SAME(status_of(pid), 0);
	expect(SI_USER, pid);
	catch (SIGRTMAX, SA_RESTART);
	v.sival_int = -7;
	OK(sigqueue(getpid(), SIGRTMAX, v));
	SAME(got.si_value.sival_int, -7);
	expect(SI_QUEUE, getpid());
	OK(kill(getpid(), SIGRTMAX));
	expect(SI_USER, getpid());
}

static void check_pipe(void)
{
	int fds[2];

	catch (SIGPIPE, 0);
	OK(pipe(fds));
	OK(close(fds[0]));
	FAILS(write(fds[1], "x", 1), EPIPE);
	SAME(hits, 1);
	SAME(got.si_code, SI_USER);
	SAME(got.si_pid, getpid());
	hits = 0;
	OK(close(fds[1]));
}

static int computes(void)
{
	while (clock() < CLOCKS_PER_SEC * 6 / 100)
		getppid();
	return 3;
}

static int sleeps(void)
{
	for (;;)
		pause();
}

static void wait_for_hit(void)
{
	for (int i = 0; i < 200 && hits == 0; i++)
		sleep_ms(10);
	SAME(hits, 1);
	hits = 0;
	SAME(got.si_pid, child);
	SAME(got.si_uid, getuid());
}

static void check_child(void)
{
	catch (SIGCHLD, SA_RESTART);
	child = in_child(computes);
	wait_for_hit();
	SAME(got.si_code, CLD_EXITED);
	SAME(got.si_status, 3);
	/* In clock ticks of 10 ms; either part may be short of one. */
	CHECK(got.si_utime + got.si_stime >= 5);
	CHECK(got.si_utime + got.si_stime < 100);
	SAME(status_of(child), 3 << 8);
	child = in_child(sleeps);
	OK(kill(child, SIGSTOP));
	wait_for_hit();
	SAME(got.si_code, CLD_STOPPED);
	SAME(got.si_status, SIGSTOP);
	OK(kill(child, SIGCONT));
	wait_for_hit();
	SAME(got.si_code, CLD_CONTINUED);
	SAME(got.si_status, SIGCONT);
	OK(kill(child, SIGTERM));
	wait_for_hit();
	SAME(got.si_code, CLD_KILLED);
	SAME(got.si_status, SIGTERM);
	SAME(status_of(child), SIGTERM);
	CHECK(signal(SIGCHLD, SIG_DFL) != SIG_ERR);
}

static void check_timers(void)
{
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL };
	struct itimerspec it = { { 0, 0 }, { 0, 5000000 } };
	struct itimerval real = { { 0, 0 }, { 0, 5000 } };
	timer_t timer;

	catch (SIGALRM, 0);
	OK(setitimer(ITIMER_REAL, &real, NULL));
	pause();
	SAME(hits, 1);
	hits = 0;
	SAME(got.si_code, SI_KERNEL);
	event.sigev_signo = SIGALRM;
	event.sigev_value.sival_int = 99;
	OK(timer_create(CLOCK_MONOTONIC, &event, &timer));
	OK(timer_settime(timer, 0, &it, NULL));
	pause();
	SAME(hits, 1);
	hits = 0;
	SAME(got.si_code, SI_TIMER);
	SAME(got.si_value.sival_int, 99);
	SAME(got.si_overrun, 0);
	OK(timer_delete(timer));
}

static void check_context(void)
{
	static char memory[65536];
	stack_t ss = { .ss_sp = memory, .ss_size = sizeof(memory) };
	sigset_t set, now;

	sigemptyset(&set);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGRTMIN + 5);
	OK(sigprocmask(SIG_BLOCK, &set, NULL));
	OK(raise(SIGUSR1));
	hits = 0;
	SAME(sigismember(&mask_before, SIGHUP), 1);
	SAME(sigismember(&mask_before, SIGRTMIN + 5), 1);
	SAME(sigismember(&mask_before, SIGUSR1), 0);
	OK(sigaltstack(&ss, NULL));
	OK(kill(getpid(), SIGUSR1));
	hits = 0;
	CHECK(stack_before.ss_sp == memory);
	SAME(stack_before.ss_size, sizeof(memory));
	SAME(stack_before.ss_flags, 0);
	/* sigsuspend: the mask that comes back, not the one it waited with. */
	OK(sigprocmask(SIG_SETMASK, NULL, &now));
	sigaddset(&now, SIGUSR1);
	OK(sigprocmask(SIG_SETMASK, &now, NULL));
	OK(kill(getpid(), SIGUSR1));
	SAME(hits, 0);
	sigdelset(&now, SIGUSR1);
	FAILS(sigsuspend(&now), EINTR);
	SAME(hits, 1);
	SAME(sigismember(&mask_before, SIGUSR1), 1);
	OK(sigprocmask(SIG_SETMASK, NULL, &now));
	SAME(sigismember(&now, SIGUSR1), 1);
}

/* A handler that changes uc_sigmask changes the mask it returns to. */
static void masking(int sig, siginfo_t *info, void *context)
{
	ucontext_t *uc = context;

	(void)sig;
	(void)info;
	sigaddset(&uc->uc_sigmask, SIGINT);
	sigdelset(&uc->uc_sigmask, SIGHUP);
}

static void check_mask_change(void)
{
	struct sigaction act = { 0 };
	sigset_t now;

	act.sa_sigaction = masking;
	act.sa_flags = SA_SIGINFO;
	OK(sigaction(SIGUSR2, &act, NULL));
	OK(kill(getpid(), SIGUSR2));
	OK(sigprocmask(SIG_SETMASK, NULL, &now));
	SAME(sigismember(&now, SIGINT), 1);
	SAME(sigismember(&now, SIGHUP), 0);
}

int main(void)
{
	check_senders();
	check_pipe();
	check_child();
	check_timers();
	check_context();
	check_mask_change();
	return 0;
}
