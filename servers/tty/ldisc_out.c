/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line discipline: output processing, the cursor's column, and flow.
 *
 * The column is what the terminal is believed to show; tabs are expanded and
 * erased by it. It is kept only while OPOST is set, as nobody knows what raw
 * output does to the cursor.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "servers/tty/ldisc_impl.h"

#include <string.h>

static void out_put(struct ldisc_out *out, uint8_t c)
{
	out->data[out->used++] = c;
}

/* Counts the columns of a byte that is no control character. */
static void count_columns(struct ldisc *ld, uint8_t c)
{
	if (ld->utf8_need && is_continuation(ld, c)) {
		ld->utf8 = ld->utf8 << 6 | (c & 0x3f);
		/* Its first byte counted as one. */
		if (--ld->utf8_need == 0)
			ld->column += ldisc_width(ld->utf8) - 1;
		return;
	}
	ld->column++;
	ld->utf8_need = 0;
	if (c < 0xc0 || c >= 0xf8 || !has_i(ld, IUTF8))
		return;
	ld->utf8_need = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
	ld->utf8 = c & (0x3fu >> ld->utf8_need);
}

static bool output_newline(struct ldisc *ld, struct ldisc_out *out)
{
	if (has_o(ld, ONLCR)) {
		if (!out_room(out, 2))
			return false;
		out_put(out, '\r');
	}
	if (has_o(ld, ONLCR | ONLRET))
		ld->column = 0;
	ld->canon_column = ld->column;
	out_put(out, '\n');
	return true;
}

static bool output_return(struct ldisc *ld, struct ldisc_out *out)
{
	if (has_o(ld, ONOCR) && ld->column == 0)
		return true;
	if (!has_o(ld, OCRNL) || has_o(ld, ONLRET))
		ld->canon_column = ld->column = 0;
	out_put(out, has_o(ld, OCRNL) ? '\n' : '\r');
	return true;
}

static bool output_tab(struct ldisc *ld, struct ldisc_out *out)
{
	uint32_t n = 8 - ld->column % 8;

	if ((ld->termios.c_oflag & TABDLY) != TAB3) {
		out_put(out, '\t');
	} else {
		if (!out_room(out, n))
			return false;
		memset(out->data + out->used, ' ', n);
		out->used += n;
	}
	ld->column += n;
	return true;
}

bool output_byte(struct ldisc *ld, uint8_t c, struct ldisc_out *out)
{
	if (!out_room(out, 1))
		return false;
	if (!has_o(ld, OPOST)) {
		out_put(out, c);
		return true;
	}
	if (is_control(c))
		ld->utf8_need = 0;
	switch (c) {
	case '\n':
		return output_newline(ld, out);
	case '\r':
		return output_return(ld, out);
	case '\t':
		return output_tab(ld, out);
	case '\b':
		if (ld->column > 0)
			ld->column--;
		break;
	default:
		if (is_control(c))
			break;
		if (has_o(ld, OLCUC) && is_lower(ld, c))
			c -= 'a' - 'A';
		count_columns(ld, c);
	}
	out_put(out, c);
	return true;
}

/* Bytes at in that go out as they are, one column each. */
static size_t plain_run(const uint8_t *in, size_t n)
{
	size_t i = 0;

	while (i < n && in[i] >= ' ' && in[i] < 0x7f)
		i++;
	return i;
}

static size_t copy_run(const uint8_t *in, size_t n, struct ldisc_out *out)
{
	if (!out_room(out, n))
		n = out->size - out->used;
	if (n)
		memcpy(out->data + out->used, in, n);
	out->used += n;
	return n;
}

size_t ldisc_write(
	struct ldisc *ld, const uint8_t *in, size_t n, struct ldisc_out *out)
{
	size_t i = 0, run;

	if (ld->stopped)
		return 0;
	if (!has_o(ld, OPOST))
		return copy_run(in, n, out);
	while (i < n) {
		run = has_o(ld, OLCUC) ? 0 : plain_run(in + i, n - i);
		if (run) {
			run = copy_run(in + i, run, out);
			ld->utf8_need = 0;
			ld->column += (uint32_t)run;
			i += run;
			if (run == 0)
				break;
		} else if (output_byte(ld, in[i], out)) {
			i++;
		} else {
			break;
		}
	}
	return i;
}

uint32_t flow_set(struct ldisc *ld, bool stop)
{
	if (ld->stopped == stop)
		return 0;
	ld->stopped = stop;
	return LDISC_FLOW;
}

uint32_t ldisc_flow(struct ldisc *ld, bool stop)
{
	ld->held = stop;
	return flow_set(ld, stop);
}
