/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jobs, fg, bg, wait, kill. */
#include "shell.h"
#include "builtin.h"
#include "chars.h"
#include "expand.h"

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

int builtin_jobs(int argc, char **argv)
{
	struct options o;
	struct job *j, *next;
	int c, n, mode = SHOW_STATE;

	(void)argc;
	opt_init(&o, argv);
	while ((c = opt_next(&o, "lp")) != -1) {
		if (c == '?')
			return 2;
		mode = c == 'l' ? SHOW_LONG : SHOW_PID;
	}
	while (jobs_reap(false) > 0)
		;
	if (*o.argv) {
		for (; *o.argv; o.argv++) {
			j = job_find(*o.argv);
			if (!j)
				return 2;
			job_show(j, mode);
		}
		return 0;
	}
	/* By number; the table has the newest first. */
	for (n = 1; n < 10000; n++) {
		bool later = false;

		for (j = sh.jobs.list; j; j = next) {
			next = j->next;
			later |= j->number > n;
			if (j->number != n || j->waited)
				continue;
			job_show(j, mode);
			j->changed = false;
			if (job_state(j) == PROC_DONE)
				job_free(j);
		}
		if (!later)
			break;
	}
	return 0;
}

/* fg and bg share all but the verb. */
static int continue_jobs(char **argv, bool foreground)
{
	int status = 0;

	if (!sh.jobs.on)
		return builtin_error("No job control");
	if (!*++argv) {
		struct job *j = job_current(false, !foreground);

		if (!j)
			return builtin_error("No current job");
		return job_continue(j, foreground);
	}
	for (; *argv && !sh.skip; argv++) {
		struct job *j = job_find(*argv);

		if (!j)
			return 2;
		status = job_continue(j, foreground);
	}
	return status;
}

int builtin_fg(int argc, char **argv)
{
	(void)argc;
	return continue_jobs(argv, true);
}

int builtin_bg(int argc, char **argv)
{
	(void)argc;
	return continue_jobs(argv, false);
}

/* Sleep until a child changes or a signal that matters comes. */
static bool wait_change(void)
{
	sigset_t all, old;
	pid_t pid;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &old);
	sh.trap.child = 0;
	while ((pid = jobs_reap(false)) == 0 && !sh.trap.any) {
		sigsuspend(&old);
		if (!sh.trap.child && sh.trap.any)
			break;
	}
	sigprocmask(SIG_SETMASK, &old, NULL);
	return pid > 0 || (pid == 0 && !sh.trap.any);
}

static bool unfinished(const struct job *j)
{
	for (; j; j = j->next)
		if (j->number && job_state(j) == PROC_RUNNING)
			return true;
	return false;
}

/* One job to its end: its status. */
static int wait_job(struct job *j)
{
	int status;

	while (job_state(j) == PROC_RUNNING)
		if (!wait_change())
			return 128 + trap_pending();
	status = job_status(j);
	if (!j->waited)
		job_died(j);
	if (job_state(j) == PROC_DONE) {
		/* A script may ask again; a prompt forgets what was told. */
		j->waited = true;
		j->changed = false;
		if (sh.interactive)
			job_free(j);
	}
	return status;
}

static int wait_all(void)
{
	struct job *j, *next;

	while (unfinished(sh.jobs.list))
		if (!wait_change()) {
			if (trap_pending())
				return 128 + trap_pending();
			break;
		}
	for (j = sh.jobs.list; j; j = next) {
		next = j->next;
		if (!j->number || job_state(j) != PROC_DONE)
			continue;
		if (!j->waited)
			job_died(j);
		job_free(j);
	}
	return 0;
}

static int wait_operands(char **argv)
{
	int status = 0;

	for (; *argv && !trap_pending(); argv++) {
		struct job *j;
		long long pid;

		if (**argv == '%') {
			j = job_find(*argv);
			if (!j)
				return 2;
		} else {
			if (!ch_digit(**argv) || !number_parse(*argv, &pid) ||
				pid != (pid_t)pid)
				return builtin_error(
					"Illegal number: %s", *argv);
			j = job_of_pid((pid_t)pid);
		}
		status = j ? wait_job(j) : 127;
	}
	return status;
}

int builtin_wait(int argc, char **argv)
{
	int status;

	out_flush();
	if (argc > 1 && !strcmp(argv[1], "--"))
		argv++;
	sh.trap.watch_child = true;
	trap_signal(SIGCHLD);
	status = argv[1] ? wait_operands(argv + 1) : wait_all();
	sh.trap.watch_child = false;
	trap_signal(SIGCHLD);
	return status;
}

static int kill_list(const char *arg)
{
	long long n;
	int i;

	if (arg) {
		if (!number_parse(arg, &n))
			return builtin_error("Illegal number: %s", arg);
		if (n > 128)
			n -= 128;
		if (n < 0 || n >= TRAP_SIGNALS || !signal_name((int)n))
			return builtin_error(
				"invalid signal number or exit status: %s",
				arg);
		out_format("%s\n", n ? signal_name((int)n) : "0");
		return 0;
	}
	out_str("0\n");
	for (i = 1; i < TRAP_SIGNALS; i++)
		if (signal_name(i))
			out_format("%s\n", signal_name(i));
	return 0;
}

static int kill_one(const char *arg, int sig)
{
	struct job *j;
	long long pid;
	int i, bad = 0;

	if (*arg != '%') {
		/* Cut to a pid_t, a large number would be -1: everybody. */
		if (!number_parse(arg, &pid) || pid != (pid_t)pid)
			return builtin_error("Illegal number: %s", arg);
		if (kill((pid_t)pid, sig) == 0)
			return 0;
		warn("%s", strerror(errno));
		return 1;
	}
	j = job_find(arg);
	if (!j)
		return 2;
	if (j->controlled)
		bad = kill(-j->pgid, sig);
	else
		for (i = 0; i < j->count; i++)
			if (j->procs[i].state != PROC_DONE)
				bad |= kill(j->procs[i].pid, sig);
	/* A stopped job must run to die. */
	if (!bad && job_state(j) == PROC_STOPPED && j->controlled &&
		(sig == SIGTERM || sig == SIGHUP))
		kill(-j->pgid, SIGCONT);
	if (bad)
		warn("%s", strerror(errno));
	return bad ? 1 : 0;
}

static int kill_usage(void)
{
	return builtin_error("Usage: kill [-s sigspec | -signum | -sigspec] "
			     "[pid | job]... or\nkill -l [exitstatus]");
}

int builtin_kill(int argc, char **argv)
{
	int sig = SIGTERM, status = 0;

	(void)argc;
	if (!*++argv)
		return kill_usage();
	if (!strcmp(*argv, "-l"))
		return kill_list(argv[1]);
	if (**argv == '-' && (*argv)[1] && strcmp(*argv, "--") != 0) {
		const char *name = *argv + 1;

		if (*name == 's') {
			int whole = signal_number(name);

			if (whole < 0) {
				name = name[1] ? name + 1 : *++argv;
				if (!name)
					return kill_usage();
			}
		}
		sig = signal_number(name);
		if (sig < 0 && strcmp(name, "0") != 0)
			return builtin_error(
				"invalid signal number or name: %s", name);
		argv++;
	}
	if (*argv && !strcmp(*argv, "--"))
		argv++;
	if (!*argv)
		return kill_usage();
	out_flush();
	for (; *argv; argv++) {
		int s = kill_one(*argv, sig);

		if (s)
			status = s;
	}
	return status;
}
