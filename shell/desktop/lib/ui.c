/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the windows of the desktop's programs have in common (ui.h). */
#include "shell/desktop/lib/ui.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shell/desktop/lib/draw.h"
#include "shell/desktop/lib/text.h"
#include "shell/desktop/lib/utf8.h"

#define RGB(hex) WINDOW_RGB((hex) >> 16 & 255, (hex) >> 8 & 255, (hex)&255)

static const struct ui_theme light = { RGB(0xfcfcfd), RGB(0xeceef2),
	RGB(0xc8ccd4), RGB(0x1c1f26), RGB(0x626a78), RGB(0x2f6fde),
	RGB(0xffffff), RGB(0xb3261e) };
static const struct ui_theme dark = { RGB(0x1e2127), RGB(0x2a2e36),
	RGB(0x434956), RGB(0xe6e8ec), RGB(0x9aa2b1), RGB(0x5b95f5),
	RGB(0x0c1420), RGB(0xff8a80) };
static const struct ui_theme contrast = { RGB(0x000000), RGB(0x000000),
	RGB(0xffffff), RGB(0xffffff), RGB(0xffffff), RGB(0xffff00),
	RGB(0x000000), RGB(0xff9090) };

struct ui_theme ui;

const char *ui_setting(const char *key)
{
	static char line[512];
	const char *home = getenv("HOME"), *found = "";
	size_t n = strlen(key);
	char name[4096];
	FILE *f;

	snprintf(name, sizeof(name), "%s/.config/oxygen",
		home != NULL ? home : "");
	f = fopen(name, "re");
	while (f != NULL && fgets(line, sizeof(line), f) != NULL)
		if (strncmp(line, key, n) == 0 && line[n] == '=') {
			line[strcspn(line, "\n")] = '\0';
			found = line + n + 1;
			break;
		}
	if (f != NULL)
		fclose(f);
	return found;
}

bool ui_load_theme(void)
{
	const char *name = ui_setting("theme");
	struct ui_theme before = ui;

	ui = strcmp(name, "dark") == 0          ? dark
		: strcmp(name, "contrast") == 0 ? contrast
						: light;
	return memcmp(&before, &ui, sizeof(ui)) != 0;
}

struct window *ui_open(
	const char *app, const char *title, int width, int height)
{
	struct window *w = window_open(app, title, width, height);

	if (w == NULL) {
		fprintf(stderr, "%s: no window can be opened: %s%s\n", app,
			strerror(errno),
			errno == ENXIO || errno == ENOENT || errno == ENODEV
				? ". Runlevel 5 has a desktop"
				: "");
		exit(1);
	}
	ui_load_theme();
	return w;
}

void ui_draw_button(struct window_surface *s, const struct ui_button *b)
{
	uint32_t text = b->off ? ui.dim : b->on ? ui.on_accent : ui.text;

	draw_fill(s, b->x, b->y, b->width, b->height,
		b->on ? ui.accent : ui.panel);
	draw_frame(s, b->x, b->y, b->width, b->height, ui.line);
	text_middle(s, b->x, b->y, b->width, b->height, 1, text, b->label);
}

bool ui_hit(const struct ui_button *b, int x, int y)
{
	return x >= b->x && x < b->x + b->width && y >= b->y &&
		y < b->y + b->height;
}

void ui_field_set(struct ui_field *f, const char *text)
{
	f->text[0] = '\0';
	f->cursor = 0;
	ui_field_insert(f, text);
}

void ui_field_insert(struct ui_field *f, const char *text)
{
	size_t used = strlen(f->text), left = strlen(text);

	while (left > 0) {
		uint32_t c;
		size_t n = utf8_decode(text, left, &c);

		if (c >= ' ' && c != 127 && c != 0xfffd &&
			used + n < sizeof(f->text)) {
			memmove(f->text + f->cursor + n, f->text + f->cursor,
				used - f->cursor + 1);
			memcpy(f->text + f->cursor, text, n);
			f->cursor += n;
			used += n;
		}
		text += n;
		left -= n;
	}
}

/* Takes away what is between cursor and to. */
static void erase(struct ui_field *f, size_t from, size_t to)
{
	memmove(f->text + from, f->text + to, strlen(f->text + to) + 1);
	f->cursor = from;
}

static size_t after(const struct ui_field *f)
{
	uint32_t c;

	if (f->text[f->cursor] == '\0')
		return f->cursor;
	return f->cursor +
		utf8_decode(
			f->text + f->cursor, strlen(f->text + f->cursor), &c);
}

bool ui_field_key(struct ui_field *f, const struct window_event *e)
{
	if (e->value == 0)
		return false;
	switch (e->code) {
	case KEY_BACKSPACE:
		erase(f, utf8_before(f->text, f->cursor), f->cursor);
		return true;
	case KEY_DELETE:
		erase(f, f->cursor, after(f));
		return true;
	case KEY_LEFT:
		f->cursor = utf8_before(f->text, f->cursor);
		return true;
	case KEY_RIGHT:
		f->cursor = after(f);
		return true;
	case KEY_HOME:
		f->cursor = 0;
		return true;
	case KEY_END:
		f->cursor = strlen(f->text);
		return true;
	default:
		if (e->modifiers & (WINDOW_CTRL | WINDOW_META) ||
			(unsigned char)e->text[0] < ' ')
			return false;
		ui_field_insert(f, e->text);
		return true;
	}
}

void ui_draw_field(struct window_surface *s, const struct ui_field *f, int x,
	int y, int width)
{
	int room = (width - 8) / TEXT_WIDTH, column;
	const char *text = f->text;
	char before[sizeof(f->text)];

	draw_fill(s, x, y, width, TEXT_HEIGHT + 6, ui.back);
	draw_frame(s, x, y, width, TEXT_HEIGHT + 6, ui.accent);
	snprintf(before, sizeof(before), "%.*s", (int)f->cursor, f->text);
	column = text_width(before, 1) / TEXT_WIDTH;
	/* The cursor is to be seen. */
	for (; column >= room && *text != '\0'; column--) {
		uint32_t c;

		text += utf8_decode(text, strlen(text), &c);
	}
	text_draw(s, x + 4, y + 3, width - 8, 1, ui.text, text);
	draw_fill(s, x + 4 + column * TEXT_WIDTH, y + 3, 2, TEXT_HEIGHT,
		ui.accent);
}

void *ui_need(void *memory)
{
	if (memory == NULL) {
		fprintf(stderr, "there is not enough memory\n");
		exit(1);
	}
	return memory;
}
