/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory: arenas and growing buffers.
 *
 * An arena hands out pieces that are freed together. Trees live in an arena
 * per complete command, counted by reference because a function may outlive
 * the command that defined it; the strings of one command live in sh.temp,
 * between arena_mark() and arena_release().
 *
 * Nothing here writes messages or calls through pointers, so that lexing and
 * expansion stay free of waiting calls. A failed allocation is sticky: the
 * arena or buffer says so in `failed`, the piece comes from a small reserve,
 * and whoever drives the work looks at the flag once at the end. Only sizes
 * above MEM_SMALL can yield NULL.
 */
#ifndef SH_MEM_H
#define SH_MEM_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum { MEM_SMALL = 512, MEM_RESERVE = 4096 };

struct chunk {
	struct chunk *prev;
	size_t size; /* bytes after this header */
};

struct arena {
	struct chunk *top;
	struct chunk *spare; /* one kept chunk, so that marks do not thrash */
	char *at, *end;      /* free part of the top chunk */
	unsigned refs;
	unsigned retreats; /* of the lexer, for what it keeps here */
	bool failed;
};

struct arena_mark {
	struct chunk *top;
	char *at;
};

/* Give an arena that is not from arena_new() its first chunk. */
void arena_init(struct arena *a);
/* A new arena with one reference, or NULL. */
struct arena *arena_new(void);
struct arena *arena_ref(struct arena *a);
void arena_unref(struct arena *a);

void *arena_alloc_slow(struct arena *a, size_t size);
/* A copy of n bytes and a NUL; NULL when out of memory and n is large. */
char *arena_strn(struct arena *a, const char *s, size_t n);

/* `size` bytes aligned for any scalar the shell stores; not zeroed. */
static inline void *arena_alloc(struct arena *a, size_t size)
{
	char *p = a->at;

	size = (size + 7) & ~(size_t)7;
	if (size > (size_t)(a->end - p))
		return arena_alloc_slow(a, size);
	a->at = p + size;
	return p;
}

/* The same, zeroed; for sizes up to MEM_SMALL. */
void *arena_zalloc(struct arena *a, size_t size);

static inline struct arena_mark arena_mark(const struct arena *a)
{
	return (struct arena_mark){ a->top, a->at };
}

void arena_release_slow(struct arena *a, struct arena_mark m);

static inline void arena_release(struct arena *a, struct arena_mark m)
{
	if (a->top == m.top)
		a->at = m.at;
	else
		arena_release_slow(a, m);
}

/* A growing string. s[n] is not a NUL until buf_str() is called. */
struct buf {
	char *s;
	size_t n, cap;
	struct buf *next; /* in the pool */
	bool failed;
};

/* An empty buffer from the pool; buf_put() returns it. Never NULL. */
struct buf *buf_get(void);
void buf_put(struct buf *b);
bool buf_grow(struct buf *b, size_t more);
void buf_add(struct buf *b, const char *s, size_t n);
void buf_adds(struct buf *b, const char *s);
void buf_num(struct buf *b, long long v);
/* The contents, ended by a NUL; owned by the buffer. */
char *buf_str(struct buf *b);

static inline void buf_addc(struct buf *b, int c)
{
	if (b->n + 1 >= b->cap && !buf_grow(b, 1))
		return;
	b->s[b->n++] = (char)c;
}

/*
 * For what the shell cannot live without (a variable's cell, a job). NULL is
 * never returned: the process dies when even small requests fail.
 */
void *xmalloc(size_t size);
void *xzalloc(size_t size);
char *xstrdup(const char *s);

#endif
