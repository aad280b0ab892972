/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What vmcases.h is written with. */
#ifndef SHELL_CC_VMOPS_H
#define SHELL_CC_VMOPS_H

/* clang-format off */

#define A(T) (*(T *)(fp + pc->a))
#define B(T) (*(T *)(fp + pc->b))
#define C(T) (*(T *)(fp + pc->c))

#define BIN(name, T, T2, op)           \
	case OP_##name:                \
		A(T) = B(T2) op C(T2); \
		break;
#define BINK(name, T, T2, op)              \
	case OP_##name:                    \
		A(T) = B(T2) op(T2) pc->c; \
		break;
/* Both forms of an operation of integers. */
#define INT(W, T, U, name, op, S) \
	BIN(W##_##name, U, S, op) BINK(W##K_##name, U, S, op)
#define CMP(W, name, op, S) \
	BIN(W##_##name, int32_t, S, op) BINK(W##K_##name, int32_t, S, op)
#define SHIFT(W, name, op, U, S)                                            \
	case OP_##W##_##name:                                               \
		A(S) = (S)(B(S) op(C(uint32_t) & (sizeof(U) * 8 - 1)));     \
		break;                                                      \
	case OP_##W##K_##name:                                              \
		A(S) = (S)(B(S) op((uint32_t)pc->c & (sizeof(U) * 8 - 1))); \
		break;
#define DIVIDE(W, name, op, S, bad)       \
	case OP_##W##_##name: {           \
		S x = B(S), y = C(S);     \
		if (bad)                  \
			goto zero;        \
		A(S) = x op y;            \
		break;                    \
	}                                 \
	case OP_##W##K_##name: {          \
		S x = B(S), y = (S)pc->c; \
		if (bad)                  \
			goto zero;        \
		A(S) = x op y;            \
		break;                    \
	}
#define ALL_INT(W, U, S, MIN) \
	INT(W, U, U, ADD, +, U) \
	INT(W, U, U, SUB, -, U) \
	INT(W, U, U, MUL, *, U) \
	INT(W, U, U, AND, &, U) \
	INT(W, U, U, OR, |, U) \
	INT(W, U, U, XOR, ^, U) \
	SHIFT(W, SHL, <<, U, U) \
	SHIFT(W, SHR, >>, U, S) \
	SHIFT(W, SHRU, >>, U, U) \
	DIVIDE(W, DIV, /, S, !y || (y == -1 && x == MIN)) \
	DIVIDE(W, MOD, %, S, !y || (y == -1 && x == MIN)) \
	DIVIDE(W, DIVU, /, U, !y) \
	DIVIDE(W, MODU, %, U, !y) \
	CMP(W, EQ, ==, U) \
	CMP(W, NE, !=, U) \
	CMP(W, LT, <, S) \
	CMP(W, LE, <=, S) \
	CMP(W, GT, >, S) \
	CMP(W, GE, >=, S) \
	CMP(W, LTU, <, U) \
	CMP(W, LEU, <=, U) \
	CMP(W, GTU, >, U) \
	CMP(W, GEU, >=, U)
#define ALL_FLOAT(W, T) \
	BIN(W##_ADD, T, T, +) \
	BIN(W##_SUB, T, T, -) \
	BIN(W##_MUL, T, T, *) \
	BIN(W##_DIV, T, T, /) \
	BIN(W##_EQ, int32_t, T, ==) \
	BIN(W##_NE, int32_t, T, !=) \
	BIN(W##_LT, int32_t, T, <) \
	BIN(W##_LE, int32_t, T, <=) \
	BIN(W##_GT, int32_t, T, >) \
	BIN(W##_GE, int32_t, T, >=)
#define JUMP(name, S, op)               \
	case OP_J_##name:               \
		if (A(S) op B(S)) {     \
			GO; \
		}                       \
		break;                  \
	case OP_JK_##name:              \
		if (A(S) op(S) pc->b) { \
			GO; \
		}                       \
		break;
#define POINTER      \
	if (p < LOW) \
		goto null;
#define INDEXED \
	(B(uintptr_t) + (uintptr_t)(C(int32_t) * (intptr_t)(int16_t)pc->x))
/* A jump. Now and then run() ends and is called again: a browser replaces a
 * function by a faster one only when it is called. */
#define GO \
	do { \
		pc += pc->c; \
		if (--fuel) \
			goto next; \
		LEAVE(WHY_AGAIN); \
	} while (0)
#define JUMP_IF(test)        \
	if (test) {          \
		GO; \
	}                    \
	break;
#define LEAVE(why)          \
	do {                \
		vm.pc = pc; \
		vm.fp = fp; \
		return why; \
	} while (0)
#define LOAD(k, T, R)                                          \
	case OP_LD##k: {                                       \
		uintptr_t p = B(uintptr_t) + (uintptr_t)pc->c; \
		POINTER A(R) = (R) * (T *)p;                   \
		break;                                         \
	}                                                      \
	case OP_LDX##k: {                                      \
		uintptr_t p = INDEXED;                         \
		POINTER A(R) = (R) * (T *)p;                   \
		break;                                         \
	}                                                      \
	case OP_LDF##k:                                        \
		A(R) = (R) * (T *)(fp + pc->b);                \
		break;                                         \
	case OP_LDG##k:                                        \
		A(R) = (R) * (T *)pc->ptr;                     \
		break;
#define STORE(k, T, R)                                         \
	case OP_ST##k: {                                       \
		uintptr_t p = B(uintptr_t) + (uintptr_t)pc->c; \
		POINTER *(T *)p = (T)A(R);                     \
		break;                                         \
	}                                                      \
	case OP_STX##k: {                                      \
		uintptr_t p = INDEXED;                         \
		POINTER *(T *)p = (T)A(R);                     \
		break;                                         \
	}                                                      \
	case OP_STF##k:                                        \
		*(T *)(fp + pc->a) = (T)B(R);                  \
		break;                                         \
	case OP_STG##k:                                        \
		*(T *)pc->ptr = (T)A(R);                       \
		break;
#define CONVERT(name, T, F)     \
	case OP_##name:         \
		A(T) = (T)B(F); \
		break;

#endif
