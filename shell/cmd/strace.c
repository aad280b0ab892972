/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * strace [option...] command [argument...]                    (not in POSIX)
 * strace [option...] -p pid
 *
 * Runs a command, or attaches to a process, and prints its system calls on
 * standard error, as strace(1) on Linux does.
 *
 * -f            children too; -ff with -o: into FILE.PID each
 * -o FILE       into a file
 * -e trace=SET  only these calls: names, %file %desc %process %network
 *               %signal %memory %creds %clock, all, none; ! for all others
 * -e signal=SET only these signals
 * -p PID        attach; interrupt to detach
 * -s SIZE       so many bytes of strings (32)
 * -t -tt -ttt   the time of day, with microseconds, since 1970
 * -r            the time since the line before
 * -T            the time spent in each call
 * -c            a table of calls instead; -C: as well; -S time|calls|errors|
 *               name: sorted by that; -w: by elapsed instead of CPU time
 * -x, -xx       bytes that are no text, or all, in hexadecimal
 * -y            paths of descriptors
 * -a COLUMN     where results begin (40)
 * -v            abbreviate nothing
 * -q, -qq       no messages of attaching, of exits
 * -E NAME=VALUE in the command's environment
 *
 * Exit status: that of the command; 1 when strace itself fails. A command
 * ended by a signal ends strace by the same signal.
 */
#include "lib/strace.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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

enum { PIDS_MAX = 32 };

static struct {
	int trace; /* what records are read from */
	pid_t pids[PIDS_MAX];
	int npids;
	uint8_t *bytes; /* a record that is not complete yet */
	size_t length, size;
} run;

static volatile sig_atomic_t interrupted;

static void on_interrupt(int sig)
{
	interrupted = sig;
}

/* As the shell does: the first executable file of that name in PATH. */
static const char *find_command(const char *name)
{
	static char path[4096];
	const char *at = getenv("PATH");
	struct stat st;

	if (strchr(name, '/'))
		return name;
	while (at) {
		size_t length = strcspn(at, ":");

		str_fmt(path, sizeof(path), "%.*s/%s", length ? (int)length : 1,
			length ? at : ".", name);
		if (access(path, X_OK) == 0 && stat(path, &st) == 0 &&
			S_ISREG(st.st_mode))
			return path;
		at = at[length] ? at + length + 1 : NULL;
	}
	cmd_die("Cannot find executable '%s'", name);
}

static int flags(void)
{
	return st_options.follow ? EXA_TRACE_FOLLOW : 0;
}

static pid_t start(char **argv)
{
	const char *path = find_command(*argv);
	pid_t pid = fork();

	if (pid < 0)
		cmd_die_errno("fork");
	if (pid)
		return pid;
	if (syscall(NR_exa_trace, run.trace, 0,
		    flags() | EXA_TRACE_AFTER_EXEC) < 0)
		cmd_die_errno("exa_trace");
	close(run.trace);
	execv(path, argv);
	cmd_fail(*argv);
	_exit(1);
}

static void attach(void)
{
	for (int i = 0; i < run.npids; i++) {
		st_show_known(run.pids[i]);
		if (syscall(NR_exa_trace, run.trace, run.pids[i], flags()) < 0)
			cmd_die("attach: exa_trace(%d): %s", (int)run.pids[i],
				strerror(errno));
		if (!st_options.quiet) {
			cmd_say("Process %d attached", (int)run.pids[i]);
			cmd.status = 0;
		}
	}
}

/* Shows the whole records among the bytes there are. */
static void show_records(void)
{
	size_t at = 0;

	while (run.length - at >= sizeof(struct exa_trace_record)) {
		const struct exa_trace_record *r = (const void *)(run.bytes +
			at);

		if (r->size > run.length - at)
			break;
		st_show(r);
		at += r->size;
	}
	run.length -= at;
	memmove(run.bytes, run.bytes + at, run.length);
}

