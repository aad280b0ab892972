/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line discipline: received bytes. What each byte does is decided in the
 * order flow control, signals, newline mapping, editing (in ldisc_edit.c),
 * storing.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "servers/tty/ldisc_impl.h"

#include <string.h>

static bool is_special(const struct ldisc *ld, uint8_t c)
{
	return (ld->special[c / 32] >> c % 32 & 1) != 0;
}

/* The changes of a byte that come before any meaning. */
static uint8_t strip(const struct ldisc *ld, uint8_t c)
{
	if (has_i(ld, ISTRIP))
		c &= 0x7f;
	if (has_i(ld, IUCLC) && has_l(ld, IEXTEN) && is_upper(ld, c))
		c += 'a' - 'A';
	return c;
}

/* Stores data; PARMRK doubles \377, which would else announce an error. */
static void store(struct ldisc *ld, uint8_t c)
{
	if (c == 0xff && has_i(ld, PARMRK))
		queue_put(ld, c);
	queue_put(ld, c);
}

/* The event of a signal character, or 0. */
static uint32_t signal_of(const struct ldisc *ld, uint8_t c)
{
	if (!has_l(ld, ISIG) || c == LDISC_NONE)
		return 0;
	if (c == control_char(ld, VINTR))
		return LDISC_SIGINT;
	if (c == control_char(ld, VQUIT))
		return LDISC_SIGQUIT;
	if (c == control_char(ld, VSUSP))
		return LDISC_SIGTSTP;
	return 0;
}

/* START lets output go unless it was stopped by ldisc_flow. */
static uint32_t restart(struct ldisc *ld)
{
	return ld->held ? 0 : flow_set(ld, false);
}

/* Obeys START and STOP; false: c is neither. */
static bool flow_char(struct ldisc *ld, uint8_t c, uint32_t *events)
{
	if (!has_i(ld, IXON) || c == LDISC_NONE)
		return false;
	if (c == control_char(ld, VSTART))
		*events |= restart(ld);
	else if (c == control_char(ld, VSTOP))
		*events |= flow_set(ld, true);
	else
		return false;
	return true;
}

static bool signal_char(
	struct ldisc *ld, uint8_t c, struct ldisc_out *out, uint32_t *events)
{
	uint32_t signal = signal_of(ld, c);

	if (!signal)
		return false;
	*events |= signal;
	if (!has_l(ld, NOFLSH)) {
		ldisc_flush_input(ld);
		out->used = 0;
		*events |= LDISC_FLUSHED;
	}
	if (has_i(ld, IXON))
		*events |= restart(ld);
	if (has_l(ld, ECHO))
		echo_char(ld, c, out);
	return true;
}

static void restart_any(struct ldisc *ld, uint32_t *events)
{
	if (ld->stopped && has_i(ld, IXON) && has_i(ld, IXANY))
		*events |= restart(ld);
}

static void echo_data(struct ldisc *ld, uint8_t c, struct ldisc_out *out)
{
	if (!has_l(ld, ECHO))
		return;
	echo_finish_erasing(ld, out);
	if (ld->canon == ld->head)
		ld->canon_column = ld->column;
	echo_char(ld, c, out);
}

/* A special byte that is no flow control and no signal. */
static enum outcome input_special(
	struct ldisc *ld, uint8_t c, struct ldisc_out *out)
{
	enum outcome done = STORE;

	if (c == '\r' && has_i(ld, IGNCR))
		return TAKEN;
	if (c == '\r' && has_i(ld, ICRNL))
		c = '\n';
	else if (c == '\n' && has_i(ld, INLCR))
		c = '\r';
	if (has_l(ld, ICANON))
		done = edit(ld, c, out);
	if (done != STORE)
		return done;
	if (c == '\n' && has_l(ld, ECHO)) {
		echo_finish_erasing(ld, out);
		echo_raw(ld, c, out);
	} else {
		echo_data(ld, c, out);
	}
	store(ld, c);
	return TAKEN;
}

/*
 * Whether another byte may come in. A full queue without a line in it drops
 * the line's last byte, so that a line too long can be edited and ended;
 * with IMAXBEL *ring says that data must be refused instead.
 */
static bool make_room(struct ldisc *ld, bool *ring)
{
	uint32_t room = LDISC_QUEUE - (ld->head - ld->tail);

	*ring = false;
	if (has_i(ld, PARMRK))
		room = (room + 2) / 3;
	if (room > 1)
		return true;
	if (!has_l(ld, ICANON) || ld->canon != ld->tail)
		return false;
	*ring = has_i(ld, IMAXBEL);
	if (room == 0)
		ld->head--;
	return true;
}

static bool input_byte(
	struct ldisc *ld, uint8_t c, struct ldisc_out *out, uint32_t *events)
{
	bool special, ring;

	c = strip(ld, c);
	if (has_l(ld, EXTPROC)) {
		if (!make_room(ld, &ring))
			return false;
		queue_put(ld, c);
		return true;
	}
	special = !ld->literal && is_special(ld, c);
	if (special &&
		(flow_char(ld, c, events) || signal_char(ld, c, out, events)))
		return true;
	if (!out_room(out, LDISC_ROOM) || !make_room(ld, &ring))
		return false;
	restart_any(ld, events);
	if (special)
		return input_special(ld, c, out) == TAKEN;
	ld->literal = false;
	if (ring) {
		echo_raw(ld, '\a', out);
		return true;
	}
	echo_data(ld, c, out);
	store(ld, c);
	return true;
}

/* Raw mode: as much as fits, as it is. */
static size_t input_raw(struct ldisc *ld, const uint8_t *in, size_t n)
{
	uint32_t at = ld->head % LDISC_QUEUE;
	uint32_t used = ld->head - ld->tail;
	uint32_t room = used < LDISC_QUEUE ? LDISC_QUEUE - 1 - used : 0;
	uint32_t count = n < room ? (uint32_t)n : room;
	uint32_t first = LDISC_QUEUE - at < count ? LDISC_QUEUE - at : count;

	if (count == 0)
		return 0;
	memcpy(ld->queue + at, in, first);
	memcpy(ld->queue, in + first, count - first);
	ld->head += count;
	return count;
}

size_t ldisc_input(struct ldisc *ld, const uint8_t *in, size_t n, uint64_t now,
	struct ldisc_out *out, uint32_t *events)
{
	size_t i = 0;

	if (ld->raw)
		i = input_raw(ld, in, n);
	else
		while (i < n && input_byte(ld, in[i], out, events))
			i++;
	if (i)
		ld->last_input = now;
	if (ldisc_pending(ld))
		*events |= LDISC_READABLE;
	return i;
}

size_t ldisc_lookahead(
	struct ldisc *ld, const uint8_t *in, size_t n, uint32_t *events)
{
	size_t drop = 0;
	bool literal = ld->literal;

	if (ld->raw || has_l(ld, EXTPROC))
		return 0;
	for (size_t i = 0; i < n; i++) {
		uint8_t c = strip(ld, in[i]);

		if (literal)
			literal = false;
		else if (c == control_char(ld, VLNEXT) && is_special(ld, c))
			literal = true;
		else if (signal_of(ld, c) && !has_l(ld, NOFLSH))
			drop = i;
	}
	if (drop) {
		ld->literal = false;
		ld->step = 0;
	}
	literal = ld->literal;
	for (size_t i = drop; i < n; i++) {
		uint8_t c = strip(ld, in[i]);

		if (literal)
			literal = false;
		else if (c == control_char(ld, VLNEXT) && is_special(ld, c))
			literal = true;
		else
			flow_char(ld, c, events);
	}
	return drop;
}
