/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kill [-s name | -name | -number] pid...                     POSIX: kill
 * kill -l [status...]
 *
 * Sends a signal, TERM unless named, to processes; a negative pid (after --, or
 * after a signal) means a process group. Signal 0 only asks whether it could
 * be sent. -l lists the names, or names the signal of an exit status.
 *
 * Exit status: 0; 1 when a signal was not sent.
 */
#include "lib/cmd.h"
#include "lib/signal_names.h"

#include <signal.h>
#include <string.h>

static void list(char **argv)
{
	const char *name;

	for (int i = 1; !*argv && i < signal_limit(); i++) {
		name = signal_name(i);
		if (name)
			out_fmt(&cmd.out, "%s\n", name);
	}
	for (; *argv; argv++) {
		int sig = signal_number(*argv);
		unsigned long long n;

		if (num_parse(*argv, &n)) {
			name = signal_name((int)(n > 128 ? n - 128 : n) & 0xff);
			if (name)
				out_fmt(&cmd.out, "%s\n", name);
			else
				cmd_say("%s: invalid signal", *argv);
		} else if (sig >= 0) {
			out_fmt(&cmd.out, "%d\n", sig);
		} else {
			cmd_say("%s: invalid signal", *argv);
		}
	}
}

/* The words that name the signal; returns those behind. */
static char **parse(char **argv, int *sig)
{
	const char *name;

	if (!*argv || **argv != '-')
		return argv;
	if (!strcmp(*argv, "--"))
		return argv + 1;
	name = *argv++ + 1;
	if (*name == 's') {
		/* -s HUP and -sHUP, but -segv is a name. */
		if (!name[1]) {
			if (!*argv)
				cmd_usage();
			name = *argv++;
		} else if (signal_number(name) < 0) {
			name++;
		}
	}
	*sig = signal_number(name);
	if (*sig < 0)
		cmd_die("%s: invalid signal", name);
	return *argv && !strcmp(*argv, "--") ? argv + 1 : argv;
}

int main(int argc, char **argv)
{
	int sig = SIGTERM;
	long long pid;

	cmd_start("kill",
		"kill [-s signal | -signal] pid...\n"
		"       kill -l [status...]");
	if (argc > 1 && !strcmp(argv[1], "-l")) {
		list(argv + 2);
		return cmd_done();
	}
	argv = parse(argv + 1, &sig);
	if (!*argv)
		cmd_usage();
	for (; *argv; argv++) {
		if (!num_parse_signed(*argv, &pid) || (pid_t)pid != pid)
			cmd_say("%s: not a process id", *argv);
		else if (kill((pid_t)pid, sig) < 0)
			cmd_fail(*argv);
	}
	return cmd_done();
}
