/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the headers of cc use: __builtin_va_start() and others. */
#include "shell/cc/gen.h"

#include <string.h>

static struct node *va_start_node(struct token *at)
{
	struct node *n = node(N_VA_START, at, &ty_void);

	if (!fn_type || !fn_type->variadic)
		fail(at, "va_start() in a function without \"...\"");
	n->a = assignment();
	if (got(","))
		assignment();
	return n;
}

static struct node *va_arg_node(struct token *at)
{
	struct node *ap = assignment(), *n;

	expect(",");
	n = node(N_VA_ARG, at, type_name_parse());
	n->a = ap;
	if (!is_complete(n->type))
		fail(at, "va_arg() of %s", type_name(n->type));
	if (n->type->kind < TY_INT || n->type->kind == TY_FLOAT)
		warning(at, "an argument is never %s: it comes as %s",
			type_name(n->type),
			n->type->kind == TY_FLOAT ? "double" : "int");
	return n;
}

static struct node *va_copy_node(struct token *at)
{
	struct node *to = assignment();

	expect(",");
	return assign(to, assignment(), at);
}

static struct node *alloca_node(struct token *at)
{
	struct node *n = node(N_ALLOCA, at, pointer_to(&ty_void));

	n->a = cast(assignment(), ty_size);
	return n;
}

static struct node *offset_node(struct token *at)
{
	struct type *t = type_name_parse();
	struct node *n = node(N_DEREF, at, t);

	n->a = cast(number(0, ty_size, at), pointer_to(t));
	expect(",");
	n = member_of(n, tok);
	tok = tok->next;
	for (;;) {
		if (got(".")) {
			n = member_of(n, tok);
			tok = tok->next;
		} else if (got("[")) {
			n = deref(binary(B_ADD, n, expression(), at), at);
			expect("]");
		} else {
			break;
		}
	}
	return cast(address(n, at), ty_size);
}

static struct node *expect_node(void)
{
	struct node *n = assignment();

	expect(",");
	assignment();
	return n;
}

static struct node *float_node(struct token *at, double v, struct type *t)
{
	struct node *n = node(N_FNUM, at, t);

	n->fval = v;
	return n;
}

/* A call of a function of the library that has no parameters. */
static struct node *call_of(const char *name, struct token *at)
{
	struct sym *s = take(sizeof(*s));
	struct node *n = node(N_CALL, at, &ty_void);

	s->kind = S_FUNC;
	s->name = intern(name, strlen(name));
	s->at = at;
	s->type = function_of(&ty_void);
	s->func = func_of(s->name, false);
	n->a = decay(var_node(s, at));
	return n;
}

struct node *builtin(void)
{
	struct token *at = tok;
	struct node *n;

	tok = tok->next;
	expect("(");
	if (is(at, "__builtin_va_start")) {
		n = va_start_node(at);
	} else if (is(at, "__builtin_va_arg")) {
		n = va_arg_node(at);
	} else if (is(at, "__builtin_va_end")) {
		n = cast(number(0, &ty_int, at), &ty_int);
		assignment();
	} else if (is(at, "__builtin_va_copy")) {
		n = va_copy_node(at);
	} else if (is(at, "__builtin_alloca")) {
		n = alloca_node(at);
	} else if (is(at, "__builtin_offsetof")) {
		n = offset_node(at);
	} else if (is(at, "__builtin_trap")) {
		n = call_of("abort", at);
	} else if (is(at, "__builtin_expect")) {
		n = expect_node();
	} else if (is(at, "__builtin_inf")) {
		n = float_node(at, (double)__builtin_inff(), &ty_double);
	} else if (is(at, "__builtin_inff")) {
		n = float_node(at, (double)__builtin_inff(), &ty_float);
	} else if (is(at, "__builtin_nanf")) {
		assignment();
		n = float_node(at, (double)__builtin_nanf(""), &ty_float);
	} else {
		fail(at, "cc does not have %s", at->name);
	}
	expect(")");
	return n;
}
