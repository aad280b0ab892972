/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compound commands and function definitions, XCU 2.9.4 and 2.9.5. */
#include "shell.h"
#include "chars.h"
#include "lex.h"

/* Take the reserved word or operator; an error if another is at hand. */
static bool expect(struct lexer *lx, enum tok type)
{
	if (lex_peek(lx, type != T_RPAREN, true)->type != type) {
		parse_unexpected(lx, type);
		return false;
	}
	lex_take(lx);
	return true;
}

static struct node *parse_group(
	struct lexer *lx, enum node_type type, enum tok end)
{
	struct node *n = parse_node(lx, type);

	n->u.group.first = parse_list(lx, false);
	return n->u.group.first && expect(lx, end) ? n : NULL;
}

/* `if` or `elif` has been read. A chain of elif does not recurse. */
static struct node *parse_if(struct lexer *lx)
{
	struct node *top = parse_node(lx, N_IF), *n = top;

	for (;;) {
		enum tok t;

		n->u.loop.cond = parse_list(lx, false);
		if (!n->u.loop.cond || !expect(lx, K_THEN))
			return NULL;
		n->u.loop.body = parse_list(lx, false);
		if (!n->u.loop.body)
			return NULL;
		t = lex_peek(lx, true, true)->type;
		if (t != K_ELIF)
			break;
		lex_take(lx);
		n = n->u.loop.other = parse_node(lx, N_IF);
	}
	if (lex_peek(lx, true, true)->type == K_ELSE) {
		lex_take(lx);
		n->u.loop.other = parse_list(lx, false);
		if (!n->u.loop.other)
			return NULL;
	}
	return expect(lx, K_FI) ? top : NULL;
}

static struct node *parse_do(struct lexer *lx)
{
	struct node *n;

	if (!expect(lx, K_DO))
		return NULL;
	n = parse_list(lx, false);
	return n && expect(lx, K_DONE) ? n : NULL;
}

static struct node *parse_while(struct lexer *lx, enum node_type type)
{
	struct node *n = parse_node(lx, type);

	n->u.loop.cond = parse_list(lx, false);
	if (!n->u.loop.cond)
		return NULL;
	n->u.loop.body = parse_do(lx);
	return n->u.loop.body ? n : NULL;
}

static void skip_newlines(struct lexer *lx)
{
	while (lex_peek(lx, true, true)->type == T_NL)
		lex_take(lx);
}

/* The words behind `in`, to the ; or newline. */
static struct word *parse_words(struct lexer *lx)
{
	struct word *first = NULL, **tail = &first;
	struct token *t;

	while ((t = lex_peek(lx, false, false))->type == T_WORD) {
		*tail = t->word;
		tail = &t->word->next;
		lex_take(lx);
	}
	return first;
}

static struct node *parse_for(struct lexer *lx)
{
	struct node *n = parse_node(lx, N_FOR);
	struct token *t = lex_peek(lx, false, false);
	enum tok type;

	if (t->type != T_WORD || !t->text || t->text[name_len(t->text)] ||
		!t->text[0]) {
		lex_error(lx, LEX_SYNTAX, "Syntax error: Bad for loop variable",
			NULL, NULL);
		return NULL;
	}
	n->u.iter.name = t->word;
	lex_take(lx);
	type = lex_peek(lx, false, true)->type;
	if (type == T_SEMI) {
		lex_take(lx);
	} else {
		skip_newlines(lx);
		if (lex_peek(lx, false, true)->type == K_IN) {
			lex_take(lx);
			n->u.iter.in = true;
			n->u.iter.words = parse_words(lx);
			type = lex_peek(lx, false, false)->type;
			if (type != T_SEMI && type != T_NL) {
				parse_unexpected(lx, T_COUNT);
				return NULL;
			}
			lex_take(lx);
		}
	}
	skip_newlines(lx);
	n->u.iter.body = parse_do(lx);
	return n->u.iter.body ? n : NULL;
}

