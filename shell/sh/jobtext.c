/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tree as one line of text, for `jobs` and notices. */
#include "shell.h"

enum { JOB_TEXT_MAX = 200 };

static void text_word(struct buf *b, const struct word *w);

static void text_part(struct buf *b, const struct part *p)
{
	static const char *const ops[] = { "", "", "-", "=", "?", "+", "%",
		"%%", "#", "##", "!" };

	switch (p->type) {
	case PART_TEXT:
		if (p->quoted)
			buf_addc(b, '"');
		buf_add(b, p->text, p->len);
		if (p->quoted)
			buf_addc(b, '"');
		break;
	case PART_TILDE:
		buf_addc(b, '~');
		buf_adds(b, p->text);
		break;
	case PART_PARAM:
		buf_adds(b, p->op == OP_LENGTH ? "${#" : "${");
		if (p->param == 'n')
			buf_num(b, p->number);
		else if (p->param)
			buf_addc(b, p->param);
		else if (p->text)
			buf_adds(b, p->text);
		if (p->colon)
			buf_addc(b, ':');
		buf_adds(b, ops[p->op]);
		if (p->arg)
			text_word(b, p->arg);
		buf_addc(b, '}');
		break;
	case PART_CMD:
		buf_adds(b, "$(");
		if (p->cmd)
			job_text(b, p->cmd);
		buf_addc(b, ')');
		break;
	case PART_ARITH:
		buf_adds(b, "$((");
		text_word(b, p->arg);
		buf_adds(b, "))");
		break;
	}
}

static void text_word(struct buf *b, const struct word *w)
{
	const struct part *p;

	if (!w->parts && w->plain)
		buf_adds(b, w->plain);
	for (p = w->parts; p && b->n < JOB_TEXT_MAX; p = p->next)
		text_part(b, p);
}

static void text_words(struct buf *b, const struct word *w)
{
	for (; w && b->n < JOB_TEXT_MAX; w = w->next) {
		text_word(b, w);
		if (w->next)
			buf_addc(b, ' ');
	}
}

static void text_redirs(struct buf *b, const struct redir *r)
{
	static const char *const ops[] = { "<", ">", ">|", ">>", "<>", "<&",
		">&", "<<..." };

	for (; r; r = r->next) {
		int usual = r->op == R_OUT || r->op == R_CLOBBER ||
			r->op == R_APPEND || r->op == R_DUPOUT;

		buf_addc(b, ' ');
		if (r->fd != usual)
			buf_num(b, r->fd);
		buf_adds(b, ops[r->op]);
		if (r->op != R_HERE && r->target)
			text_word(b, r->target);
	}
}

/* The kids with what joins them. */
static void text_group(struct buf *b, const struct node *n, const char *sep)
{
	for (; n && b->n < JOB_TEXT_MAX; n = n->next) {
		job_text(b, n);
		if (n->bg)
			buf_adds(b, " &");
		if (!n->next)
			break;
		if (sep)
			buf_adds(b, n->bg ? " " : sep);
		else
			buf_adds(b, n->next->op == ANDOR_AND ? " && " : " || ");
	}
}

static void text_simple(struct buf *b, const struct node *n)
{
	const struct assign *a;

	for (a = n->u.simple.assigns; a; a = a->next) {
		buf_adds(b, a->name);
		buf_addc(b, '=');
		text_word(b, a->value);
		if (a->next || n->u.simple.words)
			buf_addc(b, ' ');
	}
	text_words(b, n->u.simple.words);
}

static void text_control(struct buf *b, const struct node *n)
{
	switch (n->type) {
	case N_IF:
		buf_adds(b, "if ");
		job_text(b, n->u.loop.cond);
		buf_adds(b, "; then ");
		job_text(b, n->u.loop.body);
		if (n->u.loop.other) {
			buf_adds(b, "; else ");
			job_text(b, n->u.loop.other);
		}
		buf_adds(b, "; fi");
		break;
	case N_WHILE:
	case N_UNTIL:
		buf_adds(b, n->type == N_WHILE ? "while " : "until ");
		job_text(b, n->u.loop.cond);
		buf_adds(b, "; do ");
		job_text(b, n->u.loop.body);
		buf_adds(b, "; done");
		break;
	case N_FOR:
		buf_adds(b, "for ");
		text_word(b, n->u.iter.name);
		buf_adds(b, n->u.iter.in ? " in " : "");
		text_words(b, n->u.iter.words);
		buf_adds(b, "; do ");
		job_text(b, n->u.iter.body);
		buf_adds(b, "; done");
		break;
	case N_CASE:
		buf_adds(b, "case ");
		text_word(b, n->u.select.subject);
		buf_adds(b, " in ... esac");
		break;
	default:
		buf_adds(b, n->u.func.name);
		buf_adds(b, "() { ... }");
		break;
	}
}

void job_text(struct buf *b, const struct node *n)
{
	if (b->n >= JOB_TEXT_MAX)
		return;
	if (n->not )
		buf_adds(b, "! ");
	switch (n->type) {
	case N_SIMPLE:
		text_simple(b, n);
		break;
	case N_PIPE:
		text_group(b, n->u.group.first, " | ");
		break;
	case N_ANDOR:
		text_group(b, n->u.group.first, NULL);
		break;
	case N_LIST:
		text_group(b, n->u.group.first, "; ");
		break;
	case N_SUBSHELL:
		buf_addc(b, '(');
		text_group(b, n->u.group.first, "; ");
		buf_addc(b, ')');
		break;
	case N_BRACE:
		buf_adds(b, "{ ");
		text_group(b, n->u.group.first, "; ");
		buf_adds(b, "; }");
		break;
	default:
		text_control(b, n);
		break;
	}
	text_redirs(b, n->redirs);
}
