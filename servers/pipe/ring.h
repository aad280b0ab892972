/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A byte ring: the buffer of a pipe.
 *
 * The ring shows its free and its filled bytes as at most two spans, so that
 * the caller copies user memory straight in and out:
 *
 *	n = ring_reserve(r, want, span);  fill the spans;  ring_commit(r, n);
 *	n = ring_peek(r, want, span);  use the spans;  ring_consume(r, n);
 *
 * Spans are valid until the next call that is not ring_used or ring_space.
 * The capacity is a promise, not an allocation: storage is taken when bytes
 * first come and grows by doubling, so an idle pipe costs this struct only.
 * Not reentrant; a zeroed struct is not a ring, call ring_init.
 */
#ifndef EXA_PIPE_RING_H
#define EXA_PIPE_RING_H

#include <stddef.h>
#include <stdint.h>

enum {
	RING_MIN = 4096,    /* smallest capacity and first storage */
	RING_MAX = 1 << 20, /* largest capacity, as Linux's pipe-max-size */
	RING_DEFAULT = 64 * 1024 /* what pipe(2) promises */
};

struct ring {
	uint8_t *data;     /* size bytes, NULL before the first byte came */
	uint32_t size;     /* bytes of storage: 0 or a power of two */
	uint32_t capacity; /* most bytes the ring may hold; a power of two */
	uint32_t tail;     /* index in data of the oldest byte; below size */
	uint32_t used;     /* bytes held */
};

/* One contiguous piece of the ring's storage. */
struct ring_span {
	uint8_t *data;
	uint32_t length;
};

/* Makes r an empty ring. -EINVAL: capacity is no power of two in range. */
int ring_init(struct ring *r, uint32_t capacity);

/* Gives the storage back and leaves an empty ring of the same capacity. */
void ring_free(struct ring *r);

/*
 * Shows room for up to want bytes in span, both spans always set (length 0
 * when not needed). Returns the bytes shown, 0 when the ring is full, or
 * -ENOMEM when storage for even one more byte cannot be had.
 */
int ring_reserve(struct ring *r, uint32_t want, struct ring_span span[2]);

/* Adds n bytes that were written into the spans of ring_reserve. */
void ring_commit(struct ring *r, uint32_t n);

/* Shows up to want of the oldest bytes in span; returns how many. */
uint32_t ring_peek(
	const struct ring *r, uint32_t want, struct ring_span span[2]);

/* Drops the n oldest bytes; n is at most what the last ring_peek showed. */
void ring_consume(struct ring *r, uint32_t n);

/*
 * Changes the capacity and keeps the content (fcntl F_SETPIPE_SZ).
 * -EINVAL as ring_init, -EBUSY: the content does not fit, -ENOMEM.
 */
int ring_resize(struct ring *r, uint32_t capacity);

/*
 * Copies in or out with kernel memory. Return the bytes moved, which may be
 * fewer than n; ring_put -ENOMEM as ring_reserve.
 */
int ring_put(struct ring *r, const void *from, uint32_t n);
uint32_t ring_get(struct ring *r, void *to, uint32_t n);

static inline uint32_t ring_used(const struct ring *r)
{
	return r->used;
}

static inline uint32_t ring_space(const struct ring *r)
{
	return r->capacity - r->used;
}

#endif
