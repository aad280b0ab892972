/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Initializers. A variable in the frame gets a chain of assignments, one that
 * has memory is written to. Both walk the same way through braces,
 * designators and what is left out.
 */
#include "shell/cc/init.h"
#include "shell/cc/gen.h"

#include <string.h>

static void value(struct init *in, struct node *to, size_t at);

static void chain(struct init *in, struct node *n)
{
	struct node *c = n;

	if (in->chain) {
		c = node(N_COMMA, n->at, n->type);
		c->a = in->chain;
		c->b = n;
	}
	in->chain = c;
}

static void put(struct init *in, struct node *to, struct node *from, size_t at)
{
	struct node *n;
	struct type *plain;

	if (in->global) {
		init_constant(in, to, from, at);
		return;
	}
	plain = take(sizeof(*plain));
	*plain = *to->type;
	plain->is_const = false;
	to->type = plain;
	n = assign(to, from, from->at);
	n->dropped = true;
	chain(in, n);
}

static struct node *element(struct node *array, int64_t i, struct token *at)
{
	struct node *n = node(N_MEMBER, at, array->type->base);

	n->a = array;
	n->off = (size_t)i * size_of(array->type->base);
	n->member = take(sizeof(struct member));
	return n;
}

/* A string for an array of characters. */
static bool string(struct init *in, struct node *to, size_t at)
{
	struct type *t = to->type;
	bool brace = is(tok, "{") && tok->next->kind == T_STR;
	struct token *s = brace ? tok->next : tok;
	size_t size;

	if (s->kind != T_STR || t->kind != TY_ARRAY || !is_int(t->base))
		return false;
	literal(s);
	if (s->type->base->size != t->base->size)
		return false;
	tok = s->next;
	if (brace) {
		got(",");
		expect("}");
	}
	if (t->len < 0)
		t->len = s->type->len;
	if (t->len < s->type->len - 1)
		warning(s, "the string is longer than the array");
	size = size_of(t->len < s->type->len ? t : s->type);
	if (in->global) {
		init_ensure(in, at + size_of(t));
		memcpy(in->data + at, s->str, size);
	} else {
		struct node *from = node(N_STR, s, s->type), *n;

		n = node(N_ASSIGN, s,
			array_of(t->base, (int64_t)(size / t->base->size)));
		n->a = to;
		n->b = from;
		n->dropped = true;
		chain(in, n);
	}
	return true;
}

/* Follows .a[2].b to what is meant; a GNU range is refused. */
static struct node *designated(struct node *to, size_t *at)
{
	while (!is(tok, "=")) {
		struct token *where = tok;

		if (got("[")) {
			int64_t i = const_expr("the designator");

			if (to->type->kind != TY_ARRAY || i < 0 ||
				(to->type->len >= 0 && i >= to->type->len))
				fail(where, "there is no element %lld",
					(long long)i);
			expect("]");
			to = element(to, i, where);
			*at += to->off;
		} else if (got(".")) {
			to = member_of(to, tok);
			*at += to->off;
			tok = tok->next;
		} else {
			fail(where, "= is missing");
		}
	}
	expect("=");
	return to;
}

static bool at_end(void)
{
	return is(tok, "}") || (is(tok, ",") && is(tok->next, "}"));
}

/* Whether the comma before the next value was read; with the outer braces left
 * out, a designator is for the level above. */
static bool next_value(bool first, bool braces)
{
	if (at_end())
		return false;
	if (!braces && !first && (is(tok->next, ".") || is(tok->next, "[")))
		return false;
	if (!first)
		expect(",");
	return true;
}

static void array_values(
	struct init *in, struct node *to, size_t at, bool braces)
{
	struct type *t = to->type;
	int64_t i = 0, most = 0;
	bool first = true;

	for (; braces || t->len < 0 || i < t->len; i++, first = false) {
		struct token *where;

		if (!next_value(first, braces))
			break;
		where = tok;
		if (braces && is(tok, "[")) {
			size_t to_at = at;
			struct node *n;

			tok = tok->next;
			i = const_expr("the designator");
			tok = where;
			n = designated(to, &to_at);
			value(in, n, to_at);
		} else if (t->len >= 0 && i >= t->len) {
			fail(tok, "more values than the array has elements");
		} else {
			value(in, element(to, i, where),
				at + (size_t)i * size_of(t->base));
		}
		if (i + 1 > most)
			most = i + 1;
	}
	if (t->len < 0)
		t->len = most;
}

