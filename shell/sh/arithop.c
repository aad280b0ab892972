/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operators and constants of arithmetic. */
#include "shell.h"
#include "arithop.h"
#include "chars.h"
#include "expand.h"

const char arith_level[] = {
	[A_MUL] = 10,
	[A_DIV] = 10,
	[A_MOD] = 10,
	[A_ADD] = 9,
	[A_SUB] = 9,
	[A_SHL] = 8,
	[A_SHR] = 8,
	[A_LT] = 7,
	[A_LE] = 7,
	[A_GT] = 7,
	[A_GE] = 7,
	[A_EQ] = 6,
	[A_NE] = 6,
	[A_AND] = 5,
	[A_XOR] = 4,
	[A_OR] = 3,
	[A_LAND] = 2,
	[A_LOR] = 1,
};

enum aop arith_op(const char *p, int *len)
{
	char c = p[0], d = c ? p[1] : 0;

	*len = 2;
	if (c == '<' && d == '<')
		return p[2] == '=' ? A_NONE : A_SHL;
	if (c == '>' && d == '>')
		return p[2] == '=' ? A_NONE : A_SHR;
	if (d == '=')
		return c == '<'    ? A_LE
			: c == '>' ? A_GE
			: c == '=' ? A_EQ
			: c == '!' ? A_NE
				   : A_NONE;
	if (c == '&' && d == '&')
		return A_LAND;
	if (c == '|' && d == '|')
		return A_LOR;
	*len = 1;
	switch (c) {
	case '*':
		return A_MUL;
	case '/':
		return A_DIV;
	case '%':
		return A_MOD;
	case '+':
		return A_ADD;
	case '-':
		return A_SUB;
	case '<':
		return A_LT;
	case '>':
		return A_GT;
	case '&':
		return A_AND;
	case '^':
		return A_XOR;
	case '|':
		return A_OR;
	default:
		return A_NONE;
	}
}

const char *number_scan(const char *s, long long *value)
{
	unsigned long long v = 0, max = 0x7fffffffffffffffULL;
	unsigned base = 10;

	if (s[0] == '0') {
		base = 8;
		if ((s[1] | 32) == 'x' &&
			(ch_digit(s[2]) ||
				((s[2] | 32) >= 'a' && (s[2] | 32) <= 'f'))) {
			base = 16;
			s += 2;
		}
	}
	for (;; s++) {
		unsigned d = ch_digit(*s) ? (unsigned)(*s - '0')
			: (*s | 32) >= 'a' && (*s | 32) <= 'f'
			? (unsigned)((*s | 32) - 'a') + 10
			: 99;

		if (d >= base)
			break;
		v = v > (max - d) / base ? max : v * base + d;
	}
	*value = (long long)v;
	return s;
}

bool number_parse(const char *s, long long *value)
{
	bool minus;

	while (ch_space(*s))
		s++;
	minus = *s == '-';
	if (*s == '-' || *s == '+')
		s++;
	if (!ch_digit(*s))
		return false;
	s = number_scan(s, value);
	if (minus)
		*value = -*value;
	while (ch_space(*s))
		s++;
	return !*s;
}
