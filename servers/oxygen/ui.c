/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document's datagrams: checked, and acted on. */
#include <poll.h>

#include "kernel/log.h"
#include "servers/oxygen/impl.h"
#include "servers/tty/ui.h"

/* How many arguments each type has, and its longest payload. */
static const struct {
	uint8_t args;
	uint32_t most;
} shapes[OXYGEN_UI_END - OXYGEN_HELLO] = {
	[0] = { 3, 0 }, /* HELLO */
	[OXYGEN_PLACE - OXYGEN_HELLO] = { 5, 0 },
	[OXYGEN_SIZE - OXYGEN_HELLO] = { 3, 0 },
	[OXYGEN_FOCUS - OXYGEN_HELLO] = { 2, 0 },
	[OXYGEN_CLOSE - OXYGEN_HELLO] = { 2, 0 },
	[OXYGEN_INPUT - OXYGEN_HELLO] = { 6, OXYGEN_TYPED },
	[OXYGEN_DRAWN - OXYGEN_HELLO] = { 2, 0 },
	[OXYGEN_PASTE - OXYGEN_HELLO] = { 1, OXYGEN_TEXT },
	[OXYGEN_ASK - OXYGEN_HELLO] = { 0, OXYGEN_TEXT },
};

static bool is_side(uint32_t pixels)
{
	return pixels >= 1 && pixels <= OXYGEN_SIDE;
}

static bool is_size(uint32_t pair)
{
	return is_side(pair & 0xffff) && is_side(pair >> 16);
}

static bool well_formed(const struct message *m, uint32_t size)
{
	uint32_t row = m->type - OXYGEN_HELLO;

	if (row >= sizeof(shapes) / sizeof(shapes[0]) || m->from != 0 ||
		m->result != 0 || size > shapes[row].most ||
		(m->request != 0) != (m->type == OXYGEN_HELLO))
		return false;
	for (int i = shapes[row].args; i < MESSAGE_ARGS; i++)
		if (m->arg[i] != 0)
			return false;
	return true;
}

static bool hello(const struct message *m)
{
	struct message answer = { .type = OXYGEN_WELCOME,
		.request = m->request,
		.arg = { OXYGEN_VERSION, oxygen.windows, oxygen.focus,
			oxygen.workspace } };
	struct list *n;

	oxygen.attached = true;
	out_post(answer, NULL, 0);
	if (m->arg[0] != OXYGEN_VERSION)
		return true;
	for (n = oxygen.order.next; n != &oxygen.order; n = n->next) {
		struct window *w = list_entry(n, struct window, link);

		out_window(w);
		if (w->kind == OXYGEN_SURFACE)
			window_redraw(w);
	}
	out_stack();
	if (oxygen.manager != NULL)
		event_send(oxygen.manager,
			(struct oxygen_event){ .type = OXYGEN_GREETED }, NULL);
	return true;
}

static bool place(struct window *w, const uint32_t *arg)
{
	if (!is_size(arg[2]))
		return false;
	w->place = arg[1];
	w->size = arg[2];
	return window_place(w, arg[3], arg[4]) == 0;
}

static bool resize(struct window *w, const uint32_t *arg)
{
	if (!is_side(arg[1]) || !is_side(arg[2]))
		return false;
	if (w->width == arg[1] && w->height == arg[2])
		return true;
	w->width = arg[1];
	w->height = arg[2];
	window_redraw(w);
	return true;
}

static bool input(struct window *w, const struct message *m,
	const uint8_t *bytes, uint32_t size)
{
	event_send(w,
		(struct oxygen_event){ .type = OXYGEN_KEY,
			.arg = { (int32_t)m->arg[1], (int32_t)m->arg[2],
				(int32_t)m->arg[3], (int32_t)m->arg[4],
				(int32_t)m->arg[5] },
			.size = size },
		bytes);
	return true;
}

static bool drawn(struct window *w, uint32_t frame)
{
	if (frame != w->frame)
		return true; /* of a document that is gone */
	w->drawn = frame;
	waitq_wake_events(&w->queue, POLLOUT | POLLWRNORM);
	return true;
}

static bool paste(struct window *w, const uint8_t *bytes, uint32_t size)
{
	struct oxygen_event e = { .type = OXYGEN_PASTED, .size = size };

	event_send(w, e, bytes);
	return true;
}

static bool act_on(struct window *w, const struct message *m,
	const uint8_t *bytes, uint32_t size)
{
	switch (m->type) {
	case OXYGEN_PLACE:
		return place(w, m->arg);
	case OXYGEN_SIZE:
		return resize(w, m->arg);
	case OXYGEN_FOCUS:
		window_focus(w);
		return m->arg[1] == 0;
	case OXYGEN_CLOSE:
		window_leave(w, m->arg[1] != 0);
		return m->arg[1] <= 1;
	case OXYGEN_INPUT:
		return input(w, m, bytes, size);
	case OXYGEN_DRAWN:
		return drawn(w, m->arg[1]);
	default:
		return paste(w, bytes, size);
	}
}

static bool act(const struct message *m, const uint8_t *bytes, uint32_t size)
{
	struct window *w = window_find(m->arg[0]);

	if (!well_formed(m, size))
		return false;
	if (m->type == OXYGEN_HELLO)
		return hello(m);
	if (!oxygen.attached)
		return false;
	if (m->type == OXYGEN_ASK)
		event_ask(bytes, size);
	else if (m->type == OXYGEN_FOCUS && m->arg[0] == 0)
		return workspace_show(m->arg[1]) == 0;
	/* One that has just closed is no mistake of the document's. */
	else if (w != NULL)
		return act_on(w, m, bytes, size);
	return m->arg[0] <= oxygen.last_id;
}

void oxygen_datagram(
	const struct message *m, const uint8_t *bytes, uint32_t size)
{
	if (!act(m, bytes, size))
		ui_malformed();
}
