/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The alternate stack (Linux, sigaltstack(2)): in an array of a function or
 * not, for handlers within handlers, waiting and forking on it; SS_AUTODISARM;
 * what a handler set is undone when it returns; exec has none.
 */
#define _GNU_SOURCE
#include "call.h"

#define AUTODISARM (1U << 31)

static char first[32768], second[32768];
static volatile int where, inner, flags, hits;

static int place(const void *address)
{
	uintptr_t at = (uintptr_t)address;

	if (at - (uintptr_t)first < sizeof(first))
		return 1;
	return at - (uintptr_t)second < sizeof(second) ? 2 : 0;
}

static int on_stack(void)
{
	stack_t ss;

	OK(sigaltstack(NULL, &ss));
	return ss.ss_flags;
}

static void set_stack(char *memory, unsigned extra)
{
	stack_t ss = { .ss_sp = memory, .ss_size = sizeof(first) };

	ss.ss_flags = (int)extra;
	OK(sigaltstack(&ss, NULL));
}

static void inner_handler(int sig)
{
	char here;

	(void)sig;
	inner = place(&here);
	sleep_ms(2);
}

static void handler(int sig)
{
	char here;

	(void)sig;
	where = place(&here);
	flags = on_stack();
	raise(SIGUSR2);
	hits++;
}

static void check_nested(void)
{
	stack_t ss = { .ss_flags = SS_DISABLE };

	handle(SIGUSR1, handler, SA_ONSTACK);
	handle(SIGUSR2, inner_handler, 0);
	set_stack(first, 0);
	raise(SIGUSR1);
	SAME(where, 1);
	SAME(flags, SS_ONSTACK);
	SAME(inner, 1);
	handle(SIGUSR2, inner_handler, SA_ONSTACK);
	raise(SIGUSR1);
	SAME(inner, 1);
	raise(SIGUSR2);
	SAME(inner, 1);
	OK(sigaltstack(&ss, NULL));
	raise(SIGUSR2);
	SAME(inner, 0);
}

static void disarmed(int sig)
{
	char here;

	(void)sig;
	where = place(&here);
	flags = on_stack();
	set_stack(second, 0);
	raise(SIGUSR2);
}

/* The stack is given up while its handler runs, and then is there again. */
static void check_autodisarm(void)
{
	stack_t ss;

	handle(SIGUSR1, disarmed, SA_ONSTACK);
	handle(SIGUSR2, inner_handler, SA_ONSTACK);
	for (int i = 0; i < 3; i++) {
		set_stack(first, AUTODISARM);
		raise(SIGUSR1);
		SAME(where, 1);
		SAME(flags, SS_DISABLE);
		SAME(inner, 2);
		OK(sigaltstack(NULL, &ss));
		CHECK(ss.ss_sp == first);
		CHECK((unsigned)ss.ss_flags == AUTODISARM);
	}
	ss.ss_flags = SS_DISABLE;
	OK(sigaltstack(&ss, NULL));
}

static void changes(int sig)
{
	(void)sig;
	set_stack(second, 0);
}

static void check_undone(void)
{
	stack_t ss;

	handle(SIGUSR1, changes, 0);
	set_stack(first, 0);
	raise(SIGUSR1);
	OK(sigaltstack(NULL, &ss));
	CHECK(ss.ss_sp == first);
}

static volatile pid_t forked;

static void forks(int sig)
{
	(void)sig;
	forked = fork();
	sleep_ms(3);
}

/* The array lies above the frames in use: suspending must not hurt them. */
static int deep(int n)
{
	volatile int frame[20];
	int sum = 0;

	for (int i = 0; i < 20; i++)
		frame[i] = n * i;
	if (n > 0)
		sum = deep(n - 1);
	else
		raise(SIGUSR1);
	for (int i = 0; i < 20; i++)
		SAME(frame[i], n * i);
	return sum + n;
}

static void check_in_frame(void)
{
	char array[16384];
	stack_t ss = { .ss_sp = array, .ss_size = sizeof(array) };
	int status;

	handle(SIGUSR1, forks, SA_ONSTACK);
	OK(sigaltstack(&ss, NULL));
	for (int i = 0; i < 3; i++) {
		SAME(deep(20), 210);
		if (forked == 0)
			_exit(7);
		SAME(waitpid(forked, &status, 0), forked);
		SAME(status, 7 << 8);
	}
	ss.ss_flags = SS_DISABLE;
	OK(sigaltstack(&ss, NULL));
}

int main(int argc, char **argv)
{
	if (argc > 1)
		return on_stack() != SS_DISABLE;
	check_nested();
	check_autodisarm();
	check_undone();
	check_in_frame();
	SAME(hits, 2);
	set_stack(first, 0);
	execl(argv[0], argv[0], "again", (char *)NULL);
	return 1;
}
