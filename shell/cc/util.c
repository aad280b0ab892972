/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory, names and messages of cc. What is taken is never given back. */
#include "shell/cc/cc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 65536, FEW = 64 };

/* Returns size bytes of zeros, aligned for everything. */
void *take(size_t size)
{
	static char *chunk;
	static size_t left;
	void *p;

	size = (size + 15) & ~(size_t)15;
	if (size > left && size > CHUNK / 4) {
		p = calloc(1, size);
		if (!p)
			die("no memory for %zu bytes", size);
		return p;
	}
	if (!chunk || size > left) {
		chunk = calloc(1, CHUNK);
		if (!chunk)
			die("no memory for %d bytes", CHUNK);
		left = CHUNK;
	}
	p = chunk;
	chunk += size;
	left -= size;
	return p;
}

char *take_text(const char *text, size_t len)
{
	char *p = take(len + 1);

	memcpy(p, text, len);
	return p;
}

static unsigned hash(const char *text, size_t len)
{
	unsigned h = 5381;

	while (len--)
		h = h * 33 + (unsigned char)*text++;
	return h;
}

/* Returns one address for each text. */
const char *intern(const char *text, size_t len)
{
	static struct name {
		struct name *next;
		char text[];
	} * names[1024];
	struct name **list = &names[hash(text, len) % 1024], *n;

	for (n = *list; n; n = n->next)
		if (!strncmp(n->text, text, len) && !n->text[len])
			return n->text;
	n = take(sizeof(*n) + len + 1);
	memcpy(n->text, text, len);
	n->next = *list;
	*list = n;
	return n->text;
}

static unsigned slot_of(const struct map *m, const char *name)
{
	return (unsigned)((uintptr_t)name >> 4) % m->size;
}

void *map_get(const struct map *m, const char *name)
{
	const struct entry *e;

	if (!m->size)
		return NULL;
	for (e = m->slots[slot_of(m, name)]; e; e = e->next)
		if (e->name == name)
			return e->value;
	return NULL;
}

/* A later value hides an earlier one; NULL removes. */
void map_put(struct map *m, const char *name, void *value)
{
	struct entry *e, **list;

	if (!m->size) {
		m->size = FEW;
		m->slots = take(FEW * sizeof(struct entry *));
	}
	list = &m->slots[slot_of(m, name)];
	for (e = *list; e && e->name != name; e = e->next)
		;
	if (!e) {
		e = take(sizeof(*e));
		e->name = name;
		e->next = *list;
		*list = e;
	}
	e->value = value;
}

void text_add(struct text *t, const void *data, size_t len)
{
	if (t->len + len + 1 > t->room) {
		t->room = (t->len + len + 1) * 2;
		t->data = realloc(t->data, t->room);
		if (!t->data)
			die("no memory for %zu bytes", t->room);
	}
	if (len)
		memcpy(t->data + t->len, data, len);
	t->len += len;
	t->data[t->len] = '\0';
}

/* What is to be said: it is printed when nothing is left to be compiled, or by
 * what comes after a failure. So no function of the parser can wait, and none
 * has to be made suspendable, which would make them half as large again. */
static struct text said;
static jmp_buf *failed;

void say(void)
{
	if (said.len)
		fwrite(said.data, 1, said.len, stderr);
	said.len = 0;
}

/* Calls f; if it fails, says why and ends with status 1. */
void attempt(void (*f)(void))
{
	jmp_buf env;

	failed = &env;
	if (!setjmp(env)) {
		f();
		failed = NULL;
		say();
		return;
	}
	say();
	exit(1);
}

static void add_format(const char *format, va_list ap)
{
	char line[1024];
	int n = vsnprintf(line, sizeof(line), format, ap);

	text_add(&said, line,
		n < (int)sizeof(line) ? (size_t)n : sizeof(line) - 1);
}

static void add(const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	add_format(format, ap);
	va_end(ap);
}

_Noreturn void die(const char *format, ...)
{
	va_list ap;

	add("cc: ");
	va_start(ap, format);
	add_format(format, ap);
	va_end(ap);
	add("\n");
	longjmp(*failed, 1);
}

/* The line of a token and a caret below it. */
static void show(const struct token *t)
{
	const char *line = t->at, *p;

	while (line > t->file->text && line[-1] != '\n')
		line--;
	add("%5d | %.*s\n      | ", t->line, (int)strcspn(line, "\n"), line);
	for (p = line; p < t->at; p++)
		add("%c", *p == '\t' ? '\t' : ' ');
	add("^\n");
}

static void message(
	const struct token *t, const char *kind, const char *format, va_list ap)
{
	const char *p = t->at;

	while (p > t->file->text && p[-1] != '\n')
		p--;
	add("%s:%d:%d: %s: ", t->file->name, t->line, (int)(t->at - p) + 1,
		kind);
	add_format(format, ap);
	add("\n");
	show(t);
}

/* Says what is wrong at a token, and ends with status 1. */
_Noreturn void fail(const struct token *t, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	message(t, "error", format, ap);
	va_end(ap);
	longjmp(*failed, 1);
}

void warning(const struct token *t, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	message(t, "warning", format, ap);
	va_end(ap);
}
