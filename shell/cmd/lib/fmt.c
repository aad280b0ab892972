/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The formatter: the part of printf that commands need, in one kilobyte.
 * cmd.h lists what it knows; another conversion is printed as it stands.
 *
 * It only writes to memory. What can reach a system call that waits is made
 * twice as big by Asyncify, which this is spared.
 */
#include "cmd.h"

#include <stdint.h>
#include <string.h>

struct spec {
	bool left, zero;
	int width, prec, size;
};

static const char *parse(const char *p, struct spec *s, va_list *ap)
{
	memset(s, 0, sizeof(*s));
	s->prec = -1;
	for (; *p == '-' || *p == '0'; p++)
		*(*p == '-' ? &s->left : &s->zero) = true;
	if (*p == '*') {
		s->width = va_arg(*ap, int);
		p++;
	}
	for (; *p >= '0' && *p <= '9'; p++)
		s->width = s->width * 10 + *p - '0';
	if (*p == '.' && p[1] == '*') {
		s->prec = va_arg(*ap, int);
		p += 2;
	} else if (*p == '.') {
		for (s->prec = 0, p++; *p >= '0' && *p <= '9'; p++)
			s->prec = s->prec * 10 + *p - '0';
	}
	for (; *p == 'l'; p++)
		s->size++;
	if (*p == 'z' || *p == 'j')
		s->size = *p++ == 'z' ? 3 : 2;
	return p;
}

static unsigned long long get_unsigned(const struct spec *s, va_list *ap)
{
	switch (s->size) {
	case 0:
		return va_arg(*ap, unsigned int);
	case 1:
		return va_arg(*ap, unsigned long);
	case 2:
		return va_arg(*ap, unsigned long long);
	default:
		return va_arg(*ap, size_t);
	}
}

static long long get_signed(const struct spec *s, va_list *ap)
{
	switch (s->size) {
	case 0:
		return va_arg(*ap, int);
	case 1:
		return va_arg(*ap, long);
	case 2:
		return va_arg(*ap, long long);
	default:
		return va_arg(*ap, ptrdiff_t);
	}
}

static void pad(struct text *t, int n)
{
	while (n-- > 0)
		text_mem(t, " ", 1);
}

/* strnlen() would bring the big memchr(). */
static size_t length(const char *s, int limit)
{
	size_t n = 0;

	while (n != (size_t)limit && s[n])
		n++;
	return n;
}

static void field(struct text *t, const struct spec *s, const char *p, size_t n)
{
	int fill = s->width - (int)n;

	if (!s->left)
		pad(t, fill);
	text_mem(t, p, n);
	if (s->left)
		pad(t, fill);
}

static void number(struct text *t, const struct spec *s, bool minus,
	unsigned long long v, unsigned base)
{
	char buf[64];
	size_t i = sizeof(buf);

	do
		buf[--i] = "0123456789abcdef"[v % base];
	while (v /= base);
	if (s->zero && !s->left)
		while (sizeof(buf) - i + minus < (size_t)s->width && i > 1)
			buf[--i] = '0';
	if (minus)
		buf[--i] = '-';
	field(t, s, buf + i, sizeof(buf) - i);
}

static void convert(struct text *t, struct spec *s, char c, va_list *ap)
{
	long long v;
	const char *str;

	switch (c) {
	case 'd':
	case 'i':
		v = get_signed(s, ap);
		number(t, s, v < 0,
			v < 0 ? 0 - (unsigned long long)v
			      : (unsigned long long)v,
			10);
		break;
	case 'u':
	case 'o':
	case 'x':
		number(t, s, false, get_unsigned(s, ap),
			c == 'u'           ? 10
				: c == 'o' ? 8
					   : 16);
		break;
	case 'c':
		c = (char)va_arg(*ap, int);
		field(t, s, &c, 1);
		break;
	case 's':
		str = va_arg(*ap, const char *);
		field(t, s, str, length(str, s->prec));
		break;
	default:
		text_mem(t, &c, 1);
	}
}

void text_vfmt(struct text *t, const char *fmt, va_list ap)
{
	struct spec s;
	va_list rest;

	va_copy(rest, ap);
	while (*fmt) {
		size_t n = strcspn(fmt, "%");

		text_mem(t, fmt, n);
		fmt += n;
		if (!*fmt)
			break;
		fmt = parse(fmt + 1, &s, &rest);
		if (*fmt)
			convert(t, &s, *fmt++, &rest);
	}
	va_end(rest);
}

void text_fmt(struct text *t, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	text_vfmt(t, fmt, ap);
	va_end(ap);
}

void str_fmt(char *buf, size_t size, const char *fmt, ...)
{
	struct text t = { buf, size - 1, 0, 0 };
	va_list ap;

	va_start(ap, fmt);
	text_vfmt(&t, fmt, ap);
	va_end(ap);
	buf[t.len < t.size ? t.len : t.size] = '\0';
}
