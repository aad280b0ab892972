/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Timers on CPU time: ITIMER_VIRTUAL and ITIMER_PROF, timer_create() and
 * clock_nanosleep() on a process's clock, clock_getcpuclockid(). They run
 * while the process works, and only then.
 */
#define _GNU_SOURCE
#include "call.h"
#include <sys/time.h>

static volatile int hits;
static volatile unsigned sink;

static void handler(int sig)
{
	(void)sig;
	hits++;
}

/* CPU time of the process in ms. */
static double cpu_ms(void)
{
	struct timespec ts;

	OK(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts));
	return (double)ts.tv_sec * 1e3 + (double)ts.tv_nsec / 1e6;
}

/* Computes, now and then with a call, until the handler has run so often. */
static double compute(int wanted)
{
	double begin = cpu_ms(), end = begin;

	while (hits < wanted && end - begin < 5000) {
		for (unsigned i = 0; i < 100000; i++)
			sink += i * sink;
		OK(kill(getpid(), 0));
		end = cpu_ms();
	}
	SAME(hits, wanted);
	return end - begin;
}

static void set(int which, long interval_ms, long ms)
{
	struct itimerval it = {
		{ 0, interval_ms * 1000 },
		{ 0, ms * 1000 },
	};

	OK(setitimer(which, &it, NULL));
}

static void check_itimer(int which, int sig)
{
	struct itimerval it;
	double took;

	handle(sig, handler, SA_RESTART);
	hits = 0;
	set(which, 0, 50);
	sleep_ms(80);
	SAME(hits, 0);
	OK(getitimer(which, &it));
	CHECK(it.it_value.tv_sec == 0 && it.it_value.tv_usec > 0);
	SAME(it.it_interval.tv_usec, 0);
	/* User time may be a part only of what the clock shows. */
	took = compute(1);
	CHECK(took >= 40 && took < 1000);
	OK(getitimer(which, &it));
	SAME(it.it_value.tv_usec, 0);
	hits = 0;
	set(which, 20, 20);
	took = compute(3);
	CHECK(took >= 40 && took < 1000);
	OK(getitimer(which, &it));
	CHECK(it.it_interval.tv_usec >= 19000 && it.it_value.tv_usec > 0);
	set(which, 0, 0);
	OK(getitimer(which, &it));
	SAME(it.it_value.tv_usec + it.it_interval.tv_usec, 0);
}

static void check_timer(void)
{
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL };
	struct itimerspec it = { { 0, 20000000 }, { 0, 40000000 } };
	timer_t id;
	double took;

	handle(SIGRTMIN, handler, 0);
	event.sigev_signo = SIGRTMIN;
	OK(timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &id));
	hits = 0;
	OK(timer_settime(id, 0, &it, NULL));
	sleep_ms(60);
	SAME(hits, 0);
	took = compute(3);
	CHECK(took >= 70 && took < 1000);
	OK(timer_gettime(id, &it));
	CHECK(it.it_value.tv_sec == 0 && it.it_value.tv_nsec <= 20000000);
	OK(timer_delete(id));
}

static int works(void)
{
	hits = 0;
	while (cpu_ms() < 60)
		for (unsigned i = 0; i < 10000; i++)
			sink += i * sink;
	sleep_ms(300);
	return 0;
}

/* Waiting for another process to have used so much. */
static void check_other(void)
{
	struct timespec ts = { 0, 40000000 };
	pid_t pid = in_child(works);
	clockid_t clock;

	SAME(clock_getcpuclockid(pid, &clock), 0);
	SAME(clock_nanosleep(clock, TIMER_ABSTIME, &ts, NULL), 0);
	OK(clock_gettime(clock, &ts));
	CHECK(ts.tv_sec == 0 && ts.tv_nsec >= 40000000);
	SAME(waitpid(pid, NULL, WNOHANG), 0);
	OK(kill(pid, SIGKILL));
	SAME(status_of(pid), SIGKILL);
	CHECK(clock_getcpuclockid(pid, &clock) != 0);
	SAME(clock_getcpuclockid(0, &clock), 0);
	OK(clock_gettime(clock, &ts));
	CHECK((double)ts.tv_nsec / 1e6 + (double)ts.tv_sec * 1e3 <= cpu_ms());
}

static void check_sleep(void)
{
	struct timespec ts = { 0, 1000 };

	SAME(clock_nanosleep(CLOCK_THREAD_CPUTIME_ID, 0, &ts, NULL), EINVAL);
	SAME(clock_nanosleep(CLOCK_MONOTONIC_RAW, 0, &ts, NULL), EOPNOTSUPP);
	OK(clock_gettime(CLOCK_THREAD_CPUTIME_ID, &ts));
	OK(clock_getres(CLOCK_PROCESS_CPUTIME_ID, &ts));
	CHECK(ts.tv_sec == 0 && ts.tv_nsec >= 1);
}

static int fresh(void)
{
	struct itimerval it;

	OK(getitimer(ITIMER_VIRTUAL, &it));
	SAME(it.it_value.tv_sec + it.it_value.tv_usec, 0);
	OK(getitimer(ITIMER_PROF, &it));
	SAME(it.it_value.tv_sec + it.it_value.tv_usec, 0);
	return 0;
}

int main(void)
{
	check_itimer(ITIMER_PROF, SIGPROF);
	check_itimer(ITIMER_VIRTUAL, SIGVTALRM);
	check_timer();
	check_other();
	check_sleep();
	set(ITIMER_PROF, 0, 900);
	set(ITIMER_VIRTUAL, 0, 900);
	SAME(status_of(in_child(fresh)), 0);
	return 0;
}
