/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing into a surface (draw.h). */
#include "shell/desktop/lib/draw.h"

#include <math.h>

/* What lies in the surface of a rectangle: left to before right. */
struct part {
	int left, top, right, bottom;
};

static int within(double value, int most)
{
	if (!(value > 0)) /* also what is no number */
		return 0;
	return value < most ? (int)value : most;
}

static struct part cut(const struct window_surface *s, double left, double top,
	double right, double bottom)
{
	return (struct part){ within(left, s->width), within(top, s->height),
		within(right, s->width), within(bottom, s->height) };
}

/* What lies as far outside, but can be added to. */
static int near(int value)
{
	const int far = 1 << 24;

	return value > far ? far : value < -far ? -far : value;
}

static uint32_t *row(struct window_surface *s, int y)
{
	return s->pixels + (size_t)y * (size_t)s->width;
}

uint32_t draw_mix(uint32_t under, uint32_t over, int alpha)
{
	uint32_t result = 0;

	if (alpha <= 0)
		return under;
	if (alpha >= 255)
		return over;
	for (int shift = 0; shift < 24; shift += 8) {
		int a = (int)(under >> shift & 255);
		int b = (int)(over >> shift & 255);

		result |= (uint32_t)(a + (b - a) * alpha / 255) << shift;
	}
	return result | 0xff000000u;
}

void draw_fill(struct window_surface *s, int x, int y, int width, int height,
	uint32_t colour)
{
	struct part p = cut(s, x, y, (double)x + width, (double)y + height);

	for (int at = p.top; at < p.bottom; at++)
		for (int i = p.left; i < p.right; i++)
			row(s, at)[i] = colour;
}

void draw_frame(struct window_surface *s, int x, int y, int width, int height,
	uint32_t colour)
{
	if (width < 1 || height < 1)
		return;
	x = near(x);
	y = near(y);
	width = near(width);
	height = near(height);
	draw_fill(s, x, y, width, 1, colour);
	draw_fill(s, x, y + height - 1, width, 1, colour);
	draw_fill(s, x, y, 1, height, colour);
	draw_fill(s, x + width - 1, y, 1, height, colour);
}

/* How far a pixel is covered by what ends so far from its middle. */
static int cover(double outside)
{
	double part = 0.5 - outside;

	return part <= 0 ? 0 : part >= 1 ? 255 : (int)(part * 255);
}

/* Distance of a point from the line from 0 to (dx, dy). */
static double distance(double px, double py, double dx, double dy)
{
	double square = dx * dx + dy * dy;
	double t = square > 0 ? (px * dx + py * dy) / square : 0;

	t = t < 0 ? 0 : t > 1 ? 1 : t;
	return hypot(px - t * dx, py - t * dy);
}

void draw_line(struct window_surface *s, double x0, double y0, double x1,
	double y1, double width, uint32_t colour)
{
	double r = width / 2 + 1;
	struct part p = cut(s, fmin(x0, x1) - r, fmin(y0, y1) - r,
		fmax(x0, x1) + r + 1, fmax(y0, y1) + r + 1);

	for (int y = p.top; y < p.bottom; y++)
		for (int x = p.left; x < p.right; x++) {
			double d = distance(
				x + 0.5 - x0, y + 0.5 - y0, x1 - x0, y1 - y0);
			uint32_t *to = &row(s, y)[x];

			*to = draw_mix(*to, colour, cover(d - width / 2));
		}
}

void draw_disc(struct window_surface *s, double x, double y, double radius,
	uint32_t colour)
{
	draw_line(s, x, y, x, y, 2 * radius, colour);
}

void draw_ring(struct window_surface *s, double x, double y, double radius,
	double width, uint32_t colour)
{
	double r = radius + width / 2 + 1;
	struct part p = cut(s, x - r, y - r, x + r + 1, y + r + 1);

	for (int j = p.top; j < p.bottom; j++)
		for (int i = p.left; i < p.right; i++) {
			double d = hypot(i + 0.5 - x, j + 0.5 - y) - radius;
			uint32_t *to = &row(s, j)[i];

			*to = draw_mix(*to, colour, cover(fabs(d) - width / 2));
		}
}
