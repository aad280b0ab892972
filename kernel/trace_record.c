/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A tracer's buffer. Records are made in place at its end. Above BUFFER_MAX
 * calls that wait are held up (trace.c); the ones that cannot be still find
 * room up to BUFFER_HARD, beyond that they are counted and left out.
 */
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/copy.h"
#include "kernel/host.h"
#include "kernel/trace_impl.h"

enum { BUFFER_HARD = 1 << 20, FIRST_SIZE = 8192 };

/* Makes room for size more bytes of the record. */
static bool reserve(struct record *r, size_t size)
{
	struct tracer *t = r->tracer;
	size_t max = t->max > 0 ? t->max : FIRST_SIZE;
	uint8_t *bytes;

	if (r->failed || r->at + size <= t->max)
		return !r->failed;
	r->failed = true;
	if (r->at + size > BUFFER_HARD)
		return false;
	while (max < r->at + size)
		max *= 2;
	bytes = kmalloc(max);
	if (bytes == NULL)
		return false;
	memcpy(bytes, t->bytes, r->at);
	kfree(t->bytes);
	t->bytes = bytes;
	t->max = max;
	r->failed = false;
	return true;
}

struct exa_trace_record *record_header(struct record *r)
{
	return r->failed ? NULL
			 : (struct exa_trace_record *)(r->tracer->bytes +
				   r->tracer->length);
}

/* What was read makes room for what comes. */
static void compact(struct tracer *t)
{
	if (t->start == 0)
		return;
	t->length -= t->start;
	memmove(t->bytes, t->bytes + t->start, t->length);
	t->start = 0;
}

static void put_header(struct record *r, struct proc *p,
	enum exa_trace_type type, uint32_t number, const uint32_t *args)
{
	struct exa_trace_record *h;

	if (!reserve(r, sizeof(*h)))
		return;
	h = record_header(r);
	memset(h, 0, sizeof(*h));
	h->type = type;
	h->pid = p->pid;
	h->number = number;
	h->time_us = (uint64_t)(host_realtime() * 1000);
	if (args != NULL)
		memcpy(h->args, args, sizeof(h->args));
	r->at += sizeof(*h);
}

void record_begin(struct record *r, struct proc *p, enum exa_trace_type type,
	uint32_t number, const uint32_t *args)
{
	struct tracer *t = p->tracer;
	uint32_t lost = t->lost;

	compact(t);
	*r = (struct record){ t, t->length, false };
	if (lost > 0) {
		put_header(r, p, EXA_TRACE_LOST, 0, NULL);
		if (!r->failed) {
			t->lost = 0;
			record_header(r)->result = (int32_t)lost;
			record_end(r);
			*r = (struct record){ t, t->length, false };
		}
	}
	put_header(r, p, type, number, args);
}

/* The place for a chunk of size bytes; NULL: there is none. */
static uint8_t *add_chunk(struct record *r, uint32_t address, uint32_t size)
{
	struct exa_trace_chunk chunk = { address, size };
	size_t whole = sizeof(chunk) + ((size + 7) & ~7U);
	uint8_t *at;

	if (!reserve(r, whole))
		return NULL;
	at = r->tracer->bytes + r->at;
	memset(at + whole - 8, 0, 8);
	memcpy(at, &chunk, sizeof(chunk));
	r->at += whole;
	return at + sizeof(chunk);
}

void record_bytes(
	struct record *r, uint32_t address, const void *bytes, uint32_t size)
{
	uint8_t *at = add_chunk(r, address, size);

	if (at != NULL)
		memcpy(at, bytes, size);
}

void record_user(struct record *r, uint32_t address, uint32_t size)
{
	size_t before = r->at;
	uint8_t *at;

	if (address == 0 || size == 0)
		return;
	at = add_chunk(r, address, size);
	if (at != NULL && copy_from_user(at, address, size) < 0)
		r->at = before;
}

void record_string(struct record *r, uint32_t address, uint32_t max)
{
	const uint32_t size = current->vm.size;
	char piece[64];
	uint32_t length = 0;
	bool ended = false;

	while (!ended && length < max && address < size - length) {
		uint32_t left = size - address - length;
		uint32_t count = left < sizeof(piece) ? left : sizeof(piece);

		if (copy_from_user(piece, address + length, count) < 0)
			return;
		ended = memchr(piece, '\0', count) != NULL;
		length += (uint32_t)strnlen(piece, count);
	}
	if (length > max)
		length = max;
	record_user(r, address, length + (ended ? 1 : 0));
}

void record_end(struct record *r)
{
	struct tracer *t = r->tracer;

	if (r->failed) {
		t->lost++;
		return;
	}
	record_header(r)->size = (uint32_t)(r->at - t->length);
	t->length = r->at;
}
