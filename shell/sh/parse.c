/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The grammar, XCU 2.10: lists, pipelines, simple commands. Compound commands
 * are in parsecmd.c. Functions return NULL after an error; lexer.err tells.
 */
#include "shell.h"
#include "chars.h"
#include "lex.h"

/* The token at hand cannot stand here; T_COUNT: nothing else was expected. */
void parse_unexpected(struct lexer *lx, enum tok expected)
{
	struct token want = { .type = expected };
	char text[LEX_MSG];
	size_t n = 0;
	const char *s;

	if (expected == T_COUNT) {
		lex_error(lx, LEX_SYNTAX, "Syntax error: ", tok_name(&lx->tok),
			" unexpected");
		return;
	}
	for (s = " unexpected (expecting "; *s;)
		text[n++] = *s++;
	for (s = tok_name(&want); *s;)
		text[n++] = *s++;
	text[n++] = ')';
	text[n] = 0;
	lex_error(lx, LEX_SYNTAX, "Syntax error: ", tok_name(&lx->tok), text);
}

struct node *parse_node(struct lexer *lx, enum node_type type)
{
	struct node *n = arena_zalloc(lx->arena, sizeof(*n));

	n->type = (uint8_t)type;
	n->line = lx->line;
	return n;
}

/*
 * Redirections at hand, appended to *tail; a word behind them may be an alias
 * if `alias`. False after an error.
 */
bool parse_redirs(struct lexer *lx, struct redir ***tail, bool alias)
{
	struct token t;

	while ((t = *lex_peek(lx, alias, false)).type == T_REDIR) {
		struct redir *r = arena_zalloc(lx->arena, sizeof(*r));
		struct token *w;

		lex_take(lx);
		r->op = (uint8_t)t.op;
		r->fd = t.fd;
		w = lex_peek(lx, false, false);
		if (w->type != T_WORD) {
			parse_unexpected(lx, T_COUNT);
			return false;
		}
		lex_take(lx);
		if (r->op == R_HERE)
			lex_heredoc_add(lx, r, w->word, t.strip);
		else
			r->target = w->word;
		**tail = r;
		*tail = &r->next;
	}
	return !lx->err;
}

/* name=value: split it; the value is a word of its own. */
static struct assign *parse_assign(struct lexer *lx, struct word *w)
{
	struct assign *a = arena_zalloc(lx->arena, sizeof(*a));
	struct part *p = w->parts;

	a->name = arena_strn(lx->arena, p->text, p->len - 1);
	a->value = w;
	w->parts = p->next;
	w->plain = NULL;
	for (p = w->parts; p && p->type == PART_TEXT; p = p->next)
		;
	if (!p)
		w->plain = word_literal(lx, w);
	return a;
}

static struct node *parse_simple(struct lexer *lx)
{
	struct node *n = parse_node(lx, N_SIMPLE);
	struct assign **assigns = &n->u.simple.assigns;
	struct word **words = &n->u.simple.words;
	struct redir **redirs = &n->redirs;

	for (;;) {
		bool first = !n->u.simple.words;
		struct token t;

		if (!parse_redirs(lx, &redirs, first))
			return NULL;
		t = *lex_peek(lx, first, false);
		if (t.type != T_WORD)
			break;
		lex_take(lx);
		if (first && t.word->assign) {
			/* The analyzer takes the address of a member for NULL:
			 * NOLINTNEXTLINE(clang-analyzer-*) */
			*assigns = parse_assign(lx, t.word);
			assigns = &(*assigns)->next;
			continue;
		}
		if (first && !n->redirs && !n->u.simple.assigns &&
			lex_peek(lx, false, false)->type == T_LPAREN)
			return parse_function(lx, t);
		/* As above: NOLINTNEXTLINE(clang-analyzer-*) */
		*words = t.word;
		words = &t.word->next;
	}
	if (!n->redirs && !n->u.simple.words && !n->u.simple.assigns) {
		parse_unexpected(lx, T_COUNT);
		return NULL;
	}
	return n;
}

struct node *parse_one(struct lexer *lx)
{
	enum tok type = lex_peek(lx, true, true)->type;
	struct node *n;

	switch (type) {
	case T_LPAREN:
	case K_LBRACE:
	case K_IF:
	case K_WHILE:
	case K_UNTIL:
	case K_FOR:
	case K_CASE:
		if (!lex_enter(lx))
			return NULL;
		n = parse_compound(lx, type);
		lx->depth--;
		return n;
	case T_WORD:
	case T_REDIR:
		return parse_simple(lx);
	default:
		if (!lx->err)
			parse_unexpected(lx, T_COUNT);
		return NULL;
	}
}

static void parse_newlines(struct lexer *lx)
{
	while (lex_peek(lx, true, true)->type == T_NL)
		lex_take(lx);
}

static struct node *parse_pipeline(struct lexer *lx)
{
	struct node *n, *pipe;
	bool not = false;

