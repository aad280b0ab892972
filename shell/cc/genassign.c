/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Code: conversions and assignments. */
#include "shell/cc/gen.h"
#include "shell/cc/ops.h"

/* By the classes of both sides. */
static int convert_op(int from, bool uns, int to, bool to_uns)
{
	static const int table[4][4][2] = {
		{ { -1, -1 }, { OP_I2L, OP_U2L }, { OP_I2F, OP_U2F },
			{ OP_I2D, OP_U2D } },
		{ { -1, -1 }, { -1, -1 }, { OP_L2F, OP_UL2F },
			{ OP_L2D, OP_UL2D } },
		{ { OP_F2I, OP_F2U }, { OP_F2L, OP_F2UL }, { -1, -1 },
			{ OP_F2D, OP_F2D } },
		{ { OP_D2I, OP_D2U }, { OP_D2L, OP_D2UL }, { OP_D2F, OP_D2F },
			{ -1, -1 } },
	};

	return table[from][to][from < 2 ? uns : to_uns];
}

static int narrow_op(const struct type *t)
{
	if (t->size == 1)
		return t->uns ? OP_EXT8U : OP_EXT8S;
	if (t->size == 2)
		return t->uns ? OP_EXT16U : OP_EXT16S;
	return -1;
}

int gen_cast(struct node *n, int want)
{
	struct type *from = n->a->type, *t = n->type;
	int v, op, narrow;

	if (t->kind == TY_VOID) {
		gen_drop(n->a);
		return 0;
	}
	if (t->kind == TY_BOOL)
		return true_value(gen(n->a, -1), from, want);
	op = convert_op(class_of(from), from->uns, class_of(t), t->uns);
	narrow = is_int(t) ? narrow_op(t) : -1;
	if (narrow >= 0 && is_int(from) && from->size <= t->size &&
		from->uns == t->uns)
		narrow = -1;
	if (op < 0 && narrow < 0) {
		v = gen(n->a, class_of(from) == class_of(t) ? want : -1);
		if (want < 0 || v == want)
			return v;
		emit(class_of(t) & 1 ? OP_MOVL : OP_MOVI, want, v, 0);
		return want;
	}
	v = gen(n->a, -1);
	want = dest(want);
	if (op >= 0) {
		if (narrow >= 0 && t->uns)
			op = class_of(from) == 2 ? OP_F2I : OP_D2I;
		emit(op, want, v, 0);
		v = want;
	}
	if (narrow >= 0)
		emit(narrow, want, v, 0);
	return want;
}

int gen_neg(struct node *n, int want)
{
	int v = gen(n->a, -1), to = dest(want), zero, c = class_of(n->type);

	if (c > 1) {
		emit(c == 2 ? OP_NEGF : OP_NEGD, to, v, 0);
		return to;
	}
	zero = from_constant(0, n->type, -1);
	emit(c ? OP_L_SUB : OP_I_SUB, to, zero, v);
	return to;
}

int gen_pdiff(struct node *n, int want)
{
	bool wide = sizeof(void *) == 8;
	int a = gen(n->a, -1), b = gen(n->b, -1), to = dest(want);

	emit(wide ? OP_L_SUB : OP_I_SUB, to, a, b);
	if (n->val != 1)
		emit(wide ? OP_LK_DIV : OP_IK_DIV, to, to, (int)n->val);
	return to;
}

/* What is left of an assignment's value in a bit-field or narrow type. */
static int assigned(struct node *n, int v, int want)
{
	struct place p = { .kind = P_FRAME };

	if (n->dropped)
		return v;
	if (n->a->kind == N_MEMBER && n->a->member->width) {
		struct member *m = n->a->member;
		struct member low = *m;
		int t = temp(SLOT, SLOT);

		low.bit = 0;
		p.slot = t;
		p.bits = &low;
		emit(OP_MOVL, t, v, 0);
		return load(p, n->type, want);
	}
	if (want >= 0 && v != want)
		emit(class_of(n->type) & 1 ? OP_MOVL : OP_MOVI, want, v, 0);
	return want >= 0 ? want : v;
}

static bool in_frame(const struct place *p, const struct type *t)
{
	return p->kind == P_FRAME && !p->bits && t->kind != TY_LDOUBLE &&
		(t->size == 4 || t->size == 8);
}

int gen_assign(struct node *n, int want)
{
	struct node *hold = n->c;
	struct place p;
	int v;

	if (n->type->kind == TY_STRUCT)
		return place_addr(gen_place(n), want);
	if (n->type->kind == TY_ARRAY) { /* a string, by an initializer */
		copy_place(gen_place(n->a), gen_place(n->b), size_of(n->type));
		return 0;
	}
	p = gen_place(n->a);
	if (hold)
		hold->val = load(p, n->type, -1);
	if (hold && n->kind == N_POST && !n->dropped) {
		int old = temp(SLOT, SLOT);
		int move = class_of(n->type) & 1 ? OP_MOVL : OP_MOVI;

		emit(move, old, (int)hold->val, 0);
		hold->val = old;
		store(p, n->type, gen(n->b, -1));
		if (want < 0)
			return old;
		emit(move, want, old, 0);
		return want;
	}
	if (in_frame(&p, n->type)) {
		v = gen(n->b, p.slot + (int)p.off);
	} else {
		v = gen(n->b, -1);
		store(p, n->type, v);
	}
	return assigned(n, v, want);
}
