/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Floating-point conversions of printf without floating point: the decimal
 * argument is rounded to a double (53 bits, half to even) with big integers,
 * and the double's exact decimal value is rounded for output. So the results
 * are those of C's strtod() and printf(), at a fraction of their size.
 */
#include "shell.h"
#include "builtin.h"
#include "chars.h"

#include <strings.h>

enum {
	BIG_WORDS = 160,  /* 5120 bits: 800 digits, or 2^1074 times 5^1074 */
	DIGITS_MAX = 800, /* of the argument; the rest only counts as > 0 */
	EXP_MAX = 5000,
};

struct big {
	int n; /* words in use */
	uint32_t w[BIG_WORDS];
};

static void big_mul_add(struct big *b, uint32_t m, uint32_t add)
{
	uint64_t carry = add;
	int i;

	for (i = 0; i < b->n; i++) {
		carry += (uint64_t)b->w[i] * m;
		b->w[i] = (uint32_t)carry;
		carry >>= 32;
	}
	if (carry && b->n < BIG_WORDS)
		b->w[b->n++] = (uint32_t)carry;
}

/* Divide; the remainder. */
static uint32_t big_div(struct big *b, uint32_t d)
{
	uint64_t r = 0;
	int i;

	for (i = b->n - 1; i >= 0; i--) {
		r = r << 32 | b->w[i];
		b->w[i] = (uint32_t)(r / d);
		r %= d;
	}
	while (b->n && !b->w[b->n - 1])
		b->n--;
	return (uint32_t)r;
}

static void big_shift(struct big *b, int bits)
{
	int words = bits / 32, i;

	if (!b->n || b->n + words + 1 > BIG_WORDS)
		return;
	for (i = b->n - 1; i >= 0; i--)
		b->w[i + words] = b->w[i];
	for (i = 0; i < words; i++)
		b->w[i] = 0;
	b->n += words;
	if (bits % 32)
		big_mul_add(b, (uint32_t)1 << bits % 32, 0);
}

static int big_bits(const struct big *b)
{
	int n = b->n * 32 - 32;
	uint32_t top = b->n ? b->w[b->n - 1] : 0;

	for (; top; top >>= 1)
		n++;
	return b->n ? n : 0;
}

static bool big_bit(const struct big *b, int i)
{
	return i >= 0 && i / 32 < b->n && (b->w[i / 32] >> i % 32 & 1);
}

/* A decimal number: digits as an integer, times 10 to the exponent. */
struct decimal {
	struct big digits;
	int exp;
	bool sticky; /* more digits followed */
};

/* Read a number; its end, or NULL if there is none. */
static const char *decimal_scan(struct decimal *d, const char *s)
{
	bool point = false, any = false, neg;
	int count = 0;
	long e = 0;
	const char *q;

	memset(d, 0, sizeof(*d));
	for (;; s++) {
		if (*s == '.' && !point) {
			point = true;
			continue;
		}
		if (!ch_digit(*s))
			break;
		any = true;
		if (count < DIGITS_MAX) {
			if (d->digits.n || *s != '0') {
				if (!d->digits.n)
					d->digits.n = 1;
				big_mul_add(
					&d->digits, 10, (uint32_t)(*s - '0'));
				count++;
			}
			d->exp -= point;
		} else {
			d->sticky |= *s != '0';
			d->exp += !point;
		}
	}
	if (!any)
		return NULL;
	q = s;
	if ((*q | 32) == 'e') {
		q++;
		neg = *q == '-';
		q += *q == '-' || *q == '+';
		if (ch_digit(*q)) {
			for (; ch_digit(*q); q++)
				if (e < EXP_MAX)
					e = e * 10 + (*q - '0');
			s = q;
			d->exp += (int)(neg ? -e : e);
		}
	}
	return s;
}

/* The nearest double as mantissa times 2^*exp; *exp > 971: infinite. */
static uint64_t decimal_to_double(struct decimal *d, int *exp)
{
	struct big *b = &d->digits;
	bool sticky = d->sticky, half, odd;
	int bits, drop, i, shift = 0;
	uint64_t m = 0;

	*exp = 0;
	if (!b->n || d->exp < -1200)
		return 0;
	if (d->exp > 400) {
		*exp = 2000;
		return 1;
	}
	for (i = 0; i < d->exp; i++)
		big_mul_add(b, 10, 0);
	if (d->exp < 0) {
		/* Enough bits for the quotient: 10 is less than 2^3.33. */
		shift = 1140 > 64 - d->exp * 10 / 3 ? 1140
						    : 64 - d->exp * 10 / 3;
		if (shift > BIG_WORDS * 32 - 64 - big_bits(b))
			shift = BIG_WORDS * 32 - 64 - big_bits(b);
		big_shift(b, shift);
		for (i = d->exp; i < 0; i++)
			sticky |= big_div(b, 10) != 0;
	}
	bits = big_bits(b);
	drop = bits - 53;
	/* Below 2^-1074 there are no bits. */
	if (drop - shift < -1074)
		drop = shift - 1074;
	half = big_bit(b, drop - 1);
	for (i = 0; i < drop - 1 && !sticky; i++)
		sticky = big_bit(b, i);
	for (i = bits; i >= drop; i--)
		m = m << 1 | big_bit(b, i);
	odd = m & 1;
	if (half && (sticky || odd))
		m++;
	*exp = drop - shift;
	if (m >> 53) {
		m >>= 1;
		++*exp;
	}
	return m;
}

