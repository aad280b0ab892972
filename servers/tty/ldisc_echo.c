/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line discipline: echo of what is typed, and taking it back from the
 * screen. One call makes at most LDISC_ROOM bytes.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "servers/tty/ldisc_impl.h"

void echo_raw(struct ldisc *ld, uint8_t c, struct ldisc_out *out)
{
	output_byte(ld, c, out);
}

void echo_char(struct ldisc *ld, uint8_t c, struct ldisc_out *out)
{
	if (!has_l(ld, ECHOCTL) || !is_control(c) || c == '\t') {
		output_byte(ld, c, out);
		return;
	}
	if (!out_room(out, 2))
		return;
	out->data[out->used++] = '^';
	out->data[out->used++] = c ^ 0x40;
	ld->column += 2;
}

void echo_finish_erasing(struct ldisc *ld, struct ldisc_out *out)
{
	if (!ld->erasing)
		return;
	ld->erasing = false;
	output_byte(ld, '/', out);
}

/* Blanks the n columns before the cursor and moves it there. */
static void rub_out(struct ldisc *ld, unsigned n, struct ldisc_out *out)
{
	while (n-- > 0) {
		output_byte(ld, '\b', out);
		output_byte(ld, ' ', out);
		output_byte(ld, '\b', out);
	}
}

/*
 * Where the character that ends before index end starts. A run of
 * continuation bytes with no first byte, or too many of them for theirs, is
 * taken one byte at a time, as the terminal shows it.
 */
static uint32_t char_start(const struct ldisc *ld, uint32_t end)
{
	uint32_t at = end - 1;
	uint8_t c = queue_at(ld, at);
	uint32_t length;

	while (is_continuation(ld, c) && at != ld->canon && end - at < 4)
		c = queue_at(ld, --at);
	length = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc0 ? 2 : 1;
	return end - at <= length ? at : end - 1;
}

/* Columns of the character from index at to end; not for control chars. */
static unsigned char_width(const struct ldisc *ld, uint32_t at, uint32_t end)
{
	static const uint8_t first_bits[] = { 0x7f, 0x1f, 0x0f, 0x07 };
	uint32_t cp = queue_at(ld, at);

	if (end - at == 1)
		return 1;
	cp &= first_bits[end - at - 1];
	while (++at != end)
		cp = cp << 6 | (queue_at(ld, at) & 0x3f);
	return ldisc_width(cp);
}

static unsigned shown_width(const struct ldisc *ld, uint32_t at, uint32_t end)
{
	if (is_control(queue_at(ld, at)))
		return has_l(ld, ECHOCTL) ? 2 : 0;
	return char_width(ld, at, end);
}

/*
 * Moves back over the tab that stood at index at. It reached from the columns
 * used since the tab before it, or since the line's first column, to the next
 * tab stop.
 */
static void back_over_tab(struct ldisc *ld, uint32_t at, struct ldisc_out *out)
{
	uint32_t used = 0, n;
	bool other_tab = false;

	while (at != ld->canon && !other_tab) {
		uint32_t start = char_start(ld, at);

		if (queue_at(ld, start) == '\t')
			other_tab = true;
		else
			used += shown_width(ld, start, at);
		at = start;
	}
	if (!other_tab)
		used += ld->canon_column;
	for (n = 8 - used % 8; n > 0 && out_room(out, 1); n--) {
		out->data[out->used++] = '\b';
		if (ld->column > 0)
			ld->column--;
	}
}

/* ECHOPRT: what is erased is printed again, between \ and /. */
static void print_erased(
	struct ldisc *ld, uint32_t at, uint32_t end, struct ldisc_out *out)
{
	if (!ld->erasing)
		output_byte(ld, '\\', out);
	ld->erasing = true;
	echo_char(ld, queue_at(ld, at), out);
	while (++at != end)
		echo_raw(ld, queue_at(ld, at), out);
}

int erase_next(const struct ldisc *ld)
{
	if (ld->head == ld->canon)
		return -1;
	return queue_at(ld, char_start(ld, ld->head));
}

bool erase_last(struct ldisc *ld, bool as_char, struct ldisc_out *out)
{
	uint32_t end = ld->head;
	uint32_t at = char_start(ld, end);
	unsigned width = shown_width(ld, at, end);
	bool mark = width == 0 && !is_control(queue_at(ld, at));

	ld->head = at;
	if (!has_l(ld, ECHO))
		return mark;
	if (has_l(ld, ECHOPRT))
		print_erased(ld, at, end, out);
	else if (as_char)
		echo_char(ld, control_char(ld, VERASE), out);
	else if (queue_at(ld, at) == '\t')
		back_over_tab(ld, at, out);
	else
		rub_out(ld, width, out);
	return mark;
}
