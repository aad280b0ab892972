/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Here-documents, XCU 2.7.4: gathered when the newline behind them is read. */
#include "shell.h"
#include "chars.h"
#include "lex.h"

/*
 * A << was read: its text follows the next newline. The order of appearance
 * is the order of the texts.
 */
void lex_heredoc_add(
	struct lexer *lx, struct redir *r, struct word *delim, bool strip)
{
	struct heredoc *h = arena_zalloc(lx->arena, sizeof(*h)), **tail;

	h->redir = r;
	h->delim = delim->plain ? delim->plain : word_literal(lx, delim);
	h->quoted = delim->quoted;
	h->strip = strip;
	for (tail = &lx->pending; *tail;)
		tail = &(*tail)->next;
	*tail = h;
}

/* An odd number of backslashes at the end joins the next line to this one. */
static bool line_joins(const char *s, const char *e)
{
	bool odd = false;

	while (e > s && *--e == '\\')
		odd = !odd;
	return odd;
}

/* Gather the lines up to the delimiter. False when the text ends before. */
static bool heredoc_body(
	struct lexer *lx, const struct heredoc *h, struct buf *b)
{
	size_t dlen = strlen(h->delim);
	bool joined = false;

	while (*lx->p) {
		const char *s = lx->p, *e;

		if (h->strip && !joined)
			while (*s == '\t')
				s++;
		for (e = s; *e && *e != '\n';)
			e++;
		if (!*e && !lx->eof)
			return false;
		lx->p = *e ? e + 1 : e;
		if (*e)
			lx->line++;
		if (!joined && (size_t)(e - s) == dlen &&
			!memcmp(s, h->delim, dlen))
			return true;
		joined = !h->quoted && line_joins(s, e);
		buf_add(b, s, (size_t)(lx->p - s));
	}
	/* A document that the end of the input ends is complete. */
	return lx->eof;
}

/* Parse the expansions in a document's text. */
static struct word *heredoc_word(struct lexer *lx, const char *text, int line)
{
	struct lexer sub;
	struct word *w;

	lex_init(&sub, lx->arena, text, line);
	sub.eof = true;
	sub.aliases = lx->aliases;
	sub.depth = lx->depth;
	w = lex_word(&sub, W_TEXT);
	if (sub.err) {
		lx->line = sub.line;
		lex_error(lx, sub.err, sub.msg, NULL, NULL);
	}
	return w;
}

static void heredoc_read(struct lexer *lx, struct heredoc *h)
{
	struct buf *b = buf_get();
	struct word *w;
	char *text = NULL;
	int line = lx->line;

	if (heredoc_body(lx, h, b)) {
		text = arena_strn(lx->arena, b->s, b->n);
		if (!text || b->failed)
			lex_error(lx, LEX_NOMEM, "out of memory", NULL, NULL);
	} else {
		lx->wait_delim = h->delim;
		lex_error(lx, LEX_MORE, NULL, NULL, NULL);
	}
	buf_put(b);
	if (!text)
		return;
	if (h->quoted) {
		w = arena_zalloc(lx->arena, sizeof(*w));
		w->plain = text;
		w->pure = true;
	} else {
		w = heredoc_word(lx, text, line);
	}
	h->redir->target = w;
}

/* The newline behind the pending documents has been read. */
void lex_heredocs(struct lexer *lx)
{
	struct heredoc *h = lx->pending;

	lx->pending = NULL;
	for (; h && !lx->err; h = h->next)
		heredoc_read(lx, h);
}
