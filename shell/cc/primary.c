/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expressions: names, literals, calls and what begins with __builtin_. */
#include "shell/cc/gen.h"

#include <ctype.h>
#include <string.h>

static const char *header_of(const char *name)
{
	size_t len = strlen(name);
	int i;

	for (i = 0; headers[i].name; i++) {
		const char *p = headers[i].text;

		for (; (p = strstr(p, name)); p += len)
			if ((p[len] == '(' || p[len] == ' ' || p[len] == ';') &&
				!isalnum((unsigned char)p[-1]) && p[-1] != '_')
				return headers[i].name;
	}
	return NULL;
}

static struct node *name(void)
{
	struct token *at = tok;
	struct sym *s = find_sym(tok->name);
	const char *header;

	if (!s) {
		header = header_of(at->name);
		if (header)
			fail(at, "%s is not declared: #include <%s>", at->name,
				header);
		fail(at, "%s is not declared", at->name);
	}
	tok = tok->next;
	if (s->kind == S_CONST)
		return number(s->value, &ty_int, at);
	if (s->kind == S_TYPE)
		fail(at, "%s is a type", at->name);
	if (s->type->kind == TY_ARRAY && s->type->vla_size &&
		s->kind == S_LOCAL) {
		struct sym pointer = *s, *p = take(sizeof(*p));

		*p = pointer;
		p->type = pointer_to(s->type);
		return deref(var_node(p, at), at);
	}
	return var_node(s, at);
}

static struct node *literal_node(void)
{
	struct token *at = tok;
	struct node *n;

	literal(at);
	n = node(at->kind == T_STR           ? N_STR
			: is_float(at->type) ? N_FNUM
					     : N_NUM,
		at, at->type);
	n->val = at->val;
	n->fval = at->fval;
	tok = at->next;
	return n;
}

static struct node *func_name(void)
{
	struct token *t = copy_token(tok);
	struct node *n;

	t->kind = T_STR;
	t->str = take_text(fn ? fn->name : "", fn ? strlen(fn->name) : 0);
	t->type = array_of(qualified(&ty_char), (int64_t)strlen(t->str) + 1);
	n = node(N_STR, t, t->type);
	tok = tok->next;
	return n;
}

/* _Generic(value, type: expression, ..., default: expression) */
static struct node *generic(struct token *at)
{
	struct node *value, *found = NULL, *other = NULL;

	expect("(");
	value = decay(assignment());
	while (got(",")) {
		struct type *t = NULL;
		struct node *n;

		if (!got("default"))
			t = type_name_parse();
		expect(":");
		n = assignment();
		if (!t)
			other = n;
		else if (same_type(t, value->type) &&
			t->plain_char == value->type->plain_char)
			found = n;
	}
	expect(")");
	if (!found && !other)
		fail(at, "_Generic has nothing for %s", type_name(value->type));
	return found ? found : other;
}

struct node *primary(void)
{
	struct token *at = tok;
	struct node *n;

	if (is(at, "(") && at_type(at->next)) {
		struct type *t;

		tok = at->next;
		t = type_name_parse();
		expect(")");
		return compound_literal(t, at);
	}
	if (got("(")) {
		if (is(tok, "{"))
			fail(tok,
				"({ ... }) is not C, and cc does not have it");
		n = expression();
		expect(")");
		return n;
	}
	switch (at->kind) {
	case T_NUM:
	case T_CHAR:
	case T_STR:
		return literal_node();
	case T_IDENT:
		break;
	case T_EOF:
		fail(at, "the file ends within an expression");
	default:
		fail(at, "an expression is wanted before %s", at->name);
	}
	if (got("_Generic"))
		return generic(at);
	if (!strncmp(at->name, "__builtin_", 10))
		return builtin();
	if (is(at, "__func__") || is(at, "__FUNCTION__"))
		return func_name();
	if (at_type(at))
		fail(at, "a type where an expression is wanted");
	return name();
}

static struct node *promoted_arg(struct node *n)
{
	n = promote(n);
	if (n->type->kind == TY_FLOAT)
		return cast(n, &ty_double);
	if (n->type->kind == TY_VOID)
		fail(n->at, "an argument without value");
	return n;
}

/* The arguments; the parenthesis before them is read. */
struct node *call(struct node *f, struct token *at)
{
	struct node *n, first = { 0 }, *last = &first;
	const char *who = f->kind == N_FUNC ? f->sym->name : "the function";
	struct type *t;
	struct param *p;
	int count = 0;

	f = decay(f);
	if (f->type->kind != TY_PTR || f->type->base->kind != TY_FUNC)
		fail(at, "%s is not a function", type_name(f->type));
	t = f->type->base;
	for (p = t->params; !is(tok, ")"); count++) {
		struct node *arg;

		if (count)
			expect(",");
		arg = decay(assignment());
		if (p)
			arg = convert_to(arg, p->type, "an argument");
		else if (t->variadic || t->no_proto)
			arg = promoted_arg(arg);
		else
			fail(arg->at, "%s has only %d argument%s", who, count,
				count == 1 ? "" : "s");
		p = p ? p->next : NULL;
		last = last->next = node(N_PAIR, arg->at, arg->type);
		last->a = arg;
	}
	if (p)
		fail(tok, "%s wants more than %d argument%s", who, count,
			count == 1 ? "" : "s");
	expect(")");
	n = node(N_CALL, at, t->base);
	n->a = f;
	n->b = first.next;
	return n;
}
