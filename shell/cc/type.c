/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Types. Their sizes are those of this program itself. */
#include "shell/cc/cc.h"

#include <stdio.h>
#include <string.h>

#define BASIC(name, tag, c, ...)            \
	struct type name = { .kind = (tag), \
		.size = sizeof(c),          \
		.align = _Alignof(c),       \
		__VA_ARGS__ }

struct type ty_void = { .kind = TY_VOID, .size = 1, .align = 1 };
BASIC(ty_bool, TY_BOOL, _Bool, .uns = true);
BASIC(ty_char, TY_CHAR, char, .plain_char = true);
BASIC(ty_schar, TY_CHAR, char, .uns = false);
BASIC(ty_uchar, TY_CHAR, char, .uns = true);
BASIC(ty_short, TY_SHORT, short, .uns = false);
BASIC(ty_ushort, TY_SHORT, short, .uns = true);
BASIC(ty_int, TY_INT, int, .uns = false);
BASIC(ty_uint, TY_INT, int, .uns = true);
BASIC(ty_long, TY_LONG, long, .uns = false);
BASIC(ty_ulong, TY_LONG, long, .uns = true);
BASIC(ty_llong, TY_LLONG, long long, .uns = false);
BASIC(ty_ullong, TY_LLONG, long long, .uns = true);
BASIC(ty_float, TY_FLOAT, float, .uns = false);
BASIC(ty_double, TY_DOUBLE, double, .uns = false);
BASIC(ty_ldouble, TY_LDOUBLE, long double, .uns = false);

static struct type *make(
	enum ty kind, struct type *base, size_t size, size_t align)
{
	struct type *t = take(sizeof(*t));

	t->kind = kind;
	t->base = base;
	t->size = size;
	t->align = align;
	return t;
}

struct type *pointer_to(struct type *base)
{
	struct type *t = make(TY_PTR, base, sizeof(void *), sizeof(void *));

	t->uns = true;
	return t;
}

struct type *array_of(struct type *base, int64_t len)
{
	struct type *t = make(TY_ARRAY, base, 0, 0);

	t->len = len;
	return t;
}

struct type *function_of(struct type *returns)
{
	return make(TY_FUNC, returns, 1, 1);
}

/* A const copy. */
struct type *qualified(struct type *t)
{
	struct type *q = take(sizeof(*q));

	*q = *t;
	if (t->kind == TY_ARRAY)
		q->base = qualified(t->base);
	else
		q->is_const = true;
	return q;
}

size_t size_of(const struct type *t)
{
	if (t->kind == TY_ARRAY)
		return t->len < 0 ? 0 : (size_t)t->len * size_of(t->base);
	if (t->kind == TY_STRUCT)
		return t->record->size;
	return t->size;
}

size_t align_of(const struct type *t)
{
	if (t->kind == TY_ARRAY)
		return align_of(t->base);
	if (t->kind == TY_STRUCT)
		return t->record->align ? t->record->align : 1;
	return t->align;
}

bool is_int(const struct type *t)
{
	return t->kind >= TY_BOOL && t->kind <= TY_LLONG;
}

bool is_float(const struct type *t)
{
	return t->kind >= TY_FLOAT && t->kind <= TY_LDOUBLE;
}

bool is_number(const struct type *t)
{
	return t->kind >= TY_BOOL && t->kind <= TY_LDOUBLE;
}

bool is_scalar(const struct type *t)
{
	return t->kind >= TY_BOOL && t->kind <= TY_PTR;
}

bool is_complete(const struct type *t)
{
	if (t->kind == TY_ARRAY)
		return (t->len >= 0 || t->vla) && is_complete(t->base);
	if (t->kind == TY_STRUCT)
		return t->record->complete;
	return t->kind != TY_VOID && t->kind != TY_FUNC;
}

