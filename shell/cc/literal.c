/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The values and types of numbers, characters and strings. */
#include "shell/cc/cc.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int hex(int c)
{
	return isdigit(c) ? c - '0' : (c | 32) - 'a' + 10;
}

static uint32_t escape_number(const char **p, int base, int most)
{
	uint32_t v = 0;

	while (most-- && isxdigit((unsigned char)**p) &&
		hex((unsigned char)**p) < base)
		v = v * (uint32_t)base + (uint32_t)hex((unsigned char)*(*p)++);
	return v;
}

/* One character, with its escape; whether it is a number of a byte. */
static uint32_t escape(const struct token *t, const char **p, bool *code)
{
	static const char from[] = "abfnrtve", to[] = "\a\b\f\n\r\t\v\033";
	const char *at;
	int c = *(*p)++;

	*code = false;
	at = strchr(from, c);
	if (at)
		return (unsigned char)to[at - from];
	if (c >= '0' && c <= '7') {
		(*p)--;
		return escape_number(p, 8, 3);
	}
	if (c == 'x') {
		if (!isxdigit((unsigned char)**p))
			fail(t, "\\x without digits");
		return escape_number(p, 16, 8);
	}
	if (c == 'u' || c == 'U') {
		*code = true;
		return escape_number(p, 16, c == 'u' ? 4 : 8);
	}
	if (!strchr("'\"?\\", c))
		warning(t, "\\%c is not an escape sequence", c);
	return (unsigned char)c;
}

static size_t put_utf8(char *to, uint32_t c)
{
	if (c < 0x80) {
		*to = (char)c;
		return 1;
	}
	if (c < 0x800) {
		to[0] = (char)(0xc0 | c >> 6);
		to[1] = (char)(0x80 | (c & 63));
		return 2;
	}
	if (c < 0x10000) {
		to[0] = (char)(0xe0 | c >> 12);
		to[1] = (char)(0x80 | (c >> 6 & 63));
		to[2] = (char)(0x80 | (c & 63));
		return 3;
	}
	to[0] = (char)(0xf0 | c >> 18);
	to[1] = (char)(0x80 | (c >> 12 & 63));
	to[2] = (char)(0x80 | (c >> 6 & 63));
	to[3] = (char)(0x80 | (c & 63));
	return 4;
}

static uint32_t get_utf8(const char **p)
{
	unsigned char c = (unsigned char)*(*p)++;
	int more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : c >= 0xc0 ? 1 : 0;
	uint32_t v = more ? c & (0x3fu >> more) : c;

	while (more-- && (**p & 0xc0) == 0x80)
		v = v << 6 | (uint32_t)(*(*p)++ & 63);
	return v;
}

/* Appends the characters of a literal, `wide` bytes each. */
static void add_chars(struct text *out, const struct token *t, size_t wide)
{
	const char *p = t->name, *end = p + strlen(p) - 1;

	while (*p != '"' && *p != '\'')
		p++;
	for (p++; p < end;) {
		bool code = wide > 1;
		uint32_t c;
		char bytes[4];

		if (*p == '\\') {
			p++;
			c = escape(t, &p, &code);
		} else {
			c = wide > 1 ? get_utf8(&p) : (unsigned char)*p++;
		}
		if (wide == 1)
			text_add(out, bytes,
				code ? put_utf8(bytes, c)
				     : (bytes[0] = (char)c, (size_t)1));
		else
			text_add(out, &c, wide);
	}
}

static struct type *char_type(const struct token *t)
{
	switch (t->name[0] == 'u' && t->name[1] == '8' ? '8' : t->name[0]) {
	case 'L':
		return &ty_int;
	case 'u':
		return &ty_ushort;
	case 'U':
		return &ty_uint;
	}
	return &ty_char;
}

/* Adjacent strings are one. */
static void join_strings(struct token *t)
{
	struct type *type = char_type(t);
	struct text out = { 0 };
	const struct token *s;
	const char zero[4] = "";

	for (s = t; s->kind == T_STR; s = s->next)
		if (type == &ty_char)
			type = char_type(s);
	for (s = t; s->kind == T_STR; s = s->next)
		add_chars(&out, s, type->size);
	t->type = array_of(type, (int64_t)(out.len / type->size) + 1);
	text_add(&out, zero, type->size);
	t->str = take(out.len);
	memcpy(t->str, out.data, out.len);
	free(out.data);
	t->next = (struct token *)s;
}

static void char_value(struct token *t)
{
	struct type *type = char_type(t);
	struct text out = { 0 };
	size_t i;

	t->type = type == &ty_char ? &ty_int : type;
	add_chars(&out, t, type->size);
	if (!out.len)
		fail(t, "an empty character");
	if (type == &ty_char) {
		t->val = (signed char)out.data[0];
		for (i = 1; i < out.len; i++)
			t->val = (int32_t)((uint32_t)t->val << 8 |
				(unsigned char)out.data[i]);
	} else {
		memcpy(&t->val, out.data, type->size);
	}
	free(out.data);
}

static void float_value(struct token *t)
{
	char *end;

	t->fval = strtod(t->name, &end);
	t->type = &ty_double;
	if (*end == 'f' || *end == 'F') {
		t->type = &ty_float;
		t->fval = strtof(t->name, &end);
		end++;
	} else if (*end == 'l' || *end == 'L') {
		t->type = &ty_ldouble;
		end++;
	}
	if (*end)
		fail(t, "%s is not a number", t->name);
}

/* The first of int, long, long long that has room. */
static struct type *int_type(uint64_t v, int longs, bool uns, bool decimal)
{
	static struct type *const kinds[][2] = { { &ty_int, &ty_uint },
		{ &ty_long, &ty_ulong }, { &ty_llong, &ty_ullong } };
	int i;

	for (i = longs; i < 3; i++) {
		unsigned bits = (unsigned)kinds[i][0]->size * 8;

		if (!uns && v <= UINT64_MAX >> (65 - bits))
			return kinds[i][0];
		if ((uns || !decimal) && v <= UINT64_MAX >> (64 - bits))
			return kinds[i][1];
	}
	return &ty_ullong;
}

static void int_value(struct token *t)
{
	const char *p = t->name;
	bool binary = p[0] == '0' && (p[1] | 32) == 'b', uns = false;
	int longs = 0;
	uint64_t v;
	char *end;

	errno = 0;
	v = binary ? strtoull(p + 2, &end, 2) : strtoull(p, &end, 0);
	if (errno)
		fail(t, "%s is too large for any type", t->name);
	for (; *end; end++) {
		if ((*end | 32) == 'u' && !uns) {
			uns = true;
		} else if ((*end | 32) == 'l' && !longs) {
			longs = end[1] == *end ? 2 : 1;
			end += longs - 1;
		} else {
			fail(t, "%s is not a number", t->name);
		}
	}
	t->val = (int64_t)v;
	t->type = int_type(v, longs, uns, *p != '0');
}

void literal(struct token *t)
{
	bool is_hex = !strncasecmp(t->name, "0x", 2);

	if (t->type)
		return;
	if (t->kind == T_STR)
		join_strings(t);
	else if (t->kind == T_CHAR)
		char_value(t);
	else if (strpbrk(t->name, is_hex ? ".pP" : ".eE"))
		float_value(t);
	else
		int_value(t);
}
