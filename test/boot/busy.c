/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Programs that compute without a call while something is to happen: see the
 * names of the cases at the end. None may depend on how fast the host is.
 */
#include "edge.h"

#include <setjmp.h>
#include <sys/time.h>

static volatile sig_atomic_t flag;
static volatile int sink;
static sigjmp_buf back;

/* Ends only by a signal. */
static __attribute__((noinline)) _Noreturn void spin(void)
{
	for (;;)
		;
}

static int fibonacci(int n)
{
	return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

static pid_t spinning_child(void)
{
	pid_t pid = checked_fork();

	if (pid == 0)
		spin();
	return pid;
}

static void raise_flag(int sig)
{
	(void)sig;
	flag = 1;
}

static void in_ms(int timer, int ms, void (*handler)(int))
{
	const int sig[] = { SIGALRM, SIGVTALRM, SIGPROF };
	struct itimerval it = { { 0, 0 }, { 0, ms * 1000 } };
	struct sigaction act = { .sa_handler = handler };

	CHECK(sigaction(sig[timer], &act, NULL) == 0);
	CHECK(setitimer(timer, &it, NULL) == 0);
}

static void handler_flag(void)
{
	in_ms(ITIMER_REAL, 50, raise_flag);
	while (!flag)
		;
}

static void virtual_timer(void)
{
	in_ms(ITIMER_VIRTUAL, 50, raise_flag);
	while (!flag)
		;
	flag = 0;
	in_ms(ITIMER_PROF, 50, raise_flag);
	while (!flag)
		;
}

static void recursion(void)
{
	in_ms(ITIMER_REAL, 50, raise_flag);
	while (!flag)
		sink = fibonacci(20);
}

static void jump_out(int sig)
{
	siglongjmp(back, sig);
}

static void handler_longjmp(void)
{
	for (volatile int i = 0; i < 3; i++) {
		if (sigsetjmp(back, 1) == 0) {
			in_ms(ITIMER_REAL, 20, jump_out);
			spin();
		}
	}
}

/* Calls that wait, from a handler on top of a loop. */
static void wait_in_handler(int sig)
{
	int ends[2];
	char c = 'x';
	pid_t pid;

	(void)sig;
	pause_ms(20);
	CHECK(fork() == -1 && errno == EAGAIN);
	CHECK(pipe(ends) == 0);
	CHECK(posix_spawn(&pid, "/bin/true", NULL, NULL,
		      (char *[]){ "true", NULL }, NULL) == 0);
	CHECK(status_of(pid) == 0);
	CHECK(write(ends[1], &c, 1) == 1 && read(ends[0], &c, 1) == 1);
	close(ends[0]);
	close(ends[1]);
	flag = 1;
}

static void handler_waits(void)
{
	in_ms(ITIMER_REAL, 20, wait_in_handler);
	while (!flag)
		;
	/* And all is as before: a fork, a wait. */
	CHECK(kill(spinning_child(), 0) == 0);
	signal(SIGTERM, SIG_IGN);
	CHECK(kill(0, SIGTERM) == 0);
	wait(NULL);
}

static void kill_child(void)
{
	pid_t pid = spinning_child();
	int status;

	pause_ms(30);
	CHECK(waitpid(pid, &status, WNOHANG) == 0);
	CHECK(kill(pid, SIGKILL) == 0);
	status = status_of(pid);
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	CHECK(kill(pid, 0) == -1 && errno == ESRCH);
}

/* One on top of the other, ended from below and from above. */
static void kill_several(void)
{
	pid_t pid[4];

	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < 4; i++)
			pid[i] = spinning_child();
		pause_ms(30);
		for (int i = 0; i < 4; i++) {
			pid_t one = pid[round ? i : 3 - i];

			CHECK(kill(one, SIGTERM) == 0);
			CHECK(status_of(one) == SIGTERM);
		}
	}
}

static void many(void)
{
	enum { COUNT = 24 };
	pid_t pid[COUNT];

	for (int i = 0; i < COUNT; i++)
		pid[i] = spinning_child();
	for (int i = 0; i < COUNT; i++) {
		CHECK(kill(pid[i], SIGKILL) == 0);
		CHECK(status_of(pid[i]) == SIGKILL);
	}
}

static void stop_child(void)
{
	pid_t pid = spinning_child();
	int status;

	pause_ms(20);
	for (int i = 0; i < 3; i++) {
		CHECK(kill(pid, SIGSTOP) == 0);
		CHECK(waitpid(pid, &status, WUNTRACED) == pid);
		CHECK(WIFSTOPPED(status) && WSTOPSIG(status) == SIGSTOP);
		pause_ms(20);
		CHECK(kill(pid, SIGCONT) == 0);
		CHECK(waitpid(pid, &status, WCONTINUED) == pid);
		CHECK(WIFCONTINUED(status));
	}
	CHECK(kill(pid, SIGKILL) == 0);
	CHECK(status_of(pid) == SIGKILL);
}

static void exec_now(int sig)
{
	(void)sig;
	execl("/bin/true", "true", (char *)NULL);
}

static void exit_now(int sig)
{
	_exit(sig);
}

static void handler_leaves(void)
{
	pid_t pid = checked_fork();

	if (pid == 0) {
		in_ms(ITIMER_REAL, 20, exec_now);
		spin();
	}
	CHECK(status_of(pid) == 0);
	pid = checked_fork();
	if (pid == 0) {
		in_ms(ITIMER_REAL, 20, exit_now);
		spin();
	}
	CHECK(status_of(pid) == SIGALRM << 8);
}

