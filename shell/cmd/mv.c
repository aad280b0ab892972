/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mv [-f | -i] source... target                               POSIX: mv
 *
 * Renames files; several sources, or one when the target is a directory, go
 * into the target. Between file systems the source is copied with its times,
 * owner and mode and then removed. -i: ask before replacing; -f: never ask.
 * Otherwise mv asks, on a terminal, before it replaces a file that is not
 * writable.
 *
 * Exit status: 0; 1 when something was not moved.
 */
#include "lib/file.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

static enum remove_ask ask = REMOVE_PROTECTED;

static bool may_replace(const char *to)
{
	struct stat st;

	if (ask == REMOVE_NEVER || lstat(to, &st) < 0)
		return true;
	if (ask == REMOVE_PROTECTED &&
		(S_ISLNK(st.st_mode) || access(to, W_OK) == 0 ||
			!isatty(STDIN_FILENO)))
		return true;
	return cmd_ask("overwrite '%s'? ", to);
}

/* POSIX: mv, step 5 and on: replace what is there, copy, remove. */
static bool move_across(const char *from, const char *to)
{
	const struct copy_how copy = {
		.recursive = true,
		.preserve = true,
		.force = true,
		.special = true,
	};
	const struct remove_how drop = {
		.ask = REMOVE_NEVER,
		.recursive = true,
	};
	struct stat src, dst;

	if (lstat(from, &src) < 0) {
		cmd_fail(from);
		return false;
	}
	if (lstat(to, &dst) == 0) {
		bool dir = S_ISDIR(src.st_mode);

		if (dir != S_ISDIR(dst.st_mode)) {
			errno = dir ? ENOTDIR : EISDIR;
			cmd_fail(to);
			return false;
		}
		if ((dir ? rmdir(to) : unlink(to)) < 0) {
			cmd_fail(to);
			return false;
		}
	}
	return copy_path(from, to, &copy) && remove_path(from, &drop);
}

/* rename() does nothing for two links of one file and reports success. */
static bool same_file(const char *from, const char *to)
{
	struct stat a, b;

	if (lstat(from, &a) < 0 || lstat(to, &b) < 0 || a.st_dev != b.st_dev ||
		a.st_ino != b.st_ino)
		return false;
	cmd_say("'%s' and '%s' are the same file", from, to);
	return true;
}

static bool move(const char *from, const char *to)
{
	struct stat st;

	if (lstat(from, &st) < 0) {
		cmd_fail(from);
		return false;
	}
	if (same_file(from, to) || !may_replace(to))
		return false;
	if (rename(from, to) == 0)
		return true;
	if (errno == EXDEV)
		return move_across(from, to);
	if (errno == EINVAL)
		cmd_say("cannot move '%s' to a subdirectory of itself, '%s'",
			from, to);
	else
		cmd_fail(to);
	return false;
}

int main(int argc, char **argv)
{
	struct opts o = { argv, "fi", NULL, 1, 0 };
	int c;

	cmd_start("mv", "mv [-f | -i] source... target");
	while ((c = opt_next(&o)) != -1)
		ask = c == 'f' ? REMOVE_NEVER : REMOVE_ALWAYS;
	if (argc - o.next < 2)
		cmd_usage();
	if (!for_targets(argv + o.next, argc - o.next, false, move))
		cmd.status = 1;
	return cmd_done();
}
