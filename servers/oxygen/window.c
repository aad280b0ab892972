/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The windows: their order, their places, and which one has the keyboard. */
#include <errno.h>
#include <poll.h>
#include <signal.h>

#include "kernel/proc.h"
#include "servers/oxygen/impl.h"
#include "servers/tty/pty.h"

/* New windows: a step to the right of and below the one before, each. */
enum { STEP = 28, STEPS = 8, FIRST_X = 48, FIRST_Y = 32 };
enum { DEFAULT_WIDTH = 640, DEFAULT_HEIGHT = 400 };

struct oxygen oxygen = {
	.order = { &oxygen.order, &oxygen.order },
	.asked = { &oxygen.asked, &oxygen.asked },
};

struct window *window_find(uint32_t id)
{
	struct list *n;

	for (n = oxygen.order.next; n != &oxygen.order; n = n->next) {
		struct window *w = list_entry(n, struct window, link);

		if (w->id == id)
			return w;
	}
	return NULL;
}

void window_show(struct window *w)
{
	struct oxygen_event e = { .type = OXYGEN_SHOW,
		.arg = { (int32_t)w->width, (int32_t)w->height } };

	if (w->kind == OXYGEN_SURFACE && w->width > 0)
		event_send(w, e, NULL);
}

void window_redraw(struct window *w)
{
	w->drawn = w->frame;
	w->unfinished = false;
	window_show(w);
	waitq_wake_events(&w->queue, POLLOUT | POLLWRNORM);
}

static void tell_active(uint32_t id, int active)
{
	struct window *w = window_find(id);
	struct oxygen_event e = { .type = OXYGEN_ACTIVE, .arg = { active } };

	if (w != NULL)
		event_send(w, e, NULL);
}

void window_focus(struct window *w)
{
	uint32_t id = w != NULL ? w->id : 0;

	if (w != NULL) {
		list_remove(&w->link);
		list_append(&oxygen.order, &w->link);
		oxygen.workspace = w->workspace;
		if ((w->state & OXYGEN_MINIMISED) != 0) {
			w->state &= ~(uint32_t)OXYGEN_MINIMISED;
			out_window(w);
		}
	}
	if (id != oxygen.focus) {
		tell_active(oxygen.focus, 0);
		oxygen.focus = id;
		tell_active(id, 1);
	}
	out_stack();
}

/* The highest one that is seen gets the focus. */
static void focus_next(void)
{
	struct list *n;

	for (n = oxygen.order.prev; n != &oxygen.order; n = n->prev) {
		struct window *w = list_entry(n, struct window, link);

		if ((w->state & OXYGEN_MINIMISED) == 0 &&
			w->workspace == oxygen.workspace) {
			window_focus(w);
			return;
		}
	}
	window_focus(NULL);
}

void window_open(struct window *w)
{
	uint32_t step = oxygen.windows % STEPS * STEP;

	w->id = ++oxygen.last_id;
	if (w->group == 0)
		w->group = w->id;
	w->workspace = oxygen.workspace;
	w->place = OXYGEN_PAIR(FIRST_X + step, FIRST_Y + step);
	if (w->size == 0)
		w->size = OXYGEN_PAIR(DEFAULT_WIDTH, DEFAULT_HEIGHT);
	oxygen.windows++;
	list_append(&oxygen.order, &w->link);
	out_window(w);
	window_focus(w);
}

void window_close(struct window *w)
{
	uint32_t id = w->id;

	list_remove(&w->link);
	oxygen.windows--;
	w->id = 0;
	out_gone(id);
	if (oxygen.focus == id)
		focus_next();
}

int workspace_show(uint32_t workspace)
{
	if (workspace >= WORKSPACES)
		return -EINVAL;
	oxygen.workspace = workspace;
	window_focus(NULL);
	return 0;
}

int window_place(struct window *w, uint32_t state, uint32_t workspace)
{
	if ((state & ~(uint32_t)OXYGEN_MINIMISED) >= OXYGEN_STATES ||
		workspace >= WORKSPACES)
		return -EINVAL;
	w->state = state;
	w->workspace = workspace;
	out_window(w);
	if (oxygen.focus == w->id &&
		((state & OXYGEN_MINIMISED) != 0 ||
			workspace != oxygen.workspace))
		focus_next();
	return 0;
}

void window_leave(struct window *w, bool kill)
{
	struct proc *p = proc_find(w->owner);

	if (!kill) {
		event_send(
			w, (struct oxygen_event){ .type = OXYGEN_LEAVE }, NULL);
		return;
	}
	if (w->pty != NULL)
		pty_signal(w->pty, SIGKILL);
	if (p != NULL && p->start_ms == w->owner_start)
		signal_send_kernel(p, SIGKILL);
}
