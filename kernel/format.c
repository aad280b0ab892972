/* SPDX-License-Identifier: GPL-3.0-or-later */
/* format(): the small part of printf that the kernel needs, without stdio. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "kernel/log.h"

struct sink {
	char *buffer;
	size_t size;
	size_t length;
};

struct spec {
	bool left, zero, wide, upper;
	int width, precision;
};

static void put(struct sink *out, char c)
{
	if (out->length + 1 < out->size)
		out->buffer[out->length] = c;
	out->length++;
}

static void put_padded(struct sink *out, const struct spec *spec,
	const char *text, size_t length)
{
	int pad = spec->width - (int)length;
	bool zero = spec->zero && !spec->left;

	if (zero && length > 0 && *text == '-') {
		put(out, *text++);
		length--;
	}
	for (; !spec->left && pad > 0; pad--)
		put(out, zero ? '0' : ' ');
	while (length-- > 0)
		put(out, *text++);
	for (; pad > 0; pad--)
		put(out, ' ');
}

static void put_number(struct sink *out, const struct spec *spec,
	uint64_t value, unsigned base, bool negative)
{
	char digits[24];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (spec->upper ? "0123456789ABCDEF"
					    : "0123456789abcdef")[value % base];
		value /= base;
	} while (value > 0);
	if (negative)
		digits[--at] = '-';
	put_padded(out, spec, digits + at, sizeof(digits) - at);
}

/* Reads flags, width, precision and length; returns the conversion. */
static const char *parse_spec(const char *p, struct spec *spec)
{
	memset(spec, 0, sizeof(*spec));
	spec->precision = -1;
	for (;; p++) {
		if (*p == '-')
			spec->left = true;
		else if (*p == '0')
			spec->zero = true;
		else
			break;
	}
	while (*p >= '0' && *p <= '9')
		spec->width = spec->width * 10 + *p++ - '0';
	if (*p == '.')
		for (p++, spec->precision = 0; *p >= '0' && *p <= '9'; p++)
			spec->precision = spec->precision * 10 + *p - '0';
	if (p[0] == 'l' && p[1] == 'l') {
		spec->wide = true;
		p += 2;
	} else if (*p == 'l' || *p == 'z') {
		p++;
	}
	spec->upper = *p == 'X';
	return p;
}

static void put_string(
	struct sink *out, const struct spec *spec, const char *text)
{
	size_t length;

	if (text == NULL)
		text = "(null)";
	length = spec->precision < 0 ? strlen(text)
				     : strnlen(text, (size_t)spec->precision);
	put_padded(out, spec, text, length);
}

static void put_signed(struct sink *out, const struct spec *spec, int64_t value)
{
	put_number(out, spec, value < 0 ? 0 - (uint64_t)value : (uint64_t)value,
		10, value < 0);
}

static unsigned base_of(char conversion)
{
	return conversion == 'x' || conversion == 'X' ? 16
		: conversion == 'o'                   ? 8
						      : 10;
}

int vformat(char *buffer, size_t size, const char *pattern, va_list ap)
{
	struct sink out = { buffer, size, 0 };
	struct spec spec;
	char c;

	for (const char *p = pattern; *p != '\0'; p++) {
		if (*p != '%') {
			put(&out, *p);
			continue;
		}
		p = parse_spec(p + 1, &spec);
		switch (*p) {
		case 's':
			put_string(&out, &spec, va_arg(ap, const char *));
			break;
		case 'c':
			c = (char)va_arg(ap, int);
			put_padded(&out, &spec, &c, 1);
			break;
		case 'd':
			put_signed(&out, &spec,
				spec.wide ? va_arg(ap, long long)
					  : va_arg(ap, int));
			break;
		case 'u':
		case 'x':
		case 'X':
		case 'o':
			put_number(&out, &spec,
				spec.wide ? va_arg(ap, unsigned long long)
					  : va_arg(ap, unsigned),
				base_of(*p), false);
			break;
		case '\0':
			p--;
			break;
		default:
			put(&out, *p);
		}
	}
	if (size > 0)
		buffer[out.length < size ? out.length : size - 1] = '\0';
	return (int)out.length;
}

int format(char *buffer, size_t size, const char *pattern, ...)
{
	va_list ap;
	int length;

	va_start(ap, pattern);
	length = vformat(buffer, size, pattern, ap);
	va_end(ap);
	return length;
}
