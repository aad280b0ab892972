/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * env [-i] [-u name]... [name=value...] [utility [argument...]]   POSIX: env
 *
 * Runs a utility in a changed environment, or prints the environment.
 * -i (or -): start from an empty one. -u name: remove a variable.
 *
 * Exit status: that of the utility; 0 after printing; 125 when env itself
 * fails, 126 when the utility is found but cannot run, 127 when it is not.
 */
#include "lib/cmd.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

static char *no_env[] = { NULL };

int main(int argc, char **argv)
{
	struct opts o = { argv, "iu:", NULL, 1, 0 };
	int c;

	(void)argc;
	cmd_start("env",
		"env [-i] [-u name]... [name=value...] [utility [arg...]]");
	cmd.trouble = 125;
	while ((c = opt_next(&o)) != -1) {
		if (c == 'i')
			environ = no_env;
		else if (unsetenv(o.arg) < 0)
			cmd_die_errno(o.arg);
	}
	argv += o.next;
	if (*argv && !strcmp(*argv, "-")) {
		environ = no_env;
		argv++;
	}
	for (; *argv && strchr(*argv, '='); argv++)
		if (putenv(*argv) != 0)
			cmd_die_errno(*argv);
	if (*argv) {
		execvp(*argv, argv);
		cmd.trouble = errno == ENOENT ? 127 : 126;
		cmd_die_errno(*argv);
	}
	for (char **e = environ; *e; e++)
		out_fmt(&cmd.out, "%s\n", *e);
	return cmd_done();
}