static void struct_values(
	struct init *in, struct node *to, size_t at, bool braces)
{
	struct record *r = to->type->record;
	struct member *m = r->members;
	bool first = true;

	for (; m || braces; first = false) {
		if (!next_value(first, braces))
			break;
		if (braces && is(tok, ".")) {
			struct token *name = tok->next;
			size_t to_at = at, unused;
			struct node *n = designated(to, &to_at);

			value(in, n, to_at);
			for (m = r->members; m && m->name != name->name &&
				!(!m->name && m->type->kind == TY_STRUCT &&
					find_member(m->type->record, name->name,
						&unused));
				m = m->next)
				;
		} else if (!m) {
			fail(tok, "more values than the structure has members");
		} else {
			value(in, mem_node(to, m, tok), at + m->at);
		}
		m = m && !r->is_union ? m->next : NULL;
	}
}

static void list(struct init *in, struct node *to, size_t at, bool braces)
{
	if (braces)
		expect("{");
	if (to->type->kind == TY_ARRAY)
		array_values(in, to, at, braces);
	else if (to->type->kind == TY_STRUCT)
		struct_values(in, to, at, braces);
	else if (!is(tok, "}"))
		value(in, to, at);
	if (braces) {
		got(",");
		expect("}");
	}
}

/* One value, or the list of them, for `to`. */
static void value(struct init *in, struct node *to, size_t at)
{
	struct type *t = to->type;
	struct token *start = tok;

	if (t->kind == TY_ARRAY && string(in, to, at))
		return;
	if (is(tok, "{")) {
		list(in, to, at, true);
		return;
	}
	if (t->kind == TY_ARRAY) {
		if (to->kind == N_VAR)
			fail(tok, "an array's initializer is a list in { }");
		list(in, to, at, false);
		return;
	}
	if (t->kind == TY_STRUCT) {
		struct node *n = assignment();

		if (same_type(n->type, t)) {
			put(in, to, n, at);
			return;
		}
		if (to->kind == N_VAR)
			fail(start, "%s where %s is wanted", type_name(n->type),
				type_name(t));
		tok = start;
		list(in, to, at, false);
		return;
	}
	put(in, to, assignment(), at);
}

/* A chain of assignments; what the list leaves out is 0. */
struct node *init_local(struct sym *s)
{
	struct init in = { .sym = s };
	struct node *var = var_node(s, s->at), *zero = NULL;
	bool plain = !is(tok, "{") && tok->kind != T_STR;

	if (s->type->kind == TY_ARRAY && s->type->len < 0)
		s->type = var->type = array_of(s->type->base, -1);
	if (!plain && !is_scalar(s->type)) {
		zero = node(N_ZERO, s->at, s->type);
		zero->a = var;
		chain(&in, zero);
	}
	value(&in, var, 0);
	if (!in.chain)
		in.chain = number(0, &ty_int, s->at);
	if (!s->slot && s->kind == S_LOCAL && s->type->kind == TY_ARRAY) {
		s->slot = temp(size_of(s->type), align_of(s->type));
	}
	if (zero)
		zero->type = s->type;
	return in.chain;
}

/* The variable's memory, with what the list says. */
void init_global(struct sym *s)
{
	struct init in = { .sym = s, .global = true };
	struct node *var = var_node(s, s->at);
	struct reloc *r;
	size_t size;

	if (s->type->kind == TY_ARRAY && s->type->len < 0)
		s->type = var->type = array_of(s->type->base, -1);
	else if (!is_complete(s->type))
		fail(s->at, "%s is not complete", type_name(s->type));
	value(&in, var, 0);
	s->type = var->type;
	size = size_of(s->type);
	init_ensure(&in, size + 8);
	if (s->addr)
		memcpy(s->addr, in.data, size);
	else
		s->addr = in.data;
	for (r = in.relocs; r; r = r->next)
		add_reloc(s->addr + r->off, r->sym, r->add);
}

/* (type){ list }: a variable without a name. */
struct node *compound_literal(struct type *t, struct token *at)
{
	struct node *n = node(N_INIT, at, t);
	struct sym *s;

	if (at_file_scope()) {
		s = take(sizeof(*s));
		s->kind = S_GLOBAL;
		s->name = "";
		s->at = at;
		s->type = t;
		s->defined = s->tentative = true;
		init_global(s);
	} else {
		s = hidden_local(t, at);
		if (t->kind == TY_ARRAY && t->len < 0)
			s->slot = 0;
		n->a = init_local(s);
		frame_kept = frame_top;
	}
	n->sym = s;
	n->type = s->type;
	return n;
}
