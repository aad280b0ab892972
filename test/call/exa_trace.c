/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * exa_trace(): records of the caller's calls and of another process's; their
 * chunks; children, silence up to exec, a choice of calls; who may be traced;
 * a tracer that does not read, and one that goes away.
 */
#define _GNU_SOURCE
#include "call.h"

#include <poll.h>
#include <sys/resource.h>

#include "../../kernel/abi/trace.h"

static int trace, flags;
static uint64_t buffer[1 << 19];
static size_t length;

static int child(void)
{
	OK(syscall(SYS_exa_trace, trace, 0, flags));
	OK(close(trace));
	if (flags & EXA_TRACE_AFTER_EXEC) {
		execl("/bin/true", "true", (char *)NULL);
		return 1;
	}
	getppid();
	FAILS(chdir("/nonexistent"), ENOENT);
	if (fork() == 0) {
		FAILS(chdir("/grandchild"), ENOENT);
		_exit(5);
	}
	wait(NULL);
	_exit(3);
}

static void read_all(void)
{
	char *at = (char *)buffer;
	ssize_t n;

	/* Odd sizes: records come in pieces. */
	for (length = 0; (n = OK(read(trace, at + length, 999))) > 0;)
		length += (size_t)n;
	OK(close(trace));
}

static void run(int with, int status)
{
	pid_t pid;

	flags = with;
	trace = (int)OK(syscall(SYS_exa_tracefd, 0));
	pid = in_child(child);
	read_all();
	SAME(status_of(pid), status);
}

/* The next record after r (NULL: the first) of a type and number. */
static const struct exa_trace_record *next(
	const struct exa_trace_record *r, int type, int number)
{
	const char *at = (const char *)buffer;

	if (r)
		at = (const char *)r + r->size;
	for (; at < (const char *)buffer + length; at += r->size) {
		r = (const void *)at;
		CHECK(r->size >= sizeof(*r) && r->size % 8 == 0);
		CHECK(r->pid > 0 && r->time_us > 0);
		if ((int)r->type == type &&
			(number < 0 || (int)r->number == number))
			return r;
	}
	return NULL;
}

/* Whether a record has a chunk of these bytes. */
static int has(const struct exa_trace_record *r, const char *text)
{
	const char *at = (const char *)(r + 1);
	const char *end = (const char *)r + r->size;

	while (at < end) {
		const struct exa_trace_chunk *chunk = (const void *)at;

		at += sizeof(*chunk);
		if (chunk->size == strlen(text) + 1 && strcmp(at, text) == 0)
			return 1;
		at += (chunk->size + 7) & ~7U;
	}
	return 0;
}

static void calls(void)
{
	const struct exa_trace_record *r;

	run(0, 3 << 8);
	CHECK(next(NULL, EXA_TRACE_ATTACH, -1) != NULL);
	r = next(NULL, EXA_TRACE_CALL, SYS_getppid);
	SAME(r->result, getpid());
	r = next(NULL, EXA_TRACE_ENTER, SYS_chdir);
	CHECK(has(r, "/nonexistent"));
	r = next(NULL, EXA_TRACE_LEAVE, SYS_chdir);
	SAME(r->result, -ENOENT);
	CHECK(next(r, EXA_TRACE_ENTER, SYS_chdir) == NULL);
	CHECK(next(r, EXA_TRACE_ENTER, SYS_exit_group) != NULL);
	SAME(next(r, EXA_TRACE_EXIT, -1)->result, 3 << 8);
	run(EXA_TRACE_FOLLOW, 3 << 8);
	r = next(NULL, EXA_TRACE_ENTER, SYS_chdir);
	r = next(r, EXA_TRACE_ENTER, SYS_chdir);
	CHECK(has(r, "/grandchild"));
	r = next(NULL, EXA_TRACE_EXIT, -1);
	SAME(r->result, 5 << 8);
	SAME(next(r, EXA_TRACE_EXIT, -1)->result, 3 << 8);
	run(EXA_TRACE_AFTER_EXEC, 0);
	r = next(NULL, EXA_TRACE_ENTER, -1);
	SAME(r->number, SYS_execve);
	CHECK(has(r, "/bin/true") && has(r, "true"));
	CHECK(next(NULL, EXA_TRACE_ENTER, SYS_close) == NULL);
}

static int busy(void)
{
	for (;;) {
		getppid();
		sleep_ms(1);
	}
	return 0;
}

/* Another process, and of it one call only. */
static void others(void)
{
	struct exa_trace_options options = { .string_max = 8 };
	const struct exa_trace_record *r;
	pid_t pid = in_child(busy);

	options.calls[SYS_getppid / 32] = 1U << SYS_getppid % 32;
	trace = (int)OK(syscall(SYS_exa_tracefd, &options));
	OK(syscall(SYS_exa_trace, trace, pid, 0));
	FAILS(syscall(SYS_exa_trace, trace, pid, 0), EPERM);
	sleep_ms(20);
	OK(kill(pid, SIGKILL));
	SAME(status_of(pid), SIGKILL);
	FAILS(syscall(SYS_exa_trace, trace, pid, 0), ESRCH);
	read_all();
	r = next(NULL, EXA_TRACE_CALL, -1);
	SAME(r->number, SYS_getppid);
	SAME(r->pid, pid);
	CHECK(next(NULL, EXA_TRACE_ENTER, -1) == NULL);
	SAME(next(NULL, EXA_TRACE_EXIT, -1)->result, SIGKILL);
}

static int hasty(void)
{
	for (int i = 0; i < 100000; i++)
		getppid();
	for (int i = 0; i < 10; i++)
		chdir("/");
	return 7;
}

/* Nobody reads: fast calls are lost and counted, others wait; when the tracer
 * goes away the process goes on. */
static void slow_reader(int reads)
{
	const struct exa_trace_record *r;
	pid_t pid = in_child(hasty);
	struct pollfd poll_trace;

	trace = (int)OK(syscall(SYS_exa_tracefd, 0));
	OK(syscall(SYS_exa_trace, trace, pid, 0));
	sleep_ms(300);
	SAME(waitpid(pid, NULL, WNOHANG), 0);
	poll_trace = (struct pollfd){ trace, POLLIN, 0 };
	SAME(poll(&poll_trace, 1, 0), 1);
	if (!reads) {
		OK(close(trace));
		SAME(status_of(pid), 7 << 8);
		return;
	}
	read_all();
	SAME(status_of(pid), 7 << 8);
	r = next(NULL, EXA_TRACE_LOST, -1);
	CHECK(r != NULL && r->result > 50000);
	CHECK(length < 3 << 20);
	for (int i = 0; i < 10; i++)
		r = next(r, EXA_TRACE_LEAVE, SYS_chdir);
	CHECK(r != NULL);
}

static void errors(void)
{
	FAILS(syscall(SYS_exa_trace, 77, 0, 0), EBADF);
	FAILS(syscall(SYS_exa_trace, 1, 0, 0), EINVAL);
	trace = (int)OK(syscall(SYS_exa_tracefd, 0));
	FAILS(syscall(SYS_exa_trace, trace, 0, 4), EINVAL);
	FAILS(syscall(SYS_exa_trace, trace, 99999, 0), ESRCH);
	/* The servers, and the tracer itself */
	FAILS(syscall(SYS_exa_trace, trace, 1, 0), EPERM);
	FAILS(syscall(SYS_exa_trace, trace, 0, 0), EPERM);
	OK(close(trace));
}

int main(void)
{
	calls();
	others();
	slow_reader(1);
	slow_reader(0);
	errors();
	return 0;
}
