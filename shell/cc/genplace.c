/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Code: where things are, and calls. */
#include "shell/cc/gen.h"
#include "shell/cc/ops.h"

static struct place frame_place(int slot)
{
	struct place p = { .kind = P_FRAME, .slot = slot };

	return p;
}

static struct place pointer_place(int slot)
{
	struct place p = { .kind = P_PTR, .slot = slot };

	return p;
}

/* What p + i * scale points to. */
static struct place indexed(struct node *n)
{
	struct place p;
	int64_t i;
	struct node *index = n->b;

	if (fold_int(index, &i) && i * n->val == (int32_t)(i * n->val)) {
		p = n->a->kind == N_ADDR ? gen_place(n->a->a)
					 : pointer_place(gen(n->a, -1));
		if (p.kind != P_INDEX) {
			p.off += i * n->val;
			return p;
		}
		p = pointer_place(place_addr(p, -1));
		p.off = i * n->val;
		return p;
	}
	p = (struct place){ .kind = P_INDEX };
	if (index->type->uns && index->type->size < sizeof(void *))
		index = cast(index, &ty_long);
	p.slot = gen(n->a, -1);
	p.index = gen(index, -1);
	p.scale = (int)n->val;
	if (n->val != (int16_t)n->val || class_of(index->type) == 1) {
		int t = temp(SLOT, SLOT);
		bool wide = sizeof(void *) == 8;

		if (class_of(index->type) == 0 && wide)
			emit(OP_I2L, t, p.index, 0);
		else
			emit(OP_MOVL, t, p.index, 0);
		emit(wide ? OP_LK_MUL : OP_IK_MUL, t, t, (int)n->val);
		emit(wide ? OP_L_ADD : OP_I_ADD, t, p.slot, t);
		return pointer_place(t);
	}
	return p;
}

static struct place deref_place(struct node *n)
{
	if (n->kind == N_ADDR)
		return gen_place(n->a);
	if (n->kind == N_PADD)
		return indexed(n);
	return pointer_place(gen(n, -1));
}

static struct place member_place(struct node *n)
{
	struct place p = gen_place(n->a);

	if (p.kind == P_INDEX && (n->off || n->member->width))
		p = pointer_place(place_addr(p, -1));
	p.off += (int64_t)n->off;
	p.bits = n->member->width ? n->member : NULL;
	return p;
}

static struct place var_place(const struct sym *s)
{
	struct place p = { .kind = P_GLOBAL, .sym = (struct sym *)s };

	return s->kind == S_LOCAL ? frame_place(s->slot) : p;
}

/* A condition whose branches are structures. */
static struct place cond_place(struct node *n)
{
	int to = temp(SLOT, SLOT), no = gen_jump(n->a, false, -1), end;

	place_addr(gen_place(n->b), to);
	end = emit(OP_JMP, 0, 0, -1);
	patch_chain(no, here());
	place_addr(gen_place(n->c), to);
	patch(end, here());
	return pointer_place(to);
}

/* Where what n means is in memory; the code for that is emitted. */
struct place gen_place(struct node *n)
{
	struct place p = { .kind = P_GLOBAL };

	switch (n->kind) {
	case N_VAR:
		return var_place(n->sym);
	case N_STR:
		p.addr = n->at->str;
		return p;
	case N_DEREF:
		return deref_place(n->a);
	case N_MEMBER:
		return member_place(n);
	case N_INIT:
		if (n->a)
			gen_drop(n->a);
		return var_place(n->sym);
	case N_COMMA:
		gen_drop(n->a);
		return gen_place(n->b);
	case N_COND:
		return cond_place(n);
	case N_ASSIGN:
		p = gen_place(n->a);
		if (p.kind == P_INDEX)
			p = pointer_place(place_addr(p, -1));
		copy_place(p, gen_place(n->b), size_of(n->type));
		return p;
	case N_CALL:
		return call_place(n);
	case N_VA_ARG:
		return pointer_place(gen_va_arg(n, -1));
	case N_CAST:
		return gen_place(n->a);
	default:
		fail(n->at, "this has no place in memory");
	}
}

static int arg_size(const struct type *t)
{
	size_t size = t->kind == TY_STRUCT || t->kind == TY_LDOUBLE ? size_of(t)
								    : SLOT;

	return (int)((size + 7) / 8 * 8);
}

static void put_arg(struct node *n, int slot)
{
	if (n->type->kind == TY_STRUCT)
		copy_place(frame_place(slot), gen_place(n), size_of(n->type));
	else if (n->type->kind == TY_LDOUBLE)
		store(frame_place(slot), n->type, gen(n, -1));
	else
		gen(n, slot);
}

