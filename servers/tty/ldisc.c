/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line discipline: settings and the reading side. ldisc.h has the
 * contract, ldisc_in.c what happens to received bytes.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "servers/tty/ldisc_impl.h"

#include <string.h>

static void set_special(struct ldisc *ld, uint8_t c)
{
	ld->special[c / 32] |= 1u << c % 32;
}

/* Finds out which bytes need more than being stored and echoed. */
static void find_special(struct ldisc *ld)
{
	static const uint8_t canonical[] = { VERASE, VKILL, VEOF, VEOL };
	static const uint8_t extended[] = { VWERASE, VLNEXT, VEOL2 };
	static const uint8_t signals[] = { VINTR, VQUIT, VSUSP };
	const cc_t *cc = ld->termios.c_cc;

	memset(ld->special, 0, sizeof(ld->special));
	if (has_i(ld, IGNCR | ICRNL))
		set_special(ld, '\r');
	if (has_i(ld, INLCR) || has_l(ld, ICANON))
		set_special(ld, '\n');
	for (size_t i = 0; has_l(ld, ICANON) && i < sizeof(canonical); i++)
		set_special(ld, cc[canonical[i]]);
	if (has_l(ld, ICANON) && has_l(ld, IEXTEN)) {
		for (size_t i = 0; i < sizeof(extended); i++)
			set_special(ld, cc[extended[i]]);
		if (has_l(ld, ECHO))
			set_special(ld, cc[VREPRINT]);
	}
	if (has_i(ld, IXON)) {
		set_special(ld, cc[VSTART]);
		set_special(ld, cc[VSTOP]);
	}
	for (size_t i = 0; has_l(ld, ISIG) && i < sizeof(signals); i++)
		set_special(ld, cc[signals[i]]);
	ld->special[LDISC_NONE / 32] &= ~(1u << LDISC_NONE % 32);
	ld->raw = !has_i(ld,
			  ISTRIP | IUCLC | IGNCR | ICRNL | INLCR | IXON |
				  PARMRK) &&
		!has_l(ld, ICANON | ISIG | ECHO);
	if (has_l(ld, EXTPROC) && !has_i(ld, ISTRIP | IUCLC))
		ld->raw = true;
}

void ldisc_init(struct ldisc *ld)
{
	cc_t *cc = ld->termios.c_cc;

	memset(ld, 0, sizeof(*ld));
	ld->termios.c_iflag = ICRNL | IXON | IUTF8;
	ld->termios.c_oflag = OPOST | ONLCR;
	ld->termios.c_cflag = B38400 | CS8 | CREAD | HUPCL;
	ld->termios.c_lflag = ISIG | ICANON | IEXTEN | ECHO | ECHOE | ECHOK |
		ECHOCTL | ECHOKE;
	cc[VINTR] = 'C' & 0x1f;
	cc[VQUIT] = '\\' & 0x1f;
	cc[VERASE] = 0x7f;
	cc[VKILL] = 'U' & 0x1f;
	cc[VEOF] = 'D' & 0x1f;
	cc[VMIN] = 1;
	cc[VSTART] = 'Q' & 0x1f;
	cc[VSTOP] = 'S' & 0x1f;
	cc[VSUSP] = 'Z' & 0x1f;
	cc[VREPRINT] = 'R' & 0x1f;
	cc[VDISCARD] = 'O' & 0x1f;
	cc[VWERASE] = 'W' & 0x1f;
	cc[VLNEXT] = 'V' & 0x1f;
	find_special(ld);
}

/*
 * Input that waits when ICANON changes: to raw, all of it becomes readable,
 * ends of file as null bytes; to canonical, all of it becomes one line.
 */
static void change_mode(struct ldisc *ld)
{
	memset(ld->marks, 0, sizeof(ld->marks));
	ld->erasing = false;
	ld->literal = false;
	if (has_l(ld, ICANON) && ld->head != ld->tail) {
		queue_mark(ld, ld->head - 1, true);
		ld->canon = ld->head;
	} else {
		ld->canon = ld->tail;
	}
}

uint32_t ldisc_set_termios(struct ldisc *ld, const struct termios *t)
{
	tcflag_t lflag = ld->termios.c_lflag;
	bool had_ixon = has_i(ld, IXON);

	ld->termios = *t;
	ld->step = 0;
	if ((lflag ^ t->c_lflag) & (ICANON | EXTPROC))
		change_mode(ld);
	find_special(ld);
	/* No START could come any more to undo a STOP. */
	if (had_ixon && !has_i(ld, IXON) && !ld->held)
		return flow_set(ld, false);
	return 0;
}

