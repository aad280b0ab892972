/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A quick look at a command that may not be complete: what each byte is, for
 * its colour, and where the word at the end stands, for completion. It errs
 * in odd cases (patterns of case, two documents of a line), where only colours
 * are wrong.
 */
#include "shell.h"
#include "chars.h"
#include "edit/edit.h"

enum { SCAN_DEPTH = 32 };

/* What an inner context goes back to. */
struct level {
	char close; /* ' " ) ` } or + in $(( )), 0 outermost */
	bool command;
	size_t word;
	bool redir;
};

struct scanner {
	const char *s;
	size_t n, i;
	uint8_t *attrs;
	struct level *top;
	bool command; /* a command may start here */
	bool redir;   /* the next word is a file's name */
	size_t word;  /* SIZE_MAX: in none */
	bool word_command;
	size_t var;
	bool brace;
	int parens; /* open ones that group */
	size_t doc; /* where the delimiter of a document is; 0: none */
	struct level levels[SCAN_DEPTH];
};

static void mark(struct scanner *sc, size_t from, size_t to, int attr)
{
	if (sc->attrs)
		memset(sc->attrs + from, attr, to - from);
}

static void push(struct scanner *sc, int close)
{
	struct level *l = sc->top;

	if (l == sc->levels + SCAN_DEPTH - 1)
		return;
	l->command = sc->word_command;
	l->word = sc->word;
	l->redir = sc->redir;
	(++sc->top)->close = (char)close;
	if (close == ')' || close == '`') {
		sc->word = SIZE_MAX;
		sc->command = true;
		sc->redir = false;
	}
}

static void pop(struct scanner *sc)
{
	struct level *l = sc->top;

	if (l == sc->levels)
		return;
	sc->top = --l;
	sc->word = l->word;
	sc->word_command = l->command;
	sc->redir = l->redir;
	sc->command = false;
}

static bool is_assignment(const char *s, size_t n)
{
	unsigned k = name_len(s);

	return k && k < n && s[k] == '=';
}

/* The word before sc->i is complete. */
static void word_end(struct scanner *sc)
{
	size_t from = sc->word, n;
	const char *s;
	char t[8];

	sc->word = SIZE_MAX;
	if (from == SIZE_MAX)
		return;
	s = sc->s + from;
	n = sc->i - from;
	if (!sc->word_command) {
		sc->redir = false;
		return;
	}
	sc->command = false;
	if (is_assignment(s, n)) {
		sc->command = true;
		return;
	}
	memset(t, 0, sizeof(t));
	if (n < sizeof(t))
		memcpy(t, s, n);
	switch (n < sizeof(t) ? lex_keyword(t) : T_WORD) {
	case T_WORD:
		mark(sc, from, sc->i, ATTR_COMMAND);
		return;
	case K_FOR:
	case K_CASE:
	case K_IN:
		break;
	default:
		sc->command = true;
		break;
	}
	mark(sc, from, sc->i, ATTR_KEYWORD);
}

static void word_start(struct scanner *sc)
{
	if (sc->word != SIZE_MAX)
		return;
	sc->word = sc->i;
	sc->word_command = sc->command && !sc->redir;
}

/* At a $. */
static void dollar(struct scanner *sc)
{
	const char *s = sc->s + sc->i;
	size_t left = sc->n - sc->i, k = 1;

	if (left > 2 && s[1] == '(' && s[2] == '(') {
		mark(sc, sc->i, sc->i + 3, ATTR_VAR);
		sc->i += 3;
		push(sc, '+');
		push(sc, '+');
		return;
	}
	if (left > 1 && s[1] == '(') {
		sc->i += 2;
		push(sc, ')');
		return;
	}
	if (left > 1 && s[1] == '{') {
		push(sc, '}');
		k = 2;
	}
	sc->var = sc->i + k;
	sc->brace = k == 2;
	while (k < left && ch_name(s[k]))
		k++;
	if (k == 1 && left > 1 && ch_is(s[1], CH_SPECIAL | CH_DIGIT))
		k++;
	mark(sc, sc->i, sc->i + k, ATTR_VAR);
	sc->i += k;
	if (sc->i < sc->n)
		sc->var = SIZE_MAX;
}

