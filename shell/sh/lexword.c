/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The inside of words: quoting (XCU 2.2), tildes, and the places where
 * expansions start; those are read by lexdollar.c.
 */
#include "shell.h"
#include "chars.h"
#include "lex.h"

/* A word under construction. `b` holds a run of text not yet made a part. */
struct wordb {
	struct lexer *lx;
	struct word *w;
	struct part **tail;
	struct buf *b;
	bool run; /* there is a run, perhaps empty ('') */
	bool run_quoted;
	bool star, open, glob; /* unquoted: * or ?; [; and a ] behind it */
	bool tilde;            /* a ~ here would be expanded */
	bool assign;           /* behind name= */
};

static struct part *part_new(struct lexer *lx, enum part_type type, bool quoted)
{
	struct part *p = arena_zalloc(lx->arena, sizeof(*p));

	p->type = (uint8_t)type;
	p->quoted = quoted;
	return p;
}

static void wb_part(struct wordb *wb, struct part *p)
{
	*wb->tail = p;
	wb->tail = &p->next;
}

static void wb_flush(struct wordb *wb)
{
	struct part *p;

	if (!wb->run)
		return;
	p = part_new(wb->lx, PART_TEXT, wb->run_quoted);
	p->len = wb->b->n;
	p->text = arena_strn(wb->lx->arena, wb->b->s, p->len);
	if (!p->text || wb->b->failed)
		lex_error(wb->lx, LEX_NOMEM, "out of memory", NULL, NULL);
	wb_part(wb, p);
	wb->b->n = 0;
	wb->run = false;
}

static void wb_text(struct wordb *wb, const char *s, size_t n, bool quoted)
{
	if (wb->run && wb->run_quoted != quoted)
		wb_flush(wb);
	wb->run = true;
	wb->run_quoted = quoted;
	if (quoted)
		wb->w->quoted = true;
	buf_add(wb->b, s, n);
	wb->tilde = false;
}

/* An expansion or a literal $ at hand. */
static void wb_dollar(struct wordb *wb, bool quoted)
{
	struct part *p = NULL;
	bool pure = true;

	wb_flush(wb);
	if (lex_dollar(wb->lx, quoted, &p, &pure))
		wb_part(wb, p);
	else if (!wb->lx->err)
		wb_text(wb, "$", 1, quoted);
	if (quoted)
		wb->w->quoted = true;
	if (!pure)
		wb->w->pure = false;
	wb->tilde = false;
}

static void wb_backquote(struct wordb *wb, bool quoted)
{
	struct part *p = NULL;

	wb_flush(wb);
	if (lex_backquote(wb->lx, quoted, &p))
		wb_part(wb, p);
	wb->tilde = false;
}

static void wb_single(struct wordb *wb)
{
	struct lexer *lx = wb->lx;
	const char *s = ++lx->p;

	wb_text(wb, "", 0, true);
	while (*lx->p != '\'') {
		if (!*lx->p) {
			wb_text(wb, s, (size_t)(lx->p - s), true);
			lx->wait_char = '\'';
			if (!lx->frames) {
				lex_error(lx, lx->eof ? LEX_SYNTAX : LEX_MORE,
					"Unterminated quoted string", NULL,
					NULL);
				return;
			}
			(void)lex_char(lx); /* back from an alias */
			s = lx->p;
			continue;
		}
		if (*lx->p == '\n')
			lx->line++;
		lx->p++;
	}
	wb_text(wb, s, (size_t)(lx->p - s), true);
	lx->p++;
}

static void wb_dquote(struct wordb *wb, enum word_mode mode);

/* A backslash between double quotes or the like. */
static void wb_dq_escape(struct wordb *wb, enum word_mode mode)
{
	struct lexer *lx = wb->lx;
	int c = (unsigned char)lx->p[1];
	bool special = c == '$' || c == '`' || c == '\\' ||
		(c == '"' && mode != W_TEXT) || (c == '}' && mode == W_DQBRACE);

	if (special)
		lx->p++;
	wb_text(wb, lx->p, 1, true);
	lx->p++;
}

