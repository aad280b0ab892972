/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which memory of the program a record of a call keeps: told by the kinds of
 * its arguments (kernel/abi/kinds.def). Everything is bounded: lists to
 * LIST_MAX elements, buffers to what the tracer asked for.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <termios.h>

#include "kernel/abi/kinds.h"
#include "kernel/abi/user.h"
#include "kernel/copy.h"
#include "kernel/trace_impl.h"

enum { LIST_MAX = 64, POINTERS_MAX = 1024, CONTROL_MAX = 256, ARGS = 6 };

static const struct kind_rule kinds[] = {
#define KIND KIND_RULE
#include "kernel/abi/kinds.def"
#undef KIND
};

struct row {
	uint32_t number;
	uint8_t kind[ARGS];
};

#define CALL(number, name, mode, a, b, c, d, e, f)                  \
	{ number,                                                   \
		{ KIND_##a, KIND_##b, KIND_##c, KIND_##d, KIND_##e, \
			KIND_##f } },
#define ALIAS(number, name)
#define ABSENT(number, name, mode)
static const struct row rows[] = {
#include "kernel/abi/calls.def"
};
#undef CALL
#undef ALIAS
#undef ABSENT

/* The rows are sorted by number. */
static const struct row *find_row(uint32_t number)
{
	size_t low = 0, high = sizeof(rows) / sizeof(rows[0]);

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (rows[middle].number == number)
			return &rows[middle];
		if (rows[middle].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

bool trace_takes_fd(uint32_t number, int n)
{
	const struct row *row = find_row(number);

	return row != NULL && row->kind[n] == KIND_FD;
}

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

static uint32_t string_max(const struct record *r)
{
	return r->tracer->options.string_max;
}

/* The word at an address; 0 when it cannot be read. */
static uint32_t word(uint32_t address)
{
	uint32_t value;

	return copy_from_user(&value, address, 4) < 0 ? 0 : value;
}

/* A vector of pointers with its NULL. Returns how many there are. */
static uint32_t take_pointers(struct record *r, uint32_t address, uint32_t max)
{
	uint32_t count = 0;

	while (address != 0 && count < max && word(address + 4 * count) != 0)
		count++;
	record_user(r, address, 4 * count + 4);
	return count;
}

static void take_strings(struct record *r, uint32_t address)
{
	uint32_t count = take_pointers(r, address, LIST_MAX);

	for (uint32_t i = 0; i < count; i++)
		record_string(r, word(address + 4 * i), string_max(r) + 1);
}

/* The data is up to `total` bytes. */
static void take_vector(
	struct record *r, uint32_t address, uint32_t count, uint32_t total)
{
	count = least(count, LIST_MAX);
	record_user(r, address, count * 8);
	for (uint32_t i = 0; i < count && total > 0; i++) {
		uint32_t size = least(word(address + 8 * i + 4), total);

		record_user(
			r, word(address + 8 * i), least(size, string_max(r)));
		total -= size;
	}
}

static void take_message(struct record *r, uint32_t address, uint32_t total)
{
	struct msghdr m;

	if (copy_from_user(&m, address, sizeof(m)) < 0)
		return;
	record_user(r, address, sizeof(m));
	record_user(r, (uint32_t)(uintptr_t)m.msg_name,
		least(m.msg_namelen, CONTROL_MAX));
	take_vector(r, (uint32_t)(uintptr_t)m.msg_iov, (uint32_t)m.msg_iovlen,
		total);
	record_user(r, (uint32_t)(uintptr_t)m.msg_control,
		least(m.msg_controllen, CONTROL_MAX));
}

/* What ioctl moves; in and out as the request says. */
static void take_request(
	struct record *r, uint32_t request, uint32_t address, unsigned when)
{
	static const struct {
		uint32_t request;
		uint8_t when, size;
	} requests[] = {
		{ TCGETS, WHEN_OUT, sizeof(struct termios) },
		{ TCSETS, WHEN_IN, sizeof(struct termios) },
		{ TCSETSW, WHEN_IN, sizeof(struct termios) },
		{ TCSETSF, WHEN_IN, sizeof(struct termios) },
		{ TIOCGWINSZ, WHEN_OUT, sizeof(struct winsize) },
		{ TIOCSWINSZ, WHEN_IN, sizeof(struct winsize) },
		{ TIOCGPGRP, WHEN_OUT, 4 },
		{ TIOCSPGRP, WHEN_IN, 4 },
		{ TIOCGSID, WHEN_OUT, 4 },
		{ TIOCOUTQ, WHEN_OUT, 4 },
		{ TIOCGPTN, WHEN_OUT, 4 },
		{ TIOCSPTLCK, WHEN_IN, 4 },
		{ TIOCPKT, WHEN_IN, 4 },
		{ FIONREAD, WHEN_OUT, 4 },
		{ FIONBIO, WHEN_IN, 4 },
		{ FIOASYNC, WHEN_IN, 4 },
	};

	for (size_t i = 0; i < sizeof(requests) / sizeof(requests[0]); i++)
		if (requests[i].request == request &&
			(requests[i].when & when) != 0)
			record_user(r, address, requests[i].size);
}

static void take_command(
	struct record *r, uint32_t command, uint32_t address, unsigned when)
{
	switch (command) {
	case F_GETLK:
	case F_OFD_GETLK:
		record_user(r, address, sizeof(struct flock));
		break;
	case F_SETLK:
	case F_SETLKW:
	case F_OFD_SETLK:
	case F_OFD_SETLKW:
		if ((when & WHEN_IN) != 0)
			record_user(r, address, sizeof(struct flock));
		break;
	default:
		break;
	}
}

static void take_spawn(struct record *r, uint32_t address)
{
	struct exa_spawn s;

	if (copy_from_user(&s, address, sizeof(s)) < 0)
		return;
	record_user(r, address, sizeof(s));
	record_string(r, s.path, PATH_MAX);
	take_strings(r, s.argv);
	take_pointers(r, s.envp, POINTERS_MAX);
}

/* Elements of unit bytes each; bytes are bounded as buffers are. */
static void take_list(
	struct record *r, uint32_t address, uint32_t count, uint32_t unit)
{
	uint32_t max = unit == 1 ? string_max(r) : LIST_MAX;

	record_user(r, address, least(count, max) * unit);
}

static void take(struct record *r, enum kind kind, const uint32_t *args, int n,
	unsigned when, uint32_t result)
{
	uint32_t next = n + 1 < ARGS ? args[n + 1] : 0;
	uint32_t last = n > 0 ? args[n - 1] : 0;
	uint32_t unit = kinds[kind].unit;

	switch ((enum kind_how)kinds[kind].how) {
	case HOW_ONE:
		record_user(r, args[n], unit);
		break;
	case HOW_TEXT:
		record_string(r, args[n], PATH_MAX);
		break;
	case HOW_STRINGS:
		take_strings(r, args[n]);
		break;
	case HOW_POINTERS:
		take_pointers(r, args[n], POINTERS_MAX);
		break;
	case HOW_NEXT:
		take_list(r, args[n], next, unit);
		break;
	case HOW_LAST:
		take_list(r, args[n], last, unit);
		break;
	case HOW_RESULT:
		take_list(r, args[n], result, unit);
		break;
	case HOW_FIRST:
		record_user(r, args[n], least((args[0] + 31) / 32 * 4, 128));
		break;
	case HOW_VECTOR:
		take_vector(r, args[n], next,
			when == WHEN_IN ? UINT32_MAX : result);
		break;
	case HOW_ADDRESS:
		record_user(r, next, 4);
		record_user(r, args[n], least(word(next), CONTROL_MAX));
		break;
	case HOW_MESSAGE:
		take_message(r, args[n], when == WHEN_IN ? UINT32_MAX : result);
		break;
	case HOW_REQUEST:
		take_request(r, last, args[n], when);
		break;
	case HOW_COMMAND:
		take_command(r, last, args[n], when);
		break;
	case HOW_SPAWN:
		take_spawn(r, args[n]);
		break;
	}
}

void trace_take(struct record *r, uint32_t number, const uint32_t *args,
	unsigned when, int32_t result)
{
	const struct row *row = find_row(number);

	if (result < 0 && (when & WHEN_OUT) != 0)
		when ^= WHEN_OUT | WHEN_ERR;
	for (int i = 0; row != NULL && i < ARGS; i++)
		if ((kinds[row->kind[i]].when & when) != 0)
			take(r, row->kind[i], args, i,
				kinds[row->kind[i]].when & when,
				(uint32_t)result);
}
