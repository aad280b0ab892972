/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line discipline: received bytes. What each byte does is decided in the
 * order flow control, signals, newline mapping, editing, storing.
 *
 * A byte whose echo may be long (KILL, WERASE, REPRINT) works in steps of at
 * most LDISC_ROOM and is not taken before its last step, so it is met again
 * with the rest of its work to do; ld->step remembers what the line itself
 * does not tell.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "servers/tty/ldisc_impl.h"

#include <string.h>

/* What became of a byte in an editing function. */
enum outcome {
	STORE, /* it is data */
	TAKEN, /* it is done with */
	LATER  /* more to do when there is room for the echo */
};

static bool is_special(const struct ldisc *ld, uint8_t c)
{
	return (ld->special[c / 32] >> c % 32 & 1) != 0;
}

/* The changes of a byte that come before any meaning. IUCLC knows ASCII only:
 * anything else would break UTF-8. */
static uint8_t strip(const struct ldisc *ld, uint8_t c)
{
	if (has_i(ld, ISTRIP))
		c &= 0x7f;
	if (has_i(ld, IUCLC) && has_l(ld, IEXTEN) && c >= 'A' && c <= 'Z')
		c += 'a' - 'A';
	return c;
}

static void queue_put(struct ldisc *ld, uint8_t c)
{
	if (ld->head - ld->tail < LDISC_QUEUE)
		ld->queue[ld->head++ % LDISC_QUEUE] = c;
}

/* Stores data; PARMRK doubles \377, which would else announce an error. */
static void store(struct ldisc *ld, uint8_t c)
{
	if (c == 0xff && has_i(ld, PARMRK))
		queue_put(ld, c);
	queue_put(ld, c);
}

static void finish_line(struct ldisc *ld, uint8_t c)
{
	queue_put(ld, c);
	queue_mark(ld, ld->head - 1, true);
	ld->canon = ld->head;
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

static enum outcome erase_char(struct ldisc *ld, struct ldisc_out *out)
{
	bool again = true;

	while (again && ld->head != ld->canon) {
		if (!out_room(out, LDISC_ROOM))
			return LATER;
		again = erase_last(ld, !has_l(ld, ECHOE), out);
	}
	return TAKEN;
}

/* Letters and digits; without IUTF8, high bytes are taken for Latin-1. */
static bool is_word(const struct ldisc *ld, int c)
{
	if (c >= 0x80)
		return has_i(ld, IUTF8) ||
			(c >= 0xc0 && c != 0xd7 && c != 0xf7);
	return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		(c >= 'A' && c <= 'Z');
}

/* ld->step: a character of the word has been erased. */
static enum outcome erase_word(struct ldisc *ld, struct ldisc_out *out)
{
	while (ld->head != ld->canon) {
		bool word = is_word(ld, erase_next(ld));

		if (!word && ld->step)
			break;
		if (!out_room(out, LDISC_ROOM))
			return LATER;
		ld->step |= word;
		erase_last(ld, false, out);
	}
	ld->step = 0;
	return TAKEN;
}

static enum outcome erase_line(struct ldisc *ld, struct ldisc_out *out)
{
	if (has_l(ld, ECHO) && has_l(ld, ECHOK) && has_l(ld, ECHOKE) &&
		has_l(ld, ECHOE)) {
		while (ld->head != ld->canon) {
			if (!out_room(out, LDISC_ROOM))
				return LATER;
			erase_last(ld, false, out);
		}
		return TAKEN;
	}
	ld->head = ld->canon;
	if (has_l(ld, ECHO)) {
		echo_finish_erasing(ld, out);
		echo_char(ld, control_char(ld, VKILL), out);
		if (has_l(ld, ECHOK))
			echo_raw(ld, '\n', out);
	}
	return TAKEN;
}

/* ERASE, KILL and WERASE; STORE: c is none of them. */
static enum outcome erase(struct ldisc *ld, uint8_t c, struct ldisc_out *out)
{
	enum outcome done = TAKEN;
	bool any = ld->head != ld->canon;

	if (c == control_char(ld, VERASE))
		done = any ? erase_char(ld, out) : TAKEN;
	else if (c == control_char(ld, VKILL))
		done = any ? erase_line(ld, out) : TAKEN;
	else if (c == control_char(ld, VWERASE) && has_l(ld, IEXTEN))
		done = any ? erase_word(ld, out) : TAKEN;
	else
		return STORE;
	if (any && ld->head == ld->canon && has_l(ld, ECHO))
		echo_finish_erasing(ld, out);
	return done;
}

static void begin_literal(struct ldisc *ld, struct ldisc_out *out)
{
	ld->literal = true;
	if (!has_l(ld, ECHO))
		return;
	echo_finish_erasing(ld, out);
	if (has_l(ld, ECHOCTL)) {
		echo_raw(ld, '^', out);
		echo_raw(ld, '\b', out);
	}
}

/* ld->step: 1 + how many bytes of the line have been shown again. */
static enum outcome reprint(struct ldisc *ld, uint8_t c, struct ldisc_out *out)
{
	if (ld->step == 0) {
		echo_finish_erasing(ld, out);
		echo_char(ld, c, out);
		echo_raw(ld, '\n', out);
		ld->step = 1;
	}
	for (; ld->canon + ld->step - 1 != ld->head; ld->step++) {
		if (!out_room(out, LDISC_ROOM))
			return LATER;
		echo_char(ld, queue_at(ld, ld->canon + ld->step - 1), out);
	}
	ld->step = 0;
	return TAKEN;
}

/* The characters that end a line; STORE: c is none of them. */
static enum outcome line_end(struct ldisc *ld, uint8_t c, struct ldisc_out *out)
{
	if (c == '\n') {
		if (has_l(ld, ECHO | ECHONL))
			echo_raw(ld, '\n', out);
		finish_line(ld, c);
	} else if (c == control_char(ld, VEOF)) {
		finish_line(ld, LDISC_NONE);
	} else if (c == control_char(ld, VEOL) ||
		(c == control_char(ld, VEOL2) && has_l(ld, IEXTEN))) {
		if (has_l(ld, ECHO)) {
			if (ld->canon == ld->head)
				ld->canon_column = ld->column;
			echo_char(ld, c, out);
		}
		if (c == 0xff && has_i(ld, PARMRK))
			queue_put(ld, c);
		finish_line(ld, c);
	} else {
		return STORE;
	}
	return TAKEN;
}

static enum outcome edit(struct ldisc *ld, uint8_t c, struct ldisc_out *out)
{
	enum outcome done = erase(ld, c, out);

	if (done != STORE)
		return done;
	if (c == control_char(ld, VLNEXT) && has_l(ld, IEXTEN)) {
		begin_literal(ld, out);
		return TAKEN;
	}
	if (c == control_char(ld, VREPRINT) && has_l(ld, ECHO) &&
		has_l(ld, IEXTEN))
		return reprint(ld, c, out);
	return line_end(ld, c, out);
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

	if (ld->raw)
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
