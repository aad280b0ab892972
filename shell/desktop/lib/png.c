/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PNG (image.h): ISO/IEC 15948, but for checksums and colour spaces. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "shell/desktop/lib/image.h"

enum { GREY = 0, COLOUR = 2, PALETTE = 3, GREY_ALPHA = 4, COLOUR_ALPHA = 6 };

struct png {
	uint32_t width, height;
	int depth, kind, channels;
	bool interlaced;
	uint32_t palette[256]; /* what is not there is transparent */
	bool has_key;
	uint16_t key[3]; /* this grey or colour is transparent */
	uint8_t *packed;
	size_t size;
};

static uint32_t word(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
		(uint32_t)p[2] << 8 | p[3];
}

static uint16_t half(const uint8_t *p)
{
	return (uint16_t)(p[0] << 8 | p[1]);
}

static bool read_head(struct png *p, const uint8_t *b, uint32_t size)
{
	static const uint8_t channels[] = { 1, 0, 3, 1, 2, 0, 4 };
	/* Bit n: a depth of n. */
	static const uint32_t depths[] = { 0x10116, 0, 0x10100, 0x116, 0x10100,
		0, 0x10100 };

	if (size != 13 || b[8] > 16 || b[9] > COLOUR_ALPHA || b[10] != 0 ||
		b[11] != 0 || b[12] > 1)
		return false;
	p->width = word(b);
	p->height = word(b + 4);
	p->depth = b[8];
	p->kind = b[9];
	p->channels = channels[b[9]];
	p->interlaced = b[12] != 0;
	return (depths[p->kind] >> p->depth & 1) != 0;
}

static void read_transparency(struct png *p, const uint8_t *b, uint32_t size)
{
	if (p->kind == PALETTE)
		for (uint32_t i = 0; i < size && i < 256; i++)
			p->palette[i] = (p->palette[i] & 0xffffff) |
				(uint32_t)b[i] << 24;
	p->has_key = (p->kind == GREY && size >= 2) ||
		(p->kind == COLOUR && size >= 6);
	for (uint32_t i = 0; p->has_key && i < (p->kind == GREY ? 1u : 3u); i++)
		p->key[i] = half(b + 2 * i);
}

/* All chunks: whether they are as they should be. */
static bool read_chunks(struct png *p, const uint8_t *b, size_t size)
{
	bool head = false;

	for (size_t at = 8; size - at >= 12;) {
		uint32_t n = word(b + at);
		const uint8_t *name = b + at + 4, *data = b + at + 8;

		if (n > size - at - 12)
			n = (uint32_t)(size - at - 12); /* cut off */
		if (memcmp(name, "IHDR", 4) == 0) {
			if (head || !read_head(p, data, n))
				return false;
			head = true;
		} else if (!head) {
			return false;
		} else if (memcmp(name, "PLTE", 4) == 0) {
			for (uint32_t i = 0; i < n / 3 && i < 256; i++)
				p->palette[i] = WINDOW_RGB(data[3 * i],
					data[3 * i + 1], data[3 * i + 2]);
		} else if (memcmp(name, "tRNS", 4) == 0) {
			read_transparency(p, data, n);
		} else if (memcmp(name, "IDAT", 4) == 0) {
			memcpy(p->packed + p->size, data, n);
			p->size += n;
		} else if (memcmp(name, "IEND", 4) == 0) {
			break;
		}
		at += 12 + (size_t)n;
	}
	return head;
}

static uint8_t paeth(int a, int b, int c)
{
	int pa = abs(b - c), pb = abs(a - c), pc = abs(a + b - 2 * c);

	return (uint8_t)(pa <= pb && pa <= pc ? a : pb <= pc ? b : c);
}

/* Takes a row's filter off; before: the row above or NULL. */
static bool unfilter(uint8_t *row, const uint8_t *before, size_t size,
	size_t step, int filter)
{
	for (size_t i = 0; i < size; i++) {
		int a = i >= step ? row[i - step] : 0;
		int b = before != NULL ? before[i] : 0;
		int c = before != NULL && i >= step ? before[i - step] : 0;

		if (filter == 1)
			row[i] = (uint8_t)(row[i] + a);
		else if (filter == 2)
			row[i] = (uint8_t)(row[i] + b);
		else if (filter == 3)
			row[i] = (uint8_t)(row[i] + (a + b) / 2);
		else if (filter == 4)
			row[i] = (uint8_t)(row[i] + paeth(a, b, c));
	}
	return filter <= 4;
}

