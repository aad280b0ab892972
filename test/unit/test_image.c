/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pictures: PNG of all kinds (test/unit/images.mjs), PNM, BMP, and what is
 * damaged.
 *
 * Links: shell/desktop/lib/image.c shell/desktop/lib/png.c
 * Links: shell/desktop/lib/bmp.c shell/desktop/lib/inflate.c
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "shell/desktop/lib/image.h"

#include <stdlib.h>
#include <unistd.h>

#include "check.h"

enum { WIDTH = 11, HEIGHT = 9, PALETTE = 3 };

/* What images.mjs has put there. */
static uint32_t expected(int kind, int depth, int x, int y)
{
	static const int channels[] = { 1, 0, 3, 1, 2, 0, 4 };
	uint32_t c[4] = { 0, 0, 0, 255 };

	for (int i = 0; i < channels[kind]; i++) {
		uint32_t v = (uint32_t)(7 * x * x + 13 * y * y + 5 * x * y +
			29 * i);

		if (depth == 16)
			c[i] = v * 257 % 65536 >> 8;
		else
			c[i] = v % (1u << depth);
		if (kind != PALETTE && depth < 8)
			c[i] = c[i] * 255 / ((1u << depth) - 1);
	}
	if (kind == PALETTE)
		return c[0] | (255 - c[0]) << 8 | (c[0] * 5 & 255) << 16 |
			(c[0] == 0                  ? 0
					: c[0] == 1 ? 128u
						    : 255u)
			<< 24;
	if (kind == 4)
		c[3] = c[1];
	if (kind == 0 || kind == 4)
		c[1] = c[2] = c[0];
	return c[0] | c[1] << 8 | c[2] << 16 | c[3] << 24;
}

static void check_png(int kind, int depth, const char *more)
{
	char name[96];
	struct image i;
	int wrong = 0;

	snprintf(name, sizeof(name), "test/unit/corpus/image/%d-%d%s.png", kind,
		depth, more);
	CHECK_STR(image_load(name, &i), NULL);
	CHECK_INT(i.width, WIDTH);
	CHECK_INT(i.height, HEIGHT);
	for (int n = 0; i.pixels != NULL && n < WIDTH * HEIGHT; n++)
		wrong += i.pixels[n] !=
			expected(kind, depth, n % WIDTH, n / WIDTH);
	if (wrong != 0)
		fprintf(stderr, "%s: %d pixels\n", name, wrong);
	CHECK_INT(wrong, 0);
	free(i.pixels);
}

static void test_png(void)
{
	static const int kinds[][2] = { { 0, 1 }, { 0, 2 }, { 0, 4 }, { 0, 8 },
		{ 0, 16 }, { 2, 8 }, { 2, 16 }, { 3, 1 }, { 3, 2 }, { 3, 4 },
		{ 3, 8 }, { 4, 8 }, { 4, 16 }, { 6, 8 }, { 6, 16 } };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		check_png(kinds[i][0], kinds[i][1], "");
		check_png(kinds[i][0], kinds[i][1], "i");
	}
}

static const char *read_text(struct image *i, const char *text, size_t size)
{
	/* Memory of just that size: who reads on is caught. */
	uint8_t *bytes = malloc(size + (size == 0));
	const char *wrong;

	memcpy(bytes, text, size);
	wrong = image_read(i, bytes, size);
	free(bytes);
	return wrong;
}

static void check_pixels(const char *text, size_t size, int width, int height,
	const uint32_t *pixels)
{
	struct image i;

	CHECK_STR(read_text(&i, text, size), NULL);
	CHECK_INT(i.width, width);
	CHECK_INT(i.height, height);
	if (i.width == width && i.height == height)
		CHECK_MEM(i.pixels, pixels, (size_t)width * (size_t)height * 4);
	free(i.pixels);
}

#define TEXT(text) (text), sizeof(text) - 1

static void test_pnm(void)
{
	const uint32_t grey[] = { WINDOW_RGB(0, 0, 0),
		WINDOW_RGB(255, 255, 255) };
	const uint32_t red[] = { WINDOW_RGB(255, 0, 1) };

	check_pixels(TEXT("P2 # so\n2 1\n3\n0 3\n"), 2, 1, grey);
	check_pixels(TEXT("P5\n2 1 255\n\0\377"), 2, 1, grey);
	check_pixels(TEXT("P3 1 1 255 255 0 1"), 1, 1, red);
	check_pixels(TEXT("P6 1 1 255\n\377\0\1"), 1, 1, red);
	check_pixels(TEXT("P6 1 1 65535\n\377\377\0\0\1\1"), 1, 1, red);
}

static void test_bmp(void)
{
	/* Two rows from below, of one pixel and a byte to fill up. */
	static const char rows[] = { 1, 2, 3, 0, 4, 5, 6, 0 };
	char bytes[54 + sizeof(rows)];
	const uint32_t pixels[] = { WINDOW_RGB(6, 5, 4), WINDOW_RGB(3, 2, 1) };

	memset(bytes, 0, sizeof(bytes));
	memcpy(bytes, "BM", 2);
	bytes[10] = 54;
	bytes[14] = 40;
	bytes[18] = 1;
	bytes[22] = 2;
	bytes[26] = 1;
	bytes[28] = 24;
	memcpy(bytes + 54, rows, sizeof(rows));
	check_pixels(bytes, sizeof(bytes), 1, 2, pixels);
}

static void test_wrong(void)
{
	static const char *const texts[] = { "", "P", "P6", "P6 ", "P6 1",
		"P6 1 1 0\n", "P6 99999 99999 255\n", "P6 0 1 255\n",
		"P6 4294967297 1 255\n", "P6 2 2 255\n12", "P3 1 1 255 1 2 x",
		"BM", "GIF89a", "\x89PNG\r\n\x1a\n", "P7 1 1 255 xxx" };
	struct image i;

	for (size_t n = 0; n < sizeof(texts) / sizeof(texts[0]); n++) {
		CHECK(read_text(&i, texts[n], strlen(texts[n])) != NULL);
		CHECK(i.pixels == NULL);
	}
	CHECK(image_load("/nonexistent", &i) != NULL);
	CHECK(image_load("/", &i) != NULL);
}

/* A PNG that is cut off anywhere is refused, and nothing else happens. */
static void test_cut(void)
{
	char bytes[4096];
	struct image i;
	FILE *f = fopen("test/unit/corpus/image/6-16i.png", "rb");
	size_t size = f != NULL ? fread(bytes, 1, sizeof(bytes), f) : 0;

	CHECK(size > 100);
	for (size_t n = 0; n + 20 < size; n++) {
		CHECK(read_text(&i, bytes, n) != NULL);
		free(i.pixels);
	}
	if (f != NULL)
		fclose(f);
}

static void test_save(void)
{
	uint32_t pixels[] = { WINDOW_RGB(1, 2, 3), WINDOW_RGB(250, 251, 252) };
	const struct window_surface s = { 2, 1, pixels };
	char name[] = "/tmp/exa-image-XXXXXX";
	struct image i;

	close(mkstemp(name));
	CHECK_STR(image_save_ppm(name, &s), NULL);
	CHECK_STR(image_load(name, &i), NULL);
	if (i.pixels != NULL)
		CHECK_MEM(i.pixels, pixels, sizeof(pixels));
	free(i.pixels);
	unlink(name);
	CHECK(image_save_ppm("/nonexistent/x.ppm", &s) != NULL);
}

int main(void)
{
	test_png();
	test_pnm();
	test_bmp();
	test_wrong();
	test_cut();
	test_save();
	return check_status();
}
