/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Macros are expanded, by Prosser's algorithm: each token knows the macros that
 * it has come out of and is not expanded by them again. What comes out of a
 * macro is where the macro was used.
 */
#include "shell/cc/cc.h"

#include <string.h>

struct map macros;

struct token *copy_token(const struct token *t)
{
	struct token *n = take(sizeof(*n));

	*n = *t;
	n->next = t->kind == T_EOF ? n : NULL;
	return n;
}

struct token *make_token(
	const struct token *like, enum tk kind, const char *text)
{
	struct token *n = copy_token(like);

	n->kind = kind;
	n->name = intern(text, strlen(text));
	n->type = NULL;
	n->next = kind == T_EOF ? n : NULL;
	return n;
}

static bool hidden(const struct hide *h, const char *name)
{
	for (; h; h = h->next)
		if (h->name == name)
			return true;
	return false;
}

static struct hide *hide_add(struct hide *h, const char *name)
{
	struct hide *n = take(sizeof(*n));

	n->name = name;
	n->next = h;
	return n;
}

static struct hide *hide_both(const struct hide *a, const struct hide *b)
{
	struct hide *both = NULL;

	for (; a; a = a->next)
		if (hidden(b, a->name))
			both = hide_add(both, a->name);
	return both;
}

/* One argument, to the comma or parenthesis after it. */
static struct token *one_arg(
	struct token **t, const struct token *use, bool rest)
{
	struct token first = { 0 }, *last = &first;
	int depth = 0;

	for (;; *t = (*t)->next) {
		if (!*t || (*t)->kind == T_EOF)
			fail(use, "the arguments of %s have no )", use->name);
		if (!depth && (is(*t, ")") || (is(*t, ",") && !rest)))
			break;
		depth += is(*t, "(") ? 1 : is(*t, ")") ? -1 : 0;
		last = last->next = copy_token(*t);
	}
	last->next = make_token(*t, T_EOF, "");
	return first.next;
}

/* *t is after the parenthesis; afterwards it is the closing one. */
static struct token **arguments(
	struct token **t, const struct token *use, const struct macro *m)
{
	int n = m->nparams, i;
	struct token **args = take((size_t)(n + 1) * sizeof(*args));

	for (i = 0; i < n; i++) {
		bool rest = m->variadic && i == n - 1;

		if (i && is(*t, ",")) {
			*t = (*t)->next;
		} else if (i && rest) {
			args[i] = make_token(*t, T_EOF, "");
			break;
		} else if (i) {
			fail(use, "%s has %d arguments, not %d", use->name, n,
				i);
		}
		args[i] = one_arg(t, use, rest);
	}
	if (!is(*t, ")"))
		fail(use, "%s has only %d argument%s", use->name, n,
			n == 1 ? "" : "s");
	return args;
}

static int param_of(const struct macro *m, const struct token *t)
{
	int i;

	if (t->kind == T_IDENT)
		for (i = 0; i < m->nparams; i++)
			if (m->params[i] == t->name)
				return i;
	return -1;
}

static struct token *stringize(const struct token *arg, const struct token *at)
{
	struct text out = { 0 };
	const struct token *t;

	text_add(&out, "\"", 1);
	for (t = arg; t->kind != T_EOF; t = t->next) {
		const char *p;

		if (t != arg && (t->space || t->bol))
			text_add(&out, " ", 1);
		for (p = t->name; *p; p++) {
			if ((t->kind == T_STR || t->kind == T_CHAR) &&
				(*p == '"' || *p == '\\'))
				text_add(&out, "\\", 1);
			text_add(&out, p, 1);
		}
	}
	text_add(&out, "\"", 1);
	return make_token(at, T_STR, out.data);
}

static struct token *paste(const struct token *a, const struct token *b)
{
	struct source *file = take(sizeof(*file));
	struct text out = { 0 };
	struct token *t, *n;

	text_add(&out, a->name, strlen(a->name));
	text_add(&out, b->name, strlen(b->name));
	*file = *a->file;
	file->text = out.data;
	t = lex(file);
	if (t->kind != T_EOF && t->next->kind != T_EOF)
		fail(a, "%s and %s do not make one token by ##", a->name,
			b->name);
	n = make_token(a, t->kind, out.data);
	n->name = t->name;
	return n;
}

struct list {
	struct token first, *last;
};

static void push(struct list *l, const struct token *t)
{
	l->last = l->last->next = copy_token(t);
}

static void push_all(struct list *l, const struct token *t)
{
	for (; t->kind != T_EOF; t = t->next)
		push(l, t);
}

static struct token *expanded(struct token *arg)
{
	struct list copy = { .last = &copy.first };

