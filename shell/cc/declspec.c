/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Declarations: the words before the names. */
#include "shell/cc/cc.h"

#include <string.h>

enum { /* what is counted of the words for a basic type */
	W_VOID = 1,
	W_BOOL = 1 << 2,
	W_CHAR = 1 << 4,
	W_SHORT = 1 << 6,
	W_INT = 1 << 8,
	W_LONG = 1 << 10,
	W_FLOAT = 1 << 12,
	W_DOUBLE = 1 << 14,
	W_SIGNED = 1 << 16,
	W_UNSIGNED = 1 << 18,
	W_OTHER = 1 << 20,
};

static const struct {
	const char *text;
	int storage, word;
} words[] = { { "typedef", ST_TYPEDEF, 0 }, { "static", ST_STATIC, 0 },
	{ "extern", ST_EXTERN, 0 }, { "inline", ST_INLINE, 0 },
	{ "auto", ST_OTHER, 0 }, { "register", ST_OTHER, 0 },
	{ "_Noreturn", ST_OTHER, 0 }, { "_Thread_local", ST_OTHER, 0 },
	{ "volatile", ST_OTHER, 0 }, { "restrict", ST_OTHER, 0 },
	{ "_Atomic", ST_OTHER, 0 }, { "__extension__", ST_OTHER, 0 },
	{ "const", ST_OTHER, 0 }, { "void", 0, W_VOID }, { "_Bool", 0, W_BOOL },
	{ "char", 0, W_CHAR }, { "short", 0, W_SHORT }, { "int", 0, W_INT },
	{ "long", 0, W_LONG }, { "float", 0, W_FLOAT },
	{ "double", 0, W_DOUBLE }, { "signed", 0, W_SIGNED },
	{ "unsigned", 0, W_UNSIGNED }, { "struct", 0, W_OTHER },
	{ "union", 0, W_OTHER }, { "enum", 0, W_OTHER },
	{ "typeof", 0, W_OTHER }, { "__typeof__", 0, W_OTHER },
	{ "__builtin_va_list", 0, W_OTHER }, { "_Alignas", ST_OTHER, W_OTHER },
	{ "__attribute__", ST_OTHER, 0 } };

static int word_of(const struct token *t)
{
	static struct map known;
	size_t i;

	if (!known.size)
		for (i = 0; i < sizeof(words) / sizeof(*words); i++)
			map_put(&known,
				intern(words[i].text, strlen(words[i].text)),
				(void *)(i + 1));
	return (int)(uintptr_t)map_get(&known, t->name) - 1;
}

/* Whether a declaration begins here. */
bool at_type(const struct token *t)
{
	const struct sym *s;

	if (t->kind != T_IDENT)
		return false;
	if (word_of(t) >= 0)
		return true;
	s = find_sym(t->name);
	return s && s->kind == S_TYPE;
}

static struct type *basic_type(int count, const struct token *at)
{
	bool uns = count & W_UNSIGNED;
	int kind = count & ~(W_SIGNED | W_UNSIGNED);

	if (uns && count & W_SIGNED)
		fail(at, "a type that is signed and unsigned");
	switch (kind) {
	case W_VOID:
		return &ty_void;
	case W_BOOL:
		return &ty_bool;
	case W_CHAR:
		return uns                 ? &ty_uchar
			: count & W_SIGNED ? &ty_schar
					   : &ty_char;
	case W_SHORT:
	case W_SHORT | W_INT:
		return uns ? &ty_ushort : &ty_short;
	case W_INT:
		return uns ? &ty_uint : &ty_int;
	case W_LONG:
	case W_LONG | W_INT:
		return uns ? &ty_ulong : &ty_long;
	case 2 * W_LONG:
	case 2 * W_LONG | W_INT:
		return uns ? &ty_ullong : &ty_llong;
	case W_FLOAT:
		return &ty_float;
	case W_DOUBLE:
		return &ty_double;
	case W_LONG | W_DOUBLE:
		return &ty_ldouble;
	case 0:
		if (count)
			return uns ? &ty_uint : &ty_int;
	}
	fail(at, "these words make no type");
}

static int align_spec(void)
{
	int align;

	expect("(");
	align = at_type(tok) ? (int)align_of(type_name_parse())
			     : (int)const_expr("an alignment");
	expect(")");
	return align;
}

static struct type *type_of(void)
{
	struct type *t;

	expect("(");
	t = at_type(tok) ? type_name_parse() : expression()->type;
	expect(")");
	return t;
}

/* Skips __attribute__((...)); whether one of them is packed. */
bool accept_attributes(void)
{
	bool packed = false;

	while (got("__attribute__")) {
		int depth = 0;

		do {
			depth += is(tok, "(") ? 1 : is(tok, ")") ? -1 : 0;
			packed |= is(tok, "packed") || is(tok, "__packed__");
			if (tok->kind == T_EOF)
				fail(tok, ") is missing");
			tok = tok->next;
		} while (depth > 0);
	}
	return packed;
}

/* struct, union, enum, typeof: what is more than a word. */
static struct type *other_type(struct token *at)
{
	if (is(at, "struct") || is(at, "union"))
		return struct_type(is(at, "union"));
	if (is(at, "enum"))
		return enum_type();
	if (is(at, "__builtin_va_list"))
		return pointer_to(&ty_char);
	return type_of();
}

static void add_word(int *count, int word, struct type *t)
{
	if (t)
		fail(tok, "a second type; is a ; missing?");
	if (word == W_LONG ? *count & 2 * W_LONG : *count & word)
		fail(tok, "%s cannot stand here", tok->name);
	*count += word;
}

/* The specifiers of a declaration. Without `storage` there may be none. */
struct type *specifiers(int *storage, int *align)
{
	struct token *at = tok;
	struct type *t = NULL;
	bool is_const = false;
	int count = 0;

	for (;;) {
		struct sym *s;
		int w = tok->kind == T_IDENT ? word_of(tok) : -1;
		struct token *here_tok = tok;

		if (is(tok, "__attribute__")) {
			accept_attributes();
		} else if (is(tok, "_Alignas")) {
			tok = tok->next;
			*(align ? align : &(int){ 0 }) = align_spec();
		} else if (w >= 0 && words[w].storage) {
			is_const |= is(tok, "const");
			if (words[w].storage != ST_OTHER && !storage)
				fail(tok, "%s cannot stand here", tok->name);
			if (storage)
				*storage |= words[w].storage;
			tok = tok->next;
		} else if (w >= 0 && words[w].word == W_OTHER) {
			if (t || count)
				fail(tok, "a second type; is a ; missing?");
			tok = tok->next;
			t = other_type(here_tok);
		} else if (w >= 0) {
			add_word(&count, words[w].word, t);
			tok = tok->next;
		} else if (!t && !count && tok->kind == T_IDENT &&
			(s = find_sym(tok->name)) && s->kind == S_TYPE) {
			t = s->type;
			tok = tok->next;
		} else {
			break;
		}
	}
	if (!t && !count && tok->kind == T_IDENT && tok->next->kind == T_IDENT)
		fail(tok, "there is no type %s", tok->name);
	if (!t)
		t = basic_type(count, at);
	return is_const ? qualified(t) : t;
}
