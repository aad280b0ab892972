/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The windows, as the window server tells of them: for oxygenctl list. */
#include "impl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct window {
	struct window *next;
	struct oxygen_event e;
	char name[OXYGEN_NAME + 2]; /* application, NUL, title, NUL */
};

static struct window *windows;
static uint32_t focus;

static struct window **find(uint32_t id)
{
	struct window **at = &windows;

	while (*at != NULL && (*at)->e.window != id)
		at = &(*at)->next;
	return at;
}

void windows_changed(const struct oxygen_event *e, const char *bytes)
{
	struct window **at = find(e->window), *w = *at;

	if (e->arg[0] == 0) {
		if (w != NULL)
			*at = w->next;
		free(w);
		return;
	}
	if (w == NULL)
		w = *at = need(calloc(1, sizeof(*w)));
	w->e = *e;
	memset(w->name, 0, sizeof(w->name));
	memcpy(w->name, bytes, e->size < OXYGEN_NAME ? e->size : OXYGEN_NAME);
}

void windows_focus(uint32_t window)
{
	focus = window;
}

void windows_forget(void)
{
	struct window *w;

	while ((w = windows) != NULL) {
		windows = w->next;
		free(w);
	}
}

static int low(int32_t pair)
{
	return (int16_t)(pair & 0xffff);
}

static int high(int32_t pair)
{
	return (int16_t)((uint32_t)pair >> 16);
}

int windows_workspace(uint32_t window)
{
	struct window *w = *find(window);

	return w != NULL ? high(w->e.arg[3]) : 0;
}

static const char *state_name(int state)
{
	static const char *const names[OXYGEN_STATES] = { "normal", "maximised",
		"full", "left", "right", "top-left", "top-right", "bottom-left",
		"bottom-right" };

	if ((state & OXYGEN_MINIMISED) != 0)
		return "minimised";
	return state < OXYGEN_STATES ? names[state] : "?";
}

char *windows_list(void)
{
	char *all;
	size_t size;
	FILE *out = need(open_memstream(&all, &size));

	for (const struct window *w = windows; w != NULL; w = w->next) {
		const int32_t *arg = w->e.arg;

		fprintf(out, "%u%s\t%d\t%d,%d\t%dx%d\t%s\t%d\t%s\t%s\n",
			w->e.window, w->e.window == focus ? "*" : "", arg[0],
			low(arg[1]), high(arg[1]), low(arg[2]), high(arg[2]),
			state_name(low(arg[3])), high(arg[3]) + 1, w->name,
			w->name + strlen(w->name) + 1);
	}
	fclose(out);
	return all;
}
