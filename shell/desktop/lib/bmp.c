/* SPDX-License-Identifier: GPL-3.0-or-later */
/* BMP (image.h): 1, 4, 8, 24 and 32 bits a pixel, without compression. */
#include <stdbool.h>
#include <string.h>

#include "shell/desktop/lib/image.h"

static uint32_t word(const uint8_t *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
		(uint32_t)p[3] << 24;
}

/* The palette's colours: blue, green, red, and a byte that means nothing. */
static void read_palette(
	uint32_t *palette, const uint8_t *p, size_t size, uint32_t count)
{
	for (uint32_t i = 0; i < 256; i++)
		palette[i] = i < count && size / 4 > i
			? WINDOW_RGB(p[4 * i + 2], p[4 * i + 1], p[4 * i])
			: WINDOW_RGB(0, 0, 0);
}

static uint32_t pixel(
	const uint8_t *row, size_t x, unsigned depth, const uint32_t *palette)
{
	const uint8_t *p = row + x * depth / 8;

	if (depth >= 24)
		return WINDOW_RGB(p[2], p[1], p[0]);
	return palette[*p >> (8 - depth - x * depth % 8) & ((1u << depth) - 1)];
}

static bool is_depth(unsigned depth)
{
	return depth == 1 || depth == 4 || depth == 8 || depth == 24 ||
		depth == 32;
}

const char *image_read_bmp(struct image *i, const uint8_t *bytes, size_t size)
{
	uint32_t palette[256], head, at, width, height, packed;
	unsigned depth;
	size_t row;
	const char *wrong;
	bool down;

	if (size < 54)
		return "it ends too soon";
	at = word(bytes + 10);
	head = word(bytes + 14);
	width = word(bytes + 18);
	height = word(bytes + 22);
	depth = bytes[28] | (unsigned)bytes[29] << 8;
	packed = word(bytes + 30);
	down = height >> 31;
	if (down)
		height = 0 - height;
	if (head < 40 || head > size - 14 || !is_depth(depth))
		return "it is a kind of BMP that is not known";
	/* 3: the masks of 32 bits, taken to be the usual ones. */
	if (packed != 0 && !(packed == 3 && depth == 32))
		return "it is a BMP with compression, which is not known";
	read_palette(palette, bytes + 14 + head, size - 14 - head,
		word(bytes + 46) != 0 ? word(bytes + 46) : 256);
	wrong = image_make(i, width, height);
	if (wrong != NULL)
		return wrong;
	row = ((size_t)width * depth + 31) / 32 * 4;
	if (at > size || (size - at) / row < height)
		return "it ends too soon";
	for (uint32_t y = 0; y < height; y++)
		for (uint32_t x = 0; x < width; x++)
			i->pixels[(size_t)(down ? y : height - 1 - y) * width +
				x] = pixel(bytes + at + y * row, x, depth,
				palette);
	return NULL;
}