	while (lex_peek(lx, true, true)->type == K_BANG) {
		lex_take(lx);
		not = !not ;
	}
	n = parse_one(lx);
	if (n && lex_peek(lx, false, false)->type == T_PIPE) {
		pipe = parse_node(lx, N_PIPE);
		pipe->line = n->line;
		pipe->u.group.first = n;
		pipe->u.group.count = 1;
		while (n && lex_peek(lx, false, false)->type == T_PIPE) {
			lex_take(lx);
			parse_newlines(lx);
			n->next = parse_one(lx);
			n = n->next;
			pipe->u.group.count++;
		}
		n = n ? pipe : NULL;
	}
	if (n && not ) {
		/* A node of its own when `not` is taken, as in ! ! a. */
		if (n->not ) {
			pipe = parse_node(lx, N_LIST);
			pipe->u.group.first = n;
			n = pipe;
		}
		n->not = true;
	}
	return lx->err ? NULL : n;
}

static struct node *parse_andor(struct lexer *lx)
{
	struct node *first = parse_pipeline(lx), *n = first, *group;
	enum tok t;

	if (!n)
		return NULL;
	t = lex_peek(lx, false, false)->type;
	if (t != T_AND && t != T_OR)
		return lx->err ? NULL : n;
	group = parse_node(lx, N_ANDOR);
	group->line = n->line;
	group->u.group.first = first;
	while (t == T_AND || t == T_OR) {
		lex_take(lx);
		parse_newlines(lx);
		n->next = parse_pipeline(lx);
		if (!n->next)
			return NULL;
		n = n->next;
		n->op = t == T_AND ? ANDOR_AND : ANDOR_OR;
		t = lex_peek(lx, false, false)->type;
	}
	return lx->err ? NULL : group;
}

/* Whether a list may end here: what follows decides if that is right. */
static bool list_ends(enum tok t)
{
	switch (t) {
	case T_EOF:
	case T_RPAREN:
	case T_DSEMI:
	case K_DO:
	case K_DONE:
	case K_ELIF:
	case K_ELSE:
	case K_ESAC:
	case K_FI:
	case K_THEN:
	case K_RBRACE:
		return true;
	default:
		return false;
	}
}

/* One element of a list stays itself; more make an N_LIST. */
static struct node *list_finish(struct lexer *lx, struct node *first)
{
	struct node *list;

	if (lx->err || !first || !first->next)
		return lx->err ? NULL : first;
	list = parse_node(lx, N_LIST);
	list->line = first->line;
	list->u.group.first = first;
	return list;
}

/*
 * A compound list: newlines separate as ; does. An empty one is an error
 * unless `empty`: NULL then.
 */
struct node *parse_list(struct lexer *lx, bool empty)
{
	struct node *first = NULL, **tail = &first;

	for (;;) {
		enum tok t;

		parse_newlines(lx);
		t = lex_peek(lx, true, true)->type;
		if (list_ends(t)) {
			if (!first && !empty && !lx->err)
				parse_unexpected(lx, T_COUNT);
			break;
		}
		*tail = parse_andor(lx);
		if (!*tail)
			return NULL;
		t = lex_peek(lx, false, false)->type;
		if (t == T_AMP)
			(*tail)->bg = true;
		if (t == T_AMP || t == T_SEMI || t == T_NL)
			lex_take(lx);
		else if (!list_ends(lex_peek(lx, false, true)->type)) {
			parse_unexpected(lx, T_COUNT);
			return NULL;
		} else
			break;
		tail = &(*tail)->next;
	}
	return list_finish(lx, first);
}

/* $( has been read: the list up to and including the ). */
struct node *parse_subst(struct lexer *lx)
{
	struct token tok = lx->tok;
	struct heredoc *pending = lx->pending, **tail;
	bool have = lx->have;
	struct node *n = NULL;

	if (!lex_enter(lx))
		return NULL;
	lx->have = false;
	lx->pending = NULL;
	n = parse_list(lx, true);
	if (!lx->err && lex_peek(lx, false, true)->type != T_RPAREN)
		parse_unexpected(lx, T_RPAREN);
	lx->depth--;
	lx->tok = tok;
	lx->have = have;
	/* Texts still missing follow the line's end, behind the outer ones. */
	for (tail = &pending; *tail;)
		tail = &(*tail)->next;
	*tail = lx->pending;
	lx->pending = pending;
	return n;
}

enum lex_err parse_command(struct lexer *lx, struct node **np)
{
	struct node *first = NULL, **tail = &first;
	enum tok t;

	*np = NULL;
	lx->have = false;
	t = lex_peek(lx, true, true)->type;
	if (!lx->err && t == T_EOF)
		return LEX_END;
	while (!lx->err && t != T_NL && t != T_EOF) {
		*tail = parse_andor(lx);
		if (!*tail)
			break;
		t = lex_peek(lx, false, false)->type;
		if (t == T_AMP)
			(*tail)->bg = true;
		tail = &(*tail)->next;
		if (t == T_AMP || t == T_SEMI) {
			lex_take(lx);
			t = lex_peek(lx, true, true)->type;
		} else if (t != T_NL && t != T_EOF) {
			parse_unexpected(lx, T_COUNT);
		}
	}
	lx->have = false;
	if (!lx->err && lx->arena->failed)
		lex_error(lx, LEX_NOMEM, "out of memory", NULL, NULL);
	*np = list_finish(lx, first);
	return lx->err;
}