/* A loop in a handler is interrupted by another signal. */
static void spin_until_flag(int sig)
{
	(void)sig;
	in_ms(ITIMER_VIRTUAL, 20, raise_flag);
	while (!flag)
		;
	flag = 2;
}

static void nested(void)
{
	in_ms(ITIMER_REAL, 20, spin_until_flag);
	while (flag != 2)
		;
}

/* A function that calls none has data below its stack pointer. */
static __attribute__((noinline)) unsigned leaf(unsigned rounds)
{
	volatile unsigned own[16];

	for (int i = 0; i < 16; i++)
		own[i] = (unsigned)i;
	while (!flag)
		for (int i = 0; i < 16; i++)
			own[i] = own[i] * 1664525U + rounds;
	for (int i = 0; i < 16; i++)
		own[i] = (unsigned)i;
	for (int i = 0; i < 15; i++)
		own[15] += own[i];
	return own[15];
}

static int uses;

static void use_stack(int sig)
{
	volatile char scribble[256];

	(void)sig;
	for (size_t i = 0; i < sizeof(scribble); i++)
		scribble[i] = (char)0xaa;
	sink = scribble[17];
	flag = ++uses >= 5;
}

static void red_zone(void)
{
	struct itimerval it = { { 0, 10000 }, { 0, 10000 } };

	signal(SIGALRM, use_stack);
	CHECK(setitimer(ITIMER_REAL, &it, NULL) == 0);
	CHECK(leaf(3) == 120);
}

/* The clock of others goes on: none of their sleeps is late by much. */
static void fairness(void)
{
	pid_t pid = spinning_child();
	struct timespec a, b;

	clock_gettime(CLOCK_MONOTONIC, &a);
	for (int i = 0; i < 10; i++)
		pause_ms(10);
	clock_gettime(CLOCK_MONOTONIC, &b);
	CHECK((b.tv_sec - a.tv_sec) * 1000 + (b.tv_nsec - a.tv_nsec) / 1000000 <
		1000);
	CHECK(kill(pid, SIGKILL) == 0);
	CHECK(status_of(pid) == SIGKILL);
}

/* Its parent has waited for it and started others before its stack is free. */
static void reuse(void)
{
	for (int i = 0; i < 50; i++) {
		pid_t pid = spinning_child(), other = spinning_child();

		pause_ms(1);
		CHECK(kill(pid, SIGKILL) == 0);
		CHECK(status_of(pid) == SIGKILL);
		CHECK(kill(other, SIGKILL) == 0);
		CHECK(status_of(other) == SIGKILL);
	}
}

static __attribute__((noinline)) int descend(int levels)
{
	volatile int here = levels;

	if (levels == 0)
		spin();
	return descend(levels - 1) + here;
}

/* Deep in recursion it may leave no room for others; they are unharmed. */
static void deep(void)
{
	for (int levels = 500; levels <= 16000; levels *= 2) {
		pid_t pid = checked_fork();
		int status;

		if (pid == 0)
			_exit(descend(levels));
		pause_ms(10);
		CHECK(waitpid(pid, &status, WNOHANG) == 0 ||
			WTERMSIG(status) == SIGSEGV);
		if (kill(pid, SIGKILL) < 0)
			continue;
		status = status_of(pid);
		CHECK(status == SIGKILL || status == SIGSEGV);
	}
}

static const struct edge_case cases[] = {
	{ "handler-flag", handler_flag },
	{ "virtual-timer", virtual_timer },
	{ "recursion", recursion },
	{ "handler-longjmp", handler_longjmp },
	{ "handler-waits", handler_waits },
	{ "kill-child", kill_child },
	{ "kill-several", kill_several },
	{ "many", many },
	{ "stop-child", stop_child },
	{ "handler-leaves", handler_leaves },
	{ "nested", nested },
	{ "red-zone", red_zone },
	{ "fairness", fairness },
	{ "reuse", reuse },
	{ "deep", deep },
};

/* From a handler, too. */
static void tell(const char *text)
{
	if (write(1, text, strlen(text)) < 0)
		_exit(1);
}

static void tell_caught(int sig)
{
	(void)sig;
	tell("caught\n");
}

/* Goes on whatever SIGINT says. */
static _Noreturn void stubborn(const char *how)
{
	signal(SIGINT, strcmp(how, "ignore") == 0 ? SIG_IGN : tell_caught);
	tell("here\n");
	spin();
}

/* Computes, and ends when a line is typed. */
static int look(void)
{
	char line[9];

	signal(SIGINT, tell_caught);
	CHECK(fcntl(0, F_SETFL, O_NONBLOCK) == 0);
	tell("here\n");
	while (read(0, line, sizeof(line)) <= 0)
		for (sink = 0; sink < 100000; sink++)
			;
	return 0;
}

int main(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "look") == 0)
		return look();
	if (argc > 1 &&
		(strcmp(argv[1], "ignore") == 0 ||
			strcmp(argv[1], "catch") == 0))
		stubborn(argv[1]);
	if (argc > 1 && strcmp(argv[1], "tell") == 0)
		tell("here\n");
	if (argc > 1 &&
		(strcmp(argv[1], "spin") == 0 || strcmp(argv[1], "tell") == 0))
		spin();
	return run_case(cases, sizeof(cases) / sizeof(cases[0]), argc, argv);
}
