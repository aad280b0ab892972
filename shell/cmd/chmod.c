/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * chmod [-R] mode file...                                     POSIX: chmod
 *
 * Changes modes; mode is octal or symbolic ([ugoa][+-=][rwxXstugo],...).
 * -R: directories with all that is in them; symbolic links met on the way are
 * left alone.
 *
 * Exit status: 0; 1 when a mode was not changed.
 */
#include "lib/file.h"

#include <stdlib.h>
#include <string.h>

static struct {
	const char *text;
	mode_t mask;
	bool recursive;
} how;

static void change(const char *path, bool operand);

static void change_children(const char *path)
{
	char **names = dir_names(path);

	if (!names) {
		cmd_fail(path);
		return;
	}
	for (char **p = names; *p; p++) {
		char *child = path_join(path, *p);

		change(child, false);
		free(child);
	}
	names_free(names);
}

static void change(const char *path, bool operand)
{
	struct stat st;
	mode_t mode;

	if ((operand ? stat(path, &st) : lstat(path, &st)) < 0) {
		cmd_fail(path);
		return;
	}
	if (S_ISLNK(st.st_mode))
		return;
	mode_parse(how.text, st.st_mode, how.mask, S_ISDIR(st.st_mode), &mode);
	if (chmod(path, mode) < 0)
		cmd_fail(path);
	if (how.recursive && S_ISDIR(st.st_mode))
		change_children(path);
}

/* -x, -rw and so on are modes that look like options. */
static bool is_mode(const char *s)
{
	return s && s[0] == '-' && s[1] && strchr("rwxXstugo", s[1]);
}

int main(int argc, char **argv)
{
	struct opts o = { argv, "R", NULL, 1, 0 };
	mode_t mode;

	(void)argc;
	cmd_start("chmod", "chmod [-R] mode file...");
	while (!is_mode(argv[o.next]) && opt_next(&o) != -1)
		how.recursive = true;
	argv += o.next;
	if (!argv[0] || !argv[1])
		cmd_usage();
	how.text = *argv++;
	how.mask = umask(0);
	umask(how.mask);
	if (!mode_parse(how.text, 0, how.mask, false, &mode))
		cmd_die("invalid mode: '%s'", how.text);
	for (; *argv; argv++)
		change(*argv, true);
	return cmd_done();
}
