/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mkdir [-p] [-m mode] dir...                                 POSIX: mkdir
 *
 * Makes directories. -p: also the missing ones above, and an existing one is
 * no error. -m mode: octal or symbolic as in chmod, relative to a=rwx.
 *
 * Exit status: 0; 1 when a directory was not made.
 */
#include "lib/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static bool is_dir(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* The parents get u+wx whatever the umask, so that the next can be made. */
static bool make_parents(const char *path)
{
	char *copy = cmd_strdup(path), *p = copy;
	mode_t mask = umask(0);
	bool ok = true;

	umask(mask & ~(mode_t)0300);
	for (p += strspn(p, "/"); ok && *p; p += strspn(p, "/")) {
		char *slash = strchr(p, '/');

		if (!slash || !slash[strspn(slash, "/")])
			break;
		*slash = '\0';
		ok = mkdir(copy, 0777) == 0 || is_dir(copy);
		if (!ok)
			cmd_fail(copy);
		*slash = '/';
		p = slash;
	}
	umask(mask);
	free(copy);
	return ok;
}

int main(int argc, char **argv)
{
	struct opts o = { argv, "pm:", NULL, 1, 0 };
	bool parents = false;
	const char *text = NULL;
	mode_t mode = 0777, mask;
	int c;

	(void)argc;
	cmd_start("mkdir", "mkdir [-p] [-m mode] dir...");
	while ((c = opt_next(&o)) != -1) {
		if (c == 'p')
			parents = true;
		else
			text = o.arg;
	}
	if (!argv[o.next])
		cmd_usage();
	mask = umask(0);
	umask(mask);
	if (text && !mode_parse(text, 0777, mask, true, &mode))
		cmd_die("invalid mode '%s'", text);
	for (int i = o.next; argv[i]; i++) {
		if (parents && !make_parents(argv[i]))
			continue;
		if (mkdir(argv[i], mode & 0777) == 0) {
			if (text && chmod(argv[i], mode) < 0)
				cmd_fail(argv[i]);
		} else if (!parents || errno != EEXIST || !is_dir(argv[i])) {
			cmd_fail(argv[i]);
		}
	}
	return cmd_done();
}
