/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Declarations: pointers, arrays and functions around the names. */
#include "shell/cc/cc.h"

static struct type *pointers(struct type *t)
{
	while (got("*")) {
		t = pointer_to(t);
		for (;;) {
			if (got("const"))
				t = qualified(t);
			else if (!got("volatile") && !got("restrict") &&
				!got("_Atomic"))
				break;
		}
		accept_attributes();
	}
	return t;
}

static struct param *one_param(void)
{
	struct param *p = take(sizeof(*p));
	struct token *name = NULL;
	int storage = 0;
	struct type *t = specifiers(&storage, NULL);

	p->at = tok;
	t = declarator(t, &name);
	if (t->kind == TY_ARRAY)
		t = pointer_to(t->base);
	else if (t->kind == TY_FUNC)
		t = pointer_to(t);
	p->type = t;
	if (name) {
		p->at = name;
		p->name = name->name;
	}
	return p;
}

/* The parenthesis before them is read. */
static struct type *params(struct type *returns)
{
	struct type *t = function_of(returns);
	struct param **last = &t->params;

	if (got(")")) {
		t->no_proto = true;
		return t;
	}
	if (is(tok, "void") && is(tok->next, ")")) {
		tok = tok->next->next;
		return t;
	}
	scope_push();
	do {
		if (got("...")) {
			t->variadic = true;
			break;
		}
		if (!at_type(tok))
			fail(tok, "a parameter's type is wanted");
		*last = one_param();
		if ((*last)->type->kind == TY_VOID)
			fail((*last)->at, "a parameter of type void");
		/* The lengths of those after it may be made of it. */
		if ((*last)->name)
			(*last)->sym = declare(
				S_LOCAL, (*last)->at, (*last)->type);
		last = &(*last)->next;
	} while (got(","));
	scope_pop();
	expect(")");
	return t;
}

static struct type *array_suffix(struct type *t)
{
	struct token *at;
	struct node *n;
	int64_t len = -1;

	while (got("static") || got("const") || got("restrict") ||
		got("volatile"))
		;
	at = tok;
	if (is(tok, "]") || (is(tok, "*") && is(tok->next, "]"))) {
		got("*");
		n = NULL;
	} else {
		n = decay(assignment());
		if (!is_int(n->type))
			fail(at, "an array's length is an integer");
		if (fold_int(n, &len)) {
			n = NULL;
			if (len < 0)
				fail(at, "an array of %lld elements",
					(long long)len);
		}
	}
	expect("]");
	if (got("["))
		t = array_suffix(t);
	if (t->kind == TY_FUNC || t->kind == TY_VOID)
		fail(at, "an array of %s", type_name(t));
	if (!is_complete(t) && !(t->kind == TY_ARRAY && t->len < 0 && t->vla))
		fail(at, "an array of %s, whose size is not known",
			type_name(t));
	t = array_of(t, len);
	t->vla = n;
	return t;
}

static struct type *suffixes(struct type *t)
{
	struct token *at = tok;

	if (got("(")) {
		if (t->kind == TY_FUNC || t->kind == TY_ARRAY)
			fail(at, "a function that returns %s", type_name(t));
		return params(t);
	}
	if (got("["))
		return array_suffix(t);
	return t;
}

/* Skips to after the parenthesis that closes the one before. */
static void skip_nested(void)
{
	struct token *at = tok;
	int depth = 1;

	for (; depth; tok = tok->next) {
		if (tok->kind == T_EOF)
			fail(at, ") is missing");
		depth += is(tok, "(") ? 1 : is(tok, ")") ? -1 : 0;
	}
}

/* *name gets the name's token, if there is one. */
struct type *declarator(struct type *base, struct token **name)
{
	struct type *t = pointers(base);

	if (is(tok, "(") && !is(tok->next, ")") && !at_type(tok->next)) {
		struct token *inner = tok = tok->next, *end;

		skip_nested();
		t = suffixes(t);
		end = tok;
		tok = inner;
		t = declarator(t, name);
		expect(")");
		tok = end;
		return t;
	}
	if (tok->kind == T_IDENT && name && !at_type(tok)) {
		*name = tok;
		tok = tok->next;
	} else if (tok->kind == T_IDENT && name && !*name) {
		/* A name that hides a type's. */
		struct sym *s = find_sym(tok->name);

		if (s && s->kind == S_TYPE) {
			*name = tok;
			tok = tok->next;
		}
	}
	t = suffixes(t);
	accept_attributes();
	return t;
}

struct type *type_name_parse(void)
{
	struct type *t = specifiers(NULL, NULL);
	struct token *name = NULL;

	t = declarator(t, &name);
	if (name)
		fail(name, "a type has no name here");
	return t;
}
