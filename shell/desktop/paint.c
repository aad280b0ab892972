/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paint [file]                                                (not in POSIX)
 *
 * Draws with the pointer, on a picture that is loaded from file (PNG, PPM, PGM
 * or BMP) or new. Saved is a PPM: to file if its name ends so, else to the name
 * with .ppm behind it; without one, to picture.ppm in the home folder, or
 * picture-2.ppm and so on.
 *
 * Buttons or keys: colours by a click, 1 to 5 the size, F fills an area with
 * the next click, Ctrl-Z takes the last stroke back (once more: puts it on
 * again), Ctrl-S saves, Ctrl-N makes all white.
 *
 * Exit status: 0 when it is closed, 1 and a message when there is no window or
 * the file cannot be read, 2 for wrong usage.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shell/desktop/lib/draw.h"
#include "shell/desktop/lib/image.h"
#include "shell/desktop/lib/text.h"
#include "shell/desktop/lib/ui.h"

enum { BAR = 44, WIDTH = 640, HEIGHT = 440, COLOURS = 12, SIZES = 5 };
enum { SWATCH = 20, SIZE = 24, BUTTON = 56, WORDS = 4 };

#define WHITE WINDOW_RGB(255, 255, 255)

static const uint32_t colours[COLOURS] = { WINDOW_RGB(0, 0, 0),
	WINDOW_RGB(110, 110, 110), WINDOW_RGB(255, 255, 255),
	WINDOW_RGB(205, 45, 40), WINDOW_RGB(235, 130, 30),
	WINDOW_RGB(245, 205, 60), WINDOW_RGB(60, 155, 70),
	WINDOW_RGB(40, 165, 170), WINDOW_RGB(45, 105, 215),
	WINDOW_RGB(110, 70, 185), WINDOW_RGB(215, 90, 160),
	WINDOW_RGB(125, 85, 50) };
static const int widths[SIZES] = { 1, 3, 6, 12, 24 };
static const char *const words[WORDS] = { "Fill", "Undo", "Save", "New" };

static struct {
	struct window_surface picture, before; /* for one step back */
	int colour, size;
	bool down, fill;
	int x, y; /* where the pointer was */
	char file[4096];
	char message[4200];
} paint = { .size = 1 };

static size_t area(const struct window_surface *s)
{
	return (size_t)s->width * (size_t)s->height;
}

static void remember(void)
{
	memcpy(paint.before.pixels, paint.picture.pixels,
		area(&paint.picture) * 4);
}

/* A picture of that size, all white. */
static void make(int width, int height)
{
	struct window_surface s = { width, height, NULL };

	paint.picture = paint.before = s;
	paint.picture.pixels = ui_need(malloc(area(&s) * 4));
	paint.before.pixels = ui_need(malloc(area(&s) * 4));
	draw_fill(&paint.picture, 0, 0, width, height, WHITE);
	remember();
}

static void load(const char *file)
{
	struct image image;
	const char *wrong;

	if (access(file, F_OK) < 0) {
		make(WIDTH, HEIGHT);
		return;
	}
	wrong = image_load(file, &image);
	if (wrong != NULL || image.width > 4096 || image.height > 4000) {
		fprintf(stderr, "paint: %s: %s\n", file,
			wrong != NULL ? wrong : "too large to be painted on");
		exit(1);
	}
	make(image.width, image.height);
	for (size_t i = 0; i < area(&paint.picture); i++)
		paint.picture.pixels[i] = draw_mix(WHITE,
			image.pixels[i] | 0xff000000u,
			(int)(image.pixels[i] >> 24));
	remember();
	free(image.pixels);
}

/* Where it is saved. */
static void name_file(void)
{
	const char *home = getenv("HOME"), *dot = strrchr(paint.file, '.');
	size_t n = strlen(paint.file);

	if (n > 0 && (dot == NULL || strcmp(dot, ".ppm") != 0))
		snprintf(paint.file + n, sizeof(paint.file) - n, ".ppm");
	for (int i = 1; n == 0 && i < 1000; i++) {
		char number[8] = "";

		if (i > 1)
			snprintf(number, sizeof(number), "-%d", i);
		snprintf(paint.file, sizeof(paint.file), "%s/picture%s.ppm",
			home != NULL ? home : "/tmp", number);
		n = access(paint.file, F_OK) < 0;
	}
}