void ldisc_flush_input(struct ldisc *ld)
{
	ld->head = ld->canon = ld->tail = 0;
	memset(ld->marks, 0, sizeof(ld->marks));
	ld->erasing = false;
	ld->step = 0;
}

bool ldisc_pending(const struct ldisc *ld)
{
	return ld->tail != (by_lines(ld) ? ld->canon : ld->head);
}

bool ldisc_readable(const struct ldisc *ld)
{
	uint32_t least = 1;

	if (by_lines(ld))
		return ld->canon != ld->tail;
	if (has_l(ld, ICANON))
		return ld->head != ld->tail;
	if (control_char(ld, VTIME) == 0 && control_char(ld, VMIN) > 0)
		least = control_char(ld, VMIN);
	return ld->head - ld->tail >= least;
}

bool ldisc_read_done(const struct ldisc *ld, size_t want, uint64_t started,
	uint64_t now, uint32_t *wait)
{
	uint32_t have = ld->head - ld->tail;
	uint32_t least = has_l(ld, ICANON) ? 1 : control_char(ld, VMIN);
	uint32_t time = has_l(ld, ICANON) ? 0 : control_char(ld, VTIME) * 100u;

	*wait = 0;
	if (want == 0)
		return true;
	if (by_lines(ld))
		return ld->canon != ld->tail;
	if (have >= least && (have > 0 || time == 0))
		return true;
	if (have >= want)
		return true;
	if (time == 0 || (least > 0 && have == 0))
		return false;
	/* With VMIN the time is that between bytes, else of the whole read. */
	if (least > 0 && ld->last_input > started)
		started = ld->last_input;
	if (now >= started + time)
		return true;
	*wait = (uint32_t)(started + time - now);
	return false;
}

/* Copies the n oldest bytes out of the queue. */
static void queue_take(struct ldisc *ld, uint8_t *to, uint32_t n)
{
	uint32_t at = ld->tail % LDISC_QUEUE;
	uint32_t first = n < LDISC_QUEUE - at ? n : LDISC_QUEUE - at;

	memcpy(to, ld->queue + at, first);
	memcpy(to + first, ld->queue, n - first);
	ld->tail += n;
}

/* Whether an end of file is what would be read next. */
static bool at_eof(const struct ldisc *ld)
{
	return ld->tail != ld->canon && queue_marked(ld, ld->tail) &&
		queue_at(ld, ld->tail) == LDISC_NONE;
}

static void skip_eof(struct ldisc *ld)
{
	queue_mark(ld, ld->tail, false);
	ld->tail++;
}

/* Reads to the end of the line, n bytes, or the end of file. */
static size_t read_line(struct ldisc *ld, uint8_t *to, uint32_t most)
{
	uint32_t n = 0;
	bool marked = false;

	while (n < most && !marked && ld->tail + n != ld->canon) {
		marked = queue_marked(ld, ld->tail + n);
		if (marked && queue_at(ld, ld->tail + n) == LDISC_NONE)
			break;
		n++;
	}
	queue_take(ld, to, n);
	if (marked && n > 0 && queue_marked(ld, ld->tail - 1))
		queue_mark(ld, ld->tail - 1, false);
	/* An end of file behind data only ends the read of that data. */
	else if (at_eof(ld))
		skip_eof(ld);
	return n;
}

size_t ldisc_read(struct ldisc *ld, void *to, size_t n)
{
	uint32_t most = n < LDISC_QUEUE ? (uint32_t)n : LDISC_QUEUE;

	if (most == 0)
		return 0;
	if (by_lines(ld))
		return read_line(ld, to, most);
	if (most > ld->head - ld->tail)
		most = ld->head - ld->tail;
	/* EXTPROC: an end of file by itself. */
	if (has_l(ld, ICANON) && ld->head - ld->tail == 1 &&
		queue_at(ld, ld->tail) == control_char(ld, VEOF)) {
		ld->tail++;
		return 0;
	}
	queue_take(ld, to, most);
	return most;
}

size_t ldisc_count(const struct ldisc *ld)
{
	uint32_t end = by_lines(ld) ? ld->canon : ld->head;
	size_t n = 0;

	if (!by_lines(ld))
		return end - ld->tail;
	for (uint32_t i = ld->tail; i != end; i++)
		n += !(queue_marked(ld, i) && queue_at(ld, i) == LDISC_NONE);
	return n;
}
