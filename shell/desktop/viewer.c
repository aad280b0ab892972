/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * viewer [file]                                               (not in POSIX)
 *
 * Shows a picture: PNG, PPM, PGM or BMP; of a folder, or without an argument,
 * of the home folder, the first one there. Left and right, or Backspace and
 * Space: the one before and the next of its folder, by name. + and -, or the
 * wheel: larger and smaller; 0: as large as the window; 1: its own size. Drag
 * it, or arrows with Shift: another part of it. Q closes.
 *
 * Exit status: 0 when it is closed, 1 and a message when there is no window, 2
 * for wrong usage. What is wrong with a file is said in the window.
 */
#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "shell/desktop/lib/draw.h"
#include "shell/desktop/lib/image.h"
#include "shell/desktop/lib/text.h"
#include "shell/desktop/lib/ui.h"

enum { FOOT = TEXT_HEIGHT + 8, SQUARE = 8 };

static struct {
	char folder[2048], name[1024];
	struct image image;
	const char *wrong;
	double zoom; /* pixels of the window for one of the picture */
	bool fitted; /* zoom is as the window's size says */
	double x, y; /* of the picture, in the middle of the window */
	bool held;   /* by the pointer, at: */
	int held_x, held_y;
} view;

static bool is_picture(const char *name)
{
	static const char *const ends[] = { "png", "ppm", "pgm", "pnm", "bmp" };
	const char *dot = strrchr(name, '.');

	for (size_t i = 0; dot != NULL && i < sizeof(ends) / sizeof(ends[0]);
		i++)
		if (strcasecmp(dot + 1, ends[i]) == 0)
			return true;
	return false;
}

/* The name of the next (or before: way < 0) picture: whether there is one. */
static bool step(int way)
{
	DIR *d = opendir(view.folder);
	char best[sizeof(view.name)] = "";
	struct dirent *e;

	while (d != NULL && (e = readdir(d)) != NULL) {
		int order = strcmp(e->d_name, view.name) * way;
		bool better = best[0] == '\0' ||
			strcmp(e->d_name, best) * way < 0;

		if (is_picture(e->d_name) && order > 0 && better &&
			strlen(e->d_name) < sizeof(best))
			strcpy(best, e->d_name);
	}
	if (d != NULL)
		closedir(d);
	if (best[0] != '\0')
		strcpy(view.name, best);
	return best[0] != '\0';
}

static void fit(const struct window_surface *s)
{
	const struct image *i = &view.image;

	view.fitted = true;
	if (i->pixels == NULL)
		return;
	view.zoom = fmin((double)s->width / i->width,
		fmax(s->height - FOOT, 1) / (double)i->height);
	/* Small ones are not made larger by that. */
	view.zoom = fmin(view.zoom, 1);
	view.x = i->width / 2.0;
	view.y = i->height / 2.0;
}

static void load(struct window *w)
{
	char path[sizeof(view.folder) + sizeof(view.name) + 1];
	char title[sizeof(view.name) + 16];

	free(view.image.pixels);
	memset(&view.image, 0, sizeof(view.image));
	snprintf(path, sizeof(path), "%s/%s", view.folder, view.name);
	view.wrong = view.name[0] == '\0' ? "there is no picture in it"
					  : image_load(path, &view.image);
	snprintf(title, sizeof(title), "%.180s",
		view.name[0] != '\0' ? view.name : "Image Viewer");
	window_title(w, title);
	fit(window_surface(w));
}

static void set_place(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct stat st;

	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
		snprintf(view.folder, sizeof(view.folder), "%s", path);
		view.name[0] = '\0';
		step(1);
		return;
	}
	snprintf(view.folder, sizeof(view.folder), "%.*s",
		slash == NULL           ? 1
			: slash == path ? 1
					: (int)(slash - path),
		slash == NULL ? "." : path);
	snprintf(view.name, sizeof(view.name), "%s",
		slash == NULL ? path : slash + 1);
}

/* The picture's colour behind a place of the window. */
static uint32_t colour_at(double x, double y, int to_x, int to_y)
{
	const struct image *i = &view.image;
	uint32_t pixel, under;

	if (!(x >= 0 && y >= 0 && x < i->width && y < i->height))
		return ui.panel;
	pixel = i->pixels[(size_t)y * (size_t)i->width + (size_t)x];
	under = (to_x / SQUARE + to_y / SQUARE) % 2 == 0
		? WINDOW_RGB(255, 255, 255)
		: WINDOW_RGB(205, 205, 205);
	return draw_mix(under, pixel | 0xff000000u, (int)(pixel >> 24));
}

/* Of smaller pictures: the mean of two pixels by two. */
static uint32_t mean_at(double x, double y, double part, int to_x, int to_y)
{
	uint32_t a = draw_mix(colour_at(x, y, to_x, to_y),
		colour_at(x + part, y, to_x, to_y), 128);
	uint32_t b = draw_mix(colour_at(x, y + part, to_x, to_y),
		colour_at(x + part, y + part, to_x, to_y), 128);

	return draw_mix(a, b, 128);
}

