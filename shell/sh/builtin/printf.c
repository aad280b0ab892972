/* SPDX-License-Identifier: GPL-3.0-or-later */
/* printf: the format is used again while there are arguments. */
#include "shell.h"
#include "builtin.h"
#include "chars.h"

/* Largest width and precision; and precision of fractions. */
enum { PRINTF_MAX = 1 << 30, FLOAT_MAX = 100000 };

struct spec {
	bool left, plus, space, alt, zero;
	int width, prec; /* prec -1: none */
	int conv;
};

struct printf {
	char **first; /* of this time through the format */
	char **last;  /* behind those that were used */
	char **args;  /* the next one */
	int status;
	bool stop; /* after \c */
};

static const char *next_arg(struct printf *f)
{
	return *f->args ? *f->args++ : NULL;
}

/*
 * A number as C or as 'c and "c write it. *neg is its sign. What is wrong is
 * told; the value is then as far as it could be read.
 */
static unsigned long long arg_number(struct printf *f, const char *s, bool *neg)
{
	unsigned long long v = 0, max = ~0ULL;
	const char *start = s, *first;
	unsigned base = 10;

	*neg = false;
	if (!s || !*s)
		return 0;
	if (*s == '\'' || *s == '"')
		return (unsigned char)s[1];
	while (ch_space(*s))
		s++;
	if (*s == '-' || *s == '+')
		*neg = *s++ == '-';
	if (*s == '0') {
		base = 8;
		if ((s[1] | 32) == 'x') {
			base = 16;
			s += 2;
		}
	}
	for (first = s; *s; s++) {
		unsigned d = ch_digit(*s)     ? (unsigned)(*s - '0')
			: ch_is(*s, CH_ALPHA) ? (unsigned)(*s | 32) - 'a' + 10
					      : 99;

		if (d >= base)
			break;
		if (v > (max - d) / base) {
			warn("%s: Numerical result out of range", start);
			f->status = 1;
			return max;
		}
		v = v * base + d;
	}
	if (!v)
		*neg = false;
	if (*s || s == first) {
		warn(s == first ? "%s: expected numeric value"
				: "%s: not completely converted",
			start);
		f->status = 1;
	}
	return v;
}

static int arg_int(struct printf *f)
{
	bool neg;
	unsigned long long v = arg_number(f, next_arg(f), &neg);

	if (v > PRINTF_MAX)
		v = PRINTF_MAX;
	return neg ? -(int)v : (int)v;
}

static void out_repeat(int c, int n)
{
	while (n-- > 0 && !sh.trap.interrupted && !sh.out.err)
		out_char(c);
}

/* Text with its sign or 0x before it, in its field. */
static void out_field(const struct spec *sp, const char *sign, const char *s,
	size_t n, int zeros)
{
	size_t total = strlen(sign) + n;
	int pad = total < PRINTF_MAX ? sp->width - (int)total - zeros : 0;

	if (!sp->left && !(sp->zero && zeros >= 0))
		out_repeat(' ', pad);
	out_str(sign);
	if (!sp->left && sp->zero)
		out_repeat('0', pad);
	out_repeat('0', zeros);
	out_add(s, n);
	if (sp->left)
		out_repeat(' ', pad);
}

static void print_integer(struct printf *f, struct spec *sp)
{
	bool neg, is_signed = sp->conv == 'd' || sp->conv == 'i';
	unsigned long long v = arg_number(f, next_arg(f), &neg);
	const char *digits = sp->conv == 'X' ? "0123456789ABCDEF"
					     : "0123456789abcdef";
	unsigned base = sp->conv == 'o' ? 8 : (sp->conv | 32) == 'x' ? 16 : 10;
	const char *sign = "";
	char t[24], *p = t + sizeof(t);
	int n;

	if (is_signed && v > 0x7fffffffffffffffULL + neg) {
		warn("%s: Numerical result out of range", f->args[-1]);
		f->status = 1;
		v = 0x7fffffffffffffffULL + neg;
	}
	if (is_signed)
		sign = neg ? "-" : sp->plus ? "+" : sp->space ? " " : "";
	else if (neg)
		v = 0 - v;
	if (sp->alt && v && base == 16)
		sign = sp->conv == 'X' ? "0X" : "0x";
	for (; v; v /= base)
		*--p = digits[v % base];
	n = (int)(t + sizeof(t) - p);
	if (sp->prec < 0 && !n)
		*--p = '0', n = 1;
	if (sp->alt && base == 8 && (!n || *p != '0'))
		*--p = '0', n++;
	if (sp->prec >= 0)
		sp->zero = false;
	out_field(sp, sign, p, (size_t)n, sp->prec > n ? sp->prec - n : 0);
}

static void print_float(struct printf *f, struct spec *sp)
{
	struct buf *b = buf_get();
	const char *s = next_arg(f);
	bool neg = false;

	if (s && (*s == '\'' || *s == '"')) {
		buf_num(b, (unsigned char)s[1]);
		s = xstrdup(buf_str(b));
		b->n = 0;
	}
	if (sp->prec > FLOAT_MAX) {
		f->status = builtin_error("precision too large");
		sp->prec = 0;
	}
	if (!float_format(b, s ? s : "0", sp->conv, sp->prec < 0 ? 6 : sp->prec,
		    sp->alt, &neg)) {
		warn("%s: expected numeric value", s);
		f->status = 1;
	}
	if (b->n && !ch_digit(b->s[0]) && b->s[0] != '.')
		sp->zero = false; /* inf, nan */
	out_field(sp,
		neg                 ? "-"
			: sp->plus  ? "+"
			: sp->space ? " "
				    : "",
		buf_str(b), b->n, 0);
	buf_put(b);
}

