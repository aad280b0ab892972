/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strace: strings, buffers, vectors and lists. */
#include "strace.h"

#include <string.h>

enum { SHOWN = 32 }; /* elements of a list, without -v */

void st_address(uint32_t address)
{
	if (address)
		st_put("0x%x", address);
	else
		st_text("NULL");
}

/* A string of which the record has up to its NUL, or less. */
static void put_string(
	const struct exa_trace_record *r, uint32_t address, uint32_t max)
{
	uint32_t some = UINT32_MAX, length;
	const uint8_t *p = r ? st_peek_some(r, address, &some) : NULL;
	bool whole;

	if (!p) {
		st_address(address);
		return;
	}
	length = (uint32_t)strnlen((const char *)p, some);
	whole = length < some && length <= max;
	st_quote(p, length < max ? length : max, !whole);
}

/* `size` bytes of which the record may have the first ones only. */
static void put_buffer(
	const struct exa_trace_record *r, uint32_t address, uint32_t size)
{
	uint32_t some = size < st_options.string_max ? size
						     : st_options.string_max;
	const uint8_t *p = r && some ? st_peek_some(r, address, &some) : NULL;

	if (p)
		st_quote(p, some, some < size);
	else if (size == 0 && address)
		st_text("\"\"");
	else
		st_address(address);
}

void st_iovec(const struct exa_trace_record *r, uint32_t address,
	uint32_t count, uint32_t total)
{
	if (!r || !st_peek(r, address, 8)) {
		st_address(address);
		return;
	}
	st_text("[");
	for (uint32_t i = 0; i < count; i++) {
		const uint8_t *p = st_peek(r, address + 8 * i, 8);
		uint32_t size = p ? st_u32(p, 4) : 0;

		if (i > 0)
			st_text(", ");
		if (!p || i == SHOWN) {
			st_text("...");
			break;
		}
		st_text("{iov_base=");
		put_buffer(r, st_u32(p, 0), size < total ? size : total);
		st_put(", iov_len=%u}", size);
		total -= size < total ? size : total;
	}
	st_text("]");
}

static void put_strings(const struct exa_trace_record *r, uint32_t address)
{
	if (!r || !st_peek(r, address, 4)) {
		st_address(address);
		return;
	}
	st_text("[");
	for (uint32_t i = 0;; i++) {
		const uint8_t *p = st_peek(r, address + 4 * i, 4);

		if (p && st_u32(p, 0) == 0)
			break;
		if (i > 0)
			st_text(", ");
		if (!p || (i == SHOWN && !st_options.verbose)) {
			st_text("...");
			break;
		}
		put_string(r, st_u32(p, 0), st_options.string_max);
	}
	st_text("]");
}

static void put_pointers(const struct exa_trace_record *r, uint32_t address)
{
	uint32_t some = UINT32_MAX, count;
	const uint8_t *p = r ? st_peek_some(r, address, &some) : NULL;

	st_address(address);
	if (!p)
		return;
	count = some / 4 - 1;
	st_put(" /* %u var%s */", count, count == 1 ? "" : "s");
}

static void put_polls(const struct st_call *c, int n)
{
	uint32_t count = c->enter->args[n + 1];

	if (!st_peek(c->enter, c->enter->args[n], 8)) {
		st_address(c->enter->args[n]);
		return;
	}
	st_text("[");
	for (uint32_t i = 0; i < count; i++) {
		const uint8_t *p = st_peek(
			c->enter, c->enter->args[n] + 8 * i, 8);

		if (i > 0)
			st_text(", ");
		if (!p || i == SHOWN) {
			st_text("...");
			break;
		}
		st_put("{fd=%d", (int)st_u32(p, 0));
		if ((int)st_u32(p, 0) >= 0) {
			st_text(", events=");
			st_bits(LIST_POLL, st_u16(p, 4));
		}
		st_text("}");
	}
	st_text("]");
}

static void put_fdset(const struct st_call *c, int n)
{
	uint32_t some = 128;
	const uint8_t *p = st_peek_some(c->enter, c->enter->args[n], &some);
	const char *between = "";

	if (!p) {
		st_address(c->enter->args[n]);
		return;
	}
	st_text("[");
	for (uint32_t fd = 0; fd < some * 8; fd++) {
		if (fd >= c->enter->args[0] || !(p[fd / 8] >> fd % 8 & 1))
			continue;
		st_put("%s%u", between, fd);
		between = " ";
	}
	st_text("]");
}

static void put_ids(
	const struct exa_trace_record *r, uint32_t address, uint32_t count)
{
	uint32_t some = count * 4;
	const uint8_t *p = r && count ? st_peek_some(r, address, &some) : NULL;

	if (!p) {
		st_address(address);
		return;
	}
	st_text("[");
	for (uint32_t i = 0; i < some / 4; i++)
		st_put(i ? ", %u" : "%u", st_u32(p, 4 * i));
	st_text(some < count * 4 ? ", ...]" : "]");
}

static void put_events(const struct st_call *c, int n)
{
	int count = c->leave ? c->leave->result : -1;

	if (count < 0) {
		st_address(c->enter->args[n]);
		return;
	}
	st_text("[");
	for (int i = 0; i < count; i++) {
		const uint8_t *p = st_peek(
			c->leave, c->enter->args[n] + 16 * (uint32_t)i, 16);

		if (i > 0)
			st_text(", ");
		if (!p || i == SHOWN) {
			st_text("...");
			break;
		}
		st_text("{events=");
		st_bits(LIST_EPOLL, st_u32(p, 0));
		st_put(", data=0x%llx}", (unsigned long long)st_u64(p, 8));
	}
	st_text("]");
}

bool st_data(const struct st_call *c, enum kind kind, int n)
{
	const struct exa_trace_record *r = st_source(c, kind);
	uint32_t address = c->enter->args[n];
	uint32_t next = n + 1 < CALL_ARGS ? c->enter->args[n + 1] : 0;
	bool failed = !c->leave || c->leave->result < 0;
	uint32_t done = failed ? 0 : (uint32_t)c->leave->result;

	switch (kind) {
	case KIND_PATH:
	case KIND_STR:
	case KIND_STR_R:
		put_string(r, address, UINT32_MAX);
		return true;
	case KIND_IN:
		put_buffer(r, address, next);
		return true;
	case KIND_OUT:
		if (failed)
			return false;
		put_buffer(r, address, done);
		return true;
	case KIND_IOV:
		st_iovec(r, address, next, UINT32_MAX);
		return true;
	case KIND_IOV_R:
		if (failed)
			return false;
		st_iovec(r, address, next, done);
		return true;
	case KIND_ARGV:
		put_strings(r, address);
		return true;
	case KIND_ENVP:
		if (st_options.verbose)
			return false;
		put_pointers(r, address);
		return true;
	case KIND_POLLFDS:
		put_polls(c, n);
		return true;
	case KIND_FDSET:
		put_fdset(c, n);
		return true;
	case KIND_GIDS:
		put_ids(r, address, c->enter->args[n - 1]);
		return true;
	case KIND_GIDS_R:
		put_ids(r, address, done);
		return true;
	case KIND_EPOLLEVENTS_R:
		put_events(c, n);
		return true;
	default:
		return false;
	}
}
