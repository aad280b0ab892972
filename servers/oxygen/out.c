/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the document is told, and the manager of windows that have changed. */
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/host.h"
#include "kernel/log.h"
#include "servers/oxygen/impl.h"
#include "servers/tty/pty.h"

void out_post(struct message m, const void *bytes, uint32_t size)
{
	uint8_t *datagram;

	if (!oxygen.attached)
		return;
	datagram = kmalloc_vital(sizeof(m) + size);
	if (datagram == NULL)
		panic("no memory for what the desktop is told");
	memcpy(datagram, &m, sizeof(m));
	if (size > 0)
		memcpy(datagram + sizeof(m), bytes, size);
	host_send(datagram, sizeof(m) + size);
	kfree(datagram);
}

static void tell_manager(struct oxygen_event e, const void *bytes)
{
	if (oxygen.manager != NULL)
		event_send(oxygen.manager, e, bytes);
}

static uint32_t shown(const struct window *w)
{
	return OXYGEN_PAIR(w->state, w->workspace);
}

void out_listed(const struct window *w)
{
	tell_manager((struct oxygen_event){ .type = OXYGEN_CHANGED,
			     .window = w->id,
			     .arg = { w->owner, (int32_t)w->place,
				     (int32_t)w->size, (int32_t)shown(w) },
			     .size = w->name_size },
		w->name);
}

void out_window(const struct window *w)
{
	int terminal = w->pty != NULL ? pty_index(w->pty) + 1 : 0;

	out_post((struct message){ .type = OXYGEN_WINDOW,
			 .request = w->group,
			 .arg = { w->id, (uint32_t)w->owner, w->place, w->size,
				 shown(w), OXYGEN_PAIR(w->kind, terminal) } },
		w->name, w->name_size);
	out_listed(w);
}

void out_gone(uint32_t id)
{
	out_post((struct message){ .type = OXYGEN_GONE, .arg = { id } }, NULL,
		0);
	tell_manager(
		(struct oxygen_event){ .type = OXYGEN_CHANGED, .window = id },
		NULL);
}

void out_stack(void)
{
	uint32_t ids[OXYGEN_WINDOWS], count = 0;
	struct list *n;

	for (n = oxygen.order.next; n != &oxygen.order; n = n->next)
		ids[count++] = list_entry(n, struct window, link)->id;
	out_post((struct message){ .type = OXYGEN_STACK,
			 .arg = { oxygen.focus, oxygen.workspace } },
		ids, count * (uint32_t)sizeof(ids[0]));
	tell_manager((struct oxygen_event){ .type = OXYGEN_FOCUSED,
			     .window = oxygen.focus },
		NULL);
}