static bool same_params(const struct type *a, const struct type *b)
{
	const struct param *p = a->params, *q = b->params;

	if (a->no_proto || b->no_proto)
		return true;
	for (; p && q; p = p->next, q = q->next)
		if (!same_type(p->type, q->type))
			return false;
	return !p && !q && a->variadic == b->variadic;
}

/* In two files one structure is declared twice. */
static bool same_record(const struct record *a, const struct record *b)
{
	return a == b ||
		(a->unit != b->unit && a->tag == b->tag &&
			a->is_union == b->is_union &&
			(a->size == b->size || !a->complete || !b->complete));
}

/* Qualifiers do not count. */
bool same_type(const struct type *a, const struct type *b)
{
	if (a == b)
		return true;
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case TY_PTR:
		return same_type(a->base, b->base);
	case TY_ARRAY:
		return same_type(a->base, b->base) &&
			(a->len == b->len || a->len < 0 || b->len < 0);
	case TY_STRUCT:
		return same_record(a->record, b->record);
	case TY_FUNC:
		return same_type(a->base, b->base) && same_params(a, b);
	default:
		return a->uns == b->uns;
	}
}

static void name_params(const struct type *t, char *out, size_t size)
{
	const struct param *p;
	size_t n = 0;

	n += (size_t)snprintf(out, size, "(");
	for (p = t->params; p && n < size; p = p->next)
		n += (size_t)snprintf(out + n, size - n, "%s%s",
			type_name(p->type), p->next || t->variadic ? ", " : "");
	if (n < size)
		snprintf(out + n, size - n, "%s)",
			t->variadic                        ? "..."
				: t->params || t->no_proto ? ""
							   : "void");
}

/* `inner` is what stands where the name would. */
static const char *name_of(const struct type *t, const char *inner)
{
	static const char *const basic[] = { "void", "_Bool", "char", "short",
		"int", "long", "long long", "float", "double", "long double" };
	char text[256], params[160];

	switch (t->kind) {
	case TY_PTR:
		snprintf(text, sizeof(text),
			t->base->kind == TY_ARRAY || t->base->kind == TY_FUNC
				? "(*%s%s)"
				: "*%s%s",
			t->is_const ? "const " : "", inner);
		return name_of(t->base, text);
	case TY_ARRAY:
		if (t->len < 0)
			snprintf(text, sizeof(text), "%s[]", inner);
		else
			snprintf(text, sizeof(text), "%s[%lld]", inner,
				(long long)t->len);
		return name_of(t->base, text);
	case TY_FUNC:
		name_params(t, params, sizeof(params));
		snprintf(text, sizeof(text), "%s%s", inner, params);
		return name_of(t->base, text);
	case TY_STRUCT:
		snprintf(text, sizeof(text), "%s%s %s%s%s",
			t->is_const ? "const " : "",
			t->record->is_union ? "union" : "struct",
			t->record->tag ? t->record->tag : "{...}",
			*inner ? " " : "", inner);
		break;
	default:
		snprintf(text, sizeof(text), "%s%s%s%s%s",
			t->is_const ? "const " : "",
			t->uns && t->kind != TY_BOOL ? "unsigned "
				: t->kind == TY_CHAR && !t->plain_char
				? "signed "
				: "",
			basic[t->kind], *inner ? " " : "", inner);
	}
	return take_text(text, strlen(text));
}

const char *type_name(const struct type *t)
{
	return name_of(t, "");
}

/* Looks into members without a name, too; *at gets the sum of the offsets. */
struct member *find_member(const struct record *r, const char *name, size_t *at)
{
	struct member *m;

	for (m = r->members; m; m = m->next) {
		size_t inner = 0;
		struct member *found;

		if (m->name == name) {
			*at = m->at;
			return m;
		}
		if (m->name || m->type->kind != TY_STRUCT)
			continue;
		found = find_member(m->type->record, name, &inner);
		if (found) {
			*at = m->at + inner;
			return found;
		}
	}
	return NULL;
}
