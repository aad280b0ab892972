/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text in a surface, with the console fonts of the port kbd
 * (/usr/share/consolefonts): one for most characters, and another one for the
 * others of Latin and Greek. All are 8x16 pixels. Without the fonts, characters
 * are boxes, and a line on stderr says so.
 */
#ifndef EXA_DESKTOP_TEXT_H
#define EXA_DESKTOP_TEXT_H

#include "libc/window/exa/window.h"

enum { TEXT_WIDTH = 8, TEXT_HEIGHT = 16 };

/* How wide UTF-8 text is, in pixels. */
int text_width(const char *text, int scale);

/*
 * Draws text from x and y, its left upper corner, on. What does not fit into
 * width pixels is left out, and "…" tells so. Returns how wide it is. Far
 * outside (16 million pixels) nothing is drawn.
 */
int text_draw(struct window_surface *s, int x, int y, int width, int scale,
	uint32_t colour, const char *text);

/* In the middle of a rectangle. */
void text_middle(struct window_surface *s, int x, int y, int width, int height,
	int scale, uint32_t colour, const char *text);

#endif
