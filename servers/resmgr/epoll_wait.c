/* SPDX-License-Identifier: GPL-3.0-or-later */
/* epoll_pwait: what is ready is handed over (epoll_wait(2)). */
#include <errno.h>
#include <limits.h>

#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/host.h"
#include "kernel/proc.h"
#include "servers/resmgr/epoll_impl.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/poll.h"

enum { EVENT = sizeof(struct epoll_event), BATCH = 32 };

/* Events on their way to the program's array. */
struct batch {
	uint32_t address;
	uint32_t used;
	struct epoll_event event[BATCH];
};

static int flush(struct batch *b)
{
	uint32_t size = b->used * EVENT;
	int error = copy_to_user(b->address, b->event, size);

	b->address += size;
	b->used = 0;
	return error;
}

/* How many of max events at address lie in the program's memory. */
static uint32_t room_at(uint32_t address, uint32_t max)
{
	uint32_t size = current->vm.size;
	uint32_t room = address < size ? (size - address) / EVENT : 0;

	return room < max ? room : max;
}

/*
 * Hands over up to max events. Each item on the list has one turn; one that
 * goes on being ready goes to its end, so that none is starved.
 */
static int hand_over(struct epoll *e, uint32_t address, uint32_t max)
{
	struct batch b = { .address = address };
	struct list *last = e->ready.prev;
	struct list *node = NULL;
	int count = 0;

	while (node != last && (uint32_t)count < max &&
		(node = list_pop(&e->ready)) != NULL) {
		struct epoll_item *item = list_entry(
			node, struct epoll_item, ready);
		uint32_t events = epoll_item_events(item);

		if (events == 0)
			continue;
		b.event[b.used].events = events;
		b.event[b.used++].data.u64 = item->data;
		count++;
		if ((item->events & EPOLLONESHOT) != 0) {
			item->events &= EPOLL_HOW;
			item->waiter.events = 0;
		} else if ((item->events & EPOLLET) == 0) {
			list_append(&e->ready, node);
		}
		if (b.used == BATCH && flush(&b) < 0)
			return -EFAULT;
	}
	return flush(&b) < 0 ? -EFAULT : count;
}

static int wait_for(
	struct epoll *e, uint32_t address, uint32_t max, double deadline)
{
	int count, error = 0;

	for (;;) {
		uint32_t room = room_at(address, max);

		if (room == 0 && !list_empty(&e->ready))
			return -EFAULT;
		count = hand_over(e, address, room);
		if (count != 0)
			return count;
		if (error == -ETIMEDOUT || deadline < 0)
			return 0;
		if (error < 0)
			return error;
		error = sleep_on_until(&e->queue, deadline);
	}
}

static int epoll_wait_on(const uint32_t *args, double deadline)
{
	const uint32_t most = INT_MAX / EVENT;
	struct file *f = file_of((int)args[0]);
	struct epoll *e;
	int result;

	if (args[2] == 0 || args[2] > most)
		return -EINVAL;
	if (f == NULL)
		return -EBADF;
	e = epoll_of(f);
	if (e == NULL)
		return -EINVAL;
	f->refs++;
	result = wait_for(e, args[1], args[2], deadline);
	file_put(f);
	return result;
}

int do_epoll_pwait(const uint32_t *args)
{
	int timeout = (int)args[3];
	double deadline = timeout < 0 ? 0
		: timeout == 0        ? -1
				      : host_now() + timeout;
	int result = poll_mask(args[4], args[5]);

	if (result < 0)
		return result;
	return poll_unmask(args[4], epoll_wait_on(args, deadline));
}
