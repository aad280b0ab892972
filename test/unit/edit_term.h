/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A small terminal for the tests of the line editor: what xterm does with the
 * sequences it sends. Cells hold the bytes of a character.
 */
#ifndef EXA_TEST_EDIT_TERM_H
#define EXA_TEST_EDIT_TERM_H

#include <stdbool.h>
#include <stddef.h>

enum { TERM_ROWS = 30, TERM_COLS = 100, TERM_CELL = 24 };

struct term {
	int rows, cols, row, col;
	bool pending; /* the last column was filled */
	bool colour;  /* one is set */
	int coloured; /* characters, since the screen was cleared */
	int state, nums[4], count;
	char part[8]; /* of a character */
	size_t have;
	char cell[TERM_ROWS][TERM_COLS][TERM_CELL];
};

void term_init(struct term *t, int rows, int cols);
void term_write(struct term *t, const char *s, size_t n);
/* All rows up to the last that is not empty, without blanks at their ends. */
const char *term_text(const struct term *t);

#endif