static struct case_item *parse_case_item(struct lexer *lx)
{
	struct case_item *item = arena_zalloc(lx->arena, sizeof(*item));
	struct word **tail = &item->patterns;
	struct token *t = &lx->tok;

	if (t->type == T_LPAREN) {
		lex_take(lx);
		t = lex_peek(lx, false, false);
	}
	for (;;) {
		/* A reserved word is a pattern too, but for the first esac. */
		if (!t->word) {
			parse_unexpected(lx, T_COUNT);
			return NULL;
		}
		*tail = t->word;
		tail = &t->word->next;
		lex_take(lx);
		if (lex_peek(lx, false, false)->type != T_PIPE)
			break;
		lex_take(lx);
		t = lex_peek(lx, false, false);
	}
	if (!expect(lx, T_RPAREN))
		return NULL;
	item->body = parse_list(lx, true);
	if (lx->err)
		return NULL;
	if (lex_peek(lx, true, true)->type == T_DSEMI) {
		item->fall = lx->tok.op == '&';
		lex_take(lx);
	} else if (lx->tok.type != K_ESAC) {
		parse_unexpected(lx, T_DSEMI);
		return NULL;
	}
	return item;
}

static struct node *parse_case(struct lexer *lx)
{
	struct node *n = parse_node(lx, N_CASE);
	struct case_item **tail = &n->u.select.items;

	if (lex_peek(lx, false, false)->type != T_WORD) {
		parse_unexpected(lx, T_WORD);
		return NULL;
	}
	n->u.select.subject = lx->tok.word;
	lex_take(lx);
	while (lex_peek(lx, false, true)->type == T_NL)
		lex_take(lx);
	if (lx->tok.type != K_IN) {
		parse_unexpected(lx, K_IN);
		return NULL;
	}
	lex_take(lx);
	for (;;) {
		while (lex_peek(lx, false, true)->type == T_NL)
			lex_take(lx);
		if (lx->err)
			return NULL;
		if (lx->tok.type == K_ESAC)
			break;
		*tail = parse_case_item(lx);
		if (!*tail)
			return NULL;
		tail = &(*tail)->next;
	}
	lex_take(lx);
	return n;
}

/* `name (` is at hand. Any command will do for the body, as in dash. */
struct node *parse_function(struct lexer *lx, struct token name)
{
	struct node *n = parse_node(lx, N_FUNC);

	lex_take(lx);
	if (!expect(lx, T_RPAREN))
		return NULL;
	if (!name.text || !*name.text || name.text[name_len(name.text)]) {
		lex_error(lx, LEX_SYNTAX, "Syntax error: Bad function name",
			NULL, NULL);
		return NULL;
	}
	n->u.func.name = name.text;
	skip_newlines(lx);
	if (!lex_enter(lx))
		return NULL;
	n->u.func.body = parse_one(lx);
	lx->depth--;
	return n->u.func.body ? n : NULL;
}

/* A command that starts with the token at hand. NULL after an error. */
struct node *parse_compound(struct lexer *lx, enum tok type)
{
	struct node *n;
	struct redir **tail;

	lex_take(lx);
	switch (type) {
	case T_LPAREN:
		n = parse_group(lx, N_SUBSHELL, T_RPAREN);
		break;
	case K_LBRACE:
		n = parse_group(lx, N_BRACE, K_RBRACE);
		break;
	case K_IF:
		n = parse_if(lx);
		break;
	case K_WHILE:
		n = parse_while(lx, N_WHILE);
		break;
	case K_UNTIL:
		n = parse_while(lx, N_UNTIL);
		break;
	case K_FOR:
		n = parse_for(lx);
		break;
	case K_CASE:
		n = parse_case(lx);
		break;
	default:
		parse_unexpected(lx, T_COUNT);
		return NULL;
	}
	if (!n)
		return NULL;
	tail = &n->redirs;
	return parse_redirs(lx, &tail, false) ? n : NULL;
}
