/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The byte ring of pipes; the contract is in ring.h.
 *
 * tail and used describe the content: byte k is data[(tail + k) % size].
 * An empty ring starts again at 0, so that a writer and a reader in step
 * always move one span through the same, warm, bytes.
 */
#include "servers/pipe/ring.h"

#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"

static int capacity_ok(uint32_t capacity)
{
	return capacity >= RING_MIN && capacity <= RING_MAX &&
		(capacity & (capacity - 1)) == 0;
}

static uint32_t min_u32(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* Cuts n bytes from index at into the two spans that hold them. */
static void spans(
	const struct ring *r, uint32_t at, uint32_t n, struct ring_span span[2])
{
	uint32_t first = min_u32(n, r->size - at);

	span[0].data = r->data + at;
	span[0].length = first;
	span[1].data = r->data;
	span[1].length = n - first;
}

static void no_spans(struct ring_span span[2])
{
	memset(span, 0, 2 * sizeof(span[0]));
}

/* Moves the content into storage of size bytes, which must hold it. */
static int restore(struct ring *r, uint32_t size)
{
	struct ring_span span[2];
	uint8_t *data = kmalloc(size);

	if (!data)
		return -ENOMEM;
	if (r->used) {
		ring_peek(r, r->used, span);
		memcpy(data, span[0].data, span[0].length);
		memcpy(data + span[0].length, span[1].data, span[1].length);
	}
	kfree(r->data);
	r->data = data;
	r->size = size;
	r->tail = 0;
	return 0;
}

int ring_init(struct ring *r, uint32_t capacity)
{
	if (!capacity_ok(capacity))
		return -EINVAL;
	memset(r, 0, sizeof(*r));
	r->capacity = capacity;
	return 0;
}

void ring_free(struct ring *r)
{
	kfree(r->data);
	ring_init(r, r->capacity);
}

int ring_reserve(struct ring *r, uint32_t want, struct ring_span span[2])
{
	uint32_t n = min_u32(want, ring_space(r));
	uint32_t size = r->size ? r->size : RING_MIN;

	no_spans(span);
	if (n == 0)
		return 0;
	while (size < r->used + n)
		size *= 2;
	/* Short of memory: what storage is left still takes some bytes. */
	if (size != r->size && restore(r, size) < 0) {
		if (r->size == r->used)
			return -ENOMEM;
		n = min_u32(n, r->size - r->used);
	}
	spans(r, (r->tail + r->used) & (r->size - 1), n, span);
	return (int)n;
}

void ring_commit(struct ring *r, uint32_t n)
{
	r->used += n;
}

uint32_t ring_peek(
	const struct ring *r, uint32_t want, struct ring_span span[2])
{
	uint32_t n = min_u32(want, r->used);

	if (n == 0)
		no_spans(span);
	else
		spans(r, r->tail, n, span);
	return n;
}

void ring_consume(struct ring *r, uint32_t n)
{
	r->used -= n;
	if (r->used == 0)
		r->tail = 0;
	else
		r->tail = (r->tail + n) & (r->size - 1);
}

int ring_resize(struct ring *r, uint32_t capacity)
{
	if (!capacity_ok(capacity))
		return -EINVAL;
	if (r->used > capacity)
		return -EBUSY;
	if (r->size > capacity) {
		int err = restore(r, capacity);

		if (err < 0)
			return err;
	}
	r->capacity = capacity;
	return 0;
}

int ring_put(struct ring *r, const void *from, uint32_t n)
{
	struct ring_span span[2];
	const uint8_t *p = from;
	int room = ring_reserve(r, n, span);

	if (room <= 0)
		return room;
	memcpy(span[0].data, p, span[0].length);
	memcpy(span[1].data, p + span[0].length, span[1].length);
	ring_commit(r, (uint32_t)room);
	return room;
}

uint32_t ring_get(struct ring *r, void *to, uint32_t n)
{
	struct ring_span span[2];
	uint8_t *p = to;
	uint32_t have = ring_peek(r, n, span);

	if (have == 0)
		return 0;
	memcpy(p, span[0].data, span[0].length);
	memcpy(p + span[0].length, span[1].data, span[1].length);
	ring_consume(r, have);
	return have;
}
