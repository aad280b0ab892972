/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Constants are computed at once. */
#include "shell/cc/cc.h"

/* v as it is in a variable of type t. */
int64_t fit(int64_t v, const struct type *t)
{
	if (t->kind == TY_BOOL)
		return v != 0;
	switch (t->size) {
	case 1:
		return t->uns ? (int64_t)(uint8_t)v : (int8_t)v;
	case 2:
		return t->uns ? (int64_t)(uint16_t)v : (int16_t)v;
	case 4:
		return t->uns ? (int64_t)(uint32_t)v : (int32_t)v;
	}
	return v;
}

static bool divide(
	enum bin op, const struct type *t, int64_t a, int64_t b, int64_t *out)
{
	if (!b ||
		(!t->uns && b == -1 &&
			(a == INT64_MIN || (t->size == 4 && a == INT32_MIN))))
		return false;
	if (t->uns)
		*out = (int64_t)(op == B_DIV ? (uint64_t)a / (uint64_t)b
					     : (uint64_t)a % (uint64_t)b);
	else
		*out = op == B_DIV ? a / b : a % b;
	return true;
}

static bool compare(enum bin op, bool uns, int64_t a, int64_t b)
{
	bool less = uns ? (uint64_t)a < (uint64_t)b : a < b;

	switch (op) {
	case B_EQ:
		return a == b;
	case B_NE:
		return a != b;
	case B_LT:
		return less;
	case B_LE:
		return less || a == b;
	case B_GT:
		return !less && a != b;
	default:
		return !less;
	}
}

/* a op b, both of type t; false if it has no value. */
bool fold_op(
	enum bin op, const struct type *t, int64_t a, int64_t b, int64_t *out)
{
	uint64_t ua = (uint64_t)a, ub = (uint64_t)b, r;
	unsigned bits = (unsigned)t->size * 8 - 1;

	if (op == B_DIV || op == B_MOD) {
		if (!divide(op, t, a, b, out))
			return false;
		*out = fit(*out, t);
		return true;
	}
	if (op >= B_EQ) {
		*out = compare(op, t->uns, a, b);
		return true;
	}
	switch (op) {
	case B_ADD:
		r = ua + ub;
		break;
	case B_SUB:
		r = ua - ub;
		break;
	case B_MUL:
		r = ua * ub;
		break;
	case B_AND:
		r = ua & ub;
		break;
	case B_OR:
		r = ua | ub;
		break;
	case B_XOR:
		r = ua ^ ub;
		break;
	case B_SHL:
		r = ua << (ub & bits);
		break;
	default:
		r = t->uns ? ua >> (ub & bits) : (uint64_t)(a >> (ub & bits));
	}
	*out = fit((int64_t)r, t);
	return true;
}

static bool fold_float(enum bin op, double a, double b, struct constant *c)
{
	switch (op) {
	case B_ADD:
		c->fval = a + b;
		return true;
	case B_SUB:
		c->fval = a - b;
		return true;
	case B_MUL:
		c->fval = a * b;
		return true;
	case B_DIV:
		c->fval = a / b;
		return true;
	default:
		c->val = op == B_EQ  ? a == b
			: op == B_NE ? a != b
			: op == B_LT ? a < b
			: op == B_LE ? a <= b
			: op == B_GT ? a > b
				     : a >= b;
		return true;
	}
}

static bool fold_binary(const struct node *n, struct constant *c)
{
	struct constant a = { 0 }, b = { 0 };
	const struct type *t = n->a->type;

	if (!fold(n->a, &a) || !fold(n->b, &b) || a.base || b.base || a.str ||
		b.str)
		return false;
	if (is_float(t)) {
		if (!fold_float(n->op, a.fval, b.fval, c))
			return false;
		if (n->type->kind == TY_FLOAT)
			c->fval = (float)c->fval;
		return true;
	}
	return fold_op(n->op, t, a.val, b.val, &c->val);
}

