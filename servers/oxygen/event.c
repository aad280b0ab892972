/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events: what programs read. One who does not read loses some. */
#include <errno.h>
#include <poll.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/copy.h"
#include "servers/oxygen/impl.h"

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

void event_send(struct window *w, struct oxygen_event e, const void *bytes)
{
	struct entry *entry = NULL;

	if (w->count < OXYGEN_EVENTS)
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
