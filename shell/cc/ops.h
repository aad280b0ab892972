/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The instructions: a is where the result goes, b and c are operands, all of
 * them offsets in the frame, but for immediates (K), targets of jumps (c,
 * relative) and offsets of loads and stores (c). I is 32 bits, L 64, F float, D
 * double.
 */
#ifndef SHELL_CC_OPS_H
#define SHELL_CC_OPS_H

#include <stdint.h>

/* Binary operations of integers, in the order of enum kind. */
/* clang-format off */
#define OPS_INT(X, p) \
	X(p##ADD) X(p##SUB) X(p##MUL) X(p##DIV) X(p##MOD) X(p##AND) X(p##OR) \
	X(p##XOR) X(p##SHL) X(p##SHR) X(p##EQ) X(p##NE) X(p##LT) X(p##LE) \
	X(p##GT) X(p##GE) X(p##DIVU) X(p##MODU) X(p##SHRU) X(p##LTU) \
	X(p##LEU) X(p##GTU) X(p##GEU)
#define OPS_JUMP(X, p) \
	X(p##EQ) X(p##NE) X(p##LT) X(p##LE) X(p##GT) X(p##GE) X(p##LTU) \
	X(p##LEU) X(p##GTU) X(p##GEU)
#define OPS_FLOAT(X, p) \
	X(p##ADD) X(p##SUB) X(p##MUL) X(p##DIV) X(p##EQ) X(p##NE) X(p##LT) \
	X(p##LE) X(p##GT) X(p##GE)
/* By what is in memory. */
#define OPS_LOAD(X, p) \
	X(p##8S) X(p##8U) X(p##16S) X(p##16U) X(p##32) X(p##64) X(p##LD)
#define OPS_STORE(X, p) X(p##8) X(p##16) X(p##32) X(p##64) X(p##LD)
#define OPS_OTHER(X) \
	X(MOVI) X(MOVL) X(CI) X(CL) X(LEA) X(PADDK) X(PADDX) \
	X(JMP) X(JZL) X(JNZL) X(SWITCH) \
	X(EXT8S) X(EXT8U) X(EXT16S) X(EXT16U) X(TRUEI) X(TRUEL) X(TRUEF) \
	X(TRUED) X(NEGF) X(NEGD) X(I2L) X(U2L) X(I2F) X(U2F) X(I2D) X(U2D) \
	X(L2F) X(UL2F) X(L2D) X(UL2D) X(F2I) X(F2U) X(F2L) X(F2UL) X(D2I) \
	X(D2U) X(D2L) X(D2UL) X(F2D) X(D2F) \
	X(COPY) X(ZERO) X(CALL) X(CALLP) X(RET) X(RETV) X(ALLOCA)

#define OPS(X) \
	OPS_INT(X, I_) OPS_INT(X, IK_) OPS_INT(X, L_) OPS_INT(X, LK_) \
	OPS_JUMP(X, J_) OPS_JUMP(X, JK_) OPS_FLOAT(X, F_) OPS_FLOAT(X, D_) \
	OPS_LOAD(X, LD) OPS_LOAD(X, LDF) OPS_LOAD(X, LDG) OPS_LOAD(X, LDX) \
	OPS_STORE(X, ST) OPS_STORE(X, STF) OPS_STORE(X, STG) \
	OPS_STORE(X, STX) OPS_OTHER(X)
/* clang-format on */

#define OP_NAME(name) OP_##name,
enum op { OPS(OP_NAME) };

/* A table of OP_SWITCH, sorted by values. */
struct switch_table {
	int n, otherwise; /* targets, relative to the instruction */
	struct {
		int64_t value;
		int target;
	} cases[];
};

#endif
