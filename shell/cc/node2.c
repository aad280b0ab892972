/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree of an expression: what has a place in memory, and conditions. */
#include "shell/cc/cc.h"

static bool is_place(const struct node *n)
{
	return n->kind == N_VAR || n->kind == N_DEREF || n->kind == N_STR ||
		n->kind == N_INIT ||
		(n->kind == N_MEMBER &&
			(is_place(n->a) || n->a->type->kind == TY_STRUCT));
}

/* to = from; complains if that cannot be. */
struct node *assign(struct node *to, struct node *from, struct token *at)
{
	struct node *n;

	if (!is_place(to))
		fail(at, "only a variable or a place can be assigned to");
	if (to->type->kind == TY_ARRAY || to->type->kind == TY_FUNC)
		fail(at, "%s cannot be assigned to", type_name(to->type));
	if (to->type->is_const)
		fail(at, "what is const cannot be assigned to");
	if (!is_complete(to->type))
		fail(at, "%s is not complete", type_name(to->type));
	n = node(N_ASSIGN, at, to->type);
	n->a = to;
	n->b = convert_to(from, to->type, "the assignment");
	return n;
}

struct node *deref(struct node *n, struct token *at)
{
	struct node *d;

	n = decay(n);
	if (n->type->kind != TY_PTR)
		fail(at, "* wants a pointer, not %s", type_name(n->type));
	if (n->type->base->kind == TY_FUNC)
		return n->kind == N_ADDR ? n->a : n;
	if (n->type->base->kind == TY_VOID)
		fail(at, "a void * does not say what it points to");
	d = node(N_DEREF, at, n->type->base);
	d->a = n;
	return d;
}

struct node *address(struct node *n, struct token *at)
{
	struct node *p;

	if (n->type->kind == TY_FUNC)
		return decay(n);
	if (n->kind == N_ADDR && n->type->kind == TY_PTR &&
		n->type->base->kind == TY_FUNC)
		return n;
	if (!is_place(n))
		fail(at, "& wants a variable or a place");
	if (n->kind == N_MEMBER && n->member->width)
		fail(at, "a bit-field has no address");
	p = node(N_ADDR, at, pointer_to(n->type));
	p->a = n;
	return p;
}

struct node *mem_node(struct node *n, struct member *m, struct token *at)
{
	struct node *r = node(N_MEMBER, at, m->type);

	if (n->type->is_const)
		r->type = qualified(m->type);
	r->a = n;
	r->member = m;
	r->off = m->at;
	return r;
}

struct node *member_of(struct node *n, struct token *name)
{
	struct member *m;
	struct node *r;
	size_t at = 0;

	if (n->type->kind != TY_STRUCT)
		fail(name, "%s has no members", type_name(n->type));
	if (!n->type->record->complete)
		fail(name, "%s is not complete", type_name(n->type));
	m = find_member(n->type->record, name->name, &at);
	if (!m)
		fail(name, "%s has no member %s", type_name(n->type),
			name->name);
	r = mem_node(n, m, name);
	r->off = at;
	return r;
}

static struct type *branch_type(
	struct node **a, struct node **b, struct token *at)
{
	struct type *p = (*a)->type, *q = (*b)->type;
	struct node *sum;

	if (is_number(p) && is_number(q)) {
		sum = binary(B_ADD, *a, *b, at);
		return sum->type;
	}
	if (p->kind == TY_VOID || q->kind == TY_VOID)
		return &ty_void;
	if (p->kind == TY_STRUCT || q->kind == TY_STRUCT) {
		if (!same_type(p, q))
			fail(at, "?: of %s and %s", type_name(p), type_name(q));
		return p;
	}
	if (p->kind != TY_PTR)
		return q;
	if (q->kind != TY_PTR)
		return p;
	if (is_null(*a))
		return q;
	if (is_null(*b) || p->base->kind == TY_VOID)
		return p;
	if (q->base->kind == TY_VOID)
		return q;
	if (!same_type(p->base, q->base))
		warning(at, "?: of %s and %s", type_name(p), type_name(q));
	return p;
}

struct node *conditional(
	struct node *c, struct node *a, struct node *b, struct token *at)
{
	struct node *n;
	struct type *t;

	a = decay(a);
	b = decay(b);
	t = branch_type(&a, &b, at);
	n = node(N_COND, at, t);
	n->a = truth(c);
	n->b = t->kind == TY_VOID ? a : convert_to(a, t, "?:");
	n->c = t->kind == TY_VOID ? b : convert_to(b, t, "?:");
	return n;
}
