/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * strace [-f] [-o file] command [argument...]                 (not in POSIX)
 *
 * Runs a command and prints its system calls, one a line, on standard error.
 * -f: those of its children too; lines then begin with their pid. -o: into a
 * file. The kernel writes the lines, out of its table of calls; strace only
 * carries them (exa_tracefd and exa_trace in kernel/abi/calls.def).
 *
 * Exit status: that of the command; 1 when strace itself fails, 126 or 127
 * when the command cannot run or is not found. A command ended by a signal
 * ends strace by the same signal.
 */
#include "lib/cmd.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Numbers of the calls: C libraries of other systems do not know ours. */
enum {
#define CALL(number, name, mode, a, b, c, d, e, f) NR_##name = number,
#define ALIAS(number, name)
#define ABSENT(number, name, mode)
#include "../../kernel/abi/calls.def"
#undef CALL
#undef ALIAS
#undef ABSENT
};

/* Flags of exa_trace. */
enum { TRACE_CHILDREN = 1, TRACE_FROM_EXEC = 2 };

static _Noreturn void run(int trace, bool follow, char **argv)
{
	int flags = TRACE_FROM_EXEC | (follow ? TRACE_CHILDREN : 0);

	if (syscall(NR_exa_trace, trace, flags) < 0) {
		cmd_fail("exa_trace");
		_exit(1);
	}
	close(trace);
	execvp(*argv, argv);
	cmd_fail(*argv);
	_exit(errno == ENOENT ? 127 : 126);
}

/* Until the last traced process has ended. */
static void carry(int trace, int to)
{
	char buf[4096];
	ssize_t n;

	while ((n = read(trace, buf, sizeof(buf)))) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			cmd_die_errno("reading the trace");
		if (write_all(to, buf, (size_t)n) < 0)
			cmd_die_errno("write error");
	}
}

static int status_of(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			cmd_die_errno("waiting for the command");
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	signal(WTERMSIG(status), SIG_DFL);
	raise(WTERMSIG(status));
	return 128 + WTERMSIG(status);
}

int main(int argc, char **argv)
{
	struct opts o = { argv, "fo:", NULL, 1, 0 };
	int c, trace, to = STDERR_FILENO;
	bool follow = false;
	pid_t pid;

	(void)argc;
	cmd_start("strace", "strace [-f] [-o file] command [argument...]");
	while ((c = opt_next(&o)) != -1) {
		if (c == 'f') {
			follow = true;
			continue;
		}
		to = open(
			o.arg, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
		if (to < 0)
			cmd_die_errno(o.arg);
	}
	if (!argv[o.next])
		cmd_usage();
	trace = (int)syscall(NR_exa_tracefd, 0);
	if (trace < 0)
		cmd_die_errno("exa_tracefd");
	pid = fork();
	if (pid < 0)
		cmd_die_errno("fork");
	if (!pid)
		run(trace, follow, argv + o.next);
	/* ^C is for the command; its last calls are still to be shown. */
	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	carry(trace, to);
	return status_of(pid);
}
