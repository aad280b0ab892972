/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Several signals at once (POSIX 2.4.1; Linux, signal(7)): standard ones are
 * one however often they were sent, real-time ones queue in order with their
 * values, the lowest is accepted first. Handlers that block nothing start one
 * upon the other, so that the highest number runs first.
 */
#define _GNU_SOURCE
#include "call.h"

static int order[64], values[64];
static volatile int count;
static sigset_t all, old;

static void handler(int sig, siginfo_t *info, void *context)
{
	(void)context;
	order[count] = sig;
	values[count++] = info->si_value.sival_int;
}

static void catch (int sig, int full)
{
	struct sigaction act = { 0 };

	act.sa_sigaction = handler;
	act.sa_flags = SA_SIGINFO;
	if (full)
		sigfillset(&act.sa_mask);
	else
		sigemptyset(&act.sa_mask);
	OK(sigaction(sig, &act, NULL));
}

static void queue(int sig, int value)
{
	union sigval v = { .sival_int = value };

	OK(sigqueue(getpid(), sig, v));
}

static void let_in(void)
{
	count = 0;
	OK(sigprocmask(SIG_SETMASK, &old, NULL));
	OK(sigprocmask(SIG_BLOCK, &all, NULL));
}

static void check_handlers(void)
{
	const int sigs[] = { SIGUSR1, SIGTERM, SIGHUP, SIGRTMIN, SIGRTMAX };
	const int sorted[] = { SIGHUP, SIGUSR1, SIGTERM, SIGRTMIN, SIGRTMAX };

	for (int full = 0; full < 2; full++) {
		for (int i = 0; i < 5; i++)
			catch (sigs[i], full);
		for (int i = 0; i < 5; i++) {
			queue(sigs[i], i);
			kill(getpid(), SIGUSR1);
		}
		let_in();
		SAME(count, 5);
		for (int i = 0; i < 5; i++)
			SAME(order[i], sorted[full ? i : 4 - i]);
	}
}

static void check_queue(void)
{
	sigset_t pending;

	catch (SIGRTMIN + 3, 1);
	catch (SIGRTMIN + 1, 1);
	for (int i = 0; i < 10; i++) {
		queue(SIGRTMIN + 3, i);
		queue(SIGRTMIN + 1, 100 + i);
	}
	OK(sigpending(&pending));
	SAME(sigismember(&pending, SIGRTMIN + 1), 1);
	SAME(sigismember(&pending, SIGRTMIN + 2), 0);
	SAME(sigismember(&pending, SIGRTMIN + 3), 1);
	let_in();
	SAME(count, 20);
	for (int i = 0; i < 10; i++) {
		SAME(order[i], SIGRTMIN + 1);
		SAME(values[i], 100 + i);
		SAME(order[10 + i], SIGRTMIN + 3);
		SAME(values[10 + i], i);
	}
	OK(sigpending(&pending));
	SAME(sigismember(&pending, SIGRTMIN + 1), 0);
}

/* The first of a standard signal stays, with its value. */
static void check_standard(void)
{
	catch (SIGUSR2, 0);
	for (int i = 0; i < 5; i++)
		queue(SIGUSR2, 50 + i);
	let_in();
	SAME(count, 1);
	SAME(values[0], 50);
}

static void check_accepting(void)
{
	siginfo_t info;

	queue(SIGRTMIN + 2, 1);
	queue(SIGRTMIN, 2);
	queue(SIGRTMIN + 2, 3);
	queue(SIGTERM, 4);
	SAME(sigwaitinfo(&all, &info), SIGTERM);
	SAME(info.si_value.sival_int, 4);
	SAME(info.si_code, SI_QUEUE);
	SAME(sigwaitinfo(&all, &info), SIGRTMIN);
	SAME(info.si_value.sival_int, 2);
	SAME(sigwaitinfo(&all, &info), SIGRTMIN + 2);
	SAME(info.si_value.sival_int, 1);
	SAME(sigwaitinfo(&all, &info), SIGRTMIN + 2);
	SAME(info.si_value.sival_int, 3);
}

/* Ignoring a signal throws away what waits, blocked or not. */
static void check_discarding(void)
{
	sigset_t pending;

	for (int i = 0; i < 3; i++)
		queue(SIGRTMIN, i);
	kill(getpid(), SIGUSR1);
	CHECK(signal(SIGRTMIN, SIG_IGN) != SIG_ERR);
	CHECK(signal(SIGUSR1, SIG_IGN) != SIG_ERR);
	OK(sigpending(&pending));
	SAME(sigismember(&pending, SIGRTMIN), 0);
	SAME(sigismember(&pending, SIGUSR1), 0);
	/* Sent while it is ignored and blocked, it is kept for sigwait. */
	queue(SIGRTMIN, 7);
	OK(sigpending(&pending));
	SAME(sigismember(&pending, SIGRTMIN), 1);
	catch (SIGRTMIN, 0);
	let_in();
	SAME(count, 1);
	SAME(values[0], 7);
}

/* A signal to die of comes before handlers that have not begun. */
static int dies(void)
{
	catch (SIGHUP, 0);
	kill(getpid(), SIGTERM);
	kill(getpid(), SIGHUP);
	CHECK(signal(SIGTERM, SIG_DFL) != SIG_ERR);
	let_in();
	return count;
}

static int children(void)
{
	sigset_t pending;

	OK(sigpending(&pending));
	return sigismember(&pending, SIGUSR1);
}

int main(void)
{
	sigfillset(&all);
	OK(sigprocmask(SIG_BLOCK, &all, &old));
	check_handlers();
	check_queue();
	check_standard();
	check_accepting();
	check_discarding();
	SAME(status_of(in_child(dies)), SIGTERM);
	kill(getpid(), SIGUSR1);
	SAME(status_of(in_child(children)), 0);
	return 0;
}
