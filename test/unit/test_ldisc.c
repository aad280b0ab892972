/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line discipline where the host's cannot be asked: wide characters,
 * flow control of its own output, VMIN and VTIME, lines too long, and what
 * may overtake. The rest is in test_ldisc_pty.c.
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

#include "test/unit/check.h"
#include "test/unit/native.h"

static struct {
	struct ldisc ld;
	char screen[1 << 17];
	uint32_t events;
	uint64_t now;
} t;

static void start(void)
{
	memset(&t, 0, sizeof(t));
	ldisc_init(&t.ld);
}

/* Types n bytes with room for all the echo, which is left in t.screen. */
static size_t type_n(const char *bytes, size_t n)
{
	struct ldisc_out out = { (uint8_t *)t.screen, sizeof(t.screen) - 1, 0 };
	size_t took;

	t.events = 0;
	took = ldisc_input(
		&t.ld, (const uint8_t *)bytes, n, t.now, &out, &t.events);
	t.screen[out.used] = 0;
	return took;
}

static void type(const char *text)
{
	CHECK_INT(type_n(text, strlen(text)), strlen(text));
}

static const char *read_text(void)
{
	static char text[LDISC_QUEUE + 1];

	text[ldisc_read(&t.ld, text, LDISC_QUEUE)] = 0;
	return text;
}

static void set_flags(tcflag_t off, tcflag_t on, int min, int time)
{
	struct termios s = t.ld.termios;

	s.c_lflag = (s.c_lflag & ~off) | on;
	s.c_cc[VMIN] = (cc_t)min;
	s.c_cc[VTIME] = (cc_t)time;
	t.events = ldisc_set_termios(&t.ld, &s);
}

static void test_wide(void)
{
	start();
	type("a\xe6\xbc\xa2\x7f"); /* two columns */
	CHECK_STR(t.screen, "a\xe6\xbc\xa2\b \b\b \b");
	CHECK_INT(t.ld.column, 1);
	type("e\xcc\x81\x7f"); /* a combining mark goes with its letter */
	CHECK_STR(t.screen, "e\xcc\x81\b \b");
	CHECK_INT(t.ld.column, 1);
	type("\xf0\x9f\x98\x80\t\x7f"); /* a tab after two wide columns */
	CHECK_STR(t.screen, "\xf0\x9f\x98\x80\t\b\b\b\b\b");
	CHECK_INT(t.ld.column, 3);
	type("\x15\n");
	CHECK_STR(t.screen, "\b \b\b \b\b \b\r\n");
	CHECK_STR(read_text(), "\n");
	/* Bytes that are no UTF-8 are erased one by one. */
	type("\xa9\xa9\x7f\x7f\x7f"
	     "a\xc3\xa9\xa9\x7f\n");
	CHECK_STR(read_text(), "a\xc3\xa9\n");
}

/* The same long edit with the least room, drained again and again. */
static void test_small_room(void)
{
	static const char edit[] = "some words\t\x01\t here\x12\x17\x17more\x15"
				   "x y_z\x17\x12\n";
	static char got[4096];
	uint8_t space[LDISC_ROOM];
	size_t did = 0, n = 0;

	start();
	while (did < sizeof(edit) - 1) {
		struct ldisc_out out = { space, sizeof(space), 0 };

		did += ldisc_input(&t.ld, (const uint8_t *)edit + did,
			sizeof(edit) - 1 - did, 0, &out, &t.events);
		memcpy(got + n, space, out.used);
		n += out.used;
		CHECK(n < sizeof(got) - LDISC_ROOM);
	}
	start();
	type(edit);
	CHECK_STR(got, t.screen);
	CHECK_STR(read_text(), "x \n");
}

static void test_events(void)
{
	start();
	type("abc");
	CHECK_INT(t.events, 0);
	type("\n");
	CHECK_INT(t.events, LDISC_READABLE);
	type("x\003y\032z\034w");
	CHECK_INT(t.events,
		LDISC_SIGINT | LDISC_SIGTSTP | LDISC_SIGQUIT | LDISC_FLUSHED);
	CHECK_STR(t.screen, "^\\w");
	CHECK_INT(ldisc_count(&t.ld), 0);
	set_flags(0, NOFLSH, 1, 0);
	type("q\n\003");
	CHECK_INT(t.events, LDISC_SIGINT | LDISC_READABLE);
	CHECK_STR(read_text(), "wq\n");
	type("\023");
	CHECK_INT(t.events, LDISC_FLOW);
	CHECK(t.ld.stopped);
	type("\023");
	CHECK_INT(t.events, 0);
	type("\021");
	CHECK_INT(t.events, LDISC_FLOW);
	CHECK_INT(ldisc_flow(&t.ld, true), LDISC_FLOW);
	type("\021");
	CHECK(t.ld.stopped);
	CHECK_INT(ldisc_flow(&t.ld, false), LDISC_FLOW);
}

/* A line too long keeps its last place; with IMAXBEL the bell rings. */
static void test_long_line(void)
{
	static char line[5000];
	struct termios s;
	const char *got;

	memset(line, 'a', sizeof(line));
	start();
	CHECK_INT(type_n(line, sizeof(line)), sizeof(line));
	CHECK_INT(strlen(t.screen), sizeof(line));
	type("yz\n");
	CHECK_INT(ldisc_count(&t.ld), LDISC_QUEUE);
	/* Now there is a line: nothing more comes in until it is read. */
	CHECK_INT(type_n("next", 4), 0);
	CHECK_INT(type_n("\023", 1), 1);
	got = read_text();
	CHECK_INT(strlen(got), LDISC_QUEUE);
	CHECK_STR(got + LDISC_QUEUE - 2, "a\n");
	CHECK_INT(type_n("next", 4), 4);

	start();
	s = t.ld.termios;
	s.c_iflag |= IMAXBEL;
	ldisc_set_termios(&t.ld, &s);
	type_n(line, LDISC_QUEUE - 1);
	type("b\x7f");
	CHECK_STR(t.screen, "\a\b \b");
	type("\n");
	CHECK_INT(strlen(read_text()), LDISC_QUEUE - 1);
}