static int64_t to_int(double v, const struct type *t)
{
	if (t->kind == TY_BOOL)
		return v != 0;
	if (t->uns && t->size == 8)
		return v >= 0x1p63 ? (int64_t)(uint64_t)v : (int64_t)v;
	if (!(v > -0x1p63 && v < 0x1p63))
		return INT64_MIN;
	return (int64_t)v;
}

static bool fold_cast(const struct node *n, struct constant *c)
{
	const struct type *from = n->a->type, *to = n->type;

	if (!fold(n->a, c))
		return false;
	if (c->base || c->str)
		return is_int(to) || to->kind == TY_PTR
			? to->size == sizeof(void *)
			: false;
	if (is_float(to)) {
		if (is_int(from))
			c->fval = from->uns ? (double)(uint64_t)c->val
					    : (double)c->val;
		if (to->kind == TY_FLOAT)
			c->fval = (float)c->fval;
	} else if (is_float(from)) {
		c->val = fit(to_int(c->fval, to), to);
	} else if (is_scalar(to)) {
		c->val = fit(c->val, to);
	} else {
		return false;
	}
	return true;
}

/* The address of a place. */
static bool fold_place(const struct node *n, struct constant *c)
{
	switch (n->kind) {
	case N_VAR:
		if (n->sym->kind != S_GLOBAL)
			return false;
		c->base = n->sym;
		return true;
	case N_FUNC:
		c->base = n->sym;
		return true;
	case N_STR:
		c->str = n->at;
		return true;
	case N_INIT:
		return n->sym->kind == S_GLOBAL && (c->base = n->sym);
	case N_MEMBER:
		if (!fold_place(n->a, c))
			return false;
		c->val += (int64_t)n->off;
		return true;
	case N_DEREF:
		return fold(n->a, c);
	default:
		return false;
	}
}

static bool fold_logic(const struct node *n, struct constant *c)
{
	struct constant a = { 0 };
	bool yes;

	if (!fold(n->a, &a))
		return false;
	yes = a.base || a.str || (is_float(n->a->type) ? a.fval != 0 : a.val);
	if (n->kind == N_NOT) {
		c->val = !yes;
		return true;
	}
	if (n->kind == N_COND)
		return fold(yes ? n->b : n->c, c);
	if (yes == (n->kind == N_OR)) {
		c->val = yes;
		return true;
	}
	if (!fold(n->b, &a))
		return false;
	c->val = a.base || a.str ||
		(is_float(n->b->type) ? a.fval != 0 : a.val);
	return true;
}

static bool fold_padd(const struct node *n, struct constant *c)
{
	struct constant i = { 0 };

	if (!fold(n->a, c) || !fold(n->b, &i) || i.base || i.str)
		return false;
	c->val += i.val * n->val;
	return true;
}

static bool fold_neg(const struct node *n, struct constant *c)
{
	if (!fold(n->a, c) || c->base || c->str)
		return false;
	c->fval = -c->fval;
	if (!is_float(n->type))
		c->val = fit((int64_t)(0 - (uint64_t)c->val), n->type);
	return true;
}

/* Whether n is constant, and what it is: base or string, plus val; or fval. */
bool fold(const struct node *n, struct constant *c)
{
	*c = (struct constant){ 0 };
	switch (n->kind) {
	case N_NUM:
		c->val = n->val;
		return true;
	case N_FNUM:
		c->fval = n->fval;
		return true;
	case N_BINARY:
		return fold_binary(n, c);
	case N_CAST:
		return fold_cast(n, c);
	case N_AND:
	case N_OR:
	case N_NOT:
	case N_COND:
		return fold_logic(n, c);
	case N_NEG:
		return fold_neg(n, c);
	case N_ADDR:
		return fold_place(n->a, c);
	case N_PADD:
		return fold_padd(n, c);
	default:
		return false;
	}
}

bool fold_int(const struct node *n, int64_t *val)
{
	struct constant c;

	if (!is_int(n->type) || !fold(n, &c) || c.base || c.str)
		return false;
	*val = c.val;
	return true;
}