static void draw_picture(struct window_surface *s, int height)
{
	double part = 0.5 / view.zoom;

	for (int y = 0; y < height; y++)
		for (int x = 0; x < s->width; x++) {
			double px = view.x + (x - s->width / 2.0) / view.zoom;
			double py = view.y + (y - height / 2.0) / view.zoom;

			s->pixels[(size_t)y * (size_t)s->width + (size_t)x] =
				view.zoom < 1 ? mean_at(px, py, part, x, y)
					      : colour_at(px, py, x, y);
		}
}

static void draw(struct window *w)
{
	struct window_surface *s = window_surface(w);
	int height = s->height > FOOT ? s->height - FOOT : 0;
	char text[sizeof(view.name) + 200];

	if (view.image.pixels != NULL) {
		draw_picture(s, height);
		snprintf(text, sizeof(text), "%s  %dx%d  %.0f %%", view.name,
			view.image.width, view.image.height, view.zoom * 100);
	} else {
		draw_fill(s, 0, 0, s->width, height, ui.panel);
		snprintf(text, sizeof(text), "%.900s: %s",
			view.name[0] != '\0' ? view.name : view.folder,
			view.wrong);
		text_middle(s, 8, 0, s->width - 16, height, 1, ui.error, text);
	}
	draw_fill(s, 0, height, s->width, FOOT, ui.back);
	draw_fill(s, 0, height, s->width, 1, ui.line);
	text_draw(s, 8, height + 4, s->width - 16, 1, ui.text, text);
	window_damage_all(w);
}

/* The place of the window at x and y stays where it is. */
static void zoom(const struct window_surface *s, double by, int x, int y)
{
	double from_x = x - s->width / 2.0;
	double from_y = y - (s->height - FOOT) / 2.0, old = view.zoom;

	view.fitted = false;
	view.zoom = fmin(fmax(view.zoom * by, 0.01), 64);
	view.x += from_x / old - from_x / view.zoom;
	view.y += from_y / old - from_y / view.zoom;
}

static void move(double dx, double dy)
{
	view.x = fmin(fmax(view.x + dx / view.zoom, 0), view.image.width);
	view.y = fmin(fmax(view.y + dy / view.zoom, 0), view.image.height);
}

/* Keys that show another picture, or part of it: whether it was one. */
static bool take_key(struct window *w, const struct window_event *e)
{
	struct window_surface *s = window_surface(w);
	bool shift = e->modifiers & WINDOW_SHIFT;
	int sideways = (e->code == KEY_RIGHT) - (e->code == KEY_LEFT);
	int way = sideways + (e->code == KEY_SPACE) -
		(e->code == KEY_BACKSPACE);

	if (shift && sideways != 0)
		move(sideways * 40, 0);
	else if (way != 0 && step(way))
		load(w);
	else if (e->code == KEY_UP || e->code == KEY_DOWN)
		move(0, e->code == KEY_UP ? -40 : 40);
	else if (e->text[0] == '+' || e->code == KEY_KPPLUS)
		zoom(s, 1.25, s->width / 2, (s->height - FOOT) / 2);
	else if (e->text[0] == '-' || e->code == KEY_KPMINUS)
		zoom(s, 0.8, s->width / 2, (s->height - FOOT) / 2);
	else if (e->text[0] == '0')
		fit(s);
	else if (e->text[0] == '1')
		zoom(s, 1 / view.zoom, s->width / 2, (s->height - FOOT) / 2);
	else
		return false;
	return true;
}

static bool take(struct window *w, const struct window_event *e)
{
	struct window_surface *s = window_surface(w);

	switch (e->type) {
	case WINDOW_KEY:
		return e->value != 0 && take_key(w, e);
	case WINDOW_BUTTON:
		view.held = e->value == 1;
		view.held_x = e->x;
		view.held_y = e->y;
		return false;
	case WINDOW_POINTER:
		if (!view.held)
			return false;
		move(view.held_x - e->x, view.held_y - e->y);
		view.held_x = e->x;
		view.held_y = e->y;
		return true;
	case WINDOW_WHEEL:
		zoom(s, e->value > 0 ? 1.25 : 0.8, e->x, e->y);
		return true;
	case WINDOW_RESIZED:
		if (view.fitted)
			fit(s);
		return true;
	default:
		return e->type == WINDOW_NONE && ui_load_theme();
	}
}

int main(int argc, char **argv)
{
	struct window_event e = { .type = WINDOW_NONE };
	const char *home = getenv("HOME");
	bool changed = true;
	struct window *w;

	if (argc > 2) {
		fprintf(stderr, "usage: viewer [file]\n");
		return 2;
	}
	view.zoom = 1;
	set_place(argc == 2 ? argv[1] : home != NULL ? home : "/");
	w = ui_open("viewer", "Image Viewer", 640, 480);
	load(w);
	/* It is drawn when nothing more has happened. */
	while (window_wait(w, &e, changed ? 0 : 1000) >= 0 &&
		e.type != WINDOW_CLOSE) {
		if (e.type == WINDOW_KEY && ui_pressed(&e, KEY_Q))
			break;
		changed |= take(w, &e);
		if (e.type == WINDOW_NONE && changed) {
			draw(w);
			changed = false;
		}
	}
	window_close(w);
	return 0;
}