/* Until the last traced process has ended, or the user has had enough. */
static void carry(void)
{
	while (!interrupted) {
		ssize_t n;

		if (run.size - run.length < 65536) {
			run.size = run.size * 2 + 65536;
			run.bytes = cmd_realloc(run.bytes, run.size);
		}
		n = read(run.trace, run.bytes + run.length,
			run.size - run.length);
		if (n == 0)
			return;
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			cmd_die_errno("reading the trace");
		run.length += (size_t)n;
		show_records();
		st_flush();
	}
	st_show_detached();
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

static uint32_t number(const char *text, const char *what, uint32_t max)
{
	unsigned long long value;

	if (!num_parse(text, &value) || value > max)
		cmd_die("invalid %s '%s'", what, text);
	return (uint32_t)value;
}

static void count_option(int c)
{
	st_options.count = true;
	st_options.lines = c == 'C';
}

static void simple_option(int c)
{
	switch (c) {
	case 'C':
	case 'c':
		count_option(c);
		break;
	case 'f':
		st_options.follow++;
		break;
	case 'q':
		st_options.quiet++;
		break;
	case 'r':
		st_options.relative = true;
		break;
	case 'T':
		st_options.spent = true;
		break;
	case 't':
		st_options.time++;
		break;
	case 'v':
		st_options.verbose = true;
		break;
	case 'w':
		st_options.wall = true;
		break;
	case 'x':
		st_options.hex++;
		break;
	case 'y':
		st_options.paths = true;
		break;
	default:
		cmd_usage();
	}
}

static void option(int c, char *arg)
{
	switch (c) {
	case 'a':
		st_options.column = number(arg, "column", 1000);
		break;
	case 'E':
		if (strchr(arg, '=') ? putenv(arg) : unsetenv(arg))
			cmd_die_errno(arg);
		break;
	case 'e':
		st_filter(arg);
		break;
	case 'o':
		st_options.file = arg;
		break;
	case 'p':
		if (run.npids == PIDS_MAX)
			cmd_die("too many processes");
		run.pids[run.npids] = (pid_t)number(arg, "process id", 99999);
		if (run.pids[run.npids++] == 0)
			cmd_die("invalid process id '%s'", arg);
		break;
	case 'S':
		st_options.sort = arg;
		break;
	case 's':
		st_options.string_max = number(arg, "string size", 65536);
		break;
	default:
		simple_option(c);
	}
}

static void make_trace(void)
{
	struct exa_trace_options o = {
		.string_max = st_options.string_max,
		.flags = st_options.paths ? EXA_TRACE_PATHS : 0,
	};

	memcpy(o.calls, st_options.calls, sizeof(o.calls));
	run.trace = (int)syscall(NR_exa_tracefd, &o);
	if (run.trace < 0)
		cmd_die_errno("exa_tracefd");
}

/* ^C is for the command, whose last calls are still to be shown; when there
 * is none, it ends the tracing. */
static void set_signals(bool command)
{
	struct sigaction act = { 0 };

	act.sa_handler = command ? SIG_IGN : on_interrupt;
	sigaction(SIGINT, &act, NULL);
	sigaction(SIGQUIT, &act, NULL);
	act.sa_handler = on_interrupt;
	sigaction(SIGTERM, &act, NULL);
	sigaction(SIGHUP, &act, NULL);
}

int main(int argc, char **argv)
{
	struct opts o = { argv, "Ca:cE:e:fo:p:qrS:s:Ttvwxy", NULL, 1, 0 };
	pid_t pid = 0;
	int c;

	(void)argc;
	cmd_start("strace",
		"strace [-CcfqrTtvwxy] [-a column] [-E var=value] [-e expr] "
		"[-o file]\n              [-S sort] [-s size] "
		"command [argument...] | -p pid");
	st_filter_all();
	while ((c = opt_next(&o)) != -1)
		option(c, o.arg);
	if (!argv[o.next] && !run.npids)
		cmd_usage();
	st_open();
	make_trace();
	if (argv[o.next])
		pid = start(argv + o.next);
	set_signals(pid != 0);
	attach();
	carry();
	close(run.trace);
	if (st_options.count)
		st_count_print();
	st_flush();
	if (!pid)
		return cmd_done();
	if (interrupted)
		kill(pid, interrupted);
	return status_of(pid);
}
