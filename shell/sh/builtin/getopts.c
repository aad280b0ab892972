/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * getopts. OPTIND is the variable; the place in a group of letters is
 * sh.params.getopt_pos.
 */
#include "shell.h"
#include "builtin.h"
#include "chars.h"
#include "expand.h"

/* Where the search stands. */
struct getopt {
	const char *known;
	bool silent;
	char **argv;
	int argc;
	int index; /* OPTIND - 1 */
	char opt[2];
	const char *arg;
};

static void set_optarg(const char *value)
{
	var_sets(var_cell("OPTARG", 6), value);
}

/* The current option letter lacks something; *opt becomes what is told. */
static void getopt_error(struct getopt *g, const char *text, int silent_opt)
{
	if (g->silent) {
		set_optarg(g->opt);
		g->opt[0] = (char)silent_opt;
	} else {
		err_format(text, g->opt[0]);
		set_optarg(NULL);
		g->opt[0] = '?';
	}
}

/* False at the end of the options. */
static bool getopt_step(struct getopt *g)
{
	const char *s, *k;

	if (!sh.params.getopt_pos) {
		s = g->index < g->argc ? g->argv[g->index] : NULL;
		if (!s || *s != '-' || !s[1])
			return false;
		if (s[1] == '-' && !s[2]) {
			g->index++;
			return false;
		}
		sh.params.getopt_pos = 1;
	}
	s = g->argv[g->index] + sh.params.getopt_pos++;
	g->opt[0] = *s;
	k = *s == ':' ? NULL : strchr(g->known, *s);
	if (!s[1]) {
		g->index++;
		sh.params.getopt_pos = 0;
	}
	if (!k) {
		getopt_error(g, "Illegal option -%c\n", '?');
		return true;
	}
	if (k[1] != ':') {
		set_optarg("");
		return true;
	}
	if (s[1]) {
		g->arg = s + 1;
		g->index++;
	} else if (g->index < g->argc) {
		g->arg = g->argv[g->index++];
	}
	sh.params.getopt_pos = 0;
	if (g->arg)
		set_optarg(g->arg);
	else
		getopt_error(g, "No arg for -%c option\n", ':');
	return true;
}

int builtin_getopts(int argc, char **argv)
{
	struct getopt g = { .index = 0 };
	const char *s = var_value(sh.var.optind);
	long long n = 1;
	struct var *v;
	bool more;

	if (argc < 3)
		return builtin_error("Usage: getopts optstring var [arg...]");
	if (!*argv[2] || argv[2][name_len(argv[2])])
		return builtin_error("%s: bad variable name", argv[2]);
	g.silent = argv[1][0] == ':';
	g.known = argv[1] + g.silent;
	g.argv = argc > 3 ? argv + 3 : sh.params.v;
	g.argc = argc > 3 ? argc - 3 : sh.params.n;
	if (s)
		number_parse(s, &n);
	g.index = n > 0 ? (int)n - 1 : 0;
	if (sh.var.optind_set || g.index >= g.argc)
		sh.params.getopt_pos = 0;
	/* The arguments may have changed under us. */
	if (sh.params.getopt_pos &&
		strlen(g.argv[g.index]) <= (size_t)sh.params.getopt_pos)
		sh.params.getopt_pos = 0;
	more = getopt_step(&g);
	if (!more) {
		g.opt[0] = '?';
		set_optarg(NULL);
	}
	var_set_num(sh.var.optind, g.index + 1);
	sh.var.optind_set = false;
	v = var_cell(argv[2], strlen(argv[2]));
	if (!var_sets(v, g.opt))
		return builtin_error("%s: is read only", argv[2]);
	return more ? 0 : 1;
}
