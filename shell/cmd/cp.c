/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cp [-aRrfipHLP] source... target                            POSIX: cp
 *
 * Copies files. Several sources, or one when the target is a directory, go
 * into the target. -R, -r: directories with all that is in them. -p: keep
 * times, owner and mode. -f: remove a target that cannot be opened. -i: ask
 * before overwriting. -L, -P: follow all or no symbolic links; -H: follow those
 * named on the command line. Without these, links are followed unless -R is
 * given. -a: -RpP.
 *
 * Exit status: 0; 1 when something was not copied.
 */
#include "lib/file.h"

static struct copy_how how = { .follow = FOLLOW_ALL };

static bool copy(const char *from, const char *to)
{
	return copy_path(from, to, &how);
}

int main(int argc, char **argv)
{
	struct opts o = { argv, "aRrfipHLP", NULL, 1, 0 };
	int c, follow = -1;

	cmd_start("cp", "cp [-aRrfipHLP] source... target");
	while ((c = opt_next(&o)) != -1) {
		if (c == 'a' || c == 'R' || c == 'r')
			how.recursive = true;
		if (c == 'a' || c == 'p')
			how.preserve = true;
		if (c == 'a' || c == 'P')
			follow = FOLLOW_NONE;
		if (c == 'H' || c == 'L')
			follow = c == 'H' ? FOLLOW_OPERANDS : FOLLOW_ALL;
		if (c == 'f')
			how.force = true;
		if (c == 'i')
			how.ask = true;
	}
	if (argc - o.next < 2)
		cmd_usage();
	if (how.recursive)
		how.follow = FOLLOW_NONE;
	if (follow != -1)
		how.follow = (enum copy_follow)follow;
	how.special = how.recursive;
	if (!for_targets(argv + o.next, argc - o.next, false, copy))
		cmd.status = 1;
	return cmd_done();
}