static void save(void)
{
	const char *wrong;

	name_file();
	wrong = image_save_ppm(paint.file, &paint.picture);
	snprintf(paint.message, sizeof(paint.message), "%s%s: %s",
		wrong != NULL ? "" : "Saved as ", paint.file,
		wrong != NULL ? wrong : "");
	if (wrong == NULL)
		paint.message[strlen(paint.message) - 2] = '\0';
}

/* All pixels of one colour that hang together, without recursion. */
static void fill_area(int x, int y)
{
	struct window_surface *p = &paint.picture;
	uint32_t old, new = colours[paint.colour];
	int *stack, n = 0;

	if (x < 0 || y < 0 || x >= p->width || y >= p->height)
		return;
	old = p->pixels[y * p->width + x];
	if (old == new)
		return;
	stack = ui_need(malloc(area(p) * sizeof(int)));
	p->pixels[y * p->width + x] = new;
	stack[n++] = y * p->width + x;
	while (n > 0) {
		int at = stack[--n], column = at % p->width;
		const int next[] = { column > 0 ? at - 1 : -1,
			column < p->width - 1 ? at + 1 : -1, at - p->width,
			at + p->width };

		for (int i = 0; i < 4; i++) {
			if (next[i] < 0 || next[i] >= (int)area(p) ||
				p->pixels[next[i]] != old)
				continue;
			p->pixels[next[i]] = new;
			stack[n++] = next[i];
		}
	}
	free(stack);
}

static struct ui_button word_button(int i)
{
	return (struct ui_button){ 8 + COLOURS / 2 * SWATCH + 12 +
			SIZES * SIZE + 12 + i * (BUTTON + 4),
		8, BUTTON, 28, words[i], i == 0 && paint.fill, false };
}

static void draw_bar(struct window_surface *s)
{
	int left = 8 + COLOURS / 2 * SWATCH + 12;

	draw_fill(s, 0, 0, s->width, BAR, ui.panel);
	for (int i = 0; i < COLOURS; i++) {
		int x = 8 + i % (COLOURS / 2) * SWATCH;
		int y = 2 + i / (COLOURS / 2) * SWATCH;

		draw_fill(s, x, y, SWATCH - 2, SWATCH - 2, colours[i]);
		draw_frame(s, x, y, SWATCH - 2, SWATCH - 2,
			i == paint.colour ? ui.accent : ui.line);
		if (i == paint.colour)
			draw_frame(s, x - 1, y - 1, SWATCH, SWATCH, ui.accent);
	}
	for (int i = 0; i < SIZES; i++) {
		draw_frame(s, left + i * SIZE, 10, SIZE - 2, SIZE,
			i == paint.size ? ui.accent : ui.line);
		draw_disc(s, left + i * SIZE + 11, 22,
			widths[i] > 18 ? 9 : widths[i] / 2.0, ui.text);
	}
	for (int i = 0; i < WORDS; i++) {
		struct ui_button b = word_button(i);

		ui_draw_button(s, &b);
	}
	draw_fill(s, 0, BAR - 1, s->width, 1, ui.line);
}

/* Puts the picture into the window: those rows and columns of it. */
static void show(struct window *w, int left, int top, int right, int bottom)
{
	struct window_surface *s = window_surface(w), *p = &paint.picture;

	left = left < 0 ? 0 : left;
	top = top < 0 ? 0 : top;
	right = right > p->width ? p->width : right;
	right = right > s->width ? s->width : right;
	bottom = bottom > p->height ? p->height : bottom;
	bottom = bottom > s->height - BAR ? s->height - BAR : bottom;
	if (left >= right)
		return;
	for (int y = top; y < bottom; y++)
		memcpy(s->pixels + (size_t)(y + BAR) * (size_t)s->width + left,
			p->pixels + (size_t)y * (size_t)p->width + left,
			(size_t)(right - left) * 4);
	window_damage(w, left, top + BAR, right - left, bottom - top);
}

static void draw(struct window *w)
{
	struct window_surface *s = window_surface(w);

	draw_fill(s, 0, 0, s->width, s->height, ui.line);
	draw_bar(s);
	show(w, 0, 0, paint.picture.width, paint.picture.height);
	if (paint.message[0] != '\0') {
		draw_fill(s, 0, s->height - TEXT_HEIGHT - 8, s->width,
			TEXT_HEIGHT + 8, ui.panel);
		text_draw(s, 8, s->height - TEXT_HEIGHT - 4, s->width - 16, 1,
			ui.text, paint.message);
	}
	window_damage_all(w);
}

