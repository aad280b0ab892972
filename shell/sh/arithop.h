/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operators and constants of arithmetic, for arith.c. */
#ifndef SH_ARITHOP_H
#define SH_ARITHOP_H

/* Operators with two operands, by falling strength. */
enum aop {
	A_NONE,
	A_MUL,
	A_DIV,
	A_MOD,
	A_ADD,
	A_SUB,
	A_SHL,
	A_SHR,
	A_LT,
	A_LE,
	A_GT,
	A_GE,
	A_EQ,
	A_NE,
	A_AND,
	A_XOR,
	A_OR,
	A_LAND,
	A_LOR,
};

/* How strongly an operator binds: 10 most, 1 least. */
extern const char arith_level[];

/* An operator of two operands at p and its length; A_NONE if there is none. */
enum aop arith_op(const char *p, int *len);
/* A constant at s: decimal, octal, hexadecimal; too large ones saturate. */
const char *number_scan(const char *s, long long *value);

#endif
