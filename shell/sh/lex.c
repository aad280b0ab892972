/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Token recognition, XCU 2.3: operators, words, aliases, reserved words.
 * The inside of words is in lexword.c.
 */
#include "shell.h"
#include "chars.h"
#include "lex.h"

static const char *const tok_text[T_COUNT] = {
	[T_EOF] = "end of file",
	[T_NL] = "newline",
	[T_SEMI] = "\";\"",
	[T_AMP] = "\"&\"",
	[T_PIPE] = "\"|\"",
	[T_LPAREN] = "\"(\"",
	[T_RPAREN] = "\")\"",
	[T_AND] = "\"&&\"",
	[T_OR] = "\"||\"",
	[T_DSEMI] = "\";;\"",
	[T_REDIR] = "redirection",
	[T_WORD] = "word",
	[K_BANG] = "\"!\"",
	[K_CASE] = "\"case\"",
	[K_DO] = "\"do\"",
	[K_DONE] = "\"done\"",
	[K_ELIF] = "\"elif\"",
	[K_ELSE] = "\"else\"",
	[K_ESAC] = "\"esac\"",
	[K_FI] = "\"fi\"",
	[K_FOR] = "\"for\"",
	[K_IF] = "\"if\"",
	[K_IN] = "\"in\"",
	[K_THEN] = "\"then\"",
	[K_UNTIL] = "\"until\"",
	[K_WHILE] = "\"while\"",
	[K_LBRACE] = "\"{\"",
	[K_RBRACE] = "\"}\"",
};

void lex_init(struct lexer *lx, struct arena *a, const char *text, int line)
{
	memset(lx, 0, sizeof(*lx));
	lx->p = text;
	lx->arena = a;
	lx->line = line;
}

/* Record the first error and make everything see the end of the text. */
void lex_error(struct lexer *lx, enum lex_err err, const char *a, const char *b,
	const char *c)
{
	const char *const parts[] = { a, b, c };
	size_t n = 0, i, k;

	if (lx->err)
		return;
	lx->err = err;
	for (i = 0; i < 3; i++)
		for (k = 0; parts[i] && parts[i][k] && n < LEX_MSG - 1; k++)
			lx->msg[n++] = parts[i][k];
	lx->msg[n] = 0;
	lx->p = "";
	lx->frames = NULL;
	lx->eof = true;
}

/* One level of nesting more; undone by lx->depth--. */
bool lex_enter(struct lexer *lx)
{
	if (lx->depth >= LEX_MAX_DEPTH) {
		lex_error(lx, LEX_SYNTAX, "too deeply nested", NULL, NULL);
		return false;
	}
	if (lx->arena->failed) {
		lex_error(lx, LEX_NOMEM, "out of memory", NULL, NULL);
		return false;
	}
	lx->depth++;
	return true;
}

/* Back from an alias's text to where its name stood. */
static void lex_pop_alias(struct lexer *lx)
{
	struct lex_frame *f = lx->frames;
	size_t n = strlen(f->alias->value);

	if (n && ch_blank(f->alias->value[n - 1]))
		lx->alias_next = true;
	lx->p = f->p;
	lx->frames = f->up;
}

int lex_char_slow(struct lexer *lx)
{
	for (;;) {
		const char *p = lx->p;

		if (p[0] == '\\') {
			if (p[1] == '\n') {
				lx->p += 2;
				lx->line++;
				continue;
			}
			if (p[1] || lx->frames || lx->eof)
				return '\\';
		} else if (*p) {
			return (unsigned char)*p;
		} else if (lx->frames) {
			lex_pop_alias(lx);
			continue;
		} else if (lx->eof) {
			return 0;
		}
		lex_error(lx, LEX_MORE, NULL, NULL, NULL);
		return 0;
	}
}

enum tok lex_keyword(const char *s)
{
	int k;

	if (!strchr("!cdefituw{}", s[0]) || !s[0])
		return T_WORD;
	for (k = K_BANG; k <= K_RBRACE; k++) {
		const char *t = tok_text[k] + 1;
		size_t n = strlen(s);

		if (!strncmp(s, t, n) && t[n] == '"')
			return (enum tok)k;
	}
	return T_WORD;
}

const char *tok_name(const struct token *t)
{
	return tok_text[t->type];
}

/* Next is c: take it. */
static bool lex_accept(struct lexer *lx, int c)
{
	if (lex_char(lx) != c)
		return false;
	lx->p++;
	return true;
}

