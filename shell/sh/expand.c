/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The driver of word expansion. Fields are split while they are made: text
 * from an unquoted expansion passes through split_add(), everything else is
 * appended to the field at hand. The functions that touch every byte make no
 * calls that could wait.
 */
#include "shell.h"
#include "chars.h"
#include "expand.h"
#include "lex.h"

void args_add(struct args *a, char *s)
{
	if (a->n + 1 >= a->cap) {
		int cap = a->cap ? a->cap * 2 : 14;
		char **v = arena_alloc(&sh.temp, (size_t)cap * sizeof(char *));

		if (!v)
			return; /* sh.temp.failed tells */
		if (a->n)
			memcpy(v, a->v, (size_t)a->n * sizeof(char *));
		a->v = v;
		a->cap = cap;
	}
	a->v[a->n++] = s;
	a->v[a->n] = NULL;
}

size_t unmark(char *s, size_t n)
{
	char *d = memchr(s, CTLESC, n), *e = s + n;

	if (!d)
		return n;
	for (s = d; s < e; s++) {
		if (*s == CTLESC && s + 1 < e)
			s++;
		*d++ = *s;
	}
	*d = 0;
	return n - (size_t)(e - d);
}

/* The field at hand is complete, even if it is empty. */
static void field_end(struct expand *x)
{
	struct buf *b = x->b;
	char *s = arena_strn(&sh.temp, b->s, b->n);

	if (s) {
		if (x->glob && !sh.opt[OPT_NOGLOB]) {
			/* expand_fields() looks for the files later. */
			args_add(x->args, s);
			if (x->glob_first < 0)
				x->glob_first = x->args->n - 1;
		} else {
			if (x->esc)
				unmark(s, b->n);
			args_add(x->args, s);
		}
	}
	b->n = 0;
	x->have = x->glob = x->esc = false;
}

/* Between two positional parameters. */
void expand_break(struct expand *x)
{
	if (x->have)
		field_end(x);
	x->after_white = false;
}

/* Unquoted text of an expansion. */
static void split_add(struct expand *x, const char *s, const char *e)
{
	const uint8_t *ifs = sh.var.ifs_class;

	for (; s < e; s++) {
		int c = (unsigned char)*s;

		if (ifs[c] == IFS_WHITE) {
			if (x->have) {
				field_end(x);
				x->after_white = true;
			}
			continue;
		}
		if (ifs[c] == IFS_OTHER) {
			if (x->have || !x->after_white)
				field_end(x);
			x->after_white = false;
			continue;
		}
		if (ch_is(c, CH_GLOB | CH_ESC)) {
			if (ch_is(c, CH_GLOB))
				x->glob = true;
			if (c == CTLESC) {
				x->esc = true;
				buf_addc(x->b, CTLESC);
			}
		}
		buf_addc(x->b, c);
		x->have = true;
		x->after_white = false;
	}
}

/* Append with marks before what quoting makes ordinary. */
static void marked_add(struct expand *x, const char *s, const char *e)
{
	while (s < e) {
		const char *run = s;

		while (s < e && !ch_is(*s, CH_ESC))
			s++;
		buf_add(x->b, run, (size_t)(s - run));
		if (s < e) {
			buf_addc(x->b, CTLESC);
			buf_addc(x->b, *s++);
			x->esc = true;
		}
	}
}

/*
 * Append text. quoted: nothing in it is special; split: it came from an
 * unquoted expansion.
 */
void expand_add(
	struct expand *x, const char *s, size_t n, bool quoted, bool split)
{
	const char *e = s + n;

	if (!(x->flags & (EXP_SPLIT | EXP_PATTERN))) {
		buf_add(x->b, s, n);
		return;
	}
	if (split && x->flags & EXP_SPLIT) {
		split_add(x, s, e);
		return;
	}
	if (quoted) {
		marked_add(x, s, e);
		x->have = true;
	} else {
		for (; s < e; s++) {
			if (ch_is(*s, CH_GLOB))
				x->glob = true;
			if (*s == CTLESC) {
				buf_addc(x->b, CTLESC);
				x->esc = true;
			}
			buf_addc(x->b, *s);
		}
		x->have |= n > 0;
	}
	x->after_white = false;
}

static void expand_tilde(struct expand *x, const struct part *p)
{
	struct buf *b;
	const char *home = NULL;

	if (p->after_eq && !(x->flags & EXP_ASSIGN)) {
		expand_add(x, "~", 1, false, false);
		expand_add(x, p->text, strlen(p->text), false, false);
		return;
	}
	b = buf_get();
	home = tilde_home(p->text, b);
	if (home) {
		expand_add(x, home, strlen(home), true, false);
	} else {
		expand_add(x, "~", 1, false, false);
		expand_add(x, p->text, strlen(p->text), false, false);
	}
	buf_put(b);
}

