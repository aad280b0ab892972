/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * abort() (POSIX): ends the process by SIGABRT whatever was done to keep it
 * off, after a handler has run, unless that does not return.
 */
#define _GNU_SOURCE
#include "call.h"
#include <setjmp.h>

static int fds[2];
static jmp_buf env;

static void handler(int sig)
{
	SAME(sig, SIGABRT);
	SAME(write(fds[1], "h", 1), 1);
}

static void jumps(int sig)
{
	(void)sig;
	longjmp(env, 1);
}

static int plain(void)
{
	abort();
}

static int ignoring(void)
{
	CHECK(signal(SIGABRT, SIG_IGN) != SIG_ERR);
	abort();
}

static int blocking(void)
{
	sigset_t set;

	sigfillset(&set);
	OK(sigprocmask(SIG_BLOCK, &set, NULL));
	abort();
}

static int catching(void)
{
	handle(SIGABRT, handler, 0);
	abort();
}

static int escaping(void)
{
	handle(SIGABRT, jumps, 0);
	if (setjmp(env) == 0)
		abort();
	return 6;
}

static void at_exit(void)
{
	write(fds[1], "e", 1);
}

int main(void)
{
	int (*const deadly[])(void) = { plain, ignoring, blocking, catching };
	char buffer[8];

	OK(pipe2(fds, O_NONBLOCK));
	atexit(at_exit);
	for (int i = 0; i < 4; i++)
		SAME(status_of(in_child(deadly[i])) & 0x7f, SIGABRT);
	/* The handler once, and no exit handlers. */
	SAME(read(fds[0], buffer, sizeof(buffer)), 1);
	SAME(buffer[0], 'h');
	SAME(status_of(in_child(escaping)), 6 << 8);
	return 0;
}