/* A quoted string whose opening quote has been taken. */
static void wb_quoted(struct wordb *wb)
{
	struct part **tail = wb->tail;
	size_t n = wb->b->n;

	wb_dquote(wb, W_DQUOTE);
	/* "" is an empty field; "$@" may be none. */
	if (wb->tail == tail && wb->b->n == n)
		wb_text(wb, "", 0, true);
	wb->w->quoted = true;
}

/* A double quote inside W_DQBRACE, W_ARITH or W_TEXT. */
static void wb_inner_quote(struct wordb *wb, enum word_mode mode)
{
	wb->lx->p++;
	if (mode == W_DQBRACE) {
		if (lex_enter(wb->lx)) {
			wb_quoted(wb);
			wb->lx->depth--;
		}
	} else if (mode == W_TEXT) {
		wb_text(wb, "\"", 1, true);
	}
}

static void wb_unterminated(struct lexer *lx, enum word_mode mode)
{
	if (mode == W_TEXT)
		return;
	lx->wait_char = mode == W_DQUOTE ? '"' : 0;
	lex_error(lx, lx->eof ? LEX_SYNTAX : LEX_MORE,
		mode == W_DQUOTE          ? "Unterminated quoted string"
			: mode == W_ARITH ? "Missing '))'"
					  : "Missing '}'",
		NULL, NULL);
}

/*
 * Count the parentheses of an arithmetic expression; true at its end. With
 * one closing parenthesis too many it is a $( ( command: the caller of
 * lex_word() finds lx->p at a `)` that no other follows.
 */
static bool wb_arith_end(struct wordb *wb, int c, int *parens)
{
	if (c == '(')
		++*parens;
	else if (--*parens < 0)
		return true;
	wb_text(wb, c == '(' ? "(" : ")", 1, true);
	wb->lx->p++;
	return false;
}

/* Text in which only $ ` \ (and " and }) are special, to its end. */
static void wb_dquote(struct wordb *wb, enum word_mode mode)
{
	struct lexer *lx = wb->lx;
	int parens = 0;

	for (;;) {
		const char *s = lx->p;
		int c;

		while (!ch_is(*lx->p, CH_DQ) &&
			(mode != W_ARITH || (*lx->p != '(' && *lx->p != ')')))
			lx->p++;
		if (lx->p > s)
			wb_text(wb, s, (size_t)(lx->p - s), true);
		c = lex_char(lx);
		if (!c) {
			wb_unterminated(lx, mode);
			return;
		} else if (c == '"' && mode == W_DQUOTE) {
			lx->p++;
			return;
		} else if (c == '"') {
			wb_inner_quote(wb, mode);
		} else if (c == '}' && mode == W_DQBRACE) {
			return;
		} else if (c == '\\') {
			wb_dq_escape(wb, mode);
		} else if (c == '$') {
			wb_dollar(wb, true);
		} else if (c == '`') {
			wb_backquote(wb, true);
		} else if ((c == '(' || c == ')') && mode == W_ARITH) {
			if (wb_arith_end(wb, c, &parens))
				return;
		} else {
			if (c == '\n')
				lx->line++;
			wb_text(wb, lx->p++, 1, true);
		}
	}
}

/* ~user at hand, if it is one here. */
static bool wb_tilde(struct wordb *wb, enum word_mode mode)
{
	const char *s = wb->lx->p + 1, *e = s;
	struct part *p;

	while (ch_name(*e) || *e == '-' || *e == '.')
		e++;
	if (*e && *e != '/' && !ch_is(*e, CH_META) &&
		!(*e == ':' && wb->assign) && !(*e == '}' && mode == W_BRACE))
		return false;
	wb_flush(wb);
	p = part_new(wb->lx, PART_TILDE, false);
	p->text = arena_strn(wb->lx->arena, s, (size_t)(e - s));
	p->after_eq = wb->assign;
	wb_part(wb, p);
	wb->lx->p = e;
	wb->tilde = false;
	return true;
}

