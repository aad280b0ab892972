/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * timeout [-fp] [-k time] [-s signal] duration utility [argument...]
 *                                                    POSIX.1-2024: timeout
 *
 * Runs a utility and sends it a signal (TERM) when the duration is over; 0
 * means never. -k: KILL follows after that time. -f: only the utility itself
 * gets the signal and timeout stays in its process group, so that a utility
 * in the foreground may use the terminal. -p: the exit status is always the
 * utility's.
 *
 * Exit status: the utility's, but 124 when the time was over; 125 when timeout
 * itself fails; 126 and 127 as env.
 */
#include "lib/cmd.h"
#include "lib/duration.h"
#include "lib/signal_names.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static struct {
	bool foreground, keep_status;
	int signal;
	struct timespec kill_after;
	pid_t child;
	volatile sig_atomic_t over;
} to = { .signal = SIGTERM };

static void set_timer(const struct timespec *t)
{
	struct itimerval it = { { 0, 0 }, { 0, 0 } };

	it.it_value.tv_sec = t->tv_sec;
	it.it_value.tv_usec = (t->tv_nsec + 999) / 1000;
	setitimer(ITIMER_REAL, &it, NULL);
}

static void send(int sig)
{
	kill(to.child, sig);
	if (!to.foreground && sig != SIGKILL && sig != SIGSTOP) {
		signal(sig, SIG_IGN);
		kill(0, sig);
	}
	if (sig != SIGKILL && sig != SIGCONT && sig != SIGSTOP)
		kill(to.child, SIGCONT);
}

/* The time is over, or somebody sent us what is meant for the utility. */
static void on_signal(int sig)
{
	int error = errno;

	if (sig != SIGALRM) {
		send(sig);
	} else if (!to.over) {
		to.over = 1;
		set_timer(&to.kill_after);
		send(to.signal);
	} else {
		send(SIGKILL);
	}
	errno = error;
}

static void handle(int sig)
{
	struct sigaction act;

	memset(&act, 0, sizeof(act));
	act.sa_handler = on_signal;
	sigaction(sig, &act, NULL);
}

static void options(struct opts *o)
{
	int c;

	while ((c = opt_next(o)) != -1) {
		if (c == 'f') {
			to.foreground = true;
		} else if (c == 'p') {
			to.keep_status = true;
		} else if (c == 'k') {
			if (!duration_add(o->arg, &to.kill_after))
				cmd_die("invalid time interval '%s'", o->arg);
		} else {
			to.signal = signal_number(o->arg);
			if (to.signal < 0)
				cmd_die("%s: invalid signal", o->arg);
		}
	}
}

static _Noreturn void run(char **argv)
{
	signal(SIGTTIN, SIG_DFL);
	signal(SIGTTOU, SIG_DFL);
	execvp(*argv, argv);
	cmd.trouble = errno == ENOENT ? 127 : 126;
	cmd_fail(*argv);
	_exit(cmd.trouble);
}

static int result(int status)
{
	if (to.over && !to.keep_status)
		return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL
			? 128 + SIGKILL
			: 124;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int argc, char **argv)
{
	static const int passed_on[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM };
	struct opts o = { argv, "fpk:s:", NULL, 1, 0 };
	struct timespec t = { 0, 0 };
	int status;

	(void)argc;
	cmd_start("timeout",
		"timeout [-fp] [-k time] [-s signal] time utility [arg...]");
	cmd.trouble = 125;
	options(&o);
	argv += o.next;
	if (!argv[0] || !argv[1])
		cmd_usage();
	if (!duration_add(*argv, &t))
		cmd_die("invalid time interval '%s'", *argv);
	argv++;
	if (!to.foreground)
		setpgid(0, 0);
	signal(SIGTTIN, SIG_IGN);
	signal(SIGTTOU, SIG_IGN);
	signal(SIGCHLD, SIG_DFL);
	to.child = fork();
	if (to.child < 0)
		cmd_die_errno("fork");
	if (to.child == 0)
		run(argv);
	handle(SIGALRM);
	for (size_t i = 0; i < sizeof(passed_on) / sizeof(*passed_on); i++)
		handle(passed_on[i]);
	set_timer(&t);
	while (waitpid(to.child, &status, 0) < 0)
		if (errno != EINTR)
			cmd_die_errno("wait");
	return result(status);
}
