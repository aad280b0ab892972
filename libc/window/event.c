/* SPDX-License-Identifier: MIT */
/* <exa/window.h>: what happens to a window. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "libc/window/exa/keys.h"
#include "libc/window/impl.h"

static void take_input(const struct oxygen_event *in, const char *bytes,
	struct window_event *e)
{
	e->code = in->arg[1];
	e->value = in->arg[2];
	e->x = (int16_t)(in->arg[3] & 0xffff);
	e->y = (int16_t)((uint32_t)in->arg[3] >> 16);
	e->modifiers = (unsigned)in->arg[4];
	if (in->arg[0] == EV_KEY)
		e->type = e->code >= BTN_LEFT && e->code <= BTN_MIDDLE
			? WINDOW_BUTTON
			: WINDOW_KEY;
	else if (in->arg[0] == EV_ABS)
		e->type = WINDOW_POINTER;
	else if (in->arg[0] == EV_REL)
		e->type = WINDOW_WHEEL;
	if (in->size < sizeof(e->text)) {
		memcpy(e->text, bytes, in->size);
		e->text[in->size] = '\0';
	}
}

static void take_paste(struct window *w, size_t size, struct window_event *e)
{
	free(w->pasted);
	w->in.bytes[size] = '\0';
	w->pasted = strdup(w->in.bytes);
	if (w->pasted != NULL) {
		e->type = WINDOW_PASTE;
		e->paste = w->pasted;
	}
}

/* What was read means to the program; 0 or -1. */
static int take(struct window *w, size_t size, struct window_event *e)
{
	const struct oxygen_event *in = &w->in.e;

	switch (in->type) {
	case OXYGEN_KEY:
		take_input(in, w->in.bytes, e);
		return 0;
	case OXYGEN_SHOW:
		if (in->arg[0] == w->surface.width &&
			in->arg[1] == w->surface.height) {
			window_damage_all(w);
			return 0;
		}
		e->type = WINDOW_RESIZED;
		return window_take_size(w, in->arg[0], in->arg[1]);
	case OXYGEN_ACTIVE:
		e->type = WINDOW_FOCUS;
		e->value = in->arg[0];
		return 0;
	case OXYGEN_LEAVE:
		e->type = WINDOW_CLOSE;
		return 0;
	case OXYGEN_PASTED:
		take_paste(w, size, e);
		return 0;
	default:
		return 0;
	}
}

/* One event, if there is one that the program wants: 1, else 0, or -1. */
static int next(struct window *w, struct window_event *e)
{
	ssize_t n;

	while ((n = read(w->fd, &w->in, sizeof(w->in) - 1)) >=
		(ssize_t)sizeof(w->in.e)) {
		memset(e, 0, sizeof(*e));
		if (take(w, (size_t)n - sizeof(w->in.e), e) < 0)
			return -1;
		if (e->type != WINDOW_NONE)
			return 1;
	}
	return n < 0 && errno != EAGAIN ? -1 : 0;
}

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int window_wait(struct window *w, struct window_event *e, int ms)
{
	long end = now_ms() + ms;

	for (;;) {
		struct pollfd p = { .fd = w->fd, .events = POLLIN };
		int found = next(w, e), sent = window_flush(w);
		long left = ms < 0 ? -1 : end - now_ms();

		if (found != 0 || sent < 0)
			return found != 0 ? found : -1;
		memset(e, 0, sizeof(*e));
		if (sent == 0)
			p.events |= POLLOUT;
		if (poll(&p, 1, left < 0 && ms >= 0 ? 0 : (int)left) < 0)
			return -1;
		if (p.revents == 0 && ms >= 0 && now_ms() >= end)
			return 0;
	}
}
