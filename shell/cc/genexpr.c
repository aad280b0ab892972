/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Code: values of expressions. */
#include "shell/cc/gen.h"
#include "shell/cc/ops.h"

#include <string.h>

int from_constant(int64_t v, struct type *t, int want)
{
	int to = dest(want);

	emit_imm(class_of(t) ? OP_CL : OP_CI, to, v);
	return to;
}

static int float_constant(struct node *n, int want)
{
	int to = dest(want);
	float f = (float)n->fval;
	int64_t bits = 0;

	if (n->type->kind == TY_FLOAT)
		memcpy(&bits, &f, sizeof(f));
	else
		memcpy(&bits, &n->fval, sizeof(bits));
	emit_imm(n->type->kind == TY_FLOAT ? OP_CI : OP_CL, to, bits);
	return to;
}

/* A constant that fits in an instruction. */
static bool small(struct node *n, int *v)
{
	int64_t value;

	if (!fold_int(n, &value))
		return false;
	if (class_of(n->type) == 0)
		value = (int32_t)value;
	*v = (int)value;
	return value == *v;
}

/* Operations as OPS_INT has them: unsigned ones are at the end. */
static int int_op(enum bin op, bool uns)
{
	static const int unsigneds[] = { [B_DIV] = OP_I_DIVU,
		[B_MOD] = OP_I_MODU,
		[B_SHR] = OP_I_SHRU,
		[B_LT] = OP_I_LTU,
		[B_LE] = OP_I_LEU,
		[B_GT] = OP_I_GTU,
		[B_GE] = OP_I_GEU };

	if (uns && (op == B_DIV || op == B_MOD || op == B_SHR || op >= B_LT))
		return unsigneds[op] - OP_I_ADD;
	return (int)op;
}

static enum bin swapped(enum bin op)
{
	return op == B_LT    ? B_GT
		: op == B_GT ? B_LT
		: op == B_LE ? B_GE
		: op == B_GE ? B_LE
			     : op;
}

static bool can_swap(enum bin op)
{
	return op != B_SUB && op != B_DIV && op != B_MOD && op != B_SHL &&
		op != B_SHR;
}

static int gen_float_binary(struct node *n, int want)
{
	int kind = n->op <= B_DIV ? (int)n->op : (int)n->op - B_EQ + 4;
	int a = gen(n->a, -1), b = gen(n->b, -1), to = dest(want);

	emit((class_of(n->a->type) == 2 ? OP_F_ADD : OP_D_ADD) + kind, to, a,
		b);
	return to;
}

int gen_binary(struct node *n, int want)
{
	int base = class_of(n->a->type), k, a, b, to, op;
	struct node *x = n->a, *y = n->b;
	enum bin bin = n->op;

	if (base > 1)
		return gen_float_binary(n, want);
	if (can_swap(bin) && small(x, &k)) {
		x = n->b;
		y = n->a;
		bin = swapped(bin);
	}
	op = int_op(bin, x->type->uns);
	a = gen(x, -1);
	if (small(y, &k)) {
		to = dest(want);
		emit((base ? OP_LK_ADD : OP_IK_ADD) + op, to, a, k);
		return to;
	}
	b = gen(y, -1);
	to = dest(want);
	at_line(n->at);
	emit((base ? OP_L_ADD : OP_I_ADD) + op, to, a, b);
	return to;
}

/* A comparison of 32 bits jumps by itself. */
static int jump_compare(struct node *n, bool when, int chain)
{
	static const enum bin inverse[] = { [B_EQ] = B_NE,
		[B_NE] = B_EQ,
		[B_LT] = B_GE,
		[B_LE] = B_GT,
		[B_GT] = B_LE,
		[B_GE] = B_LT };
	struct node *x = n->a, *y = n->b;
	enum bin bin = n->op;
	int k, a, b, op;

	if (small(x, &k)) {
		x = n->b;
		y = n->a;
		bin = swapped(bin);
	}
	if (!when)
		bin = inverse[bin];
	op = (int)bin - B_EQ;
	if (bin >= B_LT && x->type->uns)
		op += 4;
	a = gen(x, -1);
	if (small(y, &k))
		return emit(OP_JK_EQ + op, a, k, chain);
	b = gen(y, -1);
	return emit(OP_J_EQ + op, a, b, chain);
}

int true_value(int slot, const struct type *t, int want)
{
	int to = dest(want);

	emit(OP_TRUEI + class_of(t), to, slot, 0);
	return to;
}

int gen_jump_value(int slot, struct type *t, bool when, int chain)
{
	switch (class_of(t)) {
	case 0:
		return emit(when ? OP_JK_NE : OP_JK_EQ, slot, 0, chain);
	case 1:
		return emit(when ? OP_JNZL : OP_JZL, slot, 0, chain);
	}
	slot = true_value(slot, t, -1);
	return emit(when ? OP_JK_NE : OP_JK_EQ, slot, 0, chain);
}