/* Within quotes and braces: one byte or what a $ brings. */
static void inside(struct scanner *sc)
{
	int c = sc->s[sc->i], close = sc->top->close;
	int attr = close == '}' || close == '+' ? ATTR_VAR : ATTR_STRING;
	size_t k = 1;

	if (c == close || (close == '+' && c == ')')) {
		mark(sc, sc->i, sc->i + 1, attr);
		sc->i++;
		pop(sc);
		return;
	}
	if (close != '\'') {
		if (c == '$') {
			dollar(sc);
			return;
		}
		if (c == '\\' && sc->i + 1 < sc->n)
			k = 2;
	}
	mark(sc, sc->i, sc->i + k, attr);
	sc->i += k;
	if (close == '+' && c == '(')
		push(sc, '+');
	if (c == '`' && close != '\'')
		push(sc, '`');
	if (close == '}' && (c == '"' || c == '\''))
		push(sc, c);
}

/* The delimiter stands alone in the line at k. */
static bool ends_document(const struct scanner *sc, size_t k)
{
	const char *s = sc->s, *d = s + sc->doc;

	while (s[k] == '\t')
		k++;
	for (; !strchr(" \t\n;&|<>()", *d); d++)
		if (!strchr("'\"\\", *d) && s[k++] != *d)
			return false;
	return k >= sc->n || s[k] == '\n';
}

/* From the start of a line to behind that of the delimiter. */
static void document(struct scanner *sc)
{
	size_t from = sc->i;
	bool end = false;

	while (sc->i < sc->n && !end) {
		end = ends_document(sc, sc->i);
		while (sc->i < sc->n && sc->s[sc->i++] != '\n')
			;
	}
	mark(sc, from, sc->i, ATTR_STRING);
	sc->doc = 0;
}

static void operator(struct scanner *sc, int c)
{
	size_t word = sc->word;
	bool command = sc->word_command;

	word_end(sc);
	if (c == '<' && sc->s[sc->i + 1] == '<') {
		sc->i += sc->s[sc->i + 2] == '-' ? 3 : 2;
		while (sc->i < sc->n && ch_blank(sc->s[sc->i]))
			sc->i++;
		if (sc->i > sc->n)
			sc->i = sc->n;
		sc->doc = sc->i;
		sc->redir = true;
		return;
	}
	if (c == ')' && sc->top->close == ')') {
		sc->i++;
		pop(sc);
		return;
	}
	sc->parens += c == '(' ? 1 : 0;
	if (c == ')' && sc->parens)
		sc->parens--;
	else if (c == ')' && word != SIZE_MAX && command)
		mark(sc, word, sc->i, ATTR_NONE); /* a pattern of case */
	if (c == '<' || c == '>')
		sc->redir = true;
	else if (!(c == '&' && sc->redir))
		sc->command = true;
	sc->i++;
	if (c == '\n' && sc->doc)
		document(sc);
}

static void comment(struct scanner *sc)
{
	size_t from = sc->i;

	while (sc->i < sc->n && sc->s[sc->i] != '\n')
		sc->i++;
	mark(sc, from, sc->i, ATTR_COMMENT);
}

static void outside(struct scanner *sc)
{
	int c = sc->s[sc->i];

	if (c == sc->top->close) {
		word_end(sc);
		sc->i++;
		pop(sc);
	} else if (ch_blank(c)) {
		word_end(sc);
		sc->i++;
	} else if (strchr("\n;&|()<>", c)) {
		operator(sc, c);
	} else if (c == '#' && sc->word == SIZE_MAX) {
		comment(sc);
	} else {
		word_start(sc);
		if (c == '$') {
			dollar(sc);
			return;
		}
		if (c == '"' || c == '\'' || c == '`') {
			if (c != '`')
				mark(sc, sc->i, sc->i + 1, ATTR_STRING);
			sc->i++;
			push(sc, c);
			return;
		}
		sc->i += c == '\\' && sc->i + 1 < sc->n ? 2 : 1;
	}
}

void scan(const char *s, size_t n, uint8_t *attrs, struct scan *out)
{
	struct scanner sc = { .s = s,
		.n = n,
		.attrs = attrs,
		.command = true,
		.word = SIZE_MAX,
		.var = SIZE_MAX };
	int close;

	sc.top = sc.levels;
	mark(&sc, 0, n, ATTR_NONE);
	while (sc.i < n) {
		close = sc.top->close;
		sc.var = SIZE_MAX;
		if (close && close != ')' && close != '`')
			inside(&sc);
		else
			outside(&sc);
	}
	close = sc.top->close;
	out->quote = (char)(close == '"' || close == '\'' ? close : 0);
	out->var = sc.var;
	out->brace = sc.brace;
	out->command = sc.word == SIZE_MAX ? sc.command && !sc.redir
					   : sc.word_command;
	out->word = sc.word == SIZE_MAX ? n : sc.word;
	word_end(&sc);
}
