/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the tests of test/call have in common. A test is silent and exits 0
 * when all is well; the first check that fails says where and what, and ends
 * the program (in a child: the child) with status 1. The tests know POSIX and
 * Linux's manual only: they run on Linux as well, as a user other than root.
 */
#ifndef TEST_CALL_H
#define TEST_CALL_H

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* CHECK(condition): it holds. */
#define CHECK(condition) \
	((condition) ? (void)0 : call_failed(__FILE__, __LINE__, #condition))

/* OK(call): the call does not return -1; the value is what it returned. */
#define OK(call) call_ok((long long)(call), __FILE__, __LINE__, #call)

/* FAILS(call, number): the call returns -1 with this errno. */
#define FAILS(call, number)                                                    \
	call_fails((errno = 0, (long long)(call)), number, __FILE__, __LINE__, \
		#call)

/* SAME(a, b): two integers are equal. */
#define SAME(a, b)                                                    \
	call_same((long long)(a), (long long)(b), __FILE__, __LINE__, \
		#a " == " #b)

static inline void call_failed(const char *file, int line, const char *what)
{
	fprintf(stderr, "%s:%d: expected %s\n", file, line, what);
	exit(1);
}

static inline long long call_ok(
	long long result, const char *file, int line, const char *what)
{
	if (result == -1) {
		fprintf(stderr, "%s:%d: expected %s to work: %s\n", file, line,
			what, strerror(errno));
		exit(1);
	}
	return result;
}

static inline void call_fails(long long result, int number, const char *file,
	int line, const char *what)
{
	int got = errno;

	if (result == -1 && got == number)
		return;
	fprintf(stderr, "%s:%d: expected %s to fail with \"%s\", not %lld",
		file, line, what, strerror(number), result);
	if (result == -1)
		fprintf(stderr, " \"%s\"", strerror(got));
	fputc('\n', stderr);
	exit(1);
}

static inline void call_same(
	long long a, long long b, const char *file, int line, const char *what)
{
	if (a == b)
		return;
	fprintf(stderr, "%s:%d: expected %s, not %lld and %lld\n", file, line,
		what, a, b);
	exit(1);
}

/* An address that no program owns. */
static inline void *bad_pointer(void)
{
	static volatile uintptr_t address = (uintptr_t)-4096;

	return (void *)address;
}

/* Whether this is our own system; few checks need to know. */
static inline int on_exa(void)
{
	struct utsname name;

	return uname(&name) == 0 && strcmp(name.sysname, "EXA") == 0;
}

static inline void sleep_ms(long ms)
{
	struct timespec left = { ms / 1000, ms % 1000 * 1000000 };

	while (nanosleep(&left, &left) != 0 && errno == EINTR)
		;
}

/* Milliseconds since some time in the past. */
static inline double now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec * 1e3 + (double)ts.tv_nsec / 1e6;
}

/* Runs a function in a child, which exits with what it returns. */
static inline pid_t in_child(int (*run)(void))
{
	pid_t pid = fork();

	if (pid == 0)
		exit(run());
	return (pid_t)OK(pid);
}

/* Waits for one child; its wait status. */
static inline int status_of(pid_t pid)
{
	int status = -1;

	SAME(waitpid(pid, &status, 0), pid);
	return status;
}

/* Installs a handler; flags are those of sigaction(). */
static inline void handle(int sig, void (*handler)(int), int flags)
{
	struct sigaction act = { 0 };

	act.sa_handler = handler;
	act.sa_flags = flags;
	sigemptyset(&act.sa_mask);
	OK(sigaction(sig, &act, NULL));
}

/* A signal for `to` after so many ms, from a child that ends at once. */
static inline pid_t signal_after(pid_t to, int sig, long ms)
{
	pid_t pid = fork();

	if (pid == 0) {
		sleep_ms(ms);
		_exit(kill(to, sig) != 0);
	}
	return (pid_t)OK(pid);
}

/* Goes into a new directory, which in_child() inherits; see scratch_end(). It
 * is in /tmp, or in $SCRATCH: so a test can be run on another file system. */
static char scratch_name[64];

static inline const char *scratch_base(void)
{
	const char *base = getenv("SCRATCH");

	return base != NULL ? base : "/tmp";
}

static inline void scratch(void)
{
	snprintf(scratch_name, sizeof(scratch_name), "%s/callXXXXXX",
		scratch_base());
	CHECK(mkdtemp(scratch_name) != NULL);
	OK(chdir(scratch_name));
	umask(022);
}

/* Removes the directory, which the test has emptied: so no leftovers pass. */
static inline void scratch_end(void)
{
	OK(chdir("/"));
	OK(rmdir(scratch_name));
}

/* A file with this content. */
static inline void make_file(const char *name, const char *content)
{
	int fd = (int)OK(open(name, O_WRONLY | O_CREAT | O_TRUNC, 0644));

	SAME(write(fd, content, strlen(content)), strlen(content));
	OK(close(fd));
}

static inline mode_t mode_of(const char *name)
{
	struct stat st;

	OK(lstat(name, &st));
	return st.st_mode;
}

static inline off_t size_of(const char *name)
{
	struct stat st;

	OK(lstat(name, &st));
	return st.st_size;
}

#endif