static bool expand_cmd(struct expand *x, const struct part *p)
{
	struct buf *b = buf_get();
	bool ok = command_subst(p->cmd, b);

	if (ok)
		expand_add(x, b->s, b->n, p->quoted, !p->quoted);
	x->b->failed |= b->failed;
	buf_put(b);
	return ok;
}

static bool expand_arith(struct expand *x, const struct part *p)
{
	const char *s = p->arg->plain;
	struct arena_mark mark = arena_mark(&sh.temp);
	struct arith_error err;
	char t[24];
	long long v;

	if (!s)
		s = expand_string(p->arg, 0);
	if (!s)
		return false;
	if (!arith_eval(s, &v, &err)) {
		arith_fail(s, &err);
		return false;
	}
	arena_release(&sh.temp, mark);
	num_text(t, v);
	expand_add(x, t, strlen(t), p->quoted, !p->quoted);
	return true;
}

bool expand_parts(struct expand *x, const struct part *p)
{
	bool ok = true;

	for (; p && ok; p = p->next) {
		switch (p->type) {
		case PART_TEXT:
			expand_add(x, p->text, p->len, p->quoted,
				!p->quoted && x->in_param);
			break;
		case PART_PARAM:
			ok = expand_param(x, (struct part *)p);
			break;
		case PART_CMD:
			ok = expand_cmd(x, p);
			break;
		case PART_ARITH:
			ok = expand_arith(x, p);
			break;
		case PART_TILDE:
			expand_tilde(x, p);
			break;
		}
	}
	return ok;
}

static bool expand_failed(const struct expand *x)
{
	if (!x->b->failed && !sh.temp.failed)
		return false;
	sh.temp.failed = false;
	fail("Out of space");
	return true;
}

char *expand_string(const struct word *w, unsigned flags)
{
	struct expand x = { .flags = flags & ~(unsigned)EXP_SPLIT };
	char *s = NULL;

	if (w->plain && !(flags & EXP_PATTERN))
		return w->plain;
	x.b = buf_get();
	if (w->plain && !w->parts)
		expand_add(&x, w->plain, strlen(w->plain), true, false);
	if (expand_parts(&x, w->parts)) {
		s = arena_strn(&sh.temp, x.b->s, x.b->n);
		if (expand_failed(&x))
			s = NULL;
	}
	buf_put(x.b);
	return s;
}

/* Replace the patterns among the fields from `first` on by path names. */
static void expand_glob(struct args *a, int first)
{
	struct args out = { .cap = 0 };
	int i;

	for (i = 0; i < first; i++)
		args_add(&out, a->v[i]);
	for (; i < a->n; i++) {
		char *s = a->v[i];

		if (!pattern_has_magic(s, s + strlen(s)) ||
			!glob_add(&out, s)) {
			unmark(s, strlen(s));
			args_add(&out, s);
		}
	}
	*a = out;
}

static bool expand_fields(const struct word *w, struct args *a)
{
	struct expand x = { .flags = EXP_SPLIT, .args = a, .glob_first = -1 };
	bool ok;

	x.b = buf_get();
	ok = expand_parts(&x, w->parts);
	if (ok && x.have)
		field_end(&x);
	if (ok && expand_failed(&x))
		ok = false;
	buf_put(x.b);
	if (ok && x.glob_first >= 0)
		expand_glob(a, x.glob_first);
	return ok;
}

bool expand_words(const struct word *w, struct args *a)
{
	for (; w; w = w->next) {
		if (w->plain)
			args_add(a, w->plain);
		else if (!expand_fields(w, a))
			return false;
	}
	return true;
}

/*
 * The words of a command. Behind a declaration utility (XCU 2.9.1.1) words
 * that look like assignments are expanded as such.
 */
bool expand_command(const struct word *w, struct args *a)
{
	const struct word *name = w;
	char *s;

	while (name && name->plain && !strcmp(name->plain, "command"))
		name = name->next;
	if (!name || !name->plain || !is_declaration(name->plain))
		return expand_words(w, a);
	for (; w; w = w->next) {
		if (w->plain) {
			args_add(a, w->plain);
		} else if (w != name && w->assign) {
			s = expand_string(w, EXP_ASSIGN);
			if (!s)
				return false;
			args_add(a, s);
		} else if (!expand_fields(w, a)) {
			return false;
		}
	}
	return true;
}

char *expand_text(const char *text)
{
	struct arena *a = arena_new();
	struct lexer lx;
	struct word *w;
	char *s = NULL;

	if (!a)
		return NULL;
	lex_init(&lx, a, text, sh.line);
	lx.eof = true;
	w = lex_word(&lx, W_TEXT);
	if (!lx.err)
		s = expand_string(w, 0);
	if (s)
		s = arena_strn(&sh.temp, s, strlen(s));
	arena_unref(a);
	return s;
}
