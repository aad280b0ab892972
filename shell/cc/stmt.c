/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements: code is made as they are read. */
#include "shell/cc/gen.h"
#include "shell/cc/ops.h"

#include <string.h>

struct label {
	struct label *next;
	const char *name;
	struct token *at;
	int target, chain; /* -1: not yet; jumps that wait for it */
};

static struct label *labels;

static struct label *label_of(struct token *name)
{
	struct label *l;

	for (l = labels; l; l = l->next)
		if (l->name == name->name)
			return l;
	l = take(sizeof(*l));
	l->name = name->name;
	l->at = name;
	l->target = l->chain = -1;
	l->next = labels;
	labels = l;
	return l;
}

static void label(void)
{
	struct label *l = label_of(tok);

	if (l->target >= 0)
		fail(tok, "there are two labels %s", tok->name);
	l->target = here();
	patch_chain(l->chain, l->target);
	tok = tok->next->next;
	if (is(tok, "}"))
		return;
	statement();
}

static void goto_statement(void)
{
	struct label *l;

	if (tok->kind != T_IDENT)
		fail(tok, "goto wants a label");
	l = label_of(tok);
	tok = tok->next;
	expect(";");
	if (l->target >= 0)
		patch(emit(OP_JMP, 0, 0, 0), l->target);
	else
		l->chain = emit(OP_JMP, 0, 0, l->chain);
}

static void return_statement(struct token *at)
{
	struct type *t = fn_type->base;
	struct node *n = NULL;

	if (!got(";")) {
		n = expression();
		expect(";");
	}
	if (!n) {
		if (t->kind != TY_VOID)
			warning(at, "%s() returns %s", fn->name, type_name(t));
		emit(OP_RET, 0, 0, 0);
		return;
	}
	if (t->kind == TY_VOID) {
		if (n->type->kind != TY_VOID)
			warning(at, "%s() returns nothing", fn->name);
		gen_drop(n);
		emit(OP_RET, 0, 0, 0);
		return;
	}
	n = convert_to(n, t, "return");
	if (t->kind == TY_STRUCT) {
		struct place to = { .kind = P_PTR, .slot = ret_slot };

		copy_place(to, gen_place(n), size_of(t));
		emit(OP_RET, 0, 0, 0);
	} else {
		emit(OP_RETV, gen(n, -1), 0, 0);
	}
}

void compound(void)
{
	struct token *at = tok;

	expect("{");
	scope_push();
	while (!got("}")) {
		if (tok->kind == T_EOF)
			fail(at, "this { has no }");
		accept_attributes(); /* fallthrough; */
		if (at_type(tok) && !is(tok->next, ":"))
			local_declaration();
		else if (is(tok, "_Static_assert"))
			static_assert_decl();
		else
			statement();
	}
	scope_pop();
}

static void expression_statement(void)
{
	struct token *at = tok;
	struct node *n = expression(), *last;

	last = n;
	if (last->kind == N_BINARY && last->op >= B_EQ && last->op <= B_NE)
		warning(at, "the result of this comparison is not used");
	gen_drop(n);
	if (!is(tok, ";"))
		fail(tok,
			tok->kind == T_EOF ? "; is missing%s"
					   : "; is missing before %s",
			tok->name);
	tok = tok->next;
}

static void keyword(struct token *at)
{
	if (got("if"))
		if_statement();
	else if (got("while"))
		while_statement();
	else if (got("do"))
		do_statement();
	else if (got("for"))
		for_statement();
	else if (got("switch"))
		switch_statement();
	else if (got("case") || got("default"))
		case_statement(at);
	else if (got("return"))
		return_statement(at);
	else if (got("goto"))
		goto_statement();
	else if (got("break") || got("continue"))
		jump_statement(at);
	else if (is(at, "asm") || is(at, "__asm__"))
		fail(at, "cc has no assembler");
	else
		expression_statement();
}

void statement(void)
{
	struct token *at = tok;
	int top = frame_top;

	at_line(at);
	if (is(at, "{"))
		compound();
	else if (got(";"))
		;
	else if (at->kind == T_IDENT && is(at->next, ":") && !is(at, "default"))
		label();
	else if (at_type(at))
		fail(at, "a declaration cannot be here: put { } around it");
	else
		keyword(at);
	if (!is(at, "{"))
		frame_top = top > frame_kept ? top : frame_kept;
}

static int bind_params(struct type *t)
{
	struct param *p;
	int slot = 0;

	ret_slot = 0;
	if (t->base->kind == TY_STRUCT)
		slot = SLOT;
	for (p = t->params; p; p = p->next) {
		size_t size = p->type->kind == TY_STRUCT ||
				p->type->kind == TY_LDOUBLE
			? size_of(p->type)
			: SLOT;

		if (!p->name)
			fail(p->at, "a parameter has no name");
		if (!is_complete(p->type))
			fail(p->at, "%s is not complete", type_name(p->type));
		declare_again(p->sym);
		p->sym->slot = slot;
		slot += (int)((size + 7) / 8 * 8);
	}
	va_slot = slot;
	return slot + SLOT;
}

/* The body of a function whose declarator is t. */
void function_body(struct sym *s, struct type *t)
{
	struct param *p;
	struct label *l;

	gen_begin(s);
	labels = NULL;
	scope_push();
	temp((size_t)bind_params(t), SLOT);
	for (p = t->params; p; p = p->next)
		vla_prepare(p->type);
	compound();
	scope_pop();
	if (!strcmp(s->name, "main")) {
		int zero = from_constant(0, &ty_int, -1);

		emit(OP_RETV, zero, 0, 0);
	} else {
		emit(OP_RET, 0, 0, 0);
	}
	for (l = labels; l; l = l->next)
		if (l->target < 0)
			fail(l->at, "there is no label %s", l->name);
	gen_end();
}
