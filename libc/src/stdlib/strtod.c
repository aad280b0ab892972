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
#include "floatscan.h"
#include "shgetc.h"
#include "stdio_impl.h"

enum { FLOAT, DOUBLE, LONG_DOUBLE };
enum { DIGITS = 19, POWERS = 22 };

/* What musl's strtod(), strtof() and strtold() do; its name: libc/cc. */
hidden long double __exa_quiet_strtod(const char *string, char **end, int size)
{
	FILE f;
	long double value;
	off_t length;

	sh_fromstring(&f, string);
	shlim(&f, 0);
	value = __floatscan(&f, size, 1);
	length = shcnt(&f);
	if (end)
		*end = (char *)string + length;
	return value;
}

float strtof(const char *restrict string, char **restrict end)
{
	return __exa_quiet_strtod(string, end, FLOAT);
}

long double strtold(const char *restrict string, char **restrict end)
{
	return __exa_quiet_strtod(string, end, LONG_DOUBLE);
}

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
		return __exa_quiet_strtod(string, end, DOUBLE);
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
		return __exa_quiet_strtod(string, end, DOUBLE);
	value = significand;
	if (exponent && significand) {
		if (significand >> 53 || exponent < -POWERS ||
			exponent > POWERS)
			return __exa_quiet_strtod(string, end, DOUBLE);
		if (exponent < 0)
			value /= powers[-exponent];
		else
			value *= powers[exponent];
	}
	if (end)
		*end = (char *)s;
	return negative ? -value : value;
}
