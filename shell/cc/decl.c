/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Declarations of variables and functions, in files and in blocks. */
#include "shell/cc/gen.h"

#include <string.h>

/* _Static_assert(constant, "text"); */
bool static_assert_decl(void)
{
	struct token *at = tok;
	const char *text = "";
	int64_t v;

	if (!got("_Static_assert"))
		return false;
	expect("(");
	v = const_expr("the assertion");
	if (got(",")) {
		literal(tok);
		text = tok->str;
		tok = tok->next;
	}
	expect(")");
	expect(";");
	if (!v)
		fail(at, "_Static_assert fails: %s", text ? text : "");
	return true;
}

static struct sym *declare_function(
	struct token *name, struct type *t, int storage)
{
	struct sym *seen = find_sym(name->name), *s;
	bool is_static = storage & ST_STATIC;

	if (seen && (seen->kind != S_FUNC || !seen->is_static))
		seen = NULL;
	is_static |= seen != NULL;
	s = declare(S_FUNC, name, t);
	if (!s->func)
		s->func = seen ? seen->func : func_of(name->name, is_static);
	s->is_static |= is_static;
	return s;
}

static void check_main(struct token *name, const struct type *t)
{
	const struct param *p = t->params;

	if (strcmp(name->name, "main") != 0)
		return;
	if (t->base->kind != TY_INT)
		warning(name, "main() returns int, not %s", type_name(t->base));
	if (p && !is_int(p->type))
		fail(name,
			"main() is int main(void) or "
			"int main(int argc, char **argv)");
}

static void define_function(struct token *name, struct type *t, int storage)
{
	struct sym *s = declare_function(name, t, storage);

	if (s->defined)
		fail(name, "%s is defined already, in line %d", name->name,
			s->at->line);
	if (s->func->code)
		fail(name, "%s is defined in %s, too", name->name,
			s->func->file);
	if (t->base->kind == TY_STRUCT && !t->base->record->complete)
		fail(name, "%s is not complete", type_name(t->base));
	check_main(name, t);
	s->defined = true;
	s->at = name;
	s->type = t;
	s->func->file = name->file->name;
	function_body(s, t);
}

static void file_variable(struct token *name, struct type *t, int storage)
{
	struct sym *s;

	if (t->kind == TY_VOID)
		fail(name, "a variable of type void");
	if (t->vla)
		fail(name, "an array's length is not constant");
	s = global_sym(name, t, storage);
	if (!s->addr && is_complete(s->type) &&
		(is(tok, "=") || !(storage & ST_EXTERN)))
		s->addr = take(size_of(s->type) + 8);
	if (got("=")) {
		if (s->defined)
			fail(name, "%s is defined already, in line %d",
				name->name, s->at->line);
		s->at = name;
		s->defined = s->tentative = true;
		init_global(s);
	} else if (!(storage & ST_EXTERN)) {
		s->tentative = true;
	}
}

static void file_declaration(void)
{
	int storage = 0, align = 0;
	struct type *base;
	bool first = true;

	if (static_assert_decl() || got(";"))
		return;
	if (!at_type(tok) && !(tok->kind == T_IDENT && is(tok->next, "(")))
		fail(tok,
			tok->next->kind == T_IDENT
				? "there is no type %s"
				: "a declaration is wanted, not %s",
			tok->name);
	if (at_type(tok))
		base = specifiers(&storage, &align);
	else
		fail(tok, "%s( has no type before it", tok->name);
	if (got(";"))
		return;
	for (;; first = false) {
		struct token *name = NULL, *at = tok;
		struct type *t = declarator(base, &name);

		if (!name)
			fail(at, "a name is wanted before %s", tok->name);
		accept_attributes();
		if (storage & ST_TYPEDEF) {
			declare(S_TYPE, name, t);
		} else if (t->kind == TY_FUNC) {
			if (is(tok, "{") && first) {
				define_function(name, t, storage);
				return;
			}
			declare_function(name, t, storage);
		} else {
			file_variable(name, t, storage);
		}
		if (got(";"))
			return;
		if (!is(tok, ","))
			fail(at, "; is missing after this");
		tok = tok->next;
	}
}

