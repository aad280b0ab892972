/* SPDX-License-Identifier: MIT */
/*
 * <exa/window.h>: windows for programs, on /dev/oxygen (docs/oxygen.md). Link
 * with -lwindow. A window shows a surface of pixels:
 *
 *	struct window *w = window_open("clock", "Clock", 200, 200);
 *	struct window_event e;
 *
 *	while (window_wait(w, &e, 1000) >= 0) {
 *		if (e.type == WINDOW_CLOSE)
 *			break;
 *		draw(window_surface(w));
 *		window_damage_all(w);
 *	}
 *	window_close(w);
 *
 * Functions that fail return -1 or NULL with errno set: ENXIO when there is no
 * desktop (runlevel 5 has one), else as open(), write() and malloc() do.
 */
#ifndef EXA_WINDOW_H
#define EXA_WINDOW_H

#include <stddef.h>
#include <stdint.h>

struct window;

/* Pixels, rows one behind the other; WINDOW_RGB makes one. */
struct window_surface {
	int width, height;
	uint32_t *pixels;
};

#define WINDOW_RGB(r, g, b) \
	((uint32_t)(r) | (uint32_t)(g) << 8 | (uint32_t)(b) << 16 | 0xff000000u)

enum window_event_type {
	WINDOW_NONE, /* time is over */
	WINDOW_KEY,  /* code, value: 1 pressed, 0 released, 2 repeated; text */
	WINDOW_BUTTON,  /* code: BTN_LEFT, ...; value; x, y */
	WINDOW_POINTER, /* it moved: x, y */
	WINDOW_WHEEL,   /* value: lines, away from the user is positive; x, y */
	WINDOW_RESIZED, /* the surface has other pixels: all is to be drawn */
	WINDOW_FOCUS,   /* value: 1 it has the keyboard, 0 not any more */
	WINDOW_PASTE,   /* paste: text from the clipboard */
	WINDOW_CLOSE,   /* the user wants it closed */
};

/* Modifiers. */
enum { WINDOW_SHIFT = 1, WINDOW_CTRL = 2, WINDOW_ALT = 4, WINDOW_META = 8 };

/* Keys and buttons have the codes of Linux's <linux/input-event-codes.h>. */
struct window_event {
	enum window_event_type type;
	int code, value;
	int x, y; /* in pixels of the surface */
	unsigned modifiers;
	char text[36];     /* what a key types, UTF-8; may be empty */
	const char *paste; /* valid until the next window_wait() */
};

/*
 * Opens a window with a surface of that size, black.
 * app: the name of the application, that of its .desktop file
 */
struct window *window_open(
	const char *app, const char *title, int width, int height);

/* Closes it. NULL is allowed. */
void window_close(struct window *w);

/* Its pixels: to be looked up again after WINDOW_RESIZED. */
struct window_surface *window_surface(struct window *w);

/* These pixels were changed, and are shown by the next window_wait() or
 * window_flush(). What is outside is left out. */
void window_damage(struct window *w, int x, int y, int width, int height);
void window_damage_all(struct window *w);

/*
 * Sends what was damaged, unless the frame before was not drawn yet. Returns 1:
 * sent, or nothing was damaged; 0: later.
 */
int window_flush(struct window *w);

/*
 * Waits up to ms milliseconds (-1: for ever) for the next event, sending what
 * is damaged. Returns 1 with an event; 0: none came, e->type is WINDOW_NONE;
 * -1: an error, or EINTR by a signal.
 */
int window_wait(struct window *w, struct window_event *e, int ms);

/* Whether a frame that was sent is not drawn yet. */
int window_busy(struct window *w);

int window_title(struct window *w, const char *title);
int window_resize(struct window *w, int width, int height);

/* Puts text on the user's clipboard; at most 65536 bytes. */
int window_copy(struct window *w, const char *text);

/* Its file, for poll(): readable when there are events. */
int window_fd(const struct window *w);

#endif
