/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trap. */
#include "shell.h"
#include "builtin.h"

static void trap_print(void)
{
	int i;

	for (i = 0; i < TRAP_SIGNALS; i++)
		if (sh.trap.action[i] && signal_name(i)) {
			out_str("trap -- ");
			out_quoted(sh.trap.action[i]);
			out_format(" %s\n", signal_name(i));
		}
}

int builtin_trap(int argc, char **argv)
{
	const char *action;
	struct options o;
	int c, status = 0;

	(void)argc;
	opt_init(&o, argv);
	while ((c = opt_next(&o, "lp")) != -1) {
		if (c == '?')
			return 2;
	}
	argv = o.argv;
	if (!*argv) {
		trap_print();
		return 0;
	}
	action = *argv;
	/* A number in place of the action, or a lone condition: reset. */
	if (!argv[1] || (*action >= '0' && *action <= '9'))
		action = NULL;
	else
		argv++;
	if (action && !strcmp(action, "-"))
		action = NULL;
	for (; *argv; argv++) {
		int sig = signal_number(*argv);

		if (sig < 0 || !trap_set(sig, action)) {
			err_format("trap: %s: bad trap\n", *argv);
			status = 1;
		}
	}
	return status;
}
