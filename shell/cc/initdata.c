/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Initializers of what has memory: constants are written there. */
#include "shell/cc/init.h"

#include <string.h>

void init_ensure(struct init *in, size_t size)
{
	char *more;

	if (size <= in->room)
		return;
	more = take(size * 2);
	if (in->room)
		memcpy(more, in->data, in->room);
	in->data = more;
	in->room = size * 2;
}

static void write_bits(char *p, const struct member *m, int64_t v)
{
	uint64_t old = 0,
		 mask = (m->width == 64 ? ~(uint64_t)0
					: ((uint64_t)1 << m->width) - 1)
		<< m->bit;

	memcpy(&old, p, size_of(m->type));
	old = (old & ~mask) | ((uint64_t)v << m->bit & mask);
	memcpy(p, &old, size_of(m->type));
}

static void write_float(char *p, const struct type *t, double v)
{
	float f = (float)v;
	long double l = v;

	if (t->kind == TY_FLOAT)
		memcpy(p, &f, sizeof(f));
	else if (t->kind == TY_DOUBLE)
		memcpy(p, &v, sizeof(v));
	else
		memcpy(p, &l, sizeof(l));
}

/* Where a constant address points, or a pending one. */
static int64_t address_of(struct init *in, const struct constant *c, size_t at)
{
	struct reloc *r;

	if (c->str)
		return (int64_t)(intptr_t)c->str->str + c->val;
	if (c->base->kind == S_FUNC) {
		if (!c->base->func->used)
			c->base->func->used = c->base->at;
		return (int64_t)(intptr_t)c->base->func;
	}
	if (c->base->addr)
		return (int64_t)(intptr_t)c->base->addr + c->val;
	r = take(sizeof(*r));
	r->next = in->relocs;
	r->sym = c->base;
	r->off = at;
	r->add = c->val;
	in->relocs = r;
	return 0;
}

void init_constant(
	struct init *in, struct node *to, struct node *from, size_t at)
{
	struct type *t = to->type;
	struct constant c;
	char *p;

	from = convert_to(from, t, "the initializer");
	if (from->kind == N_INIT && t->kind == TY_STRUCT) {
		init_ensure(in, at + size_of(t));
		memcpy(in->data + at, from->sym->addr, size_of(t));
		return;
	}
	if (!fold(from, &c))
		fail(from->at, "this initializer is not constant");
	init_ensure(in, at + size_of(t));
	p = in->data + at;
	if (is_float(t)) {
		write_float(p, t, c.fval);
		return;
	}
	if (c.base || c.str)
		c.val = address_of(in, &c, at);
	if (to->kind == N_MEMBER && to->member->width)
		write_bits(p, to->member, c.val);
	else
		memcpy(p, &c.val, size_of(t));
}
