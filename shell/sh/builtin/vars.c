/* SPDX-License-Identifier: GPL-3.0-or-later */
/* export, readonly, local, unset, and the list of `set`. */
#include "shell.h"
#include "builtin.h"
#include "chars.h"

/* Insert into a sorted chain through `pick`. */
static int collect(unsigned flags, struct var **v)
{
	struct var *p;
	int i, k, n = 0;

	for (i = 0; i < VAR_BUCKETS; i++)
		for (p = sh.var.table[i]; p; p = p->next) {
			if ((p->flags & flags) != flags ||
				(p->flags & VAR_UNSET && !flags))
				continue;
			if (v) {
				for (k = n; k > 0 &&
					strcmp(v[k - 1]->text, p->text) > 0;
					k--)
					v[k] = v[k - 1];
				v[k] = p;
			}
			n++;
		}
	return n;
}

void vars_print(unsigned flags, const char *prefix)
{
	int i, n = collect(flags, NULL);
	struct var **v = arena_alloc(
		&sh.temp, ((size_t)n + 1) * sizeof(struct var *));

	if (!v)
		return;
	collect(flags, v);
	for (i = 0; i < n; i++) {
		const char *s = var_value(v[i]);

		out_str(prefix);
		out_add(v[i]->text, v[i]->namelen);
		if (s) {
			out_char('=');
			out_quoted(s);
		}
		out_char('\n');
	}
}

/* The name in `name` or `name=value`; 0, told, if it is none. */
static size_t name_arg(const char *s)
{
	size_t n = name_len(s);

	if (n && (!s[n] || s[n] == '='))
		return n;
	if (strchr(s, '=')) {
		struct buf *b = buf_get();

		buf_add(b, s, strcspn(s, "="));
		builtin_error("%s: bad variable name", buf_str(b));
		buf_put(b);
	} else {
		builtin_error("%s: bad variable name", s);
	}
	return 0;
}

/* Set from name=value. False, told, if it is read-only. */
static bool assign_arg(struct var *v, const char *s, size_t n)
{
	if (s[n] != '=' || var_sets(v, s + n + 1))
		return true;
	builtin_error("%n: is read only", v);
	return false;
}

/* export and readonly. */
int builtin_export(int argc, char **argv)
{
	bool export = argv[0][0] == 'e', print = false;
	unsigned flag = export ? VAR_EXPORT : VAR_READONLY;
	struct options o;
	int c;

	(void)argc;
	opt_init(&o, argv);
	while ((c = opt_next(&o, "p")) != -1) {
		if (c == '?')
			return 2;
		print = true;
	}
	if (!*o.argv || print) {
		vars_print(flag, export ? "export " : "readonly ");
		return 0;
	}
	for (; *o.argv; o.argv++) {
		size_t n = name_arg(*o.argv);
		struct var *v;

		if (!n)
			return 2;
		v = var_cell(*o.argv, n);
		if (!assign_arg(v, *o.argv, n))
			return 2;
		var_flag(v, flag);
	}
	return 0;
}

int builtin_local(int argc, char **argv)
{
	(void)argc;
	if (!sh.calls)
		return builtin_error("not in a function");
	while (*++argv) {
		size_t n;
		struct var *v;

		if (!strcmp(*argv, "-")) {
			var_save_options();
			continue;
		}
		n = name_arg(*argv);
		if (!n)
			return 2;
		v = var_cell(*argv, n);
		if (v->flags & VAR_READONLY && (*argv)[n] == '=')
			return builtin_error("%n: is read only", v);
		var_save(v);
		if (!assign_arg(v, *argv, n))
			return 2;
	}
	return 0;
}

int builtin_unset(int argc, char **argv)
{
	bool func = false, var = false;
	struct command *cmd;
	struct options o;
	int c, status = 0;

	(void)argc;
	opt_init(&o, argv);
	while ((c = opt_next(&o, "vf")) != -1) {
		if (c == '?')
			return 2;
		func = c == 'f';
		var = c == 'v';
	}
	for (; *o.argv; o.argv++) {
		const char *s = *o.argv;
		struct var *v = NULL;

		if (!func) {
			size_t n = name_len(s);

			if (!n || s[n])
				return builtin_error(
					"%s: bad variable name", s);
			v = var_find(s, n);
			if (v && !var_set(v, NULL, 0))
				return builtin_error("%s: is read only", s);
		}
		cmd = func ? command_find(s, false) : NULL;
		if (cmd && cmd->func)
			func_unset(cmd);
	}
	(void)var;
	return status;
}
