/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names: scopes, and what is known to all files of a program. */
#include "shell/cc/gen.h"

#include <string.h>

struct scope {
	struct scope *up;
	struct map names, tags;
	int frame_top;
};

static struct scope file_scope, *scope = &file_scope;
static struct map externs, funcs;
static struct func *all_funcs;
static struct reloc *relocs;
struct sym *all_globals;

bool at_file_scope(void)
{
	return scope == &file_scope;
}

void scope_push(void)
{
	struct scope *s = take(sizeof(*s));

	s->up = scope;
	s->frame_top = frame_top;
	scope = s;
}

/* The frame's room for what was declared here is free again. */
void scope_pop(void)
{
	frame_top = scope->frame_top;
	if (frame_kept > frame_top)
		frame_kept = frame_top;
	scope = scope->up;
}

struct sym *find_sym(const char *name)
{
	const struct scope *s;

	for (s = scope; s; s = s->up) {
		struct sym *sym = map_get(&s->names, name);

		if (sym)
			return sym;
	}
	return NULL;
}

/* A name in the scope that is open; complains if it has another meaning. */
struct sym *declare(enum sk kind, struct token *name, struct type *type)
{
	struct sym *old = map_get(&scope->names, name->name), *s;

	if (old && kind == S_TYPE && old->kind == S_TYPE &&
		same_type(old->type, type))
		return old;
	if (old && (old->kind != kind || kind < S_GLOBAL))
		fail(name, "%s is declared already, in line %d of %s",
			name->name, old->at->line, old->at->file->name);
	if (old && !same_type(old->type, type))
		fail(name, "%s was declared as %s before, now as %s",
			name->name, type_name(old->type), type_name(type));
	if (old && kind == S_FUNC) {
		if (old->type->no_proto)
			old->type = type;
		return old;
	}
	s = take(sizeof(*s));
	s->kind = kind;
	s->name = name->name;
	s->type = type;
	s->at = name;
	map_put(&scope->names, name->name, s);
	return s;
}

/* A parameter, in the function's body. */
void declare_again(struct sym *s)
{
	map_put(&scope->names, s->name, s);
}

struct type *find_tag(const char *name, bool only_here)
{
	const struct scope *s;

	for (s = scope; s; s = s->up) {
		struct type *t = map_get(&s->tags, name);

		if (t || only_here)
			return t;
	}
	return NULL;
}

void declare_tag(const char *name, struct type *t)
{
	map_put(&scope->tags, name, t);
}

struct sym *local_sym(struct token *name, struct type *type, int align)
{
	struct sym *s = declare(S_LOCAL, name, type);
	size_t a = align_of(type);

	s->slot = temp(size_of(type), (size_t)align > a ? (size_t)align : a);
	return s;
}

static void same_as(
	const struct sym *s, const struct type *type, struct token *name)
{
	if (!same_type(s->type, type))
		fail(name, "%s is %s here, and %s in line %d of %s", name->name,
			type_name(type), type_name(s->type), s->at->line,
			s->at->file->name);
}

static struct sym *known_global(const char *name, int storage)
{
	struct sym *s = map_get(&scope->names, name);

	if (s && s->kind == S_GLOBAL && at_file_scope())
		return s;
	if (storage & ST_EXTERN) {
		s = find_sym(name);
		if (s && s->kind == S_GLOBAL)
			return s;
	}
	return storage & ST_STATIC ? NULL : map_get(&externs, name);
}

/* A variable with memory of its own. Those without `static` are one for all
 * files. */
struct sym *global_sym(struct token *name, struct type *type, int storage)
{
	struct sym *s = known_global(name->name, storage);

	if (s) {
		same_as(s, type, name);
		if (find_sym(name->name) != s)
			map_put(&scope->names, name->name, s);
	} else {
		s = declare(S_GLOBAL, name, type);
		s->is_static = storage & ST_STATIC;
		s->next = all_globals;
		all_globals = s;
		if (!s->is_static)
			map_put(&externs, name->name, s);
	}
	if (type->kind == TY_ARRAY && s->type->len < 0)
		s->type = type;
	return s;
}

/* The function of a name: one for the program, or for its file if static. */
struct func *func_of(const char *name, bool is_static)
{
	struct func *f = is_static ? NULL : map_get(&funcs, name);

	if (f)
		return f;
	f = take(sizeof(*f));
	f->magic = MAGIC;
	f->name = name;
	f->next = all_funcs;
	all_funcs = f;
	if (!is_static)
		map_put(&funcs, name, f);
	return f;
}

/* Complains of functions that no file and no library has. */
void link_functions(void)
{
	struct func *f;

	for (f = all_funcs; f; f = f->next) {
		if (f->code || !f->used)
			continue;
		f->native = find_native(f->name);
		if (!f->native)
			fail(f->used,
				"%s() is called, but no file defines it "
				"and cc's library does not have it",
				f->name);
	}
}

void add_reloc(char *addr, struct sym *s, int64_t add)
{
	struct reloc *r = take(sizeof(*r));

	r->addr = addr;
	r->sym = s;
	r->add = add;
	r->func = fn;
	r->insn = addr ? -1 : here();
	r->next = relocs;
	relocs = r;
}

static void place(struct sym *s)
{
	if (s->addr)
		return;
	s->addr = find_native_var(s->name);
	if (s->addr && !s->tentative)
		return;
	if (!s->tentative)
		fail(s->at, "%s is declared, but no file defines it", s->name);
	if (s->type->kind == TY_ARRAY && s->type->len < 0)
		s->type = array_of(s->type->base, 1);
	if (!is_complete(s->type))
		fail(s->at, "%s has an incomplete type", s->name);
	s->addr = take(size_of(s->type) + 8);
}

/* Everything has its address from now on. */
void link_globals(void)
{
	struct reloc *r;

	for (r = relocs; r; r = r->next) {
		char *p;

		place(r->sym);
		p = r->sym->addr + r->add;
		if (r->addr)
			memcpy(r->addr, &p, sizeof(p));
		else
			r->func->code[r->insn].imm = (intptr_t)p;
	}
	relocs = NULL;
}

int this_unit;

/* A new file of the program. */
void sym_file(void)
{
	this_unit++;
	memset(&file_scope, 0, sizeof(file_scope));
	scope = &file_scope;
}