/* Exact digits of m times 2^exp; *point: how many are before the point. */
static void double_digits(struct buf *out, uint64_t m, int exp, int *point)
{
	struct big b = { .n = 2 };
	int i, n, frac = 0;

	b.w[0] = (uint32_t)m;
	b.w[1] = (uint32_t)(m >> 32);
	while (b.n && !b.w[b.n - 1])
		b.n--;
	if (exp > 0)
		big_shift(&b, exp);
	for (i = exp; i < 0; i++) {
		if (b.n && !(b.w[0] & 1)) {
			big_div(&b, 2);
		} else {
			big_mul_add(&b, 5, 0);
			frac++;
		}
	}
	while (b.n)
		buf_addc(out, '0' + (int)big_div(&b, 10));
	n = (int)out->n;
	for (i = 0; i < n / 2; i++) {
		char c = out->s[i];

		out->s[i] = out->s[n - 1 - i];
		out->s[n - 1 - i] = c;
	}
	*point = n - frac;
}

/* Keep n digits (perhaps none), rounding half to even. */
static void digits_round(struct buf *d, int *point, int n)
{
	bool up;
	size_t i;

	if (n < 0) {
		d->n = 0;
		return;
	}
	if ((size_t)n >= d->n)
		return;
	up = d->s[n] > '5';
	if (d->s[n] == '5') {
		for (i = (size_t)n + 1; i < d->n; i++)
			up |= d->s[i] != '0';
		up |= n > 0 && (d->s[n - 1] & 1);
	}
	d->n = (size_t)n;
	if (!up)
		return;
	for (i = d->n; i > 0; i--) {
		if (d->s[i - 1]++ != '9')
			return;
		d->s[i - 1] = '0';
	}
	/* 9.99 became 0.00: a one before it. */
	buf_addc(d, '0');
	memmove(d->s + 1, d->s, d->n - 1);
	d->s[0] = '1';
	++*point;
}

static int digit_at(const struct buf *d, int i)
{
	return i >= 0 && (size_t)i < d->n ? d->s[i] : '0';
}

static void print_fixed(
	struct buf *b, const struct buf *d, int point, int prec, bool alt)
{
	int i;

	if (point <= 0)
		buf_addc(b, '0');
	for (i = 0; i < point; i++)
		buf_addc(b, digit_at(d, i));
	if (prec || alt)
		buf_addc(b, '.');
	for (i = 0; i < prec; i++)
		buf_addc(b, digit_at(d, point + i));
}

static void print_exp(
	struct buf *b, const struct buf *d, int e, int prec, bool alt, int conv)
{
	int i;

	buf_addc(b, digit_at(d, 0));
	if (prec || alt)
		buf_addc(b, '.');
	for (i = 1; i <= prec; i++)
		buf_addc(b, digit_at(d, i));
	buf_addc(b, conv);
	buf_addc(b, e < 0 ? '-' : '+');
	e = e < 0 ? -e : e;
	if (e < 10)
		buf_addc(b, '0');
	buf_num(b, e);
}

/* %g: the shorter of the two, without trailing zeros. */
static void print_general(
	struct buf *b, struct buf *d, int point, int prec, bool alt, int conv)
{
	int e, n;

	if (!prec)
		prec = 1;
	digits_round(d, &point, prec);
	e = d->n ? point - 1 : 0;
	n = (int)d->n;
	while (!alt && n > 0 && d->s[n - 1] == '0')
		n--;
	if (alt)
		n = prec;
	if (e < -4 || e >= prec) {
		print_exp(b, d, e, n > 1 ? n - 1 : 0, alt, conv - 2);
	} else {
		n -= e + 1;
		print_fixed(b, d, e + 1, n > 0 ? n : 0, alt);
	}
}

static bool print_special(struct buf *b, const char *s, bool upper)
{
	static const char *const names[] = { "infinity", "inf", "nan" };
	int i;

	for (i = 0; i < 3; i++)
		if (!strcasecmp(s, names[i])) {
			buf_adds(b,
				i < 2 ? (upper ? "INF" : "inf")
				      : (upper ? "NAN" : "nan"));
			return true;
		}
	return false;
}

/*
 * Append s, a number, as the conversion e, f or g (or the capital) shows it,
 * without its sign, which goes to *neg. False if not all of s is a number.
 */
bool float_format(
	struct buf *b, const char *s, int conv, int prec, bool alt, bool *neg)
{
	struct decimal d;
	struct buf *digits;
	const char *end;
	int exp, point = 0, low = conv | 32;
	uint64_t m;

	while (ch_space(*s))
		s++;
	*neg = *s == '-';
	s += *s == '-' || *s == '+';
	if (print_special(b, s, conv < 'a'))
		return true;
	end = decimal_scan(&d, s);
	m = decimal_to_double(&d, &exp);
	if (exp > 971)
		return print_special(b, "inf", conv < 'a') && end && !*end;
	digits = buf_get();
	double_digits(digits, m, exp, &point);
	if (low == 'f') {
		digits_round(digits, &point, point + prec);
		print_fixed(b, digits, digits->n ? point : 0, prec, alt);
	} else if (low == 'e') {
		digits_round(digits, &point, prec + 1);
		print_exp(b, digits, m ? point - 1 : 0, prec, alt, conv);
	} else {
		print_general(b, digits, m ? point : 0, prec, alt, conv);
	}
	buf_put(digits);
	return end && !*end;
}
