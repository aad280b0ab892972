/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tty [-s]                                                    POSIX: tty
 *
 * Prints the name of the terminal that is standard input. -s: prints nothing.
 *
 * Exit status: 0 when it is a terminal, 1 when it is not, 2 after an error.
 */
#include "lib/cmd.h"

#include <unistd.h>

int main(int argc, char **argv)
{
	struct opts o = { argv, "s", NULL, 1, 0 };
	bool silent = false, is_tty = isatty(STDIN_FILENO);
	const char *name;

	(void)argc;
	cmd_start("tty", "tty [-s]");
	cmd.trouble = 2;
	while (opt_next(&o) != -1)
		silent = true;
	if (argv[o.next])
		cmd_usage();
	if (!silent) {
		name = is_tty ? ttyname(STDIN_FILENO) : NULL;
		if (!name)
			name = is_tty ? "unknown terminal" : "not a tty";
		out_fmt(&cmd.out, "%s\n", name);
	}
	if (!is_tty)
		cmd.status = 1;
	return cmd_done();
}
