/* SPDX-License-Identifier: GPL-3.0-or-later */
/* type, command -v and -V, hash. */
#include "shell.h"
#include "builtin.h"

#include <errno.h>
#include <unistd.h>

/* Say what a name is: in words, or (brief) as command -v does. */
static int describe(const char *name, bool brief, const char *list)
{
	const struct alias *a;
	struct command *c;
	const char *path;
	int err = 0;

	if (lex_keyword(name) != T_WORD) {
		out_format(brief ? "%s\n" : "%s is a shell keyword\n", name);
		return 0;
	}
	a = alias_find(&sh.aliases, name);
	if (a) {
		if (brief) {
			out_format("alias %s=", name);
			out_quoted(a->value);
			out_char('\n');
		} else {
			out_format("%s is an alias for %s\n", name, a->value);
		}
		return 0;
	}
	c = command_find(name, false);
	if (c && c->func) {
		out_format(brief ? "%s\n" : "%s is a shell function\n", name);
		return 0;
	}
	if (c && c->builtin) {
		out_format(brief ? "%s\n"
				: c->builtin->flags & BI_SPECIAL
				? "%s is a special shell builtin\n"
				: "%s is a shell builtin\n",
			name);
		return 0;
	}
	path = command_path(name, list, &err);
	if (path && (!strchr(name, '/') || access(path, X_OK) == 0)) {
		if (brief)
			out_format("%s\n", path);
		else
			out_format("%s is %s\n", name, path);
		return 0;
	}
	if (!brief)
		out_format("%s: not found\n", name);
	return 127;
}

int builtin_type(int argc, char **argv)
{
	int status = 0;

	(void)argc;
	while (*++argv)
		status |= describe(*argv, false, NULL);
	return status;
}

/*
 * Only -v and -V come here, or errors: simple.c looks behind the rest before
 * it runs anything.
 */
int builtin_command(int argc, char **argv)
{
	const char *list = NULL;
	struct options o;
	int c, mode = 0, status = 0;

	(void)argc;
	opt_init(&o, argv);
	while ((c = opt_next(&o, "pvV")) != -1) {
		if (c == '?')
			return 2;
		if (c == 'p')
			list = COMMAND_STANDARD_PATH;
		else
			mode = c;
	}
	if (!mode)
		return 0;
	for (; *o.argv; o.argv++)
		status |= describe(*o.argv, mode == 'v', list);
	return status;
}

int builtin_hash(int argc, char **argv)
{
	struct command *cmd;
	struct options o;
	int c, i, err = 0, status = 0;

	(void)argc;
	opt_init(&o, argv);
	while ((c = opt_next(&o, "r")) != -1) {
		if (c == '?')
			return 2;
		command_forget_paths();
		return 0;
	}
	if (!*o.argv)
		for (i = 0; i < COMMAND_BUCKETS; i++)
			for (cmd = sh.commands.table[i]; cmd; cmd = cmd->next)
				if (cmd->path)
					out_format("%s\n", cmd->path);
	for (; *o.argv; o.argv++) {
		cmd = command_find(*o.argv, false);
		if (cmd && (cmd->builtin || cmd->func))
			continue;
		if (!command_path(*o.argv, NULL, &err)) {
			warn("%s: not found", *o.argv);
			status = 1;
		}
	}
	return status;
}
