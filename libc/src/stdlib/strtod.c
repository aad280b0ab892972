/* SPDX-License-Identifier: MIT */
/*
 * musl's strtod() computes in long double, which wasm does not have: 128 bits
 * are emulated. Most numbers need none of that. A significand below 2^53 and a
 * power of ten up to 10^22 are doubles, so their product or quotient is
 * rounded once, which is what is asked for (Clinger, "How to Read Floating
 * Point Numbers Accurately", 1990). All else goes the long way.
 */
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>

static double long_strtod(const char *restrict, char **restrict);

#define strtod long_strtod
#include <../stdlib/strtod.c>
#undef strtod

enum { DIGITS = 19, POWERS = 22 };

static const double powers[POWERS + 1] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6,
	1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
	1e19, 1e20, 1e21, 1e22 };

static unsigned digit_of(char c)
{
	return (unsigned)c - '0';
}

/* An exponent at `s`, added to *exponent; where it ends. */
static const char *read_exponent(const char *s, int *exponent)
{
	const char *end = s;
	int value = 0;
	int negative;

	if ((*s | 32) != 'e')
		return s;
	s++;
	negative = *s == '-';
	if (*s == '-' || *s == '+')
		s++;
	for (; digit_of(*s) < 10; end = ++s)
		if (value < 10000)
			value = 10 * value + digit_of(*s);
	*exponent += negative ? -value : value;
	return end;
}

double strtod(const char *restrict string, char **restrict end)
{
	const char *s = string;
	uint64_t significand = 0;
	int digits = 0, exponent = 0, any = 0;
	int negative;
	double value;

	while (isspace(*(unsigned char *)s))
		s++;
	negative = *s == '-';
	if (*s == '-' || *s == '+')
		s++;
	if (*s == '0' && (s[1] | 32) == 'x')
		return long_strtod(string, end);
	for (; digit_of(*s) < 10; s++, any = 1) {
		significand = 10 * significand + digit_of(*s);
		digits += significand != 0;
	}
	if (*s == '.')
		for (s++; digit_of(*s) < 10; s++, any = 1, exponent--) {
			significand = 10 * significand + digit_of(*s);
			digits += significand != 0;
		}
	if (any)
		s = read_exponent(s, &exponent);
	if (!any || digits > DIGITS)
		return long_strtod(string, end);
	value = significand;
	if (exponent && significand) {
		if (significand >> 53 || exponent < -POWERS ||
			exponent > POWERS)
			return long_strtod(string, end);
		if (exponent < 0)
			value /= powers[-exponent];
		else
			value *= powers[exponent];
	}
	if (end)
		*end = (char *)s;
	return negative ? -value : value;
}