	push_all(&copy, arg);
	while (arg->kind != T_EOF)
		arg = arg->next;
	copy.last->next = copy_token(arg);
	return expand_all(copy.first.next);
}

/* The right side of ##. */
static struct token *paste_next(struct list *out, struct token *t,
	const struct macro *m, struct token **args)
{
	int p = args ? param_of(m, t) : -1;
	const struct token *from = p >= 0 ? args[p] : t;

	if (p >= 0 && from->kind == T_EOF)
		return t->next;
	if (out->last == &out->first)
		push(out, from);
	else
		*out->last = *paste(out->last, from);
	if (p >= 0)
		push_all(out, from->next);
	return t->next;
}

/* An argument in the body: as it is before ##, else expanded. */
static struct token *put_arg(
	struct list *out, struct token *t, struct token *arg)
{
	struct token *last = out->last;

	if (is(t->next, "##")) {
		push_all(out, arg);
		if (arg->kind == T_EOF && !is(t->next->next, "##")) {
			/* Nothing before ##: what is after it stays. */
			push(out, t);
			out->last->name = intern("", 0);
			out->last->kind = T_OTHER;
		}
	} else {
		push_all(out, expanded(arg));
	}
	if (last->next) {
		last->next->space = t->space;
		last->next->bol = false;
	}
	return t->next;
}

static struct token *substitute(const struct macro *m, struct token **args)
{
	struct list out = { .last = &out.first };
	struct token *t = m->body;

	while (t->kind != T_EOF) {
		int p = args ? param_of(m, t) : -1;
		int q = args ? param_of(m, t->next) : -1;

		if (args && is(t, "#") && q >= 0) {
			push(&out, stringize(args[q], t));
			t = t->next->next;
		} else if (args && is(t, ",") && is(t->next, "##") &&
			m->variadic &&
			param_of(m, t->next->next) == m->nparams - 1) {
			struct token *rest = args[m->nparams - 1];

			if (rest->kind != T_EOF) {
				push(&out, t);
				push_all(&out, expanded(rest));
			}
			t = t->next->next->next;
		} else if (is(t, "##") && t != m->body &&
			t->next->kind != T_EOF) {
			t = paste_next(&out, t->next, m, args);
		} else if (args && p >= 0) {
			t = put_arg(&out, t, args[p]);
		} else {
			push(&out, t);
			t = t->next;
		}
	}
	/* What stood for nothing before ##, and after it. */
	for (t = &out.first; t->next;)
		if (t->next->kind == T_OTHER && !*t->next->name)
			t->next = t->next->next;
		else
			t = t->next;
	return out.first.next;
}

/* Puts a macro's text, or NULL, before rest. */
static struct token *splice(struct token *text, const struct token *use,
	struct hide *hide, struct token *rest)
{
	struct token *t, *last = NULL;

	if (!rest)
		return text;
	if (!text) {
		if (use->bol && !rest->bol)
			rest->bol = true;
		rest->space |= use->space;
		return rest;
	}
	for (t = text; t; last = t, t = t->next) {
		struct hide *h;

		t->at = use->at;
		t->line = use->line;
		t->file = use->file;
		for (h = hide; h; h = h->next)
			if (!hidden(t->hide, h->name))
				t->hide = hide_add(t->hide, h->name);
		if (t != text)
			t->bol = false;
	}
	text->bol = use->bol;
	text->space = use->space;
	last->next = rest;
	return text;
}

/* If t is the use of a macro, *rest is what comes of it and what follows. */
bool expand(struct token **rest, struct token *t)
{
	struct macro *m;
	struct token *end, **args, *text;
	struct hide *hide;

	if (t->kind != T_IDENT || !t->next)
		return false;
	m = map_get(&macros, t->name);
	if (!m || hidden(t->hide, t->name))
		return false;
	if (m->built_in) {
		text = m->built_in(t);
		*rest = splice(text, t, NULL, t->next);
		return true;
	}
	if (!m->function) {
		hide = hide_add(t->hide, t->name);
		*rest = splice(substitute(m, NULL), t, hide, t->next);
		return true;
	}
	if (!is(t->next, "("))
		return false;
	end = t->next->next;
	if (!end)
		return false;
	args = arguments(&end, t, m);
	hide = hide_add(hide_both(t->hide, end->hide), t->name);
	*rest = splice(substitute(m, args), t, hide, end->next);
	return true;
}

/* All up to T_EOF, without directives. */
struct token *expand_all(struct token *t)
{
	struct token first = { 0 }, *last = &first;

	while (t && t->kind != T_EOF) {
		if (expand(&t, t))
			continue;
		last = last->next = t;
		t = t->next;
	}
	last->next = t;
	return first.next;
}
