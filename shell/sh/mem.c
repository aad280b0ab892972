/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arenas and growing buffers; mem.h tells the rules. */
#include "shell.h"

#include <stdlib.h>

enum { CHUNK_MIN = 2032, BUF_MIN = 128, BUF_KEEP = 8192 };

void *xmalloc(size_t size)
{
	void *p = malloc(size ? size : 1);

	if (!p)
		__builtin_trap();
	return p;
}

void *xzalloc(size_t size)
{
	return memset(xmalloc(size), 0, size);
}

char *xstrdup(const char *s)
{
	size_t n = strlen(s) + 1;

	return memcpy(xmalloc(n), s, n);
}

static bool arena_push(struct arena *a, size_t size)
{
	struct chunk *c = a->spare;

	if (c && c->size >= size) {
		a->spare = NULL;
	} else {
		if (size < CHUNK_MIN)
			size = CHUNK_MIN;
		c = malloc(sizeof(*c) + size);
		if (!c)
			return false;
		c->size = size;
	}
	c->prev = a->top;
	a->top = c;
	a->at = (char *)(c + 1);
	a->end = a->at + c->size;
	return true;
}

void arena_init(struct arena *a)
{
	if (!arena_push(a, CHUNK_MIN))
		__builtin_trap();
}

struct arena *arena_new(void)
{
	struct arena *a = sh.arena_spare;

	if (a) {
		sh.arena_spare = NULL;
	} else {
		a = calloc(1, sizeof(*a));
		if (!a)
			return NULL;
		if (!arena_push(a, CHUNK_MIN)) {
			free(a);
			return NULL;
		}
	}
	a->refs = 1;
	a->retreats = 0;
	return a;
}

struct arena *arena_ref(struct arena *a)
{
	a->refs++;
	return a;
}

void arena_unref(struct arena *a)
{
	struct chunk *c;

	if (--a->refs)
		return;
	free(a->spare);
	a->spare = NULL;
	while ((c = a->top)->prev) {
		a->top = c->prev;
		free(c);
	}
	a->at = (char *)(c + 1);
	a->end = a->at + c->size;
	a->failed = false;
	if (!sh.arena_spare) {
		sh.arena_spare = a;
		return;
	}
	free(c);
	free(a);
}

void *arena_alloc_slow(struct arena *a, size_t size)
{
	void *p;

	if (arena_push(a, size)) {
		p = a->at;
		a->at += size;
		return p;
	}
	a->failed = true;
	if (size > MEM_SMALL)
		return NULL;
	/* The reserve is reused round and round: the work is lost anyway. */
	if (!sh.reserve)
		__builtin_trap();
	if (sh.reserve_used + size > MEM_RESERVE)
		sh.reserve_used = 0;
	p = sh.reserve + sh.reserve_used;
	sh.reserve_used += size;
	return p;
}

void *arena_zalloc(struct arena *a, size_t size)
{
	return memset(arena_alloc(a, size), 0, size);
}

char *arena_strn(struct arena *a, const char *s, size_t n)
{
	char *p = arena_alloc(a, n + 1);

	if (!p)
		return NULL;
	memcpy(p, s, n);
	p[n] = 0;
	return p;
}

void arena_release_slow(struct arena *a, struct arena_mark m)
{
	struct chunk *c;

	while ((c = a->top) != m.top) {
		a->top = c->prev;
		if (!a->spare && c->size <= CHUNK_MIN * 4)
			a->spare = c;
		else
			free(c);
	}
	a->at = m.at;
	a->end = (char *)(c + 1) + c->size;
}

struct buf *buf_get(void)
{
	struct buf *b = sh.bufs;

	if (b) {
		sh.bufs = b->next;
		b->n = 0;
		b->failed = false;
		return b;
	}
	b = xzalloc(sizeof(*b));
	b->s = xmalloc(BUF_MIN);
	b->cap = BUF_MIN;
	return b;
}

void buf_put(struct buf *b)
{
	if (b->cap > BUF_KEEP) {
		free(b->s);
		b->s = xmalloc(BUF_MIN);
		b->cap = BUF_MIN;
	}
	b->next = sh.bufs;
	sh.bufs = b;
}

/* Make room for `more` bytes and a NUL; false, and b->failed, if not. */
bool buf_grow(struct buf *b, size_t more)
{
	size_t cap = b->cap * 2;
	char *s;

	if (b->n + more + 1 <= b->cap)
		return true;
	if (cap < b->n + more + 1)
		cap = b->n + more + 1;
	s = realloc(b->s, cap);
	if (!s) {
		b->failed = true;
		return false;
	}
	b->s = s;
	b->cap = cap;
	return true;
}

void buf_add(struct buf *b, const char *s, size_t n)
{
	if (b->n + n + 1 > b->cap && !buf_grow(b, n))
		return;
	if (n)
		memcpy(b->s + b->n, s, n);
	b->n += n;
}

void buf_adds(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_num(struct buf *b, long long v)
{
	char t[24];

	buf_adds(b, num_text(t, v));
}

char *buf_str(struct buf *b)
{
	b->s[b->n] = 0;
	return b->s;
}
