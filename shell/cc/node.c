/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree of an expression: each node gets its type here. */
#include "shell/cc/cc.h"

struct node *node(enum nk kind, struct token *at, struct type *type)
{
	struct node *n = take(sizeof(*n));

	n->kind = kind;
	n->at = at;
	n->type = type;
	return n;
}

struct node *number(int64_t val, struct type *type, struct token *at)
{
	struct node *n = node(N_NUM, at, type);

	n->val = val;
	return n;
}

struct node *var_node(struct sym *s, struct token *at)
{
	struct node *n = node(s->kind == S_FUNC ? N_FUNC : N_VAR, at, s->type);

	n->sym = s;
	return n;
}

/* As a value: arrays and functions become pointers. */
struct node *decay(struct node *n)
{
	struct node *p;

	if (n->type->kind == TY_ARRAY) {
		p = node(N_ADDR, n->at, pointer_to(n->type->base));
		p->a = n;
		return p;
	}
	if (n->type->kind == TY_FUNC) {
		p = node(N_ADDR, n->at, pointer_to(n->type));
		p->a = n;
		return p;
	}
	return n;
}

/* Explicit, or known to be right. */
struct node *cast(struct node *n, struct type *to)
{
	struct node *c;
	struct constant k;

	n = decay(n);
	if (same_type(n->type, to) || n->type->kind == TY_STRUCT) {
		if (to->kind != TY_PTR && n->type->is_const == to->is_const)
			return n;
	}
	c = node(N_CAST, n->at, to);
	c->a = n;
	if ((n->kind == N_NUM || n->kind == N_FNUM) && fold(c, &k) && !k.base &&
		!k.str && is_scalar(to)) {
		struct node *v = node(is_float(to) ? N_FNUM : N_NUM, n->at, to);

		v->val = k.val;
		v->fval = k.fval;
		return v;
	}
	return c;
}

/* The integer promotions. */
struct node *promote(struct node *n)
{
	const struct member *m = NULL;

	if (n->kind == N_MEMBER || n->kind == N_HOLD)
		m = n->member;
	else if ((n->kind == N_ASSIGN || n->kind == N_ASSIGN_OP ||
			 n->kind == N_POST) &&
		n->a->kind == N_MEMBER)
		m = n->a->member;

	n = decay(n);
	if (!is_int(n->type))
		return n;
	if (m && m->width && m->width < (int)sizeof(int) * 8 &&
		size_of(n->type) <= sizeof(int))
		return cast(n, &ty_int);
	if (n->type->kind < TY_INT)
		return cast(n, &ty_int);
	return n;
}

static struct type *common_type(const struct type *a, const struct type *b)
{
	static struct type *const ints[][2] = { { &ty_int, &ty_uint },
		{ &ty_long, &ty_ulong }, { &ty_llong, &ty_ullong } };
	const struct type *high = a->kind >= b->kind ? a : b;
	const struct type *low = high == a ? b : a;
	bool uns;

	if (is_float(high))
		return high->kind == TY_FLOAT     ? &ty_float
			: high->kind == TY_DOUBLE ? &ty_double
						  : &ty_ldouble;
	uns = high->uns || (low->uns && low->size == high->size);
	return ints[high->kind - TY_INT][uns];
}

static void arithmetic(struct node **a, struct node **b)
{
	struct type *t;

	*a = promote(*a);
	*b = promote(*b);
	t = common_type((*a)->type, (*b)->type);
	*a = cast(*a, t);
	*b = cast(*b, t);
}

/* Whether n is a constant 0 that may be a null pointer. */
bool is_null(const struct node *n)
{
	int64_t v;

	while (n->kind == N_CAST && n->type->kind == TY_PTR &&
		n->type->base->kind == TY_VOID)
		n = n->a;
	if (n->kind == N_NUM && n->type->kind == TY_PTR &&
		n->type->base->kind == TY_VOID)
		return n->val == 0;
	return is_int(n->type) && fold_int(n, &v) && v == 0;
}

bool is_vla(const struct type *t)
{
	return t->kind == TY_ARRAY &&
		(t->vla || t->vla_size || is_vla(t->base));
}

struct node *size_node(struct type *t, struct token *at)
{
	if (!is_vla(t))
		return number((int64_t)size_of(t), ty_size, at);
	if (t->vla_size)
		return var_node(t->vla_size, at);
	return binary(B_MUL,
		cast(t->vla ? t->vla : number(t->len, ty_size, at), ty_size),
		size_node(t->base, at), at);
}

/* p + i or p - i */
struct node *scaled(
	struct node *p, struct node *i, bool minus, struct token *at)
{
	struct type *base = p->type->base;
	struct node *n;

	if (base->kind != TY_VOID && base->kind != TY_FUNC &&
		!is_complete(base))
		fail(at, "the size of %s is not known", type_name(base));
	n = node(N_PADD, at, p->type);
	n->a = p;
	if (is_vla(base)) {
		n->b = binary(B_MUL, cast(i, &ty_long),
			cast(size_node(base, at), &ty_long), at);
		n->val = minus ? -1 : 1;
		return n;
	}
	n->b = promote(i);
	n->val = (int64_t)size_of(base) * (minus ? -1 : 1);
	return n;
}

