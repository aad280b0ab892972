/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * umount [-fl] dir...                                         (not in POSIX)
 *
 * Takes file systems out of the tree. -f: even if they do not answer. -l: now
 * from the tree, and altogether when they are no longer in use.
 *
 * Exit status: 0; 1 when one was not taken out.
 */
#include "lib/cmd.h"

#include <sys/mount.h>

int main(int argc, char **argv)
{
	struct opts o = { argv, "fl", NULL, 1, 0 };
	int c, flags = 0;

	(void)argc;
	cmd_start("umount", "umount [-fl] dir...");
	while ((c = opt_next(&o)) != -1)
		flags |= c == 'f' ? MNT_FORCE : MNT_DETACH;
	if (!argv[o.next])
		cmd_usage();
	for (int i = o.next; argv[i]; i++)
		if (umount2(argv[i], flags) < 0)
			cmd_fail(argv[i]);
	return cmd_done();
}