/* Size of a variable argument, as the C library's va_arg() takes it. */
static int va_size(const struct type *t, int *align)
{
	int step = sizeof(void *) == 8 || size_of(t) >= 8 ? 8 : 4;

	*align = t->kind == TY_LDOUBLE ? 16 : step;
	return (int)((size_of(t) + (size_t)step - 1) / (size_t)step) * step;
}

/* Memory for variable arguments, to which a pointer leads. */
static int variable_area(const struct node *n, const struct type *t)
{
	const struct param *p;
	int size = 0, align;

	for (p = t->params; p && n; p = p->next)
		n = n->next;
	for (; n; n = n->next) {
		int s = va_size(n->type, &align);

		size = (size + align - 1) / align * align + s;
	}
	return temp((size_t)size + 8, 16);
}

static void put_variable(struct node *n, int slot, int area)
{
	struct node *p;
	int size = 0, align;

	for (p = n; p; p = p->next) {
		int s = va_size(p->type, &align), v;

		size = (size + align - 1) / align * align;
		if (s < 8 || p->type->kind == TY_STRUCT ||
			p->type->kind == TY_LDOUBLE) {
			if (p->type->kind == TY_STRUCT) {
				put_arg(p->a, area + size);
			} else {
				v = gen(p->a, -1);
				store(frame_place(area + size), p->type, v);
			}
		} else {
			gen(p->a, area + size);
		}
		size += s;
	}
	emit(OP_LEA, slot, area, 0);
}

static int args_size(const struct node *n, const struct type *t)
{
	const struct param *p = t->params;
	const struct node *a;
	int size = t->base->kind == TY_STRUCT ? SLOT : 0;

	for (a = n->b; a && (p || t->no_proto); a = a->next) {
		size += arg_size(a->type);
		p = p ? p->next : NULL;
	}
	return size + (t->variadic ? SLOT : 0);
}

/* Calls; returns where the arguments were: the result is there, too. */
static int call_at(struct node *n, int result)
{
	struct type *t = n->a->type->base;
	const struct param *p = t->params;
	struct func *f = n->a->kind == N_ADDR && n->a->a->kind == N_FUNC
		? n->a->a->sym->func
		: NULL;
	int target = f ? 0 : gen(n->a, -1);
	int area = t->variadic ? variable_area(n->b, t) : 0;
	int base = temp((size_t)args_size(n, t) + SLOT, 16), slot = base;
	struct node *a;

	if (result >= 0) {
		emit(OP_LEA, slot, result, 0);
		slot += SLOT;
	}
	for (a = n->b; a && (p || t->no_proto); a = a->next) {
		put_arg(a->a, slot);
		slot += arg_size(a->type);
		p = p ? p->next : NULL;
	}
	if (t->variadic)
		put_variable(a, slot, area);
	/* What the callee uses begins at base. Nothing above it lives. */
	at_line(n->at);
	if (f) {
		if (!f->used)
			f->used = n->a->at;
		emit_imm(OP_CALL, base, (intptr_t)f);
	} else {
		emit(OP_CALLP, base, target, 0);
	}
	return base;
}

int gen_call(struct node *n, int want)
{
	int base;

	if (n->type->kind == TY_STRUCT)
		return place_addr(call_place(n), want);
	base = call_at(n, -1);
	frame_top = base + SLOT;
	if (n->type->kind == TY_VOID || want < 0)
		return base;
	emit(class_of(n->type) & 1 ? OP_MOVL : OP_MOVI, want, base, 0);
	return want;
}

struct place call_place(struct node *n)
{
	int result = temp(size_of(n->type), 16);

	call_at(n, result);
	return frame_place(result);
}

/* The next variable argument, or the address of one that is a structure. */
int gen_va_arg(struct node *n, int want)
{
	struct place ap = gen_place(n->a);
	int p = temp(SLOT, SLOT), next = temp(SLOT, SLOT), align, size;
	bool wide = sizeof(void *) == 8;

	size = va_size(n->type, &align);
	load(ap, n->a->type, p);
	if (align > (int)sizeof(void *)) {
		emit(OP_PADDK, p, p, align - 1);
		emit(wide ? OP_LK_AND : OP_IK_AND, p, p, -align);
	}
	emit(OP_PADDK, next, p, size);
	store(ap, n->a->type, next);
	if (n->type->kind == TY_STRUCT)
		return p;
	return load(pointer_place(p), n->type, want);
}
