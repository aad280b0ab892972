/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Drawing into surfaces of all sizes, at all places: nothing but the surface is
 * written to, and what is drawn is where it should be. Fonts, UTF-8.
 *
 * Links: shell/desktop/lib/draw.c shell/desktop/lib/text.c
 * Links: shell/desktop/lib/psf.c shell/desktop/lib/utf8.c
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "shell/desktop/lib/draw.h"

#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "check.h"
#include "shell/desktop/lib/psf.h"
#include "shell/desktop/lib/text.h"
#include "shell/desktop/lib/utf8.h"

static const uint32_t black = WINDOW_RGB(0, 0, 0);
static const uint32_t white = WINDOW_RGB(255, 255, 255);

static struct window_surface make(int width, int height)
{
	size_t n = (size_t)width * (size_t)height;
	struct window_surface s = { width, height, malloc(n * 4) };

	for (size_t i = 0; i < n; i++)
		s.pixels[i] = black;
	return s;
}

/* How many pixels are not black. */
static int painted(const struct window_surface *s)
{
	int n = 0;

	for (int i = 0; i < s->width * s->height; i++)
		n += s->pixels[i] != black;
	return n;
}

static void test_everywhere(void)
{
	static const int places[] = { INT_MIN, -70000, -5, -1, 0, 1, 2, 7, 300,
		70000, INT_MAX };
	const size_t n = sizeof(places) / sizeof(places[0]);

	for (int size = 1; size < 20; size += 6) {
		struct window_surface s = make(size, 20 - size);

		for (size_t i = 0; i < n * n * n; i++) {
			int a = places[i % n], b = places[i / n % n];
			int c = places[i / n / n];

			draw_fill(&s, a, b, c, c, white);
			draw_line(&s, a, b, c, a, c % 9, white);
			draw_disc(&s, a, b, c, white);
			draw_ring(&s, a, b, c, 3, white);
			draw_frame(&s, a, b, c, c, white);
			text_draw(&s, a, b, c, 1, white, "a\xff\u20ac");
		}
		draw_frame(&s, -3, -3, 9, 9, white);
		text_middle(&s, 0, 0, size, 20, 2, white, "text");
		free(s.pixels);
	}
}

static void test_places(void)
{
	struct window_surface s = make(40, 30);

	draw_fill(&s, 38, 28, 10, 10, white);
	CHECK_INT(painted(&s), 4);
	CHECK(s.pixels[30 * 40 - 1] == white);
	draw_fill(&s, 0, 0, 40, 30, black);
	draw_frame(&s, 5, 5, 10, 8, white);
	CHECK_INT(painted(&s), 2 * 10 + 2 * 6);
	draw_fill(&s, 0, 0, 40, 30, black);
	draw_disc(&s, 20, 15, 8, white);
	CHECK(painted(&s) > 190 && painted(&s) < 260);
	CHECK(s.pixels[15 * 40 + 20] == white);
	CHECK(s.pixels[15 * 40 + 30] == black);
	draw_fill(&s, 0, 0, 40, 30, black);
	draw_line(&s, 2, 10.5, 30, 10.5, 1, white);
	CHECK(s.pixels[10 * 40 + 15] == white);
	CHECK(s.pixels[12 * 40 + 15] == black);
	CHECK_INT(draw_mix(black, white, 0), black);
	CHECK_INT(draw_mix(black, white, 255), white);
	CHECK_INT(draw_mix(black, white, 51), WINDOW_RGB(51, 51, 51));
	free(s.pixels);
}

static void test_utf8(void)
{
	static const struct {
		const char *text;
		size_t bytes;
		uint32_t character;
	} cases[] = { { "a", 1, 'a' }, { "\xc3\xbc", 2, 0xfc },
		{ "\xe2\x82\xac", 3, 0x20ac },
		{ "\xf0\x9f\x98\x80", 4, 0x1f600 }, { "\xc3", 1, 0xfffd },
		{ "\xc0\x80", 1, 0xfffd }, { "\xed\xa0\x80", 1, 0xfffd },
		{ "\xe0\x80\x80", 1, 0xfffd }, { "\xff", 1, 0xfffd },
		{ "\xf4\x90\x80\x80", 1, 0xfffd } };

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t n = strlen(cases[i].text);
		uint32_t c;

		CHECK_INT(utf8_decode(cases[i].text, n, &c), cases[i].bytes);
		CHECK_INT(c, cases[i].character);
		if (cases[i].character != 0xfffd)
			CHECK_INT(utf8_before(cases[i].text, n), 0);
	}
	CHECK_INT(utf8_before("a\xc3\xbc", 3), 1);
	CHECK_INT(utf8_before("\xbc\xbc", 2), 1);
	CHECK_INT(utf8_before("", 0), 0);
	CHECK_INT(text_width("\xc3\xbc!", 2), 32);
}

/* PSF 1, with A as the picture 0 and B as 1; a sequence means nothing. */
static void test_font(void)
{
	static uint8_t bytes[4 + 256 * 16 + 2 * 260];
	static struct psf f;
	uint8_t *table = bytes + 4 + 256 * 16;
	static const uint8_t begin[] = { 'A', 0, 0xfe, 0xff, 'C', 0, 0xff, 0xff,
		'B', 0, 0xff, 0xff };

	bytes[0] = 0x36;
	bytes[1] = 4;
	bytes[2] = 2;
	bytes[3] = 16;
	bytes[4] = 0xaa;
	bytes[4 + 16] = 0x55;
	memset(table, 0xff, 2 * 260);
	memcpy(table, begin, sizeof(begin));
	CHECK(psf_read(&f, bytes, sizeof(bytes)));
	CHECK_INT(f.width, 8);
	CHECK_INT(f.height, 16);
	CHECK(psf_find(&f, 'A') != NULL && *psf_find(&f, 'A') == 0xaa);
	CHECK(psf_find(&f, 'B') != NULL && *psf_find(&f, 'B') == 0x55);
	CHECK(psf_find(&f, 'C') == NULL);
	CHECK(psf_find(&f, 0x10ffff) == NULL);
	for (size_t n = 0; n < 4 + 256 * 16; n++)
		CHECK(!psf_read(&f, bytes, n));
}

/* The host may have no such fonts: once, that is told to nobody. */
static void load_fonts(void)
{
	struct window_surface s = make(8, 16);
	int errors = dup(2), null = open("/dev/null", O_WRONLY);

	dup2(null, 2);
	text_draw(&s, 0, 0, 8, 1, white, "\xe4\xb8\x80");
	dup2(errors, 2);
	close(errors);
	close(null);
	CHECK(painted(&s) > 0);
	free(s.pixels);
}

int main(void)
{
	load_fonts();
	test_everywhere();
	test_places();
	test_utf8();
	test_font();
	return check_status();
}
