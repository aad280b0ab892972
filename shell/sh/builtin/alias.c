/* SPDX-License-Identifier: GPL-3.0-or-later */
/* alias and unalias, XCU 2.3.1. */
#include "shell.h"
#include "builtin.h"

#include <stdlib.h>

static void alias_print(const struct alias *a)
{
	out_format("%s=", a->name);
	out_quoted(a->value);
	out_char('\n');
}

/* Aliases are kept sorted by name. */
static void alias_set(const char *name, size_t n, const char *value)
{
	struct alias **at = &sh.aliases.list, *a;

	while (*at &&
		(strncmp((*at)->name, name, n) < 0 ||
			(!strncmp((*at)->name, name, n) && 0)))
		at = &(*at)->next;
	for (a = *at; a; a = a->next)
		if (!strncmp(a->name, name, n) && !a->name[n])
			break;
	if (!a) {
		a = xzalloc(sizeof(*a));
		a->name = xmalloc(n + 1);
		memcpy(a->name, name, n);
		a->name[n] = 0;
		a->next = *at;
		*at = a;
	} else {
		free(a->value);
	}
	a->value = xstrdup(value);
}

int builtin_alias(int argc, char **argv)
{
	const struct alias *a;
	int status = 0;

	if (argc == 1)
		for (a = sh.aliases.list; a; a = a->next)
			alias_print(a);
	while (*++argv) {
		const char *eq = strchr(*argv + (**argv == '='), '=');

		if (eq) {
			alias_set(*argv, (size_t)(eq - *argv), eq + 1);
			continue;
		}
		a = alias_find(&sh.aliases, *argv);
		if (a) {
			alias_print(a);
		} else {
			out_flush();
			err_format("alias: %s not found\n", *argv);
			status = 1;
		}
	}
	return status;
}

static bool alias_remove(const char *name)
{
	struct alias **at = &sh.aliases.list, *a;
	bool found = false;

	while ((a = *at)) {
		if (name && strcmp(a->name, name) != 0) {
			at = &a->next;
			continue;
		}
		*at = a->next;
		free(a->name);
		free(a->value);
		free(a);
		found = true;
	}
	return found;
}

int builtin_unalias(int argc, char **argv)
{
	struct options o;
	int c, status = 0;

	(void)argc;
	opt_init(&o, argv);
	while ((c = opt_next(&o, "a")) != -1) {
		if (c == '?')
			return 2;
		alias_remove(NULL);
		return 0;
	}
	for (; *o.argv; o.argv++)
		if (!alias_remove(*o.argv)) {
			err_format("unalias: %s not found\n", *o.argv);
			status = 1;
		}
	return status;
}
