/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The preprocessor's directives. */
#include "shell/cc/cc.h"

#include <stdlib.h>
#include <string.h>

struct cond {
	struct cond *up;
	const struct token *at;
	bool done, has_else; /* a part of it was taken */
	const struct source *file;
};
static struct cond *conds;
struct map pp_once; /* files that say #pragma once and were read */

/* The tokens up to the end of the line, with T_EOF after them; *t goes on to
 * the next line. */
struct token *rest_of_line(struct token **t)
{
	struct token first = { 0 }, *last = &first;
	struct token *p = *t;

	for (; !p->bol && p->kind != T_EOF; p = p->next)
		last = last->next = copy_token(p);
	last->next = make_token(p, T_EOF, "");
	*t = p;
	return first.next;
}

static void macro_params(struct macro *m, struct token **t)
{
	const char *names[128];

	m->function = true;
	while (!is(*t, ")")) {
		if (m->nparams && !is(*t, ","))
			fail(*t,
				"a macro's parameters are separated by commas");
		if (m->nparams)
			*t = (*t)->next;
		if (m->variadic || m->nparams == 127)
			fail(*t, "no parameter can follow");
		if (is(*t, "...")) {
			m->variadic = true;
			names[m->nparams++] = intern("__VA_ARGS__", 11);
		} else if ((*t)->kind == T_IDENT) {
			names[m->nparams++] = (*t)->name;
			if (is((*t)->next, "...")) {
				m->variadic = true;
				*t = (*t)->next;
			}
		} else {
			fail(*t, "a macro's parameter is a name");
		}
		*t = (*t)->next;
	}
	*t = (*t)->next;
	m->params = take((size_t)(m->nparams + 1) * sizeof(*m->params));
	memcpy(m->params, names, (size_t)m->nparams * sizeof(*names));
}

static void define(struct token *line)
{
	struct macro *m = take(sizeof(*m));
	struct token *t = line;

	if (t->kind != T_IDENT)
		fail(t, "#define wants a name");
	t = t->next;
	if (is(t, "(") && !t->space) {
		t = t->next;
		macro_params(m, &t);
	}
	m->body = t;
	map_put(&macros, line->name, m);
}

/* From a false condition to the #else, #elif or #endif that belongs to it. */
static struct token *skip_part(struct token *t)
{
	int depth = 0;

	for (; t->kind != T_EOF; t = t->next) {
		const struct token *n = t->next;

		if (!t->bol || !is(t, "#") || n->bol)
			continue;
		if (is(n, "if") || is(n, "ifdef") || is(n, "ifndef"))
			depth++;
		else if (!depth &&
			(is(n, "else") || is(n, "elif") || is(n, "endif")))
			return t;
		else if (is(n, "endif"))
			depth--;
	}
	fail(conds->at, "an #if without #endif");
}

static struct token *if_part(struct token *hash, struct token *rest, bool yes)
{
	struct cond *c = take(sizeof(*c));

	c->up = conds;
	c->at = hash;
	c->file = hash->file;
	c->done = yes;
	conds = c;
	return yes ? rest : skip_part(rest);
}

static struct token *else_part(
	struct token *hash, struct token *line, struct token *rest)
{
	bool is_else = is(hash->next, "else");

	if (!conds || conds->has_else)
		fail(hash, "#%s without #if", hash->next->name);
	conds->has_else = is_else;
	if (conds->done)
		return skip_part(rest);
	conds->done = is_else || pp_condition(line, hash->next);
	return conds->done ? rest : skip_part(rest);
}

/* A file's name as #include has it, from the line's tokens. */
static char *include_name(struct token *t, bool *quoted)
{
	struct text out = { 0 };

	if (t->kind != T_STR && !is(t, "<"))
		t = expand_all(t);
	*quoted = t->kind == T_STR;
	if (*quoted)
		return take_text(t->name + 1, strlen(t->name) - 2);
	if (!is(t, "<"))
		fail(t, "#include wants \"FILE\" or <FILE>");
	for (t = t->next; !is(t, ">"); t = t->next) {
		if (t->kind == T_EOF)
			fail(t, "#include <FILE without >");
		if (t->space && out.len)
			text_add(&out, " ", 1);
		text_add(&out, t->name, strlen(t->name));
	}
	text_add(&out, "", 0);
	return out.data;
}

