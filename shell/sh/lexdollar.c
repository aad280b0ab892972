/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What begins with $ or `: parameters, command substitution, arithmetic
 * (XCU 2.6), and $'...' (XCU 2.2.4 of the 2024 edition).
 */
#include "shell.h"
#include "chars.h"
#include "lex.h"

static struct part *dollar_part(
	struct lexer *lx, enum part_type type, bool quoted)
{
	struct part *p = arena_zalloc(lx->arena, sizeof(*p));

	p->type = (uint8_t)type;
	p->quoted = quoted;
	return p;
}

/* The parameter's name at lx->p, if there is one. */
static bool dollar_name(struct lexer *lx, struct part *p, bool braces)
{
	int c = lex_char(lx);
	unsigned n = name_len(lx->p);

	p->param = 0;
	if (n) {
		struct buf *b = buf_get();

		/* A line continuation may split a name. */
		while (ch_name(lex_char(lx)))
			buf_addc(b, *lx->p++);
		p->text = arena_strn(lx->arena, b->s, b->n);
		p->len = b->n;
		buf_put(b);
	} else if (ch_digit(c)) {
		p->param = 'n';
		p->number = 0;
		do {
			if (p->number < 100000000)
				p->number = p->number * 10 + (*lx->p - '0');
			lx->p++;
		} while (braces && ch_digit(lex_char(lx)));
	} else if (ch_is(c, CH_SPECIAL)) {
		p->param = (char)c;
		lx->p++;
	} else {
		return false;
	}
	return true;
}

/* The operator behind a parameter in braces; OP_BAD if it is none. */
static enum param_op dollar_op(struct lexer *lx, struct part *p)
{
	int c = lex_char(lx);

	if (c == ':') {
		p->colon = true;
		lx->p++;
		c = lex_char(lx);
		if (!c || !strchr("-=?+", c))
			return OP_BAD;
	}
	switch (c) {
	case '-':
		lx->p++;
		return OP_DEFAULT;
	case '=':
		lx->p++;
		return OP_ASSIGN;
	case '?':
		lx->p++;
		return OP_ERROR;
	case '+':
		lx->p++;
		return OP_ALT;
	case '%':
	case '#':
		lx->p++;
		if (lex_char(lx) != c)
			return c == '%' ? OP_SUFFIX : OP_PREFIX;
		lx->p++;
		return c == '%' ? OP_LSUFFIX : OP_LPREFIX;
	case '}':
		return OP_NONE;
	default:
		return OP_BAD;
	}
}

/* ${#x} at the x: true if that is what it is, else nothing is consumed. */
static bool dollar_length(struct lexer *lx, struct part *p)
{
	struct part t = *p;
	const char *start = lx->p;
	int line = lx->line;

	if (lex_char(lx) != '}' && dollar_name(lx, &t, true) &&
		lex_char(lx) == '}') {
		*p = t;
		p->op = OP_LENGTH;
		return true;
	}
	lx->p = start;
	lx->line = line;
	return false;
}

/* ${ has been read. */
static void dollar_brace(
	struct lexer *lx, bool quoted, struct part *p, bool *pure)
{
	bool known = dollar_name(lx, p, true);

	if (known && p->param == '#' && dollar_length(lx, p)) {
		lx->p++;
		return;
	}
	p->op = known ? (uint8_t)dollar_op(lx, p) : OP_BAD;
	if (p->op == OP_NONE) {
		lx->p++;
		return;
	}
	if (!lex_enter(lx))
		return;
	p->arg = lex_word(
		lx, quoted && p->op < OP_SUFFIX ? W_DQBRACE : W_BRACE);
	lx->depth--;
	if (p->op == OP_ASSIGN || !p->arg->pure)
		*pure = false;
	if (!lx->err)
		lx->p++;
}

/* Whether evaluating it could assign; errs on the safe side. */
static bool arith_assigns(const struct word *w)
{
	const struct part *p;

	for (p = w->parts; p; p = p->next)
		if (p->type != PART_TEXT || strchr(p->text, '=') ||
			strstr(p->text, "++") || strstr(p->text, "--"))
			return true;
	return false;
}

/* A $(( that has turned out to be no arithmetic expansion. */
enum { RETREATS_MAX = 5000 };

struct not_arith {
	const char *at;
	const struct not_arith *next;
};

static bool known_not_arith(const struct lexer *lx)
{
	const struct not_arith *n;

	for (n = lx->not_arith; n; n = n->next)
		if (n->at == lx->p)
			return true;
	return false;
}

/*
 * Goes back to where $(( had been read. What was learned on the way is kept:
 * the $(( inside are read again, and to try each of them twice at every
 * level would take for ever.
 */
static void retreat(struct lexer *lx, const struct lexer *saved)
{
	struct not_arith *n = arena_alloc(lx->arena, sizeof(*n));

	n->next = lx->not_arith;
	n->at = saved->p;
	*lx = *saved;
	lx->not_arith = n;
	/* In documents, which are read anew, nothing is known. */
	if (lx->arena->retreats++ > RETREATS_MAX)
		lex_error(lx, LEX_SYNTAX, "too deeply nested", NULL, NULL);
}

/*
 * $(( has been read. False, with nothing consumed, if it turns out to be a
 * command substitution that starts with a subshell.
 */
static bool dollar_arith(struct lexer *lx, struct part *p, bool *pure)
{
	struct lexer saved = *lx;

	if (known_not_arith(lx))
		return false;
	if (!lex_enter(lx))
		return true;
	p->arg = lex_word(lx, W_ARITH);
	lx->depth--;
	if (lx->err == LEX_MORE || lx->err == LEX_NOMEM)
		return true;
	if (!lx->err && lx->p[0] == ')' && lx->p[1] == ')') {
		lx->p += 2;
		p->type = PART_ARITH;
		if (arith_assigns(p->arg))
			*pure = false;
		return true;
	}
	if (!lx->err && lx->p[0] == ')' && !lx->p[1] && !lx->eof) {
		lex_error(lx, LEX_MORE, NULL, NULL, NULL);
		return true;
	}
	retreat(lx, &saved);
	return false;
}

/*
 * At a $: false, having taken just that, if it stands for itself; else *out
 * is the expansion. *pure becomes false if expanding it may change the shell.
 */
bool lex_dollar(struct lexer *lx, bool quoted, struct part **out, bool *pure)
{
	struct part *p;
	int c;

	lx->p++;
	c = lex_char(lx);
	if (c != '{' && c != '(' && !ch_is(c, CH_ALPHA | CH_DIGIT | CH_SPECIAL))
		return false;
	p = *out = dollar_part(lx, PART_PARAM, quoted);
	if (c == '{') {
		lx->p++;
		dollar_brace(lx, quoted, p, pure);
	} else if (c == '(') {
		lx->p++;
		if (lex_char(lx) == '(') {
			lx->p++;
			if (dollar_arith(lx, p, pure))
				return true;
			lx->p--;
		}
		p->type = PART_CMD;
		p->cmd = parse_subst(lx);
	} else {
		dollar_name(lx, p, false);
	}
	return true;
}

/* The text between backquotes, with the quoting backslashes taken off. */
static char *backquote_text(struct lexer *lx, bool quoted)
{
	struct buf *b = buf_get();
	char *s = NULL;
	int c;

	while ((c = lex_char(lx)) && c != '`') {
		if (c == '\\') {
			int d = (unsigned char)lx->p[1];

			if (d == '$' || d == '`' || d == '\\' ||
				(d == '"' && quoted))
				lx->p++;
		} else if (c == '\n') {
			lx->line++;
		}
		if (*lx->p)
			buf_addc(b, *lx->p++);
	}
	if (c == '`') {
		lx->p++;
		s = arena_strn(lx->arena, b->s, b->n);
		if (!s || b->failed)
			lex_error(lx, LEX_NOMEM, "out of memory", NULL, NULL);
	} else {
		lx->wait_char = '`';
		lex_error(lx, lx->eof ? LEX_SYNTAX : LEX_MORE,
			"EOF in backquote substitution", NULL, NULL);
	}
	buf_put(b);
	return s;
}

