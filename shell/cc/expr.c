/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expressions: operators, from the comma to casts. */
#include "shell/cc/cc.h"

struct token *tok;

bool got(const char *text)
{
	if (!is(tok, text) || tok->kind == T_STR)
		return false;
	tok = tok->next;
	return true;
}

void expect(const char *text)
{
	if (got(text))
		return;
	if (tok->kind == T_EOF)
		fail(tok, "%s is missing at the end of the file", text);
	fail(tok, "%s is missing before %s", text, tok->name);
}

struct node *expression(void)
{
	struct node *n = assignment();

	while (is(tok, ",")) {
		struct token *at = tok;
		struct node *c;

		tok = tok->next;
		c = node(N_COMMA, at, NULL);
		c->a = n;
		c->b = decay(assignment());
		c->type = c->b->type;
		n = c;
	}
	return n;
}

/* to op= by, ++to or to++. */
struct node *assign_op(struct node *to, enum bin op, struct node *by,
	struct token *at, bool post)
{
	struct node *hold, *n, *value;

	if (!is_scalar(to->type))
		fail(at, "there is no %s of %s", at->name, type_name(to->type));
	hold = node(N_HOLD, at, to->type);
	hold->member = to->kind == N_MEMBER ? to->member : NULL;
	value = binary(op, hold, by, at);
	n = assign(to, value, at);
	n->kind = post ? N_POST : N_ASSIGN_OP;
	n->c = hold;
	return n;
}

static const struct {
	const char *text;
	enum bin op;
	int level;
} ops[] = { { "*", B_MUL, 10 }, { "/", B_DIV, 10 }, { "%", B_MOD, 10 },
	{ "+", B_ADD, 9 }, { "-", B_SUB, 9 }, { "<<", B_SHL, 8 },
	{ ">>", B_SHR, 8 }, { "<", B_LT, 7 }, { "<=", B_LE, 7 },
	{ ">", B_GT, 7 }, { ">=", B_GE, 7 }, { "==", B_EQ, 6 },
	{ "!=", B_NE, 6 }, { "&", B_AND, 5 }, { "^", B_XOR, 4 },
	{ "|", B_OR, 3 } };

enum { NOPS = sizeof(ops) / sizeof(*ops), LOWEST = 3 };

static const char *const assign_ops[][2] = { { "+=", "+" }, { "-=", "-" },
	{ "*=", "*" }, { "/=", "/" }, { "%=", "%" }, { "&=", "&" },
	{ "|=", "|" }, { "^=", "^" }, { "<<=", "<<" }, { ">>=", ">>" } };

static enum bin op_of(const char *text)
{
	int i;

	for (i = 0; i < NOPS - 1; i++)
		if (intern(text, text[1] ? 2 : 1) ==
			intern(ops[i].text, ops[i].text[1] ? 2 : 1))
			break;
	return ops[i].op;
}

struct node *assignment(void)
{
	struct node *n = ternary();
	struct token *at = tok;
	size_t i;

	if (tok->kind != T_PUNCT)
		return n;
	if (got("="))
		return assign(n, assignment(), at);
	for (i = 0; i < sizeof(assign_ops) / sizeof(*assign_ops); i++)
		if (got(assign_ops[i][0]))
			return assign_op(n, op_of(assign_ops[i][1]),
				assignment(), at, false);
	return n;
}

static struct node *operators(int level)
{
	struct node *n = cast_expr();

	for (;;) {
		struct token *at = tok;
		int i;

		if (tok->kind != T_PUNCT)
			return n;
		for (i = 0; i < NOPS; i++)
			if (ops[i].level >= level && is(tok, ops[i].text))
				break;
		if (i == NOPS)
			return n;
		tok = tok->next;
		n = binary(ops[i].op, n, operators(ops[i].level + 1), at);
	}
}

static struct node *logic(
	enum nk kind, struct token *at, struct node *a, struct node *b)
{
	struct node *n = node(kind, at, &ty_int);

	n->a = truth(a);
	n->b = truth(b);
	return n;
}

static struct node *and_expr(void)
{
	struct node *n = operators(LOWEST);
	struct token *at = tok;

	for (; got("&&"); at = tok)
		n = logic(N_AND, at, n, operators(LOWEST));
	return n;
}

static struct node *or_expr(void)
{
	struct node *n = and_expr();
	struct token *at = tok;

	for (; got("||"); at = tok)
		n = logic(N_OR, at, n, and_expr());
	return n;
}

struct node *ternary(void)
{
	struct node *n = or_expr(), *yes;
	struct token *at = tok;

