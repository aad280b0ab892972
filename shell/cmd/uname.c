/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * uname [-amnrsv]                                             POSIX: uname
 *
 * Prints the name of the system (-s, the default), of the machine in the
 * network (-n), release (-r), version (-v) and hardware (-m); -a: all.
 *
 * Exit status: 0; 1 after an error.
 */
#include "lib/cmd.h"

#include <string.h>
#include <sys/utsname.h>

int main(int argc, char **argv)
{
	static const char order[] = "snrvm";
	struct opts o = { argv, "amnrsv", NULL, 1, 0 };
	struct utsname u;
	bool show[sizeof(order)] = { false }, any = false;
	const char *text[] = { u.sysname, u.nodename, u.release, u.version,
		u.machine };
	int c;

	(void)argc;
	cmd_start("uname", "uname [-amnrsv]");
	while ((c = opt_next(&o)) != -1) {
		if (c == 'a')
			memset(show, true, sizeof(show));
		else
			show[strchr(order, c) - order] = true;
		any = true;
	}
	if (argv[o.next])
		cmd_usage();
	if (uname(&u) < 0)
		cmd_die_errno("cannot get system name");
	show[0] |= !any;
	any = false;
	for (size_t i = 0; order[i]; i++) {
		if (!show[i])
			continue;
		out_fmt(&cmd.out, "%s%s", any ? " " : "", text[i]);
		any = true;
	}
	out_char(&cmd.out, '\n');
	return cmd_done();
}
