/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * exa_trace(): the calls of the caller as text, its end, end of file; children
 * with flag 1, silence up to exec with flag 2; EBADF, EINVAL.
 */
#define _GNU_SOURCE
#include "call.h"

enum { FOLLOW = 1, AFTER_EXEC = 2 };

static int trace, flags;
static char text[65536];

static int child(void)
{
	OK(syscall(SYS_exa_trace, trace, flags));
	OK(close(trace));
	if (flags & AFTER_EXEC) {
		execl("/bin/true", "true", (char *)NULL);
		return 1;
	}
	syscall(SYS_getppid);
	FAILS(chdir("/nonexistent"), ENOENT);
	if (fork() == 0) {
		FAILS(chdir("/grandchild"), ENOENT);
		_exit(5);
	}
	wait(NULL);
	_exit(3);
}

static void run(int with, int status)
{
	size_t length = 0;
	ssize_t n;
	pid_t pid;

	flags = with;
	trace = (int)OK(syscall(SYS_exa_tracefd, 0));
	pid = in_child(child);
	while ((n = OK(read(trace, text + length, 999))) > 0)
		length += (size_t)n;
	text[length] = 0;
	SAME(status_of(pid), status);
	OK(close(trace));
}

static int has(const char *what)
{
	return strstr(text, what) != NULL;
}

int main(void)
{
	run(0, 3 << 8);
	CHECK(has("getppid() = "));
	CHECK(has("chdir(\"/nonexistent\") = -2 ENOENT\n"));
	CHECK(has("exit_group(3) = ?\n+++ exited with 3 +++\n"));
	CHECK(!has("/grandchild"));
	run(FOLLOW, 3 << 8);
	CHECK(has("chdir(\"/grandchild\") = -2 ENOENT\n"));
	CHECK(has("+++ exited with 5 +++\n"));
	CHECK(has("[pid "));
	run(AFTER_EXEC, 0);
	SAME(strncmp(text, "execve(\"/bin/true\", [\"true\"], ", 29), 0);
	CHECK(has("+++ exited with 0 +++\n"));
	CHECK(!has("close"));
	FAILS(syscall(SYS_exa_trace, 77, 0), EBADF);
	FAILS(syscall(SYS_exa_trace, 1, 0), EINVAL);
	trace = (int)OK(syscall(SYS_exa_tracefd, 0));
	FAILS(syscall(SYS_exa_trace, trace, 4), EINVAL);
	OK(close(trace));
	return 0;
}
