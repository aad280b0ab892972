/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The arguments of home-export and home-import. */
#include "tar.h"

#include <stdlib.h>

const char *tar_home(int argc, char **argv, const char **archive)
{
	struct opts o = { argv, "", NULL, 1, 0 };
	const char *home = getenv("HOME");

	opt_next(&o);
	if (argc - o.next > 1)
		cmd_usage();
	if (!home || !*home)
		cmd_die("HOME is not set");
	*archive = argc > o.next ? argv[o.next] : NULL;
	return home;
}
