/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ln [-fnsLP] source... target                                POSIX: ln
 * ln [-fnsLP] source
 *
 * Makes links; several sources, or one when the target is a directory, are
 * linked into the target; with one operand into the working directory.
 * -s: symbolic links. -f: replace what exists. -n: a symbolic link to a
 * directory is a target to replace, not a directory. -L, -P: a hard link to a
 * symbolic link is to what it points to, or (the default) to itself.
 *
 * Exit status: 0; 1 when a link was not made.
 */
#include "lib/file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static struct {
	bool symbolic, force;
	int flags; /* for linkat() */
} how;

static int make(const char *from, const char *to)
{
	if (how.symbolic)
		return symlink(from, to);
	return linkat(AT_FDCWD, from, AT_FDCWD, to, how.flags);
}

static bool same_file(const char *from, const char *to)
{
	struct stat a, b;

	return lstat(from, &a) == 0 && lstat(to, &b) == 0 &&
		a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static bool link_one(const char *from, const char *to)
{
	if (make(from, to) == 0)
		return true;
	if (errno == EEXIST && how.force) {
		if (!how.symbolic && same_file(from, to)) {
			cmd_say("'%s' and '%s' are the same file", from, to);
			return false;
		}
		if (unlink(to) == 0 && make(from, to) == 0)
			return true;
	}
	cmd_fail(errno == ENOENT && !how.symbolic ? from : to);
	return false;
}

int main(int argc, char **argv)
{
	struct opts o = { argv, "fnsLP", NULL, 1, 0 };
	bool never_into = false, ok;
	int c;

	cmd_start("ln", "ln [-fnsLP] source... target");
	while ((c = opt_next(&o)) != -1) {
		if (c == 'f')
			how.force = true;
		else if (c == 'n')
			never_into = true;
		else if (c == 's')
			how.symbolic = true;
		else
			how.flags = c == 'L' ? AT_SYMLINK_FOLLOW : 0;
	}
	argv += o.next;
	argc -= o.next;
	if (!argc)
		cmd_usage();
	if (argc == 1)
		ok = link_one(argv[0], base_name(argv[0]));
	else
		ok = for_targets(argv, argc, never_into, link_one);
	if (!ok)
		cmd.status = 1;
	return cmd_done();
}