/* Parse all of a text, as a list of commands. */
static struct node *parse_text(struct lexer *lx, const char *text, int line)
{
	struct lexer sub;
	struct node *n;

	lex_init(&sub, lx->arena, text, line);
	sub.eof = true;
	sub.aliases = lx->aliases;
	sub.depth = lx->depth;
	n = parse_list(&sub, true);
	if (!sub.err && lex_peek(&sub, false, true)->type != T_EOF)
		parse_unexpected(&sub, T_COUNT);
	if (sub.err) {
		lx->line = sub.line;
		lex_error(lx, sub.err, sub.msg, NULL, NULL);
	}
	return n;
}

/* At a backquote. False after an error. */
bool lex_backquote(struct lexer *lx, bool quoted, struct part **out)
{
	struct part *p;
	char *text;
	int line = lx->line;

	lx->p++;
	if (!lex_enter(lx))
		return false;
	text = backquote_text(lx, quoted);
	if (text) {
		p = *out = dollar_part(lx, PART_CMD, quoted);
		p->cmd = parse_text(lx, text, line);
	}
	lx->depth--;
	return !lx->err;
}

static int hex_value(int c)
{
	if (ch_digit(c))
		return c - '0';
	c |= 32;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The number at lx->p; at most `max` digits in base 8 or 16. */
static int escape_number(struct lexer *lx, int base, int max)
{
	int v = 0, d;

	while (max-- && (d = hex_value((unsigned char)*lx->p)) >= 0 &&
		d < base) {
		v = v * base + d;
		lx->p++;
	}
	return v & 255;
}

/* One escape of $'...', behind its backslash. */
static int dollar_escape(struct lexer *lx)
{
	static const char from[] = "abefnrtv", to[] = "\a\b\033\f\n\r\t\v";
	int c = (unsigned char)*lx->p;
	const char *at = c ? strchr(from, c) : NULL;

	if (c >= '0' && c <= '7')
		return escape_number(lx, 8, 3);
	if (c)
		lx->p++;
	if (c == '\n')
		lx->line++;
	if (at)
		return to[at - from];
	if (c == 'x')
		return escape_number(lx, 16, 2);
	if (c == 'c' && *lx->p) {
		c = *lx->p++;
		if (c == '\\' && *lx->p == '\\')
			lx->p++;
		return c == '?' ? 127 : c & 31;
	}
	return c;
}

/* $' has been read: append what it stands for. */
void lex_dollar_quote(struct lexer *lx, struct buf *b)
{
	bool cut = false; /* a NUL ends the value */

	while (*lx->p != '\'') {
		int c = (unsigned char)*lx->p;

		if (!c) {
			lx->wait_char = '\'';
			lex_error(lx, lx->eof ? LEX_SYNTAX : LEX_MORE,
				"Unterminated quoted string", NULL, NULL);
			return;
		}
		lx->p++;
		if (c == '\n')
			lx->line++;
		if (c == '\\') {
			c = dollar_escape(lx);
			if (!c)
				cut = true;
		}
		if (!cut)
			buf_addc(b, c);
	}
	lx->p++;
}
