/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Code: what instructions are put into, and places in memory. */
#include "shell/cc/gen.h"
#include "shell/cc/ops.h"

#include <stdlib.h>
#include <string.h>

struct func *fn;
struct type *fn_type;
int ret_slot, va_slot, frame_top, frame_max, frame_kept;

static int room, line;

void at_line(const struct token *t)
{
	if (t)
		line = t->line;
}

int here(void)
{
	return fn ? fn->ncode : 0;
}

static struct insn *append(int op, int a)
{
	struct insn *i;

	if (fn->ncode == room) {
		room = room ? room * 2 : 64;
		fn->code = realloc(fn->code, (size_t)room * sizeof(*fn->code));
		fn->lines = realloc(fn->lines, (size_t)room * sizeof(int));
		if (!fn->code || !fn->lines)
			die("no memory for %d instructions", room);
	}
	fn->lines[fn->ncode] = line;
	i = &fn->code[fn->ncode++];
	memset(i, 0, sizeof(*i));
	i->op = (uint16_t)op;
	i->a = a;
	return i;
}

/* Returns the instruction's number. */
int emit(int op, int a, int b, int c)
{
	struct insn *i = append(op, a);

	i->b = b;
	i->c = c;
	return fn->ncode - 1;
}

int emit_imm(int op, int a, int64_t imm)
{
	append(op, a)->imm = imm;
	return fn->ncode - 1;
}

/* With a pointer, an index and what that is multiplied by. */
static void emit_scaled(int op, int a, struct place p)
{
	int at = emit(op, a, p.slot, p.index);

	fn->code[at].x = (uint16_t)p.scale;
}

void patch(int insn, int target)
{
	fn->code[insn].c = target - insn;
}

void patch_chain(int chain, int target)
{
	while (chain >= 0) {
		int next = fn->code[chain].c;

		patch(chain, target);
		chain = next;
	}
}

/* Room in the frame. */
int temp(size_t size, size_t align)
{
	int a = align < 8 && size >= 8 ? 8 : align ? (int)align : 1;
	int at = (frame_top + a - 1) / a * a;

	if (size > 1 << 28)
		die("a variable of %zu bytes is too large for the stack", size);
	frame_top = at + (int)size;
	if (frame_top > frame_max)
		frame_max = frame_top;
	return at;
}

void gen_begin(struct sym *s)
{
	fn = s->func;
	fn_type = s->type;
	frame_top = frame_max = frame_kept = 0;
	room = 0;
	at_line(s->at);
}

void gen_end(void)
{
	fn->frame = (frame_max + 31) / 16 * 16;
	fn = NULL;
	fn_type = NULL;
}

/* 0: 32 bits, 1: 64, 2: float, 3: double */
int class_of(const struct type *t)
{
	if (t->kind == TY_FLOAT)
		return 2;
	if (is_float(t))
		return 3;
	return t->size == 8;
}

/* Which of OPS_LOAD. */
static int load_kind(const struct type *t)
{
	switch (t->kind == TY_LDOUBLE ? 16 : t->size) {
	case 1:
		return t->uns ? 1 : 0;
	case 2:
		return t->uns ? 3 : 2;
	case 4:
		return 4;
	case 8:
		return 5;
	}
	return 6;
}

static int store_kind(const struct type *t)
{
	int k = load_kind(t);

	return k < 2 ? 0 : k < 4 ? 1 : k - 2;
}

int dest(int want)
{
	return want >= 0 ? want : temp(SLOT, SLOT);
}

/* A constant that is an address: in code it may be known only later. */
static int global_imm(int op, int a, struct place p)
{
	if (!p.addr && p.sym && p.sym->addr)
		p.addr = p.sym->addr;
	if (!p.addr) {
		add_reloc(NULL, p.sym, p.off);
		return emit_imm(op, a, 0);
	}
	return emit_imm(op, a, (intptr_t)p.addr + p.off);
}

