/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the files of the line discipline share: tests of settings, the input
 * queue, and the echo. Not for others; the contract is in ldisc.h.
 */
#ifndef EXA_TTY_LDISC_IMPL_H
#define EXA_TTY_LDISC_IMPL_H

#include "servers/tty/ldisc.h"

/* An end of file stands in the queue as this byte with a mark; as a control
 * character it means "none" (_POSIX_VDISABLE). */
enum { LDISC_NONE = 0 };

static inline bool has_i(const struct ldisc *ld, tcflag_t flag)
{
	return (ld->termios.c_iflag & flag) != 0;
}

static inline bool has_o(const struct ldisc *ld, tcflag_t flag)
{
	return (ld->termios.c_oflag & flag) != 0;
}

static inline bool has_l(const struct ldisc *ld, tcflag_t flag)
{
	return (ld->termios.c_lflag & flag) != 0;
}

/* Whether reads are by lines. With EXTPROC the other end makes them. */
static inline bool by_lines(const struct ldisc *ld)
{
	return has_l(ld, ICANON) && !has_l(ld, EXTPROC);
}

static inline uint8_t control_char(const struct ldisc *ld, unsigned which)
{
	return ld->termios.c_cc[which];
}

static inline bool is_control(uint8_t c)
{
	return c < ' ' || c == 0x7f;
}

static inline bool is_continuation(const struct ldisc *ld, uint8_t c)
{
	return (c & 0xc0) == 0x80 && has_i(ld, IUTF8);
}

/*
 * Letters with another case, for IUCLC and OLCUC: high bytes are taken for
 * Latin-1 as Linux does, but not with IUTF8, where that would break characters.
 */
static inline bool is_upper(const struct ldisc *ld, uint8_t c)
{
	return (c >= 'A' && c <= 'Z') ||
		(c >= 0xc0 && c <= 0xde && c != 0xd7 && !has_i(ld, IUTF8));
}

static inline bool is_lower(const struct ldisc *ld, uint8_t c)
{
	return (c >= 'a' && c <= 'z') ||
		(c >= 0xdf && c != 0xf7 && !has_i(ld, IUTF8));
}

static inline uint8_t queue_at(const struct ldisc *ld, uint32_t index)
{
	return ld->queue[index % LDISC_QUEUE];
}

static inline bool queue_marked(const struct ldisc *ld, uint32_t index)
{
	index %= LDISC_QUEUE;
	return (ld->marks[index / 8] >> index % 8 & 1) != 0;
}

static inline void queue_mark(struct ldisc *ld, uint32_t index, bool on)
{
	uint8_t bit = (uint8_t)(1u << index % 8);

	index %= LDISC_QUEUE;
	if (on)
		ld->marks[index / 8] |= bit;
	else
		ld->marks[index / 8] &= (uint8_t)~bit;
}

static inline void queue_put(struct ldisc *ld, uint8_t c)
{
	if (ld->head - ld->tail < LDISC_QUEUE)
		ld->queue[ld->head++ % LDISC_QUEUE] = c;
}

/* Columns a code point takes on the terminal: 0, 1 or 2. ldisc_width.c */
unsigned ldisc_width(uint32_t code_point);

static inline bool out_room(const struct ldisc_out *out, size_t n)
{
	return out->size - out->used >= n;
}

/* Echo, in ldisc_echo.c; what does not fit in out is dropped. */

/* c as it is, through output processing. */
void echo_raw(struct ldisc *ld, uint8_t c, struct ldisc_out *out);

/* c as typed: control characters as ^X where ECHOCTL says so. */
void echo_char(struct ldisc *ld, uint8_t c, struct ldisc_out *out);

/* Closes the \.../ of ECHOPRT, if it is open. */
void echo_finish_erasing(struct ldisc *ld, struct ldisc_out *out);

/*
 * Erases the last character of the line being typed, which must not be empty.
 * Returns whether that was a combining mark: the character it sat on goes
 * with it. With as_char the echo is the ERASE character alone.
 */
bool erase_last(struct ldisc *ld, bool as_char, struct ldisc_out *out);

/* The first byte of the last character of the line being typed, -1: none. */
int erase_next(const struct ldisc *ld);

/* What became of a byte in an editing function. */
enum outcome {
	STORE, /* it is data */
	TAKEN, /* it is done with */
	LATER  /* more to do when there is room for the echo */
};

/*
 * Canonical mode: does what the byte c does to the line, in ldisc_edit.c. out
 * has LDISC_ROOM left; a byte that gets LATER is to be presented again.
 */
enum outcome edit(struct ldisc *ld, uint8_t c, struct ldisc_out *out);

/* Output processing of one byte, in ldisc_out.c; false: no room for it. */
bool output_byte(struct ldisc *ld, uint8_t c, struct ldisc_out *out);

/* Starts or stops output; returns LDISC_FLOW if that changed anything. */
uint32_t flow_set(struct ldisc *ld, bool stop);

#endif
