/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parameter expansion, XCU 2.6.2. */
#include "shell.h"
#include "chars.h"
#include "expand.h"

/* The cell of a named parameter; found once, then kept in the tree. */
static struct var *param_var(struct part *p)
{
	if (!p->var)
		p->var = var_cell(p->text, p->len);
	return p->var;
}

/* $- */
static const char *param_flags(char *t)
{
	int i, n = 0;

	for (i = 0; i < OPT_COUNT; i++)
		if (sh.opt[i] && option_table[i].letter)
			t[n++] = option_table[i].letter;
	t[n] = 0;
	return t;
}

/*
 * The value of a parameter other than @ and *, or NULL when it is not set. t
 * is room for numbers and $-.
 */
static const char *param_value(struct part *p, char *t)
{
	switch (p->param) {
	case 0:
		return var_value(param_var(p));
	case 'n':
		if (!p->number)
			return sh.arg0;
		return p->number <= sh.params.n ? sh.params.v[p->number - 1]
						: NULL;
	case '?':
		return num_text(t, sh.status);
	case '#':
		return num_text(t, sh.params.n);
	case '$':
		return num_text(t, sh.pid);
	case '!':
		return sh.jobs.last_pid ? num_text(t, sh.jobs.last_pid) : NULL;
	case '-':
		return param_flags(t);
	default:
		return NULL;
	}
}

/* Cut what matches the pattern off the front or the end of *s. */
static void param_trim(int op, const char *pat, const char **s, size_t *n)
{
	const char *pe = pat + strlen(pat), *b = *s, *e = b + *n, *at;

	if (op == OP_PREFIX || op == OP_LPREFIX) {
		int step = op == OP_PREFIX ? 1 : -1;

		for (at = step > 0 ? b : e; at >= b && at <= e; at += step)
			if (pattern_match(pat, pe, b, at)) {
				*n -= (size_t)(at - b);
				*s = at;
				return;
			}
	} else {
		int step = op == OP_SUFFIX ? -1 : 1;

		for (at = step < 0 ? e : b; at >= b && at <= e; at += step)
			if (pattern_match(pat, pe, at, e)) {
				*n = (size_t)(at - b);
				return;
			}
	}
}

static void param_add(
	struct expand *x, const struct part *p, const char *s, const char *pat)
{
	size_t n = strlen(s);

	if (pat)
		param_trim(p->op, pat, &s, &n);
	expand_add(x, s, n, p->quoted, !p->quoted);
}

/* $@ and $*. */
static void param_list(struct expand *x, const struct part *p, const char *pat)
{
	bool fields = x->flags & EXP_SPLIT && (p->param == '@' || !p->quoted);
	char join = p->param == '@' && !(x->flags & EXP_SPLIT)
		? ' '
		: sh.var.ifs_first;
	int i;

	for (i = 0; i < sh.params.n; i++) {
		if (i && fields) {
			if (p->quoted)
				x->have = true;
			expand_break(x);
		} else if (i && (sh.var.ifs_join || join == ' ')) {
			expand_add(x, &join, 1, p->quoted, false);
		}
		param_add(x, p, sh.params.v[i], pat);
	}
	/* "$*" is a field even when there are no parameters; "$@" is not. */
	if (p->quoted && p->param == '*')
		x->have = true;
}

static bool param_unset(const struct part *p, const char *why)
{
	char t[24];

	if (p->param == 'n')
		fail("%s: %s", num_text(t, p->number), why);
	else if (p->param)
		fail("%c: %s", p->param, why);
	else
		fail("%s: %s", p->text, why);
	return false;
}

/* The word of ${x-word} and ${x+word} takes the parameter's place. */
static bool param_word(struct expand *x, const struct part *p)
{
	bool ok;

	if (p->quoted) {
		x->have = true;
		return expand_parts(x, p->arg->parts);
	}
	x->in_param++;
	ok = expand_parts(x, p->arg->parts);
	x->in_param--;
	return ok;
}

static bool param_assign(struct expand *x, struct part *p)
{
	char *s;

	if (p->param)
		return param_unset(p, "bad variable name");
	s = expand_string(p->arg, 0);
	if (!s)
		return false;
	if (!var_sets(param_var(p), s)) {
		fail("%s: is read only", p->text);
		return false;
	}
	param_add(x, p, s, NULL);
	return true;
}

static bool param_error(const struct part *p)
{
	const char *s = p->colon ? "parameter not set or null"
				 : "parameter not set";

	if (p->arg->parts) {
		s = expand_string(p->arg, 0);
		if (!s)
			return false;
	}
	return param_unset(p, s);
}

static bool param_length(struct expand *x, const struct part *p, const char *s)
{
	char t[24];

	num_text(t,
		p->param == '@' || p->param == '*' ? sh.params.n
						   : (long long)strlen(s));
	expand_add(x, t, strlen(t), p->quoted, !p->quoted);
	return true;
}

/* Set, or with a colon: set and not null. */
static bool param_counts(const struct part *p, const char *value)
{
	if (p->param == '@' || p->param == '*') {
		if (p->colon)
			return sh.params.n > 1 ||
				(sh.params.n && *sh.params.v[0]);
		return sh.params.n > 0;
	}
	return value && (*value || !p->colon);
}

static bool param_add_empty(struct expand *x, const struct part *p)
{
	param_add(x, p, "", NULL);
	return true;
}

/* With an operator other than - = ? +, or none. */
static bool param_plain(struct expand *x, struct part *p, const char *value)
{
	bool list = p->param == '@' || p->param == '*';
	const char *pat = NULL;

	if (!value && !list) {
		if (sh.opt[OPT_NOUNSET])
			return param_unset(p, "parameter not set");
		/* There is nothing to cut: the pattern is not expanded. */
		return p->op != OP_LENGTH ? param_add_empty(x, p)
					  : param_length(x, p, "");
	}
	if (p->op == OP_LENGTH)
		return param_length(x, p, value);
	if (p->op != OP_NONE) {
		/* The pattern may set the variable. */
		if (value && !p->arg->pure)
			value = arena_strn(&sh.temp, value, strlen(value));
		pat = expand_string(p->arg, EXP_PATTERN);
		if (!pat || (!value && !list))
			return false;
	}
	if (list)
		param_list(x, p, pat);
	else
		param_add(x, p, value, pat);
	return true;
}

bool expand_param(struct expand *x, struct part *p)
{
	char t[24 + OPT_COUNT];
	const char *value;

	if (p->op == OP_BAD) {
		fail("Bad substitution");
		return false;
	}
	value = param_value(p, t);
	switch (p->op) {
	case OP_DEFAULT:
	case OP_ASSIGN:
	case OP_ERROR:
		if (!param_counts(p, value))
			return p->op == OP_DEFAULT   ? param_word(x, p)
				: p->op == OP_ASSIGN ? param_assign(x, p)
						     : param_error(p);
		if (p->param == '@' || p->param == '*')
			param_list(x, p, NULL);
		else
			param_add(x, p, value, NULL);
		return true;
	case OP_ALT:
		if (param_counts(p, value))
			return param_word(x, p);
		if (p->quoted)
			x->have = true;
		return true;
	default:
		return param_plain(x, p, value);
	}
}