static const char *paths[32];
static int npaths;

void pp_path(const char *folder)
{
	if (npaths == 32)
		die("more than 32 folders by -I");
	paths[npaths++] = folder;
}

static struct source *in_folder(
	const char *folder, size_t len, const char *name)
{
	struct text path = { 0 };

	text_add(&path, folder, len);
	if (len && folder[len - 1] != '/')
		text_add(&path, "/", 1);
	text_add(&path, name, strlen(name));
	return source_read(path.data);
}

static struct source *find_include(
	const struct token *at, const char *name, bool quoted)
{
	struct source *s = NULL;
	const char *slash = strrchr(at->file->name, '/'), *text;
	int i;

	if (*name == '/')
		return source_read(name);
	if (quoted)
		s = in_folder(at->file->name,
			slash ? (size_t)(slash + 1 - at->file->name) : 0, name);
	for (i = 0; !s && i < npaths; i++)
		s = in_folder(paths[i], strlen(paths[i]), name);
	text = s ? NULL : find_header(name);
	if (text) {
		s = take(sizeof(*s));
		s->name = take_text(name, strlen(name));
		s->text = text;
	}
	return s;
}

static struct token *include(
	struct token *hash, struct token *line, struct token *rest)
{
	static int depth;
	bool quoted;
	char *name = include_name(line, &quoted);
	struct source *s = find_include(hash, name, quoted);
	struct token *t, *last;

	if (!s)
		fail(line, "there is no %s; cc --headers lists those it has",
			name);
	if (map_get(&pp_once, intern(s->name, strlen(s->name))))
		return rest;
	if (strstr(s->text, "#pragma once"))
		map_put(&pp_once, intern(s->name, strlen(s->name)), s);
	if (++depth > 2000)
		fail(line, "%s includes itself without end", name);
	last = t = lex(s);
	if (t->kind == T_EOF)
		return rest;
	while (last->next->kind != T_EOF)
		last = last->next;
	last->next = rest;
	return t;
}

/* #line 12 "file", or # 12 "file" */
static void renumber(const struct token *hash, struct token *line)
{
	struct source *file = hash->file;
	struct source *as = take(sizeof(*as));

	line = expand_all(line);
	*as = *file;
	as->as = NULL;
	if (line->next->kind == T_STR)
		as->name = take_text(
			line->next->name + 1, strlen(line->next->name) - 2);
	else if (file->as)
		as->name = file->as->name;
	file->as = as;
	file->lines_off = atoi(line->name) - hash->line - 1;
}

static _Noreturn void error_directive(
	const struct token *hash, struct token *line)
{
	struct text out = { 0 };

	for (; line->kind != T_EOF; line = line->next) {
		text_add(&out, line->name, strlen(line->name));
		text_add(&out, " ", 1);
	}
	fail(hash, "#error %s", out.data ? out.data : "");
}

static bool defined(struct token *line)
{
	if (line->kind != T_IDENT)
		fail(line, "a name is wanted here");
	return map_get(&macros, line->name);
}

/* What a directive does; returns what follows it. */
struct token *directive(struct token *hash)
{
	struct token *rest = hash->next, *t = rest_of_line(&rest), *line;

	if (t->kind == T_EOF)
		return rest;
	line = t->next;
	if (is(t, "define")) {
		define(line);
	} else if (is(t, "undef")) {
		map_put(&macros, line->name, NULL);
	} else if (is(t, "include")) {
		return include(hash, line, rest);
	} else if (is(t, "if")) {
		return if_part(hash, rest, pp_condition(line, t));
	} else if (is(t, "ifdef") || is(t, "ifndef")) {
		return if_part(hash, rest, defined(line) == !t->name[5]);
	} else if (is(t, "elif") || is(t, "else")) {
		return else_part(hash, line, rest);
	} else if (is(t, "endif")) {
		if (!conds)
			fail(hash, "#endif without #if");
		conds = conds->up;
	} else if (is(t, "error")) {
		error_directive(hash, line);
	} else if (is(t, "line")) {
		renumber(hash, line);
	} else if (t->kind == T_NUM) {
		renumber(hash, t);
	} else if (!is(t, "pragma") && !is(t, "warning") && !is(t, "ident")) {
		fail(t, "there is no directive #%s", t->name);
	}
	return rest;
}
