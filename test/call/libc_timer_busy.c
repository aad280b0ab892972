/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Timers and signals reach a program that only computes: setitimer() by all
 * three clocks, timer_create() on CPU time, RLIMIT_CPU; the handler sets a
 * flag, or leaves by siglongjmp; real-time signals keep their order.
 */
#define _GNU_SOURCE
#include "call.h"
#include <setjmp.h>
#include <sys/resource.h>
#include <sys/time.h>

static volatile int flag, values[20], count;
static volatile unsigned sink;
static sigjmp_buf env;

static void sets(int sig)
{
	(void)sig;
	flag++;
}

static void jumps(int sig)
{
	siglongjmp(env, sig);
}

static void notes(int sig, siginfo_t *info, void *context)
{
	(void)sig;
	(void)context;
	values[count++] = info->si_value.sival_int;
}

/* Not part of its caller: a longjmp out of a loop needs that. */
__attribute__((noinline)) static void compute(void)
{
	while (flag == 0)
		sink = sink * 3 + 1;
	flag = 0;
}

static void check_itimers(void)
{
	const int sigs[] = { SIGALRM, SIGVTALRM, SIGPROF };

	for (int which = 0; which < 3; which++) {
		struct itimerval it = { { 0, 0 }, { 0, 30000 } };
		double start = now_ms();

		handle(sigs[which], sets, 0);
		OK(setitimer(which, &it, NULL));
		compute();
		CHECK(now_ms() - start >= 29);
		it.it_interval.tv_usec = 10000;
		OK(setitimer(which, &it, NULL));
		for (int i = 0; i < 5; i++)
			compute();
		it.it_value.tv_usec = it.it_interval.tv_usec = 0;
		OK(setitimer(which, &it, NULL));
		CHECK(now_ms() - start >= 90);
		flag = 0;
	}
}

static void check_timer(void)
{
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL };
	struct itimerspec it = { { 0, 10000000 }, { 0, 10000000 } };
	timer_t id;

	event.sigev_signo = SIGRTMIN;
	handle(SIGRTMIN, sets, 0);
	OK(timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &id));
	OK(timer_settime(id, 0, &it, NULL));
	for (int i = 0; i < 5; i++)
		compute();
	OK(timer_delete(id));
}

static void check_jumps(void)
{
	struct itimerval it = { { 0, 0 }, { 0, 10000 } };
	volatile int times = 0;

	handle(SIGVTALRM, jumps, 0);
	if (sigsetjmp(env, 1) == 0 || times < 5) {
		times++;
		OK(setitimer(ITIMER_VIRTUAL, &it, NULL));
		flag = 0;
		compute();
	}
	SAME(times, 5);
}

static void check_order(void)
{
	pid_t parent = getpid(), pid;
	struct sigaction act = { 0 };

	act.sa_sigaction = notes;
	act.sa_flags = SA_SIGINFO;
	OK(sigaction(SIGRTMIN + 1, &act, NULL));
	pid = fork();
	if (pid == 0) {
		sleep_ms(20);
		for (int i = 0; i < 20; i++) {
			sigqueue(parent, SIGRTMIN + 1, (union sigval){ i });
			if (i % 5 == 0)
				sleep_ms(2);
		}
		_exit(0);
	}
	while (count < 20)
		sink = sink * 3 + 1;
	for (int i = 0; i < 20; i++)
		SAME(values[i], i);
	SAME(status_of(pid), 0);
}

static int limited(void)
{
	struct rlimit r = { 1, RLIM_INFINITY };

	OK(setrlimit(RLIMIT_CPU, &r));
	flag = 0;
	compute();
	return 1;
}

int main(void)
{
	check_itimers();
	check_timer();
	check_jumps();
	check_order();
	SAME(status_of(in_child(limited)) & 0x7f, SIGXCPU);
	return 0;
}
