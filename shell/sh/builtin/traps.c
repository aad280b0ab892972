/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trap. */
#include "shell.h"
#include "builtin.h"

/* `all`: what has no action, too. */
static void trap_print(int i, bool all)
{
	const char *action = sh.trap.action[i];

	if (!signal_name(i) || (!action && !all))
		return;
	out_str("trap -- ");
	if (action)
		out_quoted(action);
	else
		out_char('-');
	out_format(" %s\n", signal_name(i));
}

int builtin_trap(int argc, char **argv)
{
	const char *action;
	struct options o;
	bool print = false;
	int c, status = 0;

	(void)argc;
	opt_init(&o, argv);
	while ((c = opt_next(&o, "lp")) != -1) {
		if (c == '?')
			return 2;
		print |= c == 'p';
	}
	argv = o.argv;
	if (!*argv) {
		for (c = 0; c < TRAP_SIGNALS; c++)
			trap_print(c, print && c != SIGKILL && c != SIGSTOP);
		return 0;
	}
	action = *argv;
	/* A number in place of the action, or a lone condition: reset. */
	if (print || !argv[1] || (*action >= '0' && *action <= '9'))
		action = NULL;
	else
		argv++;
	if (action && !strcmp(action, "-"))
		action = NULL;
	for (; *argv; argv++) {
		int sig = signal_number(*argv);

		if (print && sig >= 0) {
			trap_print(sig, true);
		} else if (sig < 0 || !trap_set(sig, action)) {
			err_format("trap: %s: bad trap\n", *argv);
			status = 1;
		}
	}
	return status;
}
