/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Three children joined by pipes, a longjmp that crosses a read which had to
 * wait, and the children's exact statuses. Prints "1 2 3".
 */
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHILDREN = 3 };

static jmp_buf back;

static void fail(const char *what)
{
	perror(what);
	exit(99);
}

/* Reads one byte and jumps to the caller's caller with its value. */
static void read_and_jump(int fd)
{
	unsigned char byte;

	if (read(fd, &byte, 1) != 1)
		fail("read");
	longjmp(back, byte);
}

/* More frames to jump out of; the buffer makes them real. */
static void read_below(int fd, int depth)
{
	volatile char frame[64];

	frame[depth] = 0;
	if (depth > 0)
		read_below(fd, depth - 1);
	else if (depth == frame[depth])
		read_and_jump(fd);
}

/* Child number i passes on the byte it gets, one larger, and exits with it. */
static void child(int in, int out)
{
	unsigned char byte;
	int value = setjmp(back);

	if (value == 0)
		read_below(in, 5);
	byte = (unsigned char)(value + 1);
	if (write(out, &byte, 1) != 1)
		fail("write");
	_exit(value);
}

int main(void)
{
	int in[2], next[2], i, status, first;
	pid_t pids[CHILDREN];
	unsigned char byte = 1;

	if (pipe(in) < 0)
		fail("pipe");
	first = in[1];
	for (i = 0; i < CHILDREN; i++) {
		if (pipe(next) < 0)
			fail("pipe");
		pids[i] = fork();
		if (pids[i] < 0)
			fail("fork");
		if (pids[i] == 0)
			child(in[0], next[1]);
		close(in[0]);
		close(next[1]);
		in[0] = next[0];
	}
	if (write(first, &byte, 1) != 1 || read(in[0], &byte, 1) != 1)
		fail("pipeline");
	if (byte != CHILDREN + 1)
		return 98;
	for (i = 0; i < CHILDREN; i++) {
		if (waitpid(pids[i], &status, 0) != pids[i])
			fail("waitpid");
		if (!WIFEXITED(status))
			return 97;
		printf("%d%c", WEXITSTATUS(status),
			i + 1 < CHILDREN ? ' ' : '\n');
	}
	return 0;
}
