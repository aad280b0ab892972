/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pwd [-L | -P]                                               POSIX: pwd
 *
 * Prints the working directory. -L: the value of PWD if it leads there without
 * . and .., symbolic links kept; the default. -P: without symbolic links.
 *
 * Exit status: 0; 1 when the directory is not known.
 */
#include "lib/cmd.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool has_dots(const char *path)
{
	for (const char *p = path; (p = strstr(p, "/.")); p++)
		if (!p[2 + (p[2] == '.')] || p[2 + (p[2] == '.')] == '/')
			return true;
	return false;
}

static const char *logical(void)
{
	const char *pwd = getenv("PWD");
	struct stat a, b;

	if (!pwd || *pwd != '/' || has_dots(pwd) || stat(pwd, &a) < 0 ||
		stat(".", &b) < 0 || a.st_dev != b.st_dev ||
		a.st_ino != b.st_ino)
		return NULL;
	return pwd;
}

int main(int argc, char **argv)
{
	struct opts o = { argv, "LP", NULL, 1, 0 };
	char buf[PATH_MAX];
	const char *path = NULL;
	bool physical = false;
	int c;

	(void)argc;
	cmd_start("pwd", "pwd [-L | -P]");
	while ((c = opt_next(&o)) != -1)
		physical = c == 'P';
	if (!physical)
		path = logical();
	if (!path)
		path = getcwd(buf, sizeof(buf));
	if (!path)
		cmd_die_errno("working directory");
	out_fmt(&cmd.out, "%s\n", path);
	return cmd_done();
}