/* Compiles a file; its functions and variables are known to the others. */
void translation_unit(struct token *t, const char *file)
{
	(void)file;
	sym_file();
	tok = t;
	while (tok->kind != T_EOF)
		file_declaration();
}

struct sym *hidden_local(struct type *t, struct token *at)
{
	struct sym *s = take(sizeof(*s));

	s->kind = S_LOCAL;
	s->name = "";
	s->at = at;
	s->type = t;
	s->slot = temp(size_of(t), align_of(t));
	return s;
}

/* Computes the sizes of variable-length arrays within a type. */
void vla_prepare(struct type *t)
{
	struct node *len, *size;

	if (t->kind == TY_PTR)
		vla_prepare(t->base);
	if (t->kind != TY_ARRAY || t->vla_size)
		return;
	vla_prepare(t->base);
	if (!t->vla && !(t->base->kind == TY_ARRAY && t->base->vla_size))
		return;
	len = t->vla ? t->vla : number(t->len, ty_size, tok);
	size = t->base->kind == TY_ARRAY && t->base->vla_size
		? var_node(t->base->vla_size, tok)
		: number((int64_t)size_of(t->base), ty_size, tok);
	t->vla_size = hidden_local(ty_size, tok);
	gen_drop(assign(var_node(t->vla_size, tok),
		binary(B_MUL, cast(len, ty_size), size, tok), tok));
}

static void vla_variable(struct token *name, struct type *t)
{
	struct sym *s;
	struct node *n;

	s = declare(S_LOCAL, name, t);
	s->slot = temp(sizeof(void *), sizeof(void *));
	n = node(N_ALLOCA, name, pointer_to(&ty_void));
	n->a = var_node(t->vla_size, name);
	gen(n, s->slot);
	if (is(tok, "="))
		fail(tok,
			"an array without constant length has no initializer");
}

static void local_variable(
	struct token *name, struct type *t, int storage, int align)
{
	struct sym *s;

	vla_prepare(t);
	if (t->kind == TY_ARRAY && t->vla_size) {
		vla_variable(name, t);
		return;
	}
	if (t->kind == TY_ARRAY && t->len < 0 && is(tok, "=")) {
		/* Its length comes from the initializer. */
		s = declare(S_LOCAL, name, t);
		tok = tok->next;
		gen_drop(init_local(s));
		return;
	}
	if (!is_complete(t))
		fail(name, "%s has the incomplete type %s", name->name,
			type_name(t));
	(void)storage;
	s = local_sym(name, t, align);
	if (got("="))
		gen_drop(init_local(s));
}

static void static_variable(struct token *name, struct type *t)
{
	struct sym *s = global_sym(name, t, ST_STATIC);

	s->defined = s->tentative = true;
	if (is_complete(t))
		s->addr = take(size_of(t) + 8);
	if (got("="))
		init_global(s);
}

/* In a block. */
void local_declaration(void)
{
	int storage = 0, align = 0;
	struct type *base;

	if (static_assert_decl())
		return;
	base = specifiers(&storage, &align);
	if (got(";"))
		return;
	do {
		struct token *name = NULL, *at = tok;
		struct type *t = declarator(base, &name);

		if (!name)
			fail(at, "a name is wanted before %s", tok->name);
		if (storage & ST_TYPEDEF) {
			vla_prepare(t);
			declare(S_TYPE, name, t);
		} else if (t->kind == TY_FUNC) {
			if (is(tok, "{"))
				fail(name, "a function within a function");
			declare_function(name, t, storage);
		} else if (storage & ST_STATIC) {
			static_variable(name, t);
		} else if (storage & ST_EXTERN) {
			global_sym(name, t, storage);
		} else {
			local_variable(name, t, storage, align);
		}
	} while (got(","));
	if (!is(tok, ";"))
		fail(tok, "; is missing before %s", tok->name);
	tok = tok->next;
}
