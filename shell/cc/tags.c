/* SPDX-License-Identifier: GPL-3.0-or-later */
/* struct, union and enum. */
#include "shell/cc/cc.h"

static void one_member(struct member ***last, struct type *base, int align)
{
	struct member *m = take(sizeof(*m));
	struct token *name = NULL, *at = tok;

	m->type = declarator(base, &name);
	m->name = name ? name->name : NULL;
	m->bit = align;
	if (got(":")) {
		int64_t width = const_expr("a bit-field's width");

		if (!is_int(m->type))
			fail(at, "a bit-field of %s", type_name(m->type));
		if (width < 0 || width > (int64_t)size_of(m->type) * 8 ||
			(!width && name))
			fail(at, "a bit-field of %lld bits in %s",
				(long long)width, type_name(m->type));
		m->width = width ? (int)width : -1;
	}
	if (m->type->kind == TY_FUNC || m->type->kind == TY_VOID)
		fail(at, "a member of type %s", type_name(m->type));
	if (m->type->vla)
		fail(at, "a member's length is not constant");
	if (!is_complete(m->type) && m->type->kind != TY_ARRAY)
		fail(at, "the size of %s is not known", type_name(m->type));
	**last = m;
	*last = &m->next;
	accept_attributes();
}

static struct member *members(void)
{
	struct member *first = NULL, **last = &first, *m, *n;

	while (!got("}")) {
		int align = 0;
		struct token *at = tok;
		struct type *t;

		if (static_assert_decl())
			continue;
		if (!at_type(tok))
			fail(tok, "a member or } is wanted");
		t = specifiers(NULL, &align);
		if (is(tok, ";") && t->kind != TY_STRUCT)
			warning(at, "this declares no member");
		if (is(tok, ";") && t->kind == TY_STRUCT && t->record->tag)
			warning(at, "this declares no member");
		do
			one_member(&last, t, align);
		while (got(","));
		expect(";");
	}
	for (m = first; m; m = m->next)
		for (n = m->next; n; n = n->next)
			if (m->name && m->name == n->name)
				fail(tok, "there are two members %s", m->name);
	return first;
}

static size_t round_up(size_t n, size_t align)
{
	return (n + align - 1) / align * align;
}

/* A bit-field's place; *bits is how much of the structure is taken. */
static void place_bits(struct record *r, struct member *m, size_t *bits)
{
	size_t unit = size_of(m->type) * 8;

	if (m->width < 0) {
		*bits = round_up(*bits, unit);
		m->width = 0;
		return;
	}
	if (*bits / unit != (*bits + (size_t)m->width - 1) / unit)
		*bits = round_up(*bits, unit);
	m->at = *bits / unit * (unit / 8);
	m->bit = (int)(*bits % unit);
	*bits += (size_t)m->width;
	if (m->name && unit / 8 > r->align)
		r->align = unit / 8;
}

static void lay_out(struct record *r, bool packed)
{
	struct member *m, **list;
	size_t bits = 0, most = 0;

	r->align = 1;
	for (m = r->members; m; m = m->next) {
		size_t align = packed ? 1 : align_of(m->type);

		if (r->is_union)
			bits = 0;
		if (m->width) {
			place_bits(r, m, &bits);
		} else {
			if ((size_t)m->bit > align)
				align = (size_t)m->bit;
			m->bit = 0;
			m->at = round_up((bits + 7) / 8, align);
			bits = (m->at + size_of(m->type)) * 8;
			if (align > r->align)
				r->align = align;
		}
		if (bits > most)
			most = bits;
	}
	r->size = round_up((most + 7) / 8, r->align);
	/* Bit-fields without a name are no members. */
	for (list = &r->members; *list;)
		if (!(*list)->name && is_int((*list)->type))
			*list = (*list)->next;
		else
			list = &(*list)->next;
	r->complete = true;
}

/* The word itself is read. */
struct type *struct_type(bool is_union)
{
	bool packed = accept_attributes();
	struct token *tag = tok->kind == T_IDENT ? tok : NULL;
	struct type *t = NULL;

	if (tag)
		tok = tok->next;
	packed |= accept_attributes();
	if (tag)
		t = find_tag(tag->name, is(tok, "{") || is(tok, ";"));
	if (!tag && !is(tok, "{"))
		fail(tok, "a tag or { is wanted");
	if (t && (t->kind != TY_STRUCT || t->record->is_union != is_union))
		fail(tag, "%s is another kind of tag", tag->name);
	if (!t) {
		t = take(sizeof(*t));
		t->kind = TY_STRUCT;
		t->record = take(sizeof(*t->record));
		t->record->tag = tag ? tag->name : NULL;
		t->record->is_union = is_union;
		t->record->unit = this_unit;
		if (tag)
			declare_tag(tag->name, t);
	}
	if (is(tok, "{")) {
		if (tag && t->record->complete)
			fail(tag, "%s is defined already", tag->name);
		tok = tok->next;
		t->record->members = members();
		packed |= accept_attributes();
		lay_out(t->record, packed);
	}
	return t;
}

struct type *enum_type(void)
{
	struct token *tag = tok->kind == T_IDENT ? tok : NULL;
	int64_t value = 0;
	struct type *t;

	if (tag)
		tok = tok->next;
	if (!got("{")) {
		if (!tag)
			fail(tok, "a tag or { is wanted");
		t = find_tag(tag->name, false);
		if (t && !t->is_enum)
			fail(tag, "%s is another kind of tag", tag->name);
		return t ? t : &ty_uint;
	}
	t = take(sizeof(*t));
	*t = ty_uint;
	t->is_enum = true;
	while (!got("}")) {
		struct token *name = tok;

		if (name->kind != T_IDENT)
			fail(name, "a name or } is wanted");
		tok = tok->next;
		if (got("="))
			value = const_expr("the value");
		if (value < 0) {
			*t = ty_int;
			t->is_enum = true;
		}
		declare(S_CONST, name, &ty_int)->value = value++;
		if (!is(tok, "}"))
			expect(",");
	}
	if (tag)
		declare_tag(tag->name, t);
	return t;
}
