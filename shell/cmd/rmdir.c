/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rmdir [-p] dir...                                           POSIX: rmdir
 *
 * Removes empty directories. -p: then also those above, as the path names
 * them, from the last to the first.
 *
 * Exit status: 0; 1 when a directory was not removed.
 */
#include "lib/cmd.h"

#include <string.h>
#include <unistd.h>

/* Cuts the last component off; false when there is none above it. */
static bool cut(char *path)
{
	size_t n = strlen(path);

	while (n && path[n - 1] == '/')
		n--;
	while (n && path[n - 1] != '/')
		n--;
	while (n && path[n - 1] == '/')
		n--;
	path[n] = '\0';
	return n != 0;
}

int main(int argc, char **argv)
{
	struct opts o = { argv, "p", NULL, 1, 0 };
	bool parents = false;

	(void)argc;
	cmd_start("rmdir", "rmdir [-p] dir...");
	while (opt_next(&o) != -1)
		parents = true;
	if (!argv[o.next])
		cmd_usage();
	for (int i = o.next; argv[i]; i++) {
		do
			if (rmdir(argv[i]) < 0) {
				cmd_fail(argv[i]);
				break;
			}
		while (parents && cut(argv[i]));
	}
	return cmd_done();
}
