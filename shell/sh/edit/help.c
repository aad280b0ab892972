/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * help: what built-ins and commands are for, from a file that the build makes
 * (cmake/help.mjs): an entry is a line
 *
 *	NAME tab OPERANDS tab PURPOSE		of a built-in, or
 *	NAME [NAME...]				of a page
 *
 * and the lines behind it that begin with a tab. The first is for no NAME.
 */
#include "shell.h"
#include "builtin.h"
#include "expand.h"

static const char file[] = "/usr/share/help";

static const char *next_line(const char *s)
{
	return strchrnul(s, '\n') + 1;
}

/* Behind the entry at s. */
static const char *entry_end(const char *s)
{
	do
		s = next_line(s);
	while (*s == '\t');
	return s;
}

/* One of the names before the tab or line break. */
static bool is_named(const char *s, const char *name)
{
	size_t n = strlen(name), k;

	for (;; s += k + 1) {
		k = strcspn(s, " \t\n");
		if (k == n && !memcmp(s, name, n))
			return true;
		if (s[k] != ' ')
			return false;
	}
}

static void show(const char *s, const char *end)
{
	const char *line = next_line(s), *args = s + strcspn(s, "\t\n") + 1;
	const char *text = args < line ? strchrnul(args, '\t') + 1 : line;

	if (args < line) {
		out_add(s, (size_t)(args - s) - 1);
		out_char(' ');
		out_add(args, (size_t)(text - args) - 1);
		out_str("\n    ");
		out_add(text, (size_t)(line - text));
	}
	for (; line < end; line = next_line(line))
		out_add(line + 1, (size_t)(next_line(line) - line) - 1);
}

int builtin_help(int argc, char **argv)
{
	struct buf *b = file_text(file);
	const char *text, *s;
	int status = 0;

	if (!b || b->failed || !b->n) {
		if (b)
			buf_put(b);
		return builtin_error("cannot read %s", file);
	}
	text = buf_str(b);
	if (argc < 2)
		show(text, entry_end(text));
	while (*++argv) {
		for (s = text; *s && !is_named(s, *argv);)
			s = entry_end(s);
		if (*s) {
			show(s, entry_end(s));
			continue;
		}
		warn("%s: no help; try %s --help or man %s", *argv, *argv,
			*argv);
		status = 1;
	}
	buf_put(b);
	return status;
}
