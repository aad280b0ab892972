/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line discipline: editing the line being typed, and ending it.
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

static void finish_line(struct ldisc *ld, uint8_t c)
{
	queue_put(ld, c);
	queue_mark(ld, ld->head - 1, true);
	ld->canon = ld->head;
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

/* ERASE, KILL and WERASE; STORE: c is none of them. A character that is both
 * KILL and WERASE is the latter, as in Linux. */
static enum outcome erase(struct ldisc *ld, uint8_t c, struct ldisc_out *out)
{
	enum outcome done = TAKEN;
	bool any = ld->head != ld->canon;
	bool kill = c == control_char(ld, VKILL);

	if (c == control_char(ld, VERASE))
		done = any ? erase_char(ld, out) : TAKEN;
	else if (c == control_char(ld, VWERASE) && (kill || has_l(ld, IEXTEN)))
		done = any ? erase_word(ld, out) : TAKEN;
	else if (kill)
		done = any ? erase_line(ld, out) : TAKEN;
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

enum outcome edit(struct ldisc *ld, uint8_t c, struct ldisc_out *out)
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
