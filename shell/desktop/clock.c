/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * clock                                                       (not in POSIX)
 *
 * A window with a clock and the date, in the zone that TZ names. The hands move
 * once a second; only what they have changed is drawn.
 *
 * Exit status: 0 when it is closed, 1 and a message when there is no window.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "shell/desktop/lib/draw.h"
#include "shell/desktop/lib/text.h"
#include "shell/desktop/lib/ui.h"

/* The face without hands, and what is on it now. */
static struct {
	struct window_surface plain;
	double x, y, radius;
	time_t shown;
} face;

static const double turn = 6.283185307179586;

static void draw_hand(struct window_surface *s, double part, double length,
	double width, uint32_t colour)
{
	double dx = sin(part * turn) * face.radius;
	double dy = -cos(part * turn) * face.radius;

	draw_line(s, face.x - dx * 0.1, face.y - dy * 0.1, face.x + dx * length,
		face.y + dy * length, face.radius * width, colour);
}

/* The face, of the size the window has. */
static void make_face(const struct window_surface *s)
{
	struct window_surface *p = &face.plain;
	int foot = s->height > 100 ? TEXT_HEIGHT + 8 : 0;

	free(p->pixels);
	*p = *s;
	p->pixels = ui_need(malloc((size_t)s->width * (size_t)s->height * 4));
	draw_fill(p, 0, 0, p->width, p->height, ui.panel);
	face.x = s->width / 2.0;
	face.y = (s->height - foot) / 2.0;
	face.radius = fmax(fmin(face.x, face.y) - 4, 0);
	draw_disc(p, face.x, face.y, face.radius, ui.back);
	draw_ring(p, face.x, face.y, face.radius, face.radius * 0.03 + 1,
		ui.line);
	for (int i = 0; i < 60; i++) {
		double x = sin(i / 60.0 * turn) * face.radius;
		double y = -cos(i / 60.0 * turn) * face.radius;
		double in = i % 5 == 0 ? 0.84 : 0.92;

		if (i % 5 == 0 || face.radius > 60)
			draw_line(p, face.x + x * in, face.y + y * in,
				face.x + x * 0.95, face.y + y * 0.95,
				face.radius * (i % 5 == 0 ? 0.03 : 0.012),
				i % 5 == 0 ? ui.text : ui.dim);
	}
}

/* Damages where the pixels have changed: the box around them. */
static void show_changes(struct window *w, const uint32_t *before)
{
	const struct window_surface *s = window_surface(w);
	int left = s->width, top = s->height, right = 0, bottom = 0;

	for (int y = 0; y < s->height; y++)
		for (int x = 0; x < s->width; x++) {
			size_t at = (size_t)y * (size_t)s->width + (size_t)x;

			if (s->pixels[at] == before[at])
				continue;
			left = x < left ? x : left;
			right = x >= right ? x + 1 : right;
			top = y < top ? y : top;
			bottom = y + 1;
		}
	window_damage(w, left, top, right - left, bottom - top);
}

static void draw(struct window *w, bool all)
{
	struct window_surface *s = window_surface(w);
	size_t size = (size_t)s->width * (size_t)s->height * 4;
	uint32_t *before = ui_need(malloc(size));
	struct tm now;
	char date[64];

	face.shown = time(NULL);
	localtime_r(&face.shown, &now);
	if (all)
		make_face(s);
	memcpy(before, s->pixels, size);
	memcpy(s->pixels, face.plain.pixels, size);
	strftime(date, sizeof(date), "%A, %d %B %Y", &now);
	if (text_width(date, 1) > s->width)
		strftime(date, sizeof(date), "%F", &now);
	if (s->height > 100)
		text_middle(s, 0, s->height - TEXT_HEIGHT - 8, s->width,
			TEXT_HEIGHT + 8, 1, ui.text, date);
	draw_hand(s, (now.tm_hour % 12 * 60 + now.tm_min) / 720.0, 0.5, 0.07,
		ui.text);
	draw_hand(s, (now.tm_min * 60 + now.tm_sec) / 3600.0, 0.78, 0.045,
		ui.text);
	draw_hand(s, now.tm_sec / 60.0, 0.86, 0.015, ui.accent);
	draw_disc(s, face.x, face.y, face.radius * 0.05, ui.accent);
	if (all)
		window_damage_all(w);
	else
		show_changes(w, before);
	free(before);
}

/* Milliseconds to the next second. */
static int rest(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return 1000 - (int)(now.tv_nsec / 1000000) + 1;
}

int main(int argc, char **argv)
{
	struct window_event e = { .type = WINDOW_NONE };
	struct window *w;

	(void)argv;
	if (argc > 1) {
		fprintf(stderr, "usage: clock\n");
		return 2;
	}
	w = ui_open("clock", "Clock", 220, 244);
	draw(w, true);
	while (window_wait(w, &e, rest()) >= 0 && e.type != WINDOW_CLOSE) {
		bool other = e.type == WINDOW_RESIZED || ui_load_theme();

		if (other || time(NULL) != face.shown)
			draw(w, other);
	}
	window_close(w);
	return e.type == WINDOW_CLOSE ? 0 : 1;
}