static struct node *difference(struct node *a, struct node *b, struct token *at)
{
	struct node *n = node(N_PDIFF, at, &ty_long);

	if (!same_type(a->type->base, b->type->base))
		fail(at, "the difference of %s and %s", type_name(a->type),
			type_name(b->type));
	n->a = a;
	n->b = b;
	n->val = (int64_t)size_of(a->type->base);
	if (is_vla(a->type->base)) {
		n->val = 1;
		n = binary(B_DIV, n,
			cast(size_node(a->type->base, at), &ty_long), at);
	}
	return n;
}

static void pointers_compared(
	struct node **a, struct node **b, struct token *at)
{
	struct type *p = (*a)->type, *q = (*b)->type;

	if (p->kind != TY_PTR || q->kind != TY_PTR) {
		struct node *other = p->kind == TY_PTR ? *b : *a;

		if (!is_int(other->type))
			fail(at, "%s and %s cannot be compared", type_name(p),
				type_name(q));
		if (!is_null(other))
			warning(at, "a pointer is compared with an integer");
	} else if (!same_type(p->base, q->base) && p->base->kind != TY_VOID &&
		q->base->kind != TY_VOID) {
		warning(at, "%s is compared with %s", type_name(p),
			type_name(q));
	}
	*a = cast(*a, ty_size);
	*b = cast(*b, ty_size);
}

static const char *const bin_names[] = { "+", "-", "*", "/", "%", "&", "|", "^",
	"<<", ">>", "==", "!=", "<", "<=", ">", ">=" };

static _Noreturn void no_operator(enum bin op, const struct node *a,
	const struct node *b, const struct token *at)
{
	fail(at, "there is no %s of %s and %s", bin_names[op],
		type_name(a->type), type_name(b->type));
}

struct node *binary(
	enum bin op, struct node *a, struct node *b, struct token *at)
{
	struct node *n;
	struct type *t;

	a = decay(a);
	b = decay(b);
	if (!is_scalar(a->type) || !is_scalar(b->type))
		no_operator(op, a, b, at);
	if (a->type->kind == TY_PTR || b->type->kind == TY_PTR) {
		if (op == B_ADD && is_int(b->type))
			return scaled(a, b, false, at);
		if (op == B_ADD && is_int(a->type))
			return scaled(b, a, false, at);
		if (op == B_SUB && is_int(b->type))
			return scaled(a, b, true, at);
		if (op == B_SUB && a->type->kind == b->type->kind)
			return difference(a, b, at);
		if (op < B_EQ)
			no_operator(op, a, b, at);
		pointers_compared(&a, &b, at);
	} else if (op == B_SHL || op == B_SHR) {
		a = promote(a);
		b = cast(promote(b), &ty_int);
	} else {
		arithmetic(&a, &b);
	}
	t = a->type;
	if (is_float(t) && op >= B_MOD && op <= B_SHR)
		no_operator(op, a, b, at);
	n = node(N_BINARY, at, op >= B_EQ ? &ty_int : t);
	n->op = op;
	n->a = a;
	n->b = b;
	return n;
}

static bool drops_const(const struct type *to, const struct type *from)
{
	return from->base->is_const && !to->base->is_const;
}

static void check_pointers(
	const struct node *n, const struct type *to, const char *what)
{
	const struct type *from = n->type, *p = to->base, *q = from->base;

	if (drops_const(to, from) && n->kind != N_STR)
		warning(n->at, "%s drops const: %s to %s", what,
			type_name(from), type_name(to));
	else if (p->kind == TY_VOID || q->kind == TY_VOID || same_type(p, q))
		return;
	else if (is_int(p) && is_int(q) && p->kind == q->kind)
		return;
	else
		warning(n->at, "%s: %s where %s is wanted", what,
			type_name(from), type_name(to));
}

/* As assignment does it; `what` says who wants it. */
struct node *convert_to(struct node *n, struct type *to, const char *what)
{
	const struct type *from;

	n = decay(n);
	from = n->type;
	if (to->kind == TY_STRUCT || from->kind == TY_STRUCT ||
		from->kind == TY_VOID || to->kind == TY_VOID) {
		if (!same_type(from, to) || to->kind == TY_VOID)
			fail(n->at, "%s: %s where %s is wanted", what,
				type_name(from), type_name(to));
		return n;
	}
	if (to->kind == TY_PTR && from->kind == TY_PTR)
		check_pointers(n, to, what);
	else if (to->kind == TY_PTR && !is_null(n)) {
		if (!is_int(from))
			fail(n->at, "%s: %s where %s is wanted", what,
				type_name(from), type_name(to));
		warning(n->at, "%s: makes %s of an integer", what,
			type_name(to));
	} else if (from->kind == TY_PTR && to->kind != TY_PTR &&
		to->kind != TY_BOOL) {
		if (!is_int(to))
			fail(n->at, "%s: %s where %s is wanted", what,
				type_name(from), type_name(to));
		warning(n->at, "%s: makes an integer of %s", what,
			type_name(from));
	}
	return cast(n, to);
}

/* As a condition: compared with 0. */
struct node *truth(struct node *n)
{
	n = decay(n);
	if (!is_scalar(n->type))
		fail(n->at, "%s is not a condition", type_name(n->type));
	return n;
}
