/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text in a surface (text.h). */
#include "shell/desktop/lib/text.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shell/desktop/lib/draw.h"
#include "shell/desktop/lib/psf.h"
#include "shell/desktop/lib/utf8.h"

#define FOLDER "/usr/share/consolefonts/"

/* The second is for characters that the first has not. */
static struct font {
	const char *file;
	bool tried;
	struct psf psf;
	uint8_t *bytes;
} fonts[] = { { .file = FOLDER "Lat2-Terminus16.psfu" },
	{ .file = FOLDER "eurlatgr.psfu" } };

enum {
	FONTS = sizeof(fonts) / sizeof(fonts[0]),
	LARGEST = 1 << 18,
	FAR = 1 << 24
};

static void load(struct font *f)
{
	FILE *in = fopen(f->file, "re");
	size_t n = 0;

	f->tried = true;
	f->bytes = malloc(LARGEST);
	if (in != NULL && f->bytes != NULL)
		n = fread(f->bytes, 1, LARGEST, in);
	if (n == 0)
		fprintf(stderr, "%s: %s: text is not readable\n", f->file,
			strerror(errno));
	else if (!psf_read(&f->psf, f->bytes, n) ||
		f->psf.width != TEXT_WIDTH || f->psf.height != TEXT_HEIGHT) {
		fprintf(stderr, "%s: this is no 8x16 font\n", f->file);
		memset(&f->psf, 0, sizeof(f->psf));
	}
	if (in != NULL)
		fclose(in);
}

static const uint8_t *find(uint32_t character)
{
	const uint8_t *rows = NULL;

	for (int i = 0; i < FONTS && rows == NULL; i++) {
		if (!fonts[i].tried)
			load(&fonts[i]);
		rows = psf_find(&fonts[i].psf, character);
	}
	return rows;
}

static void draw_one(struct window_surface *s, int x, int y, int scale,
	uint32_t colour, uint32_t character)
{
	const uint8_t *rows = find(character);

	if (rows == NULL) {
		draw_frame(s, x + scale, y + 3 * scale, 6 * scale, 9 * scale,
			colour);
		return;
	}
	for (int j = 0; j < TEXT_HEIGHT; j++)
		for (int i = 0; i < TEXT_WIDTH; i++)
			if (rows[j] & 0x80 >> i)
				draw_fill(s, x + i * scale, y + j * scale,
					scale, scale, colour);
}

int text_width(const char *text, int scale)
{
	size_t left = strlen(text);
	int count = 0;

	while (left > 0 && count < 10000) {
		uint32_t c;
		size_t n = utf8_decode(text, left, &c);

		text += n;
		left -= n;
		count++;
	}
	return count * TEXT_WIDTH * scale;
}

int text_draw(struct window_surface *s, int x, int y, int width, int scale,
	uint32_t colour, const char *text)
{
	int step = TEXT_WIDTH * scale, room = width / step;
	int count = text_width(text, 1) / TEXT_WIDTH, at = 0;
	bool all = count <= room;

	if (x > FAR || x < -FAR || y > FAR || y < -FAR)
		return 0;
	for (; at < count && at < room; at++) {
		uint32_t c;

		text += utf8_decode(text, strlen(text), &c);
		if (!all && at == room - 1)
			c = 0x2026;
		draw_one(s, x + at * step, y, scale, colour, c);
	}
	return at * step;
}

void text_middle(struct window_surface *s, int x, int y, int width, int height,
	int scale, uint32_t colour, const char *text)
{
	int wide = text_width(text, scale);
	int left = wide < width ? (width - wide) / 2 : 0;

	text_draw(s, x + left, y + (height - TEXT_HEIGHT * scale) / 2,
		width - left, scale, colour, text);
}