static void stroke(struct window *w, int x, int y)
{
	int width = widths[paint.size], r = width / 2 + 2;
	int left = x < paint.x ? x : paint.x, right = x + paint.x - left;
	int top = y < paint.y ? y : paint.y, bottom = y + paint.y - top;

	draw_line(&paint.picture, paint.x + 0.5, paint.y + 0.5, x + 0.5,
		y + 0.5, width, colours[paint.colour]);
	show(w, left - r, top - r, right + r + 1, bottom + r + 1);
	paint.x = x;
	paint.y = y;
}

static void undo(void)
{
	uint32_t *now = paint.picture.pixels;

	paint.picture.pixels = paint.before.pixels;
	paint.before.pixels = now;
}

static void do_word(int i)
{
	if (i == 0)
		paint.fill = !paint.fill;
	if (i == 1)
		undo();
	if (i == 2)
		save();
	if (i == 3) {
		remember();
		draw_fill(&paint.picture, 0, 0, paint.picture.width,
			paint.picture.height, WHITE);
	}
}

static void press_bar(int x, int y)
{
	int column = (x - 8) / SWATCH;
	int size = (x - 8 - COLOURS / 2 * SWATCH - 12) / SIZE;

	if (x >= 8 && column < COLOURS / 2)
		paint.colour = column + (y >= SWATCH + 2) * COLOURS / 2;
	else if (x >= 8 + COLOURS / 2 * SWATCH + 12 && size < SIZES)
		paint.size = size;
	for (int i = 0; i < WORDS; i++) {
		struct ui_button b = word_button(i);

		if (ui_hit(&b, x, y))
			do_word(i);
	}
}

static void take_button(struct window *w, const struct window_event *e)
{
	paint.message[0] = '\0';
	if (e->y < BAR) {
		press_bar(e->x, e->y);
		draw(w);
		return;
	}
	remember();
	if (paint.fill) {
		fill_area(e->x, e->y - BAR);
		paint.fill = false;
		draw(w);
		return;
	}
	draw(w);
	paint.down = true;
	paint.x = e->x;
	paint.y = e->y - BAR;
	stroke(w, e->x, e->y - BAR);
}

static void take_key(struct window *w, const struct window_event *e)
{
	bool ctrl = e->modifiers & WINDOW_CTRL;

	if (ctrl && e->code == KEY_Z)
		do_word(1);
	else if (ctrl && e->code == KEY_S)
		do_word(2);
	else if (ctrl && e->code == KEY_N)
		do_word(3);
	else if (e->code == KEY_F)
		do_word(0);
	else if (e->code >= KEY_1 && e->code < KEY_1 + SIZES)
		paint.size = e->code - KEY_1;
	else
		return;
	draw(w);
}

static void take(struct window *w, const struct window_event *e)
{
	if (e->type == WINDOW_BUTTON && e->code == BTN_LEFT) {
		if (e->value == 1)
			take_button(w, e);
		else
			paint.down = false;
	} else if (e->type == WINDOW_POINTER && paint.down) {
		stroke(w, e->x, e->y - BAR);
	} else if (e->type == WINDOW_KEY && e->value != 0 && !paint.down) {
		take_key(w, e);
	} else if (e->type == WINDOW_RESIZED ||
		(e->type == WINDOW_NONE && ui_load_theme())) {
		draw(w);
	}
}

int main(int argc, char **argv)
{
	struct window_event e = { .type = WINDOW_NONE };
	struct window *w;

	if (argc > 2) {
		fprintf(stderr, "usage: paint [file]\n");
		return 2;
	}
	if (argc == 2) {
		load(argv[1]);
		snprintf(paint.file, sizeof(paint.file), "%s", argv[1]);
	} else {
		make(WIDTH, HEIGHT);
	}
	w = ui_open("paint", "Paint",
		paint.picture.width < 480 ? 520 : paint.picture.width,
		paint.picture.height + BAR);
	draw(w);
	while (window_wait(w, &e, 1000) >= 0 && e.type != WINDOW_CLOSE)
		take(w, &e);
	window_close(w);
	return e.type == WINDOW_CLOSE ? 0 : 1;
}
