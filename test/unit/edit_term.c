/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small terminal; edit_term.h tells what it is for. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "test/unit/edit_term.h"

#include <string.h>
#include <wchar.h>

enum { PLAIN, ESCAPE, SEQUENCE };

void term_init(struct term *t, int rows, int cols)
{
	memset(t, 0, sizeof(*t));
	t->rows = rows;
	t->cols = cols;
}

static void down(struct term *t)
{
	if (t->row + 1 < t->rows) {
		t->row++;
		return;
	}
	memmove(t->cell[0], t->cell[1],
		sizeof(t->cell[0]) * (size_t)(t->rows - 1));
	memset(t->cell[t->rows - 1], 0, sizeof(t->cell[0]));
}

/* The widths of the few characters that the tests use. */
static int width(const char *s)
{
	unsigned c = (unsigned char)s[0];

	if (c == 0xcc)
		return 0; /* U+0300 to U+033F */
	return c >= 0xe3 && c <= 0xed ? 2 : c == 0xf0 ? 2 : 1;
}

static void put(struct term *t, const char *s)
{
	int w = width(s), col = t->col - (t->pending ? 0 : 1);

	if (col > 0 && t->cell[t->row][col][0] == 1)
		col--;
	if (!w && col >= 0) {
		char *cell = t->cell[t->row][col];
		size_t n = strlen(cell);

		if (n + strlen(s) < TERM_CELL)
			strcpy(cell + n, s);
		return;
	}
	if (t->pending || t->col + w > t->cols) {
		t->pending = false;
		t->col = 0;
		down(t);
	}
	strncpy(t->cell[t->row][t->col], s, TERM_CELL - 1);
	if (w == 2)
		strcpy(t->cell[t->row][t->col + 1], "\1"); /* its other half */
	t->coloured += t->colour;
	t->col += w;
	if (t->col >= t->cols) {
		t->pending = true;
		t->col = t->cols - 1;
	}
}

static void clear(struct term *t, int row, int from)
{
	memset(t->cell[row][from], 0, (size_t)(t->cols - from) * TERM_CELL);
}

static void sequence(struct term *t, char c)
{
	int n = t->nums[0] ? t->nums[0] : 1, i;

	if (c == 'm')
		t->colour = t->nums[0] >= 30;
	if (c == 'm' || c == 'h' || c == 'l')
		return;
	t->pending = false;
	if (c == 'A')
		t->row = t->row > n ? t->row - n : 0;
	if (c == 'C')
		t->col = t->col + n < t->cols ? t->col + n : t->cols - 1;
	if (c == 'H')
		t->row = t->col = 0;
	if (c == 'K' || c == 'J')
		clear(t, t->row, t->nums[0] == 2 ? 0 : t->col);
	if (c == 'J' && t->nums[0] == 2)
		t->coloured = 0;
	if (c == 'J')
		for (i = t->nums[0] == 2 ? 0 : t->row + 1; i < t->rows; i++)
			clear(t, i, 0);
}

static void control(struct term *t, char c)
{
	if (c == '\033') {
		t->state = ESCAPE;
		return;
	}
	if (c == '\n')
		down(t);
	else if (c == '\r')
		t->col = 0;
	else if (c == '\b' && t->col)
		t->col--;
	t->pending = false;
}

static void character(struct term *t, char c)
{
	unsigned first;
	size_t want;

	t->part[t->have++] = c;
	first = (unsigned char)t->part[0];
	want = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
	if (t->have < want)
		return;
	t->part[t->have] = 0;
	t->have = 0;
	put(t, t->part);
}

void term_write(struct term *t, const char *s, size_t n)
{
	for (; n--; s++) {
		if (t->state == ESCAPE) {
			t->state = *s == '[' ? SEQUENCE : PLAIN;
			memset(t->nums, 0, sizeof(t->nums));
		} else if (t->state == SEQUENCE) {
			if (*s >= '0' && *s <= '9')
				t->nums[0] = t->nums[0] * 10 + *s - '0';
			if (*s < 0x40)
				continue;
			t->state = PLAIN;
			sequence(t, *s);
		} else if ((unsigned char)*s < ' ') {
			control(t, *s);
		} else {
			character(t, *s);
		}
	}
}

const char *term_text(const struct term *t)
{
	static char text[TERM_ROWS * TERM_COLS * 8];
	char *d = text, *end = text, *line;
	int i, k;

	for (i = 0; i < t->rows; i++) {
		line = d;
		for (k = 0; k < t->cols; k++) {
			const char *s = t->cell[i][k];

			if (*s == 1)
				continue;
			d = stpcpy(d, *s ? s : " ");
		}
		while (d > line && d[-1] == ' ')
			d--;
		if (d > line)
			end = d;
		*d++ = '\n';
	}
	*end = 0;
	return text;
}