/* One unquoted byte that ends nothing but may matter later. */
static void wb_plain_char(struct wordb *wb, int c, enum word_mode mode)
{
	char ch = (char)c;

	if (c == '*' || c == '?')
		wb->star = true;
	else if (c == '[')
		wb->open = true;
	if (c == '\n')
		wb->lx->line++;
	wb->lx->p++;
	wb_text(wb, &ch, 1, false);
	if (c == '=' && mode == W_BARE && !wb->assign && !wb->w->parts &&
		name_len(wb->b->s) == wb->b->n - 1) {
		wb->w->assign = wb->assign = wb->tilde = true;
		wb_flush(wb);
	} else if (c == ':' && wb->assign) {
		wb->tilde = true;
	}
}

static void wb_escape(struct wordb *wb)
{
	struct lexer *lx = wb->lx;

	if (lx->p[1]) /* a newline was taken care of by lex_char() */
		lx->p++;
	wb_text(wb, lx->p, 1, true);
	lx->p++;
}

static void wb_bare(struct wordb *wb, enum word_mode mode)
{
	struct lexer *lx = wb->lx;

	for (;;) {
		const char *s = lx->p;
		int c;

		while (!ch_is(*lx->p, CH_WORD))
			if (*lx->p++ == ']' && wb->open)
				wb->glob = true;
		if (lx->p > s)
			wb_text(wb, s, (size_t)(lx->p - s), false);
		c = lex_char(lx);
		if (!c) {
			if (mode == W_BRACE)
				wb_unterminated(lx, mode);
			return;
		} else if (ch_is(c, CH_META) && mode == W_BARE) {
			return;
		} else if (c == '}' && mode == W_BRACE) {
			return;
		} else if (c == '\\') {
			wb_escape(wb);
		} else if (c == '\'') {
			wb_single(wb);
		} else if (c == '"') {
			lx->p++;
			wb_quoted(wb);
		} else if (c == '$' && lx->p[1] == '\'') {
			lx->p += 2;
			wb_text(wb, "", 0, true);
			lex_dollar_quote(lx, wb->b);
		} else if (c == '$') {
			wb_dollar(wb, false);
		} else if (c == '`') {
			wb_backquote(wb, false);
		} else if (c != '~' || !wb->tilde || !wb_tilde(wb, mode)) {
			wb_plain_char(wb, c, mode);
		}
	}
}

/* If all of the word stands for itself, say so. */
static void wb_finish(struct wordb *wb)
{
	struct word *w = wb->w;
	const struct part *p;
	bool expands = wb->star || wb->glob;

	wb_flush(wb);
	for (p = w->parts; p; p = p->next)
		if (p->type != PART_TEXT)
			expands = true;
	if (expands)
		return;
	if (w->parts && !w->parts->next)
		w->plain = w->parts->text;
	else
		w->plain = word_literal(wb->lx, w);
}

char *word_literal(struct lexer *lx, const struct word *w)
{
	const struct part *p;
	struct buf *b = buf_get();
	char *s;

	for (p = w->parts; p; p = p->next) {
		if (p->type == PART_TILDE)
			buf_addc(b, '~');
		if (p->type == PART_TEXT || p->type == PART_TILDE)
			buf_adds(b, p->text ? p->text : "");
	}
	s = arena_strn(lx->arena, b->s, b->n);
	if (!s || b->failed)
		lex_error(lx, LEX_NOMEM, "out of memory", NULL, NULL);
	buf_put(b);
	return s;
}

/*
 * Read a word of the given kind at lx->p; its delimiter is left. Never NULL;
 * after an error (lx->err) the word is not complete.
 */
struct word *lex_word(struct lexer *lx, enum word_mode mode)
{
	struct word *w = arena_zalloc(lx->arena, sizeof(*w));
	struct wordb wb = { .lx = lx, .w = w, .tail = &w->parts };

	w->pure = true;
	w->line = lx->line;
	wb.b = buf_get();
	wb.tilde = mode == W_BARE || mode == W_BRACE;
	if (mode == W_BARE || mode == W_BRACE)
		wb_bare(&wb, mode);
	else
		wb_dquote(&wb, mode);
	wb_finish(&wb);
	buf_put(wb.b);
	return w;
}
