/* SPDX-License-Identifier: MIT */
/* <exa/window.h>: pixels, and which of them are to be sent. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "libc/window/impl.h"

enum { PIXEL = sizeof(uint32_t), MOST = OXYGEN_PIXELS / PIXEL };

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

int window_take_size(struct window *w, int width, int height)
{
	struct window_surface old = w->surface, s = { width, height, NULL };
	const uint32_t black = WINDOW_RGB(0, 0, 0);

	if (width < 1 || height < 1 || width > OXYGEN_SIDE ||
		height > OXYGEN_SIDE) {
		errno = EINVAL;
		return -1;
	}
	s.pixels = malloc((size_t)width * (size_t)height * PIXEL);
	if (s.pixels == NULL)
		return -1;
	for (int i = 0; i < width * height; i++)
		s.pixels[i] = black;
	for (int y = 0; old.pixels != NULL && y < least(height, old.height);
		y++)
		memcpy(s.pixels + y * width, old.pixels + y * old.width,
			(size_t)least(width, old.width) * PIXEL);
	free(old.pixels);
	w->surface = s;
	w->right = w->bottom = 0;
	window_damage_all(w);
	return 0;
}

void window_damage(struct window *w, int x, int y, int width, int height)
{
	int right = least(x + width, w->surface.width);
	int bottom = least(y + height, w->surface.height);

	x = most(x, 0);
	y = most(y, 0);
	if (x >= right || y >= bottom)
		return;
	if (w->right == 0) {
		w->left = x;
		w->top = y;
	}
	w->left = least(w->left, x);
	w->top = least(w->top, y);
	w->right = most(w->right, right);
	w->bottom = most(w->bottom, bottom);
}

void window_damage_all(struct window *w)
{
	window_damage(w, 0, 0, w->surface.width, w->surface.height);
}

/* Sends rows from top on, as many as a request holds; *rows: how many. */
static int send_rows(struct window *w, int top, int *rows)
{
	static uint32_t pixels[MOST];
	int width = w->right - w->left;
	struct oxygen_request rq = { .call = OXYGEN_DRAW };

	*rows = least(MOST / width, w->bottom - top);
	for (int y = 0; y < *rows; y++)
		memcpy(pixels + y * width,
			w->surface.pixels + (top + y) * w->surface.width +
				w->left,
			(size_t)width * PIXEL);
	rq.arg[0] = w->left;
	rq.arg[1] = top;
	rq.arg[2] = width;
	rq.arg[3] = *rows;
	rq.arg[4] = top + *rows < w->bottom;
	return window_call(w->fd, rq, pixels, (size_t)(width * *rows) * PIXEL);
}

int window_flush(struct window *w)
{
	int rows;

	if (w->right == 0)
		return 1;
	for (int y = w->top; y < w->bottom; y += rows)
		if (send_rows(w, y, &rows) < 0)
			return errno == EAGAIN ? 0 : -1;
	w->right = w->bottom = 0;
	return 1;
}

int window_busy(struct window *w)
{
	struct pollfd p = { .fd = w->fd, .events = POLLOUT };

	return poll(&p, 1, 0) == 0;
}