int gen_jump(struct node *n, bool when, int chain)
{
	struct constant c;
	int skip;

	if (n->kind == N_NOT)
		return gen_jump(n->a, !when, chain);
	if (fold(n, &c)) {
		bool yes = c.base || c.str ||
			(is_float(n->type) ? c.fval != 0 : c.val != 0);

		return yes == when ? emit(OP_JMP, 0, 0, chain) : chain;
	}
	if (n->kind == N_AND || n->kind == N_OR) {
		if ((n->kind == N_OR) == when) {
			chain = gen_jump(n->a, when, chain);
			return gen_jump(n->b, when, chain);
		}
		skip = gen_jump(n->a, !when, -1);
		chain = gen_jump(n->b, when, chain);
		patch_chain(skip, here());
		return chain;
	}
	if (n->kind == N_BINARY && n->op >= B_EQ && class_of(n->a->type) == 0)
		return jump_compare(n, when, chain);
	return gen_jump_value(gen(n, -1), n->type, when, chain);
}

/* 0 or 1, by jumps. */
static int gen_logic(struct node *n, int want)
{
	int to = dest(want), no, end;

	if (n->kind == N_NOT && class_of(n->a->type) == 0) {
		emit(OP_IK_EQ, to, gen(n->a, -1), 0);
		return to;
	}
	no = gen_jump(n, false, -1);
	emit_imm(OP_CI, to, 1);
	end = emit(OP_JMP, 0, 0, -1);
	patch_chain(no, here());
	emit_imm(OP_CI, to, 0);
	patch(end, here());
	return to;
}

static int gen_cond(struct node *n, int want)
{
	bool none = n->type->kind == TY_VOID;
	int to = none ? 0 : dest(want), no = gen_jump(n->a, false, -1), end;

	if (none)
		gen_drop(n->b);
	else
		gen(n->b, to);
	end = emit(OP_JMP, 0, 0, -1);
	patch_chain(no, here());
	if (none)
		gen_drop(n->c);
	else
		gen(n->c, to);
	patch(end, here());
	return to;
}

static int gen_alloca(struct node *n, int want)
{
	int size = gen(n->a, -1), to = dest(want);

	emit(OP_ALLOCA, to, size, 0);
	return to;
}

static int gen_va_start(struct node *n)
{
	struct place ap = gen_place(n->a);
	int p = temp(SLOT, SLOT);

	emit(OP_MOVL, p, va_slot, 0);
	store(ap, n->a->type, p);
	return 0;
}

static int gen_zero(struct node *n)
{
	emit(OP_ZERO, place_addr(gen_place(n->a), -1), 0,
		(int)size_of(n->type));
	return 0;
}

static int gen_address(struct node *n, int want)
{
	if (n->a->kind == N_FUNC) {
		struct func *f = n->a->sym->func;

		if (!f->used)
			f->used = n->at;
		return from_constant((intptr_t)f, n->type, want);
	}
	return place_addr(gen_place(n->a), want);
}

static int gen_padd(struct node *n, int want)
{
	struct node at = { .kind = N_DEREF, .a = n, .type = n->type->base };

	return place_addr(gen_place(&at), want);
}

static int gen_special(struct node *n, int want)
{
	switch (n->kind) {
	case N_VA_START:
		return gen_va_start(n);
	case N_VA_ARG:
		return gen_va_arg(n, want);
	case N_ALLOCA:
		return gen_alloca(n, want);
	case N_ZERO:
		return gen_zero(n);
	case N_HOLD:
		if (want >= 0 && want != (int)n->val)
			emit(class_of(n->type) & 1 ? OP_MOVL : OP_MOVI, want,
				(int)n->val, 0);
		return want >= 0 ? want : (int)n->val;
	case N_COMMA:
		gen_drop(n->a);
		return gen(n->b, want);
	case N_CALL:
		return gen_call(n, want);
	default:
		return load(gen_place(n), n->type, want);
	}
}

/* Code for the value of n. Returns where in the frame it is: at want, unless
 * that is -1. */
int gen(struct node *n, int want)
{
	at_line(n->at);
	if (n->type->kind == TY_STRUCT || n->type->kind == TY_ARRAY)
		return n->kind == N_ZERO      ? gen_zero(n)
			: n->kind == N_ASSIGN ? gen_assign(n, want)
					      : place_addr(gen_place(n), want);
	switch (n->kind) {
	case N_NUM:
		return from_constant(n->val, n->type, want);
	case N_FNUM:
		return float_constant(n, want);
	case N_ADDR:
		return gen_address(n, want);
	case N_ASSIGN:
	case N_ASSIGN_OP:
	case N_POST:
		return gen_assign(n, want);
	case N_COND:
		return gen_cond(n, want);
	case N_AND:
	case N_OR:
	case N_NOT:
		return gen_logic(n, want);
	case N_NEG:
		return gen_neg(n, want);
	case N_CAST:
		return gen_cast(n, want);
	case N_BINARY:
		return gen_binary(n, want);
	case N_PADD:
		return gen_padd(n, want);
	case N_PDIFF:
		return gen_pdiff(n, want);
	default:
		return gen_special(n, want);
	}
}

/* For what n does, not its value. */
void gen_drop(struct node *n)
{
	int top = frame_top;

	n->dropped = true;
	if (n->kind == N_COMMA) {
		gen_drop(n->a);
		gen_drop(n->b);
	} else if (n->kind == N_CAST && n->type->kind == TY_VOID) {
		gen_drop(n->a);
	} else {
		gen(n, -1);
	}
	frame_top = top;
}
