/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strace: a call from its name to its result. */
#include "strace.h"

#include <fcntl.h>
#include <string.h>

static const struct kind_rule kinds[] = {
#define KIND KIND_RULE
#include "../../../kernel/abi/kinds.def"
#undef KIND
};

#define CALL(number, name, mode, a, b, c, d, e, f)                  \
	{ number, #name,                                            \
		{ KIND_##a, KIND_##b, KIND_##c, KIND_##d, KIND_##e, \
			KIND_##f } },
#define ALIAS(number, name)
#define ABSENT(number, name, mode)
static const struct st_row rows[] = {
#include "../../../kernel/abi/calls.def"
};
#undef CALL
#undef ALIAS
#undef ABSENT

const struct st_row *st_row_at(size_t index)
{
	return index < sizeof(rows) / sizeof(rows[0]) ? &rows[index] : NULL;
}

const struct st_row *st_row(uint32_t number)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].number == number)
			return &rows[i];
	return NULL;
}

unsigned st_bit(uint32_t number)
{
	return number < EXA_TRACE_OWN
		? number
		: number - EXA_TRACE_OWN + EXA_TRACE_DENSE;
}

bool st_is_result(enum kind kind)
{
	return kinds[kind].when == WHEN_OUT || kinds[kind].when == WHEN_ERR;
}

const struct exa_trace_record *st_source(
	const struct st_call *c, enum kind kind)
{
	return st_is_result(kind) ? c->leave : c->enter;
}

const uint8_t *st_peek_some(
	const struct exa_trace_record *r, uint32_t address, uint32_t *some)
{
	const uint8_t *at = (const uint8_t *)(r + 1), *end;

	end = (const uint8_t *)r + r->size;
	while (at < end) {
		struct exa_trace_chunk chunk;

		memcpy(&chunk, at, sizeof(chunk));
		if (address >= chunk.address &&
			address - chunk.address < chunk.size) {
			uint32_t skip = address - chunk.address;

			if (*some > chunk.size - skip)
				*some = chunk.size - skip;
			return at + sizeof(chunk) + skip;
		}
		at += sizeof(chunk) + ((chunk.size + 7) & ~7U);
	}
	return NULL;
}

const uint8_t *st_peek(
	const struct exa_trace_record *r, uint32_t address, uint32_t size)
{
	uint32_t some = size;
	const uint8_t *p = r ? st_peek_some(r, address, &some) : NULL;

	return p && some == size ? p : NULL;
}

static void put_fd(const struct st_call *c, int n)
{
	int fd = (int)c->enter->args[n];
	uint32_t some = 4096;
	const uint8_t *path = st_peek_some(c->enter,
		EXA_TRACE_PATH_AT + (uint32_t)n * EXA_TRACE_PATH_STEP, &some);

	if (fd == -100)
		st_text("AT_FDCWD");
	else
		st_put("%d", fd);
	if (path)
		st_put("<%s>", (const char *)path);
}

static void put_dev(uint32_t dev)
{
	st_put("makedev(0x%x, 0x%x)", dev >> 8 & 0xfff,
		(dev & 0xff) | (dev >> 12 & 0xfff00));
}

static void put_number(const struct st_call *c, enum kind kind, int n)
{
	uint32_t value = c->enter->args[n];

	switch (kind) {
	case KIND_D:
		st_put("%d", (int)value);
		break;
	case KIND_U:
		st_put("%u", value);
		break;
	case KIND_O:
		st_put(value ? "0%o" : "000", value);
		break;
	case KIND_FD:
		put_fd(c, n);
		break;
	case KIND_SIG:
		st_signal(value);
		break;
	case KIND_DEV:
		put_dev(value);
		break;
	case KIND_PTR:
		st_address(value);
		break;
	default:
		st_put(value ? "0x%x" : "0", value);
	}
}

/* The halves of a 64-bit value; the first argument is printed for both. */
static bool put_wide(const struct st_call *c, int n)
{
	const uint8_t *kind = c->row->kind;
	const uint32_t *args = c->enter->args;
	bool low_first;

	if (n + 1 >= CALL_ARGS)
		return false;
	low_first = kind[n] == KIND_LO && kind[n + 1] == KIND_HI;
	if (!low_first && !(kind[n] == KIND_HI && kind[n + 1] == KIND_LO))
		return false;
	st_put("%lld",
		(long long)((uint64_t)args[n + low_first] << 32 |
			args[n + !low_first]));
	return true;
}

/* A structure whose size is known by its kind. */
static bool put_struct(const struct st_call *c, enum kind kind, int n)
{
	const uint8_t *p;

	if (kinds[kind].how != HOW_ONE || kinds[kind].when == WHEN_VALUE)
		return false;
	p = st_peek(st_source(c, kind), c->enter->args[n], kinds[kind].unit);
	return p && st_struct(kind, p, c, n);
}

static void put_argument(const struct st_call *c, int n)
{
	enum kind kind = c->row->kind[n];

	if (kinds[kind].when == WHEN_VALUE) {
		if (!st_flags(kind, c->enter->args[n]))
			put_number(c, kind, n);
		return;
	}
	if (kind == KIND_IOCTLARG)
		st_ioctl(c, n);
	else if (kind == KIND_FCNTLARG)
		st_fcntl(c, n);
	else if (!put_struct(c, kind, n) && !st_data(c, kind, n) &&
		!st_net(c, kind, n))
		st_address(c->enter->args[n]);
}

/* Arguments that only some values of the one before make sense of. */
static bool is_left_out(const struct st_call *c, int n)
{
	uint32_t last = n > 0 ? c->enter->args[n - 1] : 0;

	switch (c->row->kind[n]) {
	case KIND_FCNTLARG:
		return last == F_GETFD || last == F_GETFL || last == F_GETOWN;
	case KIND_O:
		return c->row->kind[n - 1] == KIND_OFLAGS &&
			!(last & (O_CREAT | 020000000)); /* O_TMPFILE's bit */
	default:
		return false;
	}
}

/* Arguments from number *n on; stops at the first result while unknown. */
static void put_arguments(const struct st_call *c, int n)
{
	for (; n < CALL_ARGS && c->row->kind[n] != KIND__; n++) {
		if (!c->leave &&
			(st_is_result(c->row->kind[n]) ||
				c->row->kind[n] == KIND_IOCTLARG ||
				c->row->kind[n] == KIND_POLLFDS ||
				c->row->kind[n] == KIND_FDSET))
			return;
		if (is_left_out(c, n))
			continue;
		if (n > 0)
			st_text(", ");
		if (put_wide(c, n))
			n++;
		else
			put_argument(c, n);
	}
}

/* The first argument that cannot be told at the start. */
static int first_unknown(const struct st_row *row)
{
	int n = 0;

	while (n < CALL_ARGS && row->kind[n] != KIND__ &&
		!st_is_result(row->kind[n]) && row->kind[n] != KIND_IOCTLARG &&
		row->kind[n] != KIND_POLLFDS && row->kind[n] != KIND_FDSET)
		n++;
	return n;
}

void st_call_start(const struct st_call *c)
{
	const uint32_t *a = c->enter->args;

	if (!c->row) {
		st_put("syscall_%u(0x%x, 0x%x, 0x%x, 0x%x, 0x%x, 0x%x",
			c->enter->number, a[0], a[1], a[2], a[3], a[4], a[5]);
		return;
	}
	st_put("%s(", c->row->name);
	put_arguments(c, 0);
}

void st_call_rest(const struct st_call *c)
{
	if (c->row && c->enter != c->leave)
		put_arguments(c, first_unknown(c->row));
}
