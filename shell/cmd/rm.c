/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rm [-f | -i] [-dRr] file...                                 POSIX: rm
 *
 * Removes files. -r, -R: directories with all that is in them. -d: empty
 * directories too. -i: ask before each. -f: never ask, and a file that does
 * not exist is no error. Otherwise rm asks, on a terminal, before it removes a
 * file that is not writable. It refuses /, . and .. .
 *
 * Exit status: 0; 1 when something was not removed.
 */
#include "lib/file.h"

#include <string.h>

static bool refused(const char *path)
{
	const char *base = base_name(path);
	size_t n = strcspn(base, "/");

	if (!n && *path) {
		cmd_say("refusing to remove '%s'", path);
		return true;
	}
	if ((n == 1 || n == 2) && !strncmp(base, "..", n)) {
		cmd_say("refusing to remove '.' or '..' directory: '%s'", path);
		return true;
	}
	return false;
}

int main(int argc, char **argv)
{
	struct opts o = { argv, "dfiRr", NULL, 1, 0 };
	struct remove_how how = { .ask = REMOVE_PROTECTED };
	int c;

	(void)argc;
	cmd_start("rm", "rm [-f | -i] [-dRr] file...");
	while ((c = opt_next(&o)) != -1) {
		if (c == 'd')
			how.dirs = true;
		else if (c == 'f' || c == 'i')
			how.ask = c == 'f' ? REMOVE_NEVER : REMOVE_ALWAYS;
		else
			how.recursive = true;
		if (c == 'f' || c == 'i')
			how.missing_ok = c == 'f';
	}
	if (!argv[o.next] && !how.missing_ok)
		cmd_usage();
	for (int i = o.next; argv[i]; i++)
		if (!refused(argv[i]))
			remove_path(argv[i], &how);
	return cmd_done();
}
