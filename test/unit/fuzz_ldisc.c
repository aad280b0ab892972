/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes the line discipline. The input is settings, then operations. Two
 * line disciplines do the same: one with room for any output, one with the
 * least there may be. They must end with the same output and the same state,
 * so that flow control loses nothing.
 *
 * Links: servers/tty/ldisc.c servers/tty/ldisc_in.c
 * Links: servers/tty/ldisc_edit.c
 * Links: servers/tty/ldisc_echo.c servers/tty/ldisc_out.c
 * Links: servers/tty/ldisc_width.c
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "servers/tty/ldisc.h"

#include <stdlib.h>
#include <string.h>

enum { PLENTY = 1 << 16, CHUNK = 64, ENOUGH = 1 << 22 };

struct side {
	struct ldisc ld;
	uint8_t buffer[PLENTY];
	uint64_t text; /* hash of all output since the last flush */
	size_t made;   /* output in all: an input that makes ENOUGH ends */
	size_t room;   /* what each call may make */
	bool lossy; /* signals without a flush: their echo may have been lost */
};

struct fuzz_input {
	const uint8_t *at;
	size_t left;
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int condition)
{
	if (!condition)
		abort();
}

static uint8_t next_byte(struct fuzz_input *in)
{
	if (in->left == 0)
		return 0;
	in->left--;
	return *in->at++;
}

static void read_settings(struct fuzz_input *in, struct termios *t)
{
	tcflag_t *flags[] = { &t->c_iflag, &t->c_oflag, &t->c_lflag };

	for (int i = 0; i < 3; i++) {
		tcflag_t change = next_byte(in);

		*flags[i] ^= change | (tcflag_t)next_byte(in) << 8;
	}
	t->c_cc[next_byte(in) % VEOL2] = next_byte(in);
}

/* Takes what a call made; a call without LDISC_ROOM of room is not fair. */
static struct ldisc_out begin(struct side *s)
{
	struct ldisc_out out = { s->buffer, s->room, 0 };

	return out;
}

static void end(struct side *s, const struct ldisc_out *out, uint32_t events)
{
	require(out->used <= out->size);
	s->made += out->used;
	if (events & LDISC_FLUSHED)
		s->text = 0;
	for (size_t i = 0; i < out->used; i++)
		s->text = (s->text + out->data[i] + 1) * 0x100000001b3u;
}

/* Types n bytes in as many calls as it takes; what is refused is lost. */
static void type(struct side *s, const uint8_t *bytes, size_t n)
{
	size_t did = 0;
	bool moved = true;

	while (did < n && moved) {
		struct ldisc_out out = begin(s);
		uint32_t events = 0;
		size_t took = ldisc_input(
			&s->ld, bytes + did, n - did, 1, &out, &events);

		require(took <= n - did);
		moved = took > 0 || out.used > 0;
		did += took;
		end(s, &out, events);
	}
	if (did < n) {
		uint32_t events = 0;

		require(ldisc_lookahead(&s->ld, bytes + did, n - did, &events) <
			n - did);
	}
}

static void put(struct side *s, const uint8_t *bytes, size_t n)
{
	size_t did = 0;

	while (did < n && !s->ld.stopped) {
		struct ldisc_out out = begin(s);
		size_t took = ldisc_write(&s->ld, bytes + did, n - did, &out);

		require(took > 0 && took <= n - did);
		did += took;
		end(s, &out, 0);
	}
}

static void compare(const struct side *a, const struct side *b)
{
	const struct ldisc *x = &a->ld, *y = &b->ld;

	require(x->head - x->tail <= LDISC_QUEUE);
	require(ldisc_count(x) <= LDISC_QUEUE);
	require(x->head == y->head && x->tail == y->tail);
	require(x->canon == y->canon);
	require(x->stopped == y->stopped && x->literal == y->literal);
	require(ldisc_pending(x) == ldisc_pending(y));
	require(memcmp(x->queue, y->queue, LDISC_QUEUE) == 0);
	if (!b->lossy) {
		require(x->column == y->column && a->text == b->text);
	}
}

static void read_some(struct side *a, struct side *b, uint8_t n)
{
	uint8_t one[255], two[255];
	uint32_t wait;
	size_t got;

	ldisc_read_done(&a->ld, n, 1, n, &wait);
	got = ldisc_read(&a->ld, one, n);
	require(got <= n && got == ldisc_read(&b->ld, two, n));
	require(memcmp(one, two, got) == 0);
}

static void settings(struct side *a, struct side *b, struct fuzz_input *in)
{
	struct termios t = a->ld.termios;

	read_settings(in, &t);
	require(ldisc_set_termios(&a->ld, &t) == ldisc_set_termios(&b->ld, &t));
	if ((t.c_lflag & (ISIG | NOFLSH)) == (ISIG | NOFLSH))
		b->lossy = true;
}

/* One operation; repeated bytes make long lines out of short inputs. */
static void operate(struct side *a, struct side *b, struct fuzz_input *in)
{
	uint8_t bytes[4 * CHUNK];
	uint8_t what = next_byte(in);
	size_t n = next_byte(in) % CHUNK;

	n = n < in->left ? n : in->left;
	for (int i = 0; i < 4; i++)
		memcpy(bytes + (size_t)i * n, in->at, n);
	switch (what % 8) {
	case 0:
		settings(a, b, in);
		return;
	case 1:
		read_some(a, b, (uint8_t)n);
		return;
	case 2:
		ldisc_flow(&a->ld, n & 1);
		ldisc_flow(&b->ld, n & 1);
		return;
	case 3:
		put(a, bytes, n);
		put(b, bytes, n);
		break;
	case 4:
		for (int i = 0; i < 20 && a->made < ENOUGH; i++) {
			type(a, bytes, 4 * n);
			type(b, bytes, 4 * n);
		}
		break;
	default:
		type(a, bytes, n);
		type(b, bytes, n);
	}
	in->at += n;
	in->left -= n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct side a, b;
	struct fuzz_input in = { data, size };

	ldisc_init(&a.ld);
	ldisc_init(&b.ld);
	a.text = b.text = 0;
	a.made = b.made = 0;
	a.room = PLENTY;
	b.lossy = false;
	b.room = LDISC_ROOM + next_byte(&in) % 8;
	settings(&a, &b, &in);
	while (in.left > 0 && a.made < ENOUGH) {
		operate(&a, &b, &in);
		compare(&a, &b);
	}
	return 0;
}