/* A sample as it is in the file: 0 to the most its depth has. */
static uint16_t sample(const struct png *p, const uint8_t *row, size_t n)
{
	size_t bit = n * (size_t)p->depth;

	if (p->depth == 16)
		return half(row + 2 * n);
	return (uint16_t)(row[bit / 8] >> (8 - p->depth - (int)(bit % 8)) &
		((1 << p->depth) - 1));
}

static uint32_t pixel(const struct png *p, const uint8_t *row, size_t x)
{
	uint16_t v[4] = { 0 };
	uint32_t c[4] = { 0 };
	bool grey = p->kind == GREY || p->kind == GREY_ALPHA;
	bool clear = p->has_key;

	for (int i = 0; i < p->channels; i++) {
		v[i] = sample(p, row, x * (size_t)p->channels + (size_t)i);
		c[i] = (uint32_t)(p->depth == 16
				? v[i] >> 8
				: v[i] * 255 / ((1 << p->depth) - 1));
		if (i < (grey ? 1 : 3))
			clear = clear && v[i] == p->key[i];
	}
	if (p->kind == PALETTE)
		return p->palette[v[0]];
	if (grey && p->channels == 2)
		c[3] = c[1];
	if (grey)
		c[1] = c[2] = c[0];
	if (p->channels == 1 || p->channels == 3)
		c[3] = clear ? 0 : 255;
	return c[0] | c[1] << 8 | c[2] << 16 | c[3] << 24;
}

/* Which pixels a pass has: from, and each how many. */
struct pass {
	uint32_t x, y, dx, dy;
};

static const struct pass whole = { 0, 0, 1, 1 };
static const struct pass adam7[] = { { 0, 0, 8, 8 }, { 4, 0, 8, 8 },
	{ 0, 4, 4, 8 }, { 2, 0, 4, 4 }, { 0, 2, 2, 4 }, { 1, 0, 2, 2 },
	{ 0, 1, 1, 2 } };

static size_t row_size(const struct png *p, uint32_t columns)
{
	return ((size_t)columns * (size_t)(p->channels * p->depth) + 7) / 8;
}

static uint32_t parts(uint32_t size, uint32_t from, uint32_t step)
{
	return size > from ? (size - from + step - 1) / step : 0;
}

static size_t pass_size(const struct png *p, const struct pass *a)
{
	uint32_t columns = parts(p->width, a->x, a->dx);

	return columns == 0
		? 0
		: (row_size(p, columns) + 1) * parts(p->height, a->y, a->dy);
}

static bool read_pass(struct image *i, const struct png *p,
	const struct pass *a, uint8_t *raw)
{
	uint32_t columns = parts(p->width, a->x, a->dx);
	size_t n = row_size(p, columns),
	       step = (size_t)p->channels * (size_t)p->depth;
	const uint8_t *before = NULL;

	step = step < 8 ? 1 : step / 8;
	for (uint32_t y = a->y; columns > 0 && y < p->height; y += a->dy) {
		uint32_t *to = i->pixels + (size_t)y * p->width;

		if (!unfilter(raw + 1, before, n, step, raw[0]))
			return false;
		for (uint32_t x = 0; x < columns; x++)
			to[a->x + x * a->dx] = pixel(p, raw + 1, x);
		before = raw + 1;
		raw += n + 1;
	}
	return true;
}

static const char *unpack(struct image *i, const struct png *p)
{
	const struct pass *pass = p->interlaced ? adam7 : &whole;
	int passes = p->interlaced ? 7 : 1;
	size_t size = 0;
	uint8_t *raw, *at;
	long got;
	bool good;

	for (int n = 0; n < passes; n++)
		size += pass_size(p, &pass[n]);
	raw = at = calloc(size, 1);
	if (raw == NULL)
		return "it does not fit into memory";
	got = inflate_zlib(p->packed, p->size, raw, size);
	good = got == (long)size;
	for (int n = 0; n < passes && good; n++) {
		good = read_pass(i, p, &pass[n], at);
		at += pass_size(p, &pass[n]);
	}
	free(raw);
	return good ? NULL : "its pixels are damaged";
}

const char *image_read_png(struct image *i, const uint8_t *bytes, size_t size)
{
	struct png p = { .packed = malloc(size) };
	const char *wrong = "its chunks are not those of a PNG";

	if (p.packed == NULL)
		return "it does not fit into memory";
	if (read_chunks(&p, bytes, size)) {
		wrong = image_make(i, p.width, p.height);
		if (wrong == NULL)
			wrong = unpack(i, &p);
	}
	free(p.packed);
	return wrong;
}
