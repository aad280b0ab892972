/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the windows of the desktop's programs have in common. */
#ifndef EXA_DESKTOP_UI_H
#define EXA_DESKTOP_UI_H

#include <stdbool.h>
#include <stddef.h>

#include "libc/window/exa/keys.h"
#include "libc/window/exa/window.h"

/* Colours by the setting theme. */
struct ui_theme {
	uint32_t back, panel, line, text, dim, accent, on_accent, error;
};

extern struct ui_theme ui;

/* Opens a window, or ends the program with status 1 and a sentence. */
struct window *ui_open(
	const char *app, const char *title, int width, int height);

/* Looks at the settings again: whether the colours are others now. */
bool ui_load_theme(void);

/* A setting's value, or "": until the next call. */
const char *ui_setting(const char *key);

struct ui_button {
	int x, y, width, height;
	const char *label;
	bool on, off; /* chosen; cannot be used */
};

void ui_draw_button(struct window_surface *s, const struct ui_button *b);

/* Whether a place is on it. */
bool ui_hit(const struct ui_button *b, int x, int y);

/* One line of text that is edited. */
struct ui_field {
	char text[512];
	size_t cursor;
};

void ui_field_set(struct ui_field *f, const char *text);

/* Puts text in at the cursor: what does not fit, and controls, are left out. */
void ui_field_insert(struct ui_field *f, const char *text);

/* A key that was pressed: whether it was for the field. */
bool ui_field_key(struct ui_field *f, const struct window_event *e);

void ui_draw_field(struct window_surface *s, const struct ui_field *f, int x,
	int y, int width);

/* Whether a key or button goes down (or repeats). */
static inline bool ui_pressed(const struct window_event *e, int code)
{
	return e->code == code && e->value != 0;
}

/* The program's memory, or its end. */
void *ui_need(void *memory);

#endif