static void lex_redir(struct lexer *lx, int c, int fd)
{
	struct token *t = &lx->tok;

	t->type = T_REDIR;
	t->strip = false;
	t->fd = fd >= 0 ? fd : c == '>';
	if (c == '>') {
		t->op = lex_accept(lx, '>')   ? R_APPEND
			: lex_accept(lx, '&') ? R_DUPOUT
			: lex_accept(lx, '|') ? R_CLOBBER
					      : R_OUT;
	} else if (lex_accept(lx, '<')) {
		t->op = R_HERE;
		t->strip = lex_accept(lx, '-');
	} else {
		t->op = lex_accept(lx, '&')   ? R_DUPIN
			: lex_accept(lx, '>') ? R_RDWR
					      : R_IN;
	}
}

/* An operator that starts with c, which has been taken. */
static void lex_operator(struct lexer *lx, int c)
{
	struct token *t = &lx->tok;

	switch (c) {
	case '\n':
		t->type = T_NL;
		lx->line++;
		if (lx->pending)
			lex_heredocs(lx);
		break;
	case ';':
		t->op = lex_accept(lx, '&') ? '&' : ';';
		t->type = t->op == '&' || lex_accept(lx, ';') ? T_DSEMI
							      : T_SEMI;
		break;
	case '&':
		t->type = lex_accept(lx, '&') ? T_AND : T_AMP;
		break;
	case '|':
		t->type = lex_accept(lx, '|') ? T_OR : T_PIPE;
		break;
	case '(':
		t->type = T_LPAREN;
		break;
	case ')':
		t->type = T_RPAREN;
		break;
	default:
		lex_redir(lx, c, -1);
		break;
	}
}

static int lex_skip_blanks(struct lexer *lx)
{
	int c;

	while (ch_blank(c = lex_char(lx)))
		lx->p++;
	if (c == '#')
		while ((c = (unsigned char)*lx->p) != '\n') {
			if (!c && !(c = lex_char(lx)))
				break;
			lx->p++;
		}
	return c;
}

/* Read the next token into lx->tok. */
static void lex_token(struct lexer *lx)
{
	struct token *t = &lx->tok;
	struct word *w;
	int c = lex_skip_blanks(lx);

	/* Reading a word may leave the alias that it ends. */
	lx->tok_frame = lx->frames;
	t->word = NULL;
	t->text = NULL;
	t->after_alias = lx->alias_next;
	lx->alias_next = false;
	if (!c) {
		t->type = T_EOF;
		if (lx->pending && !lx->err)
			lex_heredocs(lx);
		return;
	}
	if (ch_is(c, CH_META)) {
		lx->p++;
		lex_operator(lx, c);
		return;
	}
	if (ch_digit(c) && (lx->p[1] == '<' || lx->p[1] == '>')) {
		int dir = lx->p[1];

		lx->p += 2;
		lex_redir(lx, dir, c - '0');
		return;
	}
	w = lex_word(lx, W_BARE);
	t->type = T_WORD;
	t->word = w;
	t->text = w->quoted ? NULL : w->plain;
}

const struct alias *alias_find(const struct alias_state *s, const char *name)
{
	const struct alias *a = s->list;

	while (a && strcmp(a->name, name))
		a = a->next;
	return a;
}

/* If the word at hand is an alias, go on reading in its text. */
static bool lex_alias(struct lexer *lx)
{
	const struct alias *a;
	struct lex_frame *f;

	if (!lx->aliases || !lx->aliases->list)
		return false;
	a = alias_find(lx->aliases, lx->tok.text);
	if (!a)
		return false;
	for (f = lx->tok_frame; f; f = f->from)
		if (f->alias == a)
			return false;
	f = arena_alloc(lx->arena, sizeof(*f));
	f->up = lx->frames;
	f->from = lx->tok_frame;
	f->p = lx->p;
	f->alias = a;
	lx->frames = f;
	lx->p = a->value;
	return true;
}

struct token *lex_peek(struct lexer *lx, bool alias, bool key)
{
	struct token *t = &lx->tok;

	while (!lx->have) {
		lex_token(lx);
		if (t->text && (alias || t->after_alias))
			if (!(key && lex_keyword(t->text) != T_WORD) &&
				lex_alias(lx)) {
				alias = true; /* its first word, too */
				continue;
			}
		lx->have = true;
	}
	if (lx->err)
		t->type = T_EOF;
	else if (t->word)
		t->type = key && t->text ? lex_keyword(t->text) : T_WORD;
	return t;
}

void lex_take(struct lexer *lx)
{
	lx->have = false;
}
