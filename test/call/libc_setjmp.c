/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * setjmp and longjmp (POSIX): out of deep frames, across calls that had to
 * wait and across fork, many times over without the stack moving, and
 * sigsetjmp with its mask.
 */
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static jmp_buf back;
static sigjmp_buf sigback;
static int failed;

static void check(int ok, const char *what)
{
	if (!ok) {
		printf("%s\n", what);
		failed = 1;
	}
}

static uintptr_t frame_address(void)
{
	return (uintptr_t)__builtin_frame_address(0);
}

/* Where the stack is; volatile, or the compiler would ask only once. */
static uintptr_t (*volatile stack_level)(void) = frame_address;

/* One byte that comes only after a while: the reader must be suspended. */
static void read_late(void)
{
	struct timespec while_ = { 0, 5000000 };
	int fds[2];
	char c = 0;
	pid_t child;

	if (pipe(fds) != 0)
		_exit(2);
	child = fork();
	if (child == 0) {
		nanosleep(&while_, NULL);
		_exit(write(fds[1], "x", 1) != 1);
	}
	check(read(fds[0], &c, 1) == 1 && c == 'x', "late byte");
	check(waitpid(child, NULL, 0) == child, "wait for the writer");
	close(fds[0]);
	close(fds[1]);
}

__attribute__((noinline)) static int deep(int n)
{
	volatile char frame[64];

	memset((char *)frame, n, sizeof(frame));
	if (n > 0)
		return deep(n - 1) + frame[0];
	read_late();
	if (frame[1] == 0)
		longjmp(back, 5);
	return 0;
}

static void across_call(void)
{
	uintptr_t level = stack_level();
	int got = setjmp(back);

	if (got == 0)
		deep(50);
	check(got == 5, "value of a longjmp across a call");
	check(stack_level() == level, "stack after a longjmp across a call");
	read_late();
}

__attribute__((noinline)) static void jump(int value)
{
	volatile char frame[100];

	frame[value % 100] = 1;
	longjmp(back, value + 1 - frame[value % 100]);
}

static void many(void)
{
	uintptr_t level = stack_level();
	volatile int count = 0;

	setjmp(back);
	if (count < 200000) {
		count = count + 1;
		jump(count);
	}
	for (volatile int i = 0; i < 20000; i = i + 1)
		if (setjmp(back) == 0)
			jump(i);
	check(stack_level() == level, "stack after many longjmps");
	count = setjmp(back);
	if (count == 0)
		jump(0);
	check(count == 1, "longjmp with 0 gives 1");
}

static void nested(void)
{
	jmp_buf outer, inner;
	volatile int stage = 0;
	volatile int got = setjmp(outer);

	if (got == 0) {
		if (setjmp(inner) == 0) {
			stage = 1;
			longjmp(outer, 3);
		}
		stage = 2;
	}
	check(got == 3 && stage == 1, "the outer of two buffers");
}

static void across_fork(void)
{
	volatile pid_t child = -1;
	int status = 0;
	int got = setjmp(back);

	if (got == 0) {
		child = fork();
		jump(child == 0 ? 7 : 8);
	}
	if (child == 0)
		_exit(got == 7 ? 33 : 1);
	check(got == 8, "longjmp in the parent");
	check(waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 33,
		"longjmp in the child");
}

static void handler(int sig)
{
	siglongjmp(sigback, sig);
}

static void with_mask(void)
{
	uintptr_t level = stack_level();
	sigset_t now;

	signal(SIGUSR1, handler);
	for (volatile int i = 0; i < 3; i = i + 1) {
		int got = sigsetjmp(sigback, 1);

		if (got == 0)
			raise(SIGUSR1);
		sigprocmask(SIG_BLOCK, NULL, &now);
		check(got == SIGUSR1, "siglongjmp out of a handler");
		check(!sigismember(&now, SIGUSR1), "the mask is put back");
	}
	if (sigsetjmp(sigback, 0) == 0)
		raise(SIGUSR1);
	sigprocmask(SIG_BLOCK, NULL, &now);
	check(sigismember(&now, SIGUSR1), "savemask 0 leaves the mask");
	check(stack_level() == level, "stack after siglongjmp");
}

int main(void)
{
	across_call();
	many();
	nested();
	across_fork();
	with_mask();
	return failed;
}
