/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line discipline: what lies between the bytes of a terminal and the
 * programs that read and write it (POSIX, General Terminal Interface).
 * Where POSIX leaves a choice it does what Linux does; test_ldisc_pty.c
 * compares the two.
 *
 * Pure: no clock, no output device, no processes. The caller brings received
 * bytes and a buffer for what goes to the terminal, and acts on the events:
 *
 *	terminal --bytes--> ldisc_input --(kept)--> ldisc_read --> program
 *	terminal <--echo--- struct ldisc_out <----- ldisc_write <-- program
 *
 * Rules for callers:
 * - What ldisc_input or ldisc_write did not take is presented again later,
 *   first and unchanged: they stop where the output buffer or the input
 *   queue is full. See ldisc_lookahead for what may overtake.
 * - Output is sent in the order it was made. While ld->stopped is set nothing
 *   is sent; ldisc_write takes nothing then.
 * - Signals go to the foreground process group; job control, hang-up, packet
 *   mode and waiting belong to the caller.
 */
#ifndef EXA_TTY_LDISC_H
#define EXA_TTY_LDISC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <termios.h>

enum {
	LDISC_QUEUE = 4096, /* input held; the longest line, with its end */
	LDISC_ROOM = 16     /* output one step may make; see ldisc_input */
};

/* What the caller has to do; a set. */
enum ldisc_event {
	LDISC_SIGINT = 1 << 0, /* send it to the foreground group */
	LDISC_SIGQUIT = 1 << 1,
	LDISC_SIGTSTP = 1 << 2,
	LDISC_READABLE = 1 << 3, /* there is something to read: wake readers */
	LDISC_FLUSHED = 1 << 4,  /* drop output not yet sent, but not this
	                            call's: that was made after the flush */
	LDISC_FLOW = 1 << 5      /* ld->stopped changed */
};

/* Output made for the terminal: used of size bytes of data are filled. */
struct ldisc_out {
	uint8_t *data;
	size_t size;
	size_t used;
};

struct ldisc {
	/* To be read by anyone; changed through the functions below. */
	struct termios termios;
	bool stopped;        /* output is stopped, by STOP or by ldisc_flow */
	uint64_t last_input; /* the caller's clock at the last ldisc_input */

	/* The input queue: counters, taken modulo LDISC_QUEUE as indices. */
	uint32_t head;  /* after the newest byte */
	uint32_t canon; /* after the newest finished line */
	uint32_t tail;  /* the oldest byte */
	uint8_t queue[LDISC_QUEUE];
	uint8_t marks[LDISC_QUEUE / 8]; /* bit: this byte ends a line */

	/* Input. */
	uint32_t special[8]; /* bit: this byte needs more than storing */
	bool raw;            /* no byte needs more than storing */
	bool literal;        /* LNEXT was typed: the next byte is data */
	bool erasing;        /* ECHOPRT has opened a \ that needs its / */
	bool held;           /* stopped by ldisc_flow: START does not help */
	uint32_t step;       /* progress of a byte whose echo is unfinished */

	/* Output. */
	uint32_t column;       /* of the cursor, from 0 */
	uint32_t canon_column; /* where the line being typed starts */
	uint32_t utf8;         /* code point being put together */
	uint8_t utf8_need;     /* continuation bytes it still lacks */
};

/* An empty line discipline with Linux's settings for a new terminal. */
void ldisc_init(struct ldisc *ld);

/*
 * Takes over new settings (tcsetattr); any value is allowed. Returns events.
 * Changing ICANON makes what was typed readable in the new mode.
 */
uint32_t ldisc_set_termios(struct ldisc *ld, const struct termios *t);

/*
 * Receives n bytes at the caller's time now (milliseconds) and returns how
 * many were taken. Echo is added to out; *events is added to. A byte is taken
 * only when out has LDISC_ROOM left, except flow control and signals: those
 * are always taken, if need be without their echo. Nor is it taken when the
 * queue is full and has a line to read; without one the line's last byte is
 * replaced, so that it can still be edited and ended (as Linux).
 */
size_t ldisc_input(struct ldisc *ld, const uint8_t *in, size_t n, uint64_t now,
	struct ldisc_out *out, uint32_t *events);

/*
 * For bytes that ldisc_input could not take: returns how many of them need
 * not be kept because a signal character behind them will flush them. Drop
 * those and present the rest. A START among the bytes kept is obeyed at once
 * (LDISC_FLOW), as only that may let output, and so input, move again.
 */
size_t ldisc_lookahead(
	struct ldisc *ld, const uint8_t *in, size_t n, uint32_t *events);

/*
 * Output processing of n bytes written by a program. Returns how many were
 * taken: fewer when out is full, 0 when output is stopped.
 */
size_t ldisc_write(
	struct ldisc *ld, const uint8_t *in, size_t n, struct ldisc_out *out);

/* Stops or restarts output by hand: tcflow TCOOFF, TCOON. Returns events. */
uint32_t ldisc_flow(struct ldisc *ld, bool stop);

/* Whether select or poll should call it readable. */
bool ldisc_readable(const struct ldisc *ld);

/*
 * Whether a read of want bytes that began at time started has all it waits
 * for at time now, by ICANON, VMIN and VTIME. If not, *wait is set to the
 * milliseconds after which to ask again even if no input came, 0: no limit.
 */
bool ldisc_read_done(const struct ldisc *ld, size_t want, uint64_t started,
	uint64_t now, uint32_t *wait);

/*
 * Takes up to n bytes for a program. Canonical: at most one line; 0 bytes
 * then mean end of file, if ldisc_pending held. Never waits:
 * call ldisc_read_done first, or for O_NONBLOCK ldisc_pending.
 */
size_t ldisc_read(struct ldisc *ld, void *to, size_t n);

/* Whether ldisc_read would take something, be it an end of file. */
bool ldisc_pending(const struct ldisc *ld);

/* Bytes that can be read now, ends of file not counted (FIONREAD). */
size_t ldisc_count(const struct ldisc *ld);

/* Forgets all input, read or being typed (tcflush TCIFLUSH). */
void ldisc_flush_input(struct ldisc *ld);

#endif