	if (!got("?"))
		return n;
	if (is(tok, ":"))
		fail(tok, "a ?: without its middle is not C");
	yes = expression();
	expect(":");
	return conditional(n, yes, ternary(), at);
}

/* A constant integer; `what` says what for. */
int64_t const_expr(const char *what)
{
	struct token *at = tok;
	struct node *n = decay(ternary());
	int64_t v;

	if (!fold_int(n, &v))
		fail(at, "%s is not a constant integer", what);
	return v;
}

static struct node *explicit_cast(
	struct node *n, struct type *t, struct token *at)
{
	n = decay(n);
	if (t->kind == TY_VOID) {
		struct node *c = node(N_CAST, at, t);

		c->a = n;
		return c;
	}
	if (!is_scalar(t) || !is_scalar(n->type) ||
		(t->kind == TY_PTR && is_float(n->type)) ||
		(n->type->kind == TY_PTR && is_float(t))) {
		if (t->kind == TY_STRUCT && same_type(t, n->type))
			return n;
		fail(at, "a cast of %s to %s", type_name(n->type),
			type_name(t));
	}
	n = cast(n, t);
	if (n->kind == N_VAR || n->kind == N_DEREF || n->kind == N_MEMBER) {
		struct node *c = node(N_CAST, at, t);

		c->a = n; /* no place any more */
		return c;
	}
	return n;
}

struct node *cast_expr(void)
{
	struct token *at = tok;
	struct type *t;

	if (!is(tok, "(") || !at_type(tok->next))
		return unary();
	tok = tok->next;
	t = type_name_parse();
	expect(")");
	if (is(tok, "{")) {
		tok = at;
		return unary();
	}
	return explicit_cast(cast_expr(), t, at);
}

static struct node *negative(struct token *at)
{
	struct node *n = promote(cast_expr()), *r;

	if (!is_number(n->type))
		fail(at, "there is no - of %s", type_name(n->type));
	r = node(N_NEG, at, n->type);
	r->a = n;
	return r;
}

static struct node *size_operator(struct token *at)
{
	struct type *t;
	bool align = at->name[1] == 'A' || at->name[1] == '_';

	if (is(tok, "(") && at_type(tok->next)) {
		struct token *start = tok;

		tok = tok->next;
		t = type_name_parse();
		expect(")");
		if (is(tok, "{")) {
			tok = start;
			t = unary()->type;
		}
	} else {
		struct node *n = unary();

		if (n->kind == N_MEMBER && n->member->width)
			fail(at, "a bit-field has no size");
		t = n->type;
	}
	if (align)
		return number((int64_t)align_of(t), ty_size, at);
	if (is_vla(t))
		return cast(size_node(t, at), ty_size);
	if (!is_complete(t) && t->kind != TY_VOID && t->kind != TY_FUNC)
		fail(at, "the size of %s is not known", type_name(t));
	return number((int64_t)size_of(t), ty_size, at);
}

static struct node *postfix(void)
{
	struct node *n = primary();

	for (;;) {
		struct token *at = tok;

		if (got("[")) {
			n = deref(binary(B_ADD, n, expression(), at), at);
			expect("]");
		} else if (got("(")) {
			n = call(n, at);
		} else if (got(".") || got("->")) {
			if (is(at, "->"))
				n = deref(n, at);
			if (tok->kind != T_IDENT)
				fail(tok, "a member's name is wanted");
			n = member_of(n, tok);
			tok = tok->next;
		} else if (got("++") || got("--")) {
			n = assign_op(n, is(at, "++") ? B_ADD : B_SUB,
				number(1, &ty_int, at), at, true);
		} else {
			return n;
		}
	}
}

struct node *unary(void)
{
	struct token *at = tok;
	struct node *n;

	if (got("-"))
		return negative(at);
	if (got("+")) {
		n = promote(cast_expr());
		if (!is_number(n->type))
			fail(at, "there is no + of %s", type_name(n->type));
		return explicit_cast(n, n->type, at);
	}
	if (got("!")) {
		n = node(N_NOT, at, &ty_int);
		n->a = truth(cast_expr());
		return n;
	}
	if (got("~")) {
		n = promote(cast_expr());
		return binary(B_XOR, n, number(-1, &ty_int, at), at);
	}
	if (got("*"))
		return deref(cast_expr(), at);
	if (got("&"))
		return address(cast_expr(), at);
	if (got("++") || got("--")) {
		n = unary();
		return assign_op(n, is(at, "++") ? B_ADD : B_SUB,
			number(1, &ty_int, at), at, false);
	}
	if (got("sizeof") || got("_Alignof") || got("__alignof__"))
		return size_operator(at);
	return postfix();
}
