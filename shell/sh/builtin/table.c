/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of built-ins, and what they all need for their arguments. */
#include "shell.h"
#include "builtin.h"
#include "expand.h"

const struct builtin builtin_table[] = {
	{ ".", builtin_dot, BI_SPECIAL },
	{ ":", builtin_colon, BI_SPECIAL | BI_PURE },
	{ "[", builtin_test, BI_PURE },
	{ "alias", builtin_alias, 0 },
	{ "bg", builtin_bg, 0 },
	{ "break", builtin_break, BI_SPECIAL },
	{ "cd", builtin_cd, 0 },
	{ "chdir", builtin_cd, 0 },
	{ "command", builtin_command, 0 },
	{ "continue", builtin_break, BI_SPECIAL },
	{ "echo", builtin_echo, BI_PURE },
	{ "eval", builtin_eval, BI_SPECIAL },
	{ "exec", builtin_exec, BI_SPECIAL },
	{ "exit", builtin_exit, BI_SPECIAL },
	{ "export", builtin_export, BI_SPECIAL | BI_DECLARE },
	{ "false", builtin_false, BI_PURE },
	{ "fc", builtin_fc, 0 },
	{ "fg", builtin_fg, 0 },
	{ "getopts", builtin_getopts, 0 },
	{ "hash", builtin_hash, 0 },
	{ "help", builtin_help, 0 },
	{ "history", builtin_history, 0 },
	{ "jobs", builtin_jobs, 0 },
	{ "kill", builtin_kill, 0 },
	{ "local", builtin_local, BI_SPECIAL | BI_DECLARE },
	{ "printf", builtin_printf, BI_PURE },
	{ "pwd", builtin_pwd, BI_PURE },
	{ "read", builtin_read, 0 },
	{ "readonly", builtin_export, BI_SPECIAL | BI_DECLARE },
	{ "return", builtin_return, BI_SPECIAL },
	{ "set", builtin_set, BI_SPECIAL },
	{ "shift", builtin_shift, BI_SPECIAL },
	{ "test", builtin_test, BI_PURE },
	{ "times", builtin_times, BI_SPECIAL },
	{ "trap", builtin_trap, BI_SPECIAL },
	{ "true", builtin_colon, BI_PURE },
	{ "type", builtin_type, BI_PURE },
	{ "ulimit", builtin_ulimit, 0 },
	{ "umask", builtin_umask, 0 },
	{ "unalias", builtin_unalias, 0 },
	{ "unset", builtin_unset, BI_SPECIAL },
	{ "wait", builtin_wait, 0 },
	{ NULL, NULL, 0 },
};

void opt_init(struct options *o, char **argv)
{
	o->argv = argv[0] ? argv + 1 : argv;
	o->at = "";
	o->arg = NULL;
}

int opt_next(struct options *o, const char *known)
{
	const char *k;
	char c;

	if (!*o->at) {
		const char *s = *o->argv;

		if (!s || s[0] != '-' || !s[1])
			return -1;
		o->argv++;
		if (s[1] == '-' && !s[2])
			return -1;
		o->at = s + 1;
	}
	c = *o->at++;
	k = c == ':' ? NULL : strchr(known, c);
	if (!k) {
		builtin_error("Illegal option -%c", c);
		return '?';
	}
	if (k[1] != ':')
		return c;
	o->arg = *o->at ? o->at : *o->argv++;
	o->at = "";
	if (!o->arg) {
		o->argv--;
		builtin_error("No arg for -%c option", c);
		return '?';
	}
	return c;
}

bool number_arg(const char *s, int *n)
{
	const char *p = s;
	long long v = 0;

	do {
		if (*p < '0' || *p > '9' || v > 0x7fffffff) {
			builtin_error("Illegal number: %s", s);
			return false;
		}
		v = v * 10 + (*p - '0');
	} while (*++p);
	*n = v > 0x7fffffff ? 0x7fffffff : (int)v;
	return true;
}
