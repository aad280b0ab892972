/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strace: what stands behind the equals sign. */
#include "strace.h"

#include <fcntl.h>
#include <poll.h>
#include <string.h>

enum { RESTART = 512 };

static bool is(const struct st_call *c, const char *name)
{
	return c->row && strcmp(c->row->name, name) == 0;
}

static void put_poll(const struct st_call *c)
{
	uint32_t count = c->enter->args[1];
	const char *between = " ([";

	for (uint32_t i = 0; i < count && i < 64; i++) {
		const uint8_t *p = st_peek(
			c->leave, c->enter->args[0] + 8 * i, 8);

		if (!p || !st_u16(p, 6))
			continue;
		st_put("%s{fd=%d, revents=", between, (int)st_u32(p, 0));
		st_bits(LIST_POLL, st_u16(p, 6));
		st_text("}");
		between = ", ";
	}
	if (*between == ',')
		st_text("])");
}

/* Descriptors that select left in its sets. */
static void put_select(const struct st_call *c)
{
	static const char *const names[] = { "", "in", "out", "except" };
	const char *before = " (";

	for (int set = 1; set <= 3; set++) {
		uint32_t address = c->enter->args[set], some = 128;
		const uint8_t *p = address
			? st_peek_some(c->leave, address, &some)
			: NULL;
		bool any = false;

		for (uint32_t fd = 0;
			p && fd < c->enter->args[0] && fd < some * 8; fd++) {
			if (!(p[fd / 8] >> fd % 8 & 1))
				continue;
			if (any)
				st_put(" %u", fd);
			else
				st_put("%s%s [%u", before, names[set], fd);
			any = true;
			before = ", ";
		}
		if (any)
			st_text("]");
	}
	if (*before == ',')
		st_text(")");
}

static void put_error(int error)
{
	if (error == RESTART)
		st_text("? ERESTARTSYS (To be restarted if SA_RESTART is set)");
	else
		st_put("-1 %s (%s)", st_errno(error), strerror(error));
}

void st_result(const struct st_call *c)
{
	int32_t result = c->leave->result;

	st_align();
	st_text(" = ");
	if (result < 0 && result > -4096) {
		put_error(-result);
		return;
	}
	if (is(c, "brk") || is(c, "mmap") || is(c, "mremap"))
		st_put("0x%x", (uint32_t)result);
	else if (is(c, "umask"))
		st_put("0%o", (unsigned)result);
	else
		st_put("%d", result);
	if (is(c, "fcntl") && c->enter->args[1] == F_GETFL) {
		st_put(" (flags ");
		st_flags(KIND_OFLAGS, (uint32_t)result);
		st_text(")");
	}
	if ((is(c, "ppoll") || is(c, "pselect6")) && result == 0)
		st_text(" (Timeout)");
	else if (is(c, "ppoll"))
		put_poll(c);
	else if (is(c, "pselect6"))
		put_select(c);
}