static int load_bits(struct place p, struct type *t, int want)
{
	struct member *m = p.bits;
	struct type *unit = m->type;
	bool wide = size_of(unit) == 8;
	int bits = wide ? 64 : 32, to = dest(want), v;
	struct type plain = *unit;

	plain.kind = wide ? TY_LLONG : unit->kind;
	p.bits = NULL;
	v = load(p, &plain, -1);
	emit(wide ? OP_LK_SHL : OP_IK_SHL, to, v, bits - m->bit - m->width);
	emit(unit->uns         ? (wide ? OP_LK_SHRU : OP_IK_SHRU)
			: wide ? OP_LK_SHR
			       : OP_IK_SHR,
		to, to, bits - m->width);
	(void)t;
	return to;
}

/* The value at a place; a variable of 4 or 8 bytes is used where it is. */
int load(struct place p, struct type *t, int want)
{
	int kind = load_kind(t), to;

	if (p.bits)
		return load_bits(p, t, want);
	if (p.kind == P_FRAME && (kind == 4 || kind == 5)) {
		int from = p.slot + (int)p.off;

		if (want < 0 || want == from)
			return from;
		emit(kind == 4 ? OP_MOVI : OP_MOVL, want, from, 0);
		return want;
	}
	to = dest(want);
	if (p.kind == P_FRAME)
		emit(OP_LDF8S + kind, to, p.slot + (int)p.off, 0);
	else if (p.kind == P_GLOBAL)
		global_imm(OP_LDG8S + kind, to, p);
	else if (p.kind == P_INDEX)
		emit_scaled(OP_LDX8S + kind, to, p);
	else
		emit(OP_LD8S + kind, to, p.slot, (int)p.off);
	return to;
}

static void store_bits(struct place p, int from)
{
	struct member *m = p.bits;
	struct type *unit = m->type;
	bool wide = size_of(unit) == 8;
	uint64_t mask = m->width == 64 ? ~(uint64_t)0
				       : ((uint64_t)1 << m->width) - 1;
	int old, v = temp(SLOT, SLOT), k = temp(SLOT, SLOT);
	int op = wide ? OP_L_ADD : OP_I_ADD;

	p.bits = NULL;
	emit_imm(wide ? OP_CL : OP_CI, k, (int64_t)mask);
	emit(op + B_AND, v, from, k);
	emit(wide ? OP_LK_SHL : OP_IK_SHL, v, v, m->bit);
	emit_imm(wide ? OP_CL : OP_CI, k, (int64_t) ~(mask << m->bit));
	old = load(p, unit, -1);
	emit(op + B_AND, k, old, k);
	emit(op + B_OR, v, v, k);
	store(p, unit, v);
}

void store(struct place p, struct type *t, int from)
{
	int kind = store_kind(t);

	if (p.bits) {
		store_bits(p, from);
		return;
	}
	if (p.kind == P_FRAME) {
		int to = p.slot + (int)p.off;

		if (kind == 2 || kind == 3) {
			if (to != from)
				emit(kind == 2 ? OP_MOVI : OP_MOVL, to, from,
					0);
		} else {
			emit(OP_STF8 + kind, to, from, 0);
		}
	} else if (p.kind == P_GLOBAL) {
		global_imm(OP_STG8 + kind, from, p);
	} else if (p.kind == P_INDEX) {
		emit_scaled(OP_STX8 + kind, from, p);
	} else {
		emit(OP_ST8 + kind, from, p.slot, (int)p.off);
	}
}

/* The address of a place, as a pointer in the frame. */
int place_addr(struct place p, int want)
{
	int to;

	if (p.kind == P_PTR && !p.off && want < 0)
		return p.slot;
	to = dest(want);
	if (p.kind == P_FRAME)
		emit(OP_LEA, to, p.slot + (int)p.off, 0);
	else if (p.kind == P_GLOBAL)
		global_imm(sizeof(void *) == 8 ? OP_CL : OP_CI, to, p);
	else if (p.kind == P_INDEX)
		emit_scaled(OP_PADDX, to, p);
	else
		emit(OP_PADDK, to, p.slot, (int)p.off);
	return to;
}

void copy_place(struct place to, struct place from, size_t size)
{
	int a = place_addr(to, -1), b = place_addr(from, -1);

	emit(OP_COPY, a, b, (int)size);
}
