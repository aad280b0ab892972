/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events: what programs read. One who does not read loses some. */
#include <errno.h>
#include <poll.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/copy.h"
#include "servers/oxygen/impl.h"

/* EV_ABS of Linux's input-event-codes.h */
enum { MOVED = 3 };

struct entry {
	struct list link;
	struct oxygen_event e;
	uint8_t bytes[];
};

static struct entry *entry_new(struct oxygen_event e, const void *bytes)
{
	struct entry *entry = kmalloc(sizeof(*entry) + e.size);

	if (entry != NULL) {
		entry->e = e;
		if (e.size > 0)
			memcpy(entry->bytes, bytes, e.size);
	}
	return entry;
}

/* Whether the one before says nothing any more once e has come: a place of the
 * pointer, or a size. */
static bool replaces(
	const struct oxygen_event *e, const struct oxygen_event *old)
{
	return e->type == old->type &&
		(e->type == OXYGEN_SHOW ||
			(e->type == OXYGEN_KEY && e->arg[0] == MOVED &&
				old->arg[0] == MOVED && e->size == 0));
}

void event_send(struct window *w, struct oxygen_event e, const void *bytes)
{
	/* The manager is told of all windows at once. */
	uint32_t most = w == oxygen.manager ? OXYGEN_EVENTS + OXYGEN_WINDOWS
					    : OXYGEN_EVENTS;
	struct entry *entry = NULL;

	if (!list_empty(&w->events)) {
		entry = list_entry(w->events.prev, struct entry, link);
		if (replaces(&e, &entry->e)) {
			e.window = entry->e.window;
			entry->e = e;
			return;
		}
		entry = NULL;
	}
	if (w->count < most)
		entry = entry_new(e, bytes);
	if (entry == NULL) {
		w->lost = true;
		return;
	}
	entry->e.window = e.window != 0 ? e.window : w->id;
	list_append(&w->events, &entry->link);
	w->count++;
	waitq_wake_events(&w->queue, POLLIN | POLLRDNORM);
}

void event_ask(const void *bytes, uint32_t size)
{
	struct oxygen_event e = { .type = OXYGEN_ASKED, .size = size };
	struct entry *entry;

	if (oxygen.manager != NULL) {
		event_send(oxygen.manager, e, bytes);
		return;
	}
	if (oxygen.asks == OXYGEN_EVENTS)
		return;
	entry = entry_new(e, bytes);
	if (entry == NULL)
		return;
	list_append(&oxygen.asked, &entry->link);
	oxygen.asks++;
}

void event_hand_over(struct window *manager)
{
	struct list *n;

	while ((n = list_pop(&oxygen.asked)) != NULL) {
		list_append(&manager->events, n);
		manager->count++;
	}
	oxygen.asks = 0;
}

int event_take(struct window *w, struct uio *io)
{
	struct oxygen_event lost = { .type = OXYGEN_LOST, .window = w->id };
	struct list *n;
	struct entry *entry;
	size_t done;

	if (io->left < sizeof(lost))
		return -EINVAL;
	n = list_pop(&w->events);
	if (n == NULL) {
		if (!w->lost)
			return -EAGAIN;
		w->lost = false;
		/* What it must know, whatever it has missed. */
		if (w->id != 0) {
			window_show(w);
			event_send(w,
				(struct oxygen_event){ .type = OXYGEN_ACTIVE,
					.arg = { w->id == oxygen.focus } },
				NULL);
		}
		return (int)uio_put(io, &lost, sizeof(lost));
	}
	entry = list_entry(n, struct entry, link);
	w->count--;
	done = uio_put(io, &entry->e, sizeof(entry->e));
	done += uio_put(io, entry->bytes, entry->e.size);
	kfree(entry);
	return (int)done;
}

void event_drop(struct window *w)
{
	struct list *n;

	while ((n = list_pop(&w->events)) != NULL)
		kfree(list_entry(n, struct entry, link));
}
