/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * testcard [-n frames]                                        (not in POSIX)
 *
 * A window of 800x600 pixels of which a quarter moves: each frame changes
 * 400x300 pixels, and is drawn as soon as the one before it was. With -n, it
 * ends behind so many frames that were drawn, and prints how many frames a
 * second that were.
 *
 * Exit status: 0; 1 and a message when there is no window, or it was closed
 * before all frames were drawn; 2 for wrong usage.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "shell/desktop/lib/draw.h"
#include "shell/desktop/lib/ui.h"

enum { WIDTH = 800, HEIGHT = 600 };

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Colour bars, and a grid behind what moves. */
static void draw_card(struct window_surface *s)
{
	for (int i = 0; i < 8; i++) {
		int on = i < 7 ? 220 : 40, c = 7 - i;

		draw_fill(s, i * s->width / 8, 0, s->width / 8 + 1, s->height,
			WINDOW_RGB(c & 2 ? on : 30, c & 4 ? on : 30,
				c & 1 ? on : 30));
	}
	for (int x = 0; x < s->width; x += 50)
		draw_fill(s, x, 0, 1, s->height, WINDOW_RGB(90, 90, 90));
	for (int y = 0; y < s->height; y += 50)
		draw_fill(s, 0, y, s->width, 1, WINDOW_RGB(90, 90, 90));
}

/* The quarter in the middle: stripes that wander. */
static void draw_frame_of(struct window *w, unsigned frame)
{
	struct window_surface *s = window_surface(w);
	int left = s->width / 4, right = left + s->width / 2;
	int top = s->height / 4, bottom = top + s->height / 2;

	for (int y = top; y < bottom; y++)
		for (int x = left; x < right; x++) {
			unsigned v = (unsigned)(x + y) + frame * 4;

			s->pixels[(size_t)y * (size_t)s->width + (size_t)x] =
				WINDOW_RGB(v & 255, (unsigned)x & 255,
					v & 64 ? 200 : 60);
		}
	window_damage(w, left, top, right - left, bottom - top);
}

static long frames_of(int argc, char **argv)
{
	char *end = "";
	long frames = 0;
	int c;

	while ((c = getopt(argc, argv, "n:")) != -1) {
		frames = c == 'n' ? strtol(optarg, &end, 10) : 0;
		if (frames < 1 || *end != '\0')
			break;
	}
	if (c != -1 || optind < argc) {
		fprintf(stderr, "usage: testcard [-n frames]\n");
		exit(2);
	}
	return frames;
}

int main(int argc, char **argv)
{
	long most = frames_of(argc, argv), done = -1;
	struct window *w = ui_open("testcard", "Test Card", WIDTH, HEIGHT);
	struct window_event e = { .type = WINDOW_RESIZED };
	double begin = now();

	do {
		if (e.type == WINDOW_RESIZED) {
			draw_card(window_surface(w));
			window_damage_all(w);
		}
		/* The first is of all pixels. */
		if (!window_busy(w)) {
			if (done++ < 0)
				begin = now();
			if (done == most && most > 0)
				break;
			draw_frame_of(w, (unsigned)done);
		}
		if (window_wait(w, &e, window_busy(w) ? 5 : 0) < 0)
			break;
	} while (e.type != WINDOW_CLOSE);
	if (most > 0 && done == most)
		printf("%.1f\n", (double)done / (now() - begin));
	else if (most > 0)
		fprintf(stderr, "testcard: closed behind %ld frames\n", done);
	window_close(w);
	return e.type == WINDOW_CLOSE && most == 0 ? 0 : done != most;
}
