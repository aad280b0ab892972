/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Drawing into a surface. Everything is cut off at its edges: any place and
 * any size may be given.
 */
#ifndef EXA_DESKTOP_DRAW_H
#define EXA_DESKTOP_DRAW_H

#include "libc/window/exa/window.h"

/* over put on under, as much as alpha (0 to 255) says. */
uint32_t draw_mix(uint32_t under, uint32_t over, int alpha);

/* Fills a rectangle. */
void draw_fill(struct window_surface *s, int x, int y, int width, int height,
	uint32_t colour);

/* The rectangle's edge, one pixel wide, inside of it. */
void draw_frame(struct window_surface *s, int x, int y, int width, int height,
	uint32_t colour);

/* A line with round ends and smooth edges, in pixels; a dot if it has no
 * length. */
void draw_line(struct window_surface *s, double x0, double y0, double x1,
	double y1, double width, uint32_t colour);

/* A circle, filled. */
void draw_disc(struct window_surface *s, double x, double y, double radius,
	uint32_t colour);

/* A circle's edge; radius is that of the middle of it. */
void draw_ring(struct window_surface *s, double x, double y, double radius,
	double width, uint32_t colour);

#endif