static void test_lookahead(void)
{
	static const uint8_t late[] = "more\026\003and\003x\021";
	uint8_t none[1];
	struct ldisc_out out = { none, 0, 0 };
	size_t n = sizeof(late) - 1;

	start();
	type("\023");
	CHECK_INT(ldisc_input(&t.ld, late, n, 0, &out, &t.events), 0);
	t.events = 0;
	CHECK_INT(ldisc_lookahead(&t.ld, late, n, &t.events), 9);
	CHECK_INT(t.events, LDISC_FLOW);
	CHECK(!t.ld.stopped);
	/* Without room even for the echo, the signal gets through. */
	CHECK_INT(ldisc_input(&t.ld, late + 9, n - 9, 0, &out, &t.events), 1);
	CHECK(t.events & LDISC_SIGINT);
	set_flags(0, NOFLSH, 1, 0);
	CHECK_INT(ldisc_lookahead(&t.ld, late, n, &t.events), 0);
	set_flags(ISIG, 0, 1, 0);
	CHECK_INT(ldisc_lookahead(&t.ld, late, n, &t.events), 0);
}

/* A read of want bytes begun at 1000: done at now, or how long to wait. */
static int done(size_t want, uint64_t now)
{
	uint32_t wait;

	if (ldisc_read_done(&t.ld, want, 1000, now, &wait)) {
		CHECK_INT(wait, 0);
		return -1;
	}
	return (int)wait;
}

static void test_min_time(void)
{
	start();
	CHECK_INT(done(10, 1000), 0);
	set_flags(ICANON | ECHO | ISIG, 0, 3, 0);
	CHECK_INT(done(10, 99999), 0);
	type("ab");
	CHECK_INT(done(10, 99999), 0);
	CHECK_INT(done(2, 1000), -1);
	CHECK(!ldisc_readable(&t.ld) && ldisc_pending(&t.ld));
	type("c");
	CHECK_INT(done(10, 1000), -1);
	CHECK(ldisc_readable(&t.ld));
	CHECK_INT(ldisc_count(&t.ld), 3);
	CHECK_STR(read_text(), "abc");
	/* Between bytes. */
	set_flags(0, 0, 3, 5);
	CHECK_INT(done(10, 99999), 0);
	t.now = 900;
	type("a");
	CHECK_INT(done(10, 1100), 400);
	t.now = 1200;
	type("b");
	CHECK_INT(done(10, 1300), 400);
	CHECK_INT(done(10, 1700), -1);
	CHECK_STR(read_text(), "ab");
	/* The whole read. */
	set_flags(0, 0, 0, 2);
	CHECK_INT(done(10, 1000), 200);
	CHECK_INT(done(10, 1200), -1);
	type("a");
	CHECK_INT(done(10, 1000), -1);
	read_text();
	set_flags(0, 0, 0, 0);
	CHECK_INT(done(10, 1000), -1);
	CHECK_INT(done(0, 1000), -1);
}

static void test_eof(void)
{
	char text[8];

	start();
	type("abc\004\004d\n");
	CHECK_INT(ldisc_count(&t.ld), 5);
	CHECK_INT(ldisc_read(&t.ld, text, 3), 3);
	CHECK(ldisc_pending(&t.ld));
	CHECK_INT(ldisc_read(&t.ld, text, 3), 0);
	CHECK_INT(ldisc_read(&t.ld, text, 1), 1);
	CHECK_INT(ldisc_read(&t.ld, text, 0), 0);
	CHECK_INT(ldisc_read(&t.ld, text, 8), 1);
	CHECK(!ldisc_pending(&t.ld));
	/* What is being typed becomes readable in raw mode, and a line back. */
	type("xy");
	set_flags(ICANON, 0, 1, 0);
	CHECK_INT(ldisc_count(&t.ld), 2);
	set_flags(0, ICANON, 1, 0);
	CHECK_STR(read_text(), "xy");
	type("gone");
	ldisc_flush_input(&t.ld);
	type("x\n");
	CHECK_STR(read_text(), "x\n");
}

static void test_write(void)
{
	static const uint8_t text[] = "one\ntwo\tthree\n";
	struct ldisc_out out = { (uint8_t *)t.screen, 4, 0 };

	start();
	CHECK_INT(ldisc_write(&t.ld, text, 14, &out), 3);
	out.used = 0;
	CHECK_INT(ldisc_write(&t.ld, text + 3, 11, &out), 3);
	CHECK_MEM(t.screen, "\r\ntw", 4);
	CHECK_INT(t.ld.column, 2);
	out.used = 0;
	type("\023");
	CHECK_INT(ldisc_write(&t.ld, text, 14, &out), 0);
	CHECK_INT(out.used, 0);
}

int main(void)
{
	test_wide();
	test_small_room();
	test_events();
	test_long_line();
	test_lookahead();
	test_min_time();
	test_eof();
	test_write();
	return check_status();
}