/* The argument of %b, its escapes resolved. */
static void expand_escapes(struct printf *f, struct buf *b, const char *s)
{
	while (*s) {
		int c;

		if (*s != '\\') {
			buf_addc(b, *s++);
			continue;
		}
		s++;
		c = escape_char(&s, true);
		if (c == ESCAPE_END) {
			f->stop = true;
			return;
		}
		buf_addc(b, c == ESCAPE_NONE ? '\\' : c);
	}
}

static void print_string(struct printf *f, struct spec *sp)
{
	const char *s = next_arg(f);
	struct buf *b = buf_get();
	size_t n;

	if (!s)
		s = "";
	if (sp->conv == 'b') {
		expand_escapes(f, b, s);
		s = buf_str(b);
		n = b->n;
	} else if (sp->conv == 'c') {
		n = 1; /* of the empty string, its NUL */
	} else {
		n = strlen(s);
	}
	if (sp->conv != 'c' && sp->prec >= 0 && n > (size_t)sp->prec)
		n = (size_t)sp->prec;
	sp->zero = false;
	out_field(sp, "", s, n, 0);
	buf_put(b);
}

static const char *spec_number(struct printf *f, const char *s, int *v)
{
	if (*s == '*') {
		*v = arg_int(f);
		return s + 1;
	}
	for (*v = 0; ch_digit(*s); s++)
		*v = *v < PRINTF_MAX / 10 ? *v * 10 + (*s - '0') : PRINTF_MAX;
	return s;
}

/* Flags, width and precision behind a %; the conversion is at the result. */
static const char *spec_parse(struct printf *f, struct spec *sp, const char *s)
{
	memset(sp, 0, sizeof(*sp));
	sp->prec = -1;
	for (; *s && strchr("-+ #0", *s); s++) {
		sp->left |= *s == '-';
		sp->plus |= *s == '+';
		sp->space |= *s == ' ';
		sp->alt |= *s == '#';
		sp->zero |= *s == '0';
	}
	s = spec_number(f, s, &sp->width);
	if (sp->width < 0) {
		sp->left = true;
		sp->width = -sp->width;
	}
	if (*s == '.') {
		s = spec_number(f, s + 1, &sp->prec);
		if (sp->prec < 0)
			sp->prec = -1;
	}
	if (sp->left)
		sp->zero = false;
	sp->conv = *s;
	return s;
}

/* %N$ goes on with the N-th argument. */
static const char *spec_position(struct printf *f, const char *s)
{
	const char *e = s;
	int n = 0;

	for (; ch_digit(*e); e++)
		n = n < PRINTF_MAX / 10 ? n * 10 + (*e - '0') : PRINTF_MAX;
	if (*e != '$' || n == 0)
		return s;
	for (f->args = f->first; *f->args && n > 1; n--)
		f->args++;
	return e + 1;
}

/* One conversion behind a %; where the format goes on, NULL after an error. */
static const char *print_spec(struct printf *f, const char *s)
{
	const char *start = s;
	struct spec sp;

	if (*s == '%') {
		out_char('%');
		return s + 1;
	}
	s = spec_parse(f, &sp, spec_position(f, s));
	if (*s && strchr("diouxX", *s)) {
		print_integer(f, &sp);
	} else if (*s && strchr("eEfFgG", *s)) {
		print_float(f, &sp);
	} else if (*s && strchr("csb", *s)) {
		print_string(f, &sp);
	} else {
		struct buf *b = buf_get();

		buf_add(b, start, (size_t)(s - start) + (*s != 0));
		f->status = builtin_error(*s ? "%%%s: invalid directive"
					     : "missing format character%s",
			*s ? buf_str(b) : "");
		buf_put(b);
		return NULL;
	}
	if (f->args > f->last)
		f->last = f->args;
	return s + 1;
}

/* The format once through. False to end the output. */
static bool print_format(struct printf *f, const char *s)
{
	while (*s) {
		const char *run = s;
		int c;

		while (*s && *s != '%' && *s != '\\')
			s++;
		out_add(run, (size_t)(s - run));
		if (*s == '%') {
			s = print_spec(f, s + 1);
			if (!s || f->stop)
				return false;
		} else if (*s) {
			s++;
			c = escape_char(&s, false);
			if (c == ESCAPE_END)
				s--; /* \c is for %b and echo only */
			out_char(c < 0 ? '\\' : c);
		}
	}
	return true;
}

int builtin_printf(int argc, char **argv)
{
	struct printf f = { .status = 0 };

	if (argc > 1 && !strcmp(argv[1], "--"))
		argv++;
	if (!argv[1])
		return builtin_error("usage: printf format [arg ...]");
	f.last = argv + 2;
	do
		f.args = f.first = f.last;
	while (print_format(&f, argv[1]) && *f.last && f.last != f.first);
	return f.status;
}
