/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * epoll: instances as open files, and what is in them (epoll(7),
 * epoll_ctl(2)). Waiting is in epoll_wait.c.
 */
#include "servers/resmgr/epoll.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>

#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/log.h"
#include "kernel/proc.h"
#include "servers/resmgr/epoll_impl.h"
#include "servers/resmgr/file.h"

/* So many items there may be, of all users but root: they take kernel
 * memory (epoll(7), max_user_watches). */
enum { EVENT_BYTES = 16, MOST_ITEMS = 1 << 18 };

static struct {
	int count;
} items;

_Static_assert(sizeof(struct epoll_event) == EVENT_BYTES, "musl's layout");

/* What may be given together with EPOLLEXCLUSIVE. */
#define EXCLUSIVE_OK                                                        \
	(EPOLLIN | EPOLLOUT | EPOLLERR | EPOLLHUP | EPOLLWAKEUP | EPOLLET | \
		EPOLLEXCLUSIVE)

/* Instances that are to be woken because one they watch was. */
static struct {
	struct list waiting;
	bool busy;
} wakes = { .waiting = { &wakes.waiting, &wakes.waiting } };

/* Wakes who waits for e: not by recursion, since that may be others of its
 * kind. */
static void wake(struct epoll *e)
{
	struct list *node;

	if (list_empty(&e->waking))
		list_append(&wakes.waiting, &e->waking);
	if (wakes.busy)
		return;
	wakes.busy = true;
	while ((node = list_pop(&wakes.waiting)) != NULL)
		waitq_wake_events(
			&list_entry(node, struct epoll, waking)->queue,
			POLLIN | POLLRDNORM);
	wakes.busy = false;
}

static void item_ready(struct epoll_item *item)
{
	if (list_empty(&item->ready))
		list_append(&item->epoll->ready, &item->ready);
	wake(item->epoll);
}

static void item_woken(struct waiter *w)
{
	item_ready(list_entry(w, struct epoll_item, waiter));
}

static bool armed(const struct epoll_item *item)
{
	return (item->events & ~EPOLL_HOW) != 0;
}

uint32_t epoll_item_events(struct epoll_item *item)
{
	struct waitq *queue;

	if (!armed(item))
		return 0;
	return (uint32_t)file_poll(item->file, &queue) & ~EPOLL_HOW &
		(item->events | EPOLLERR | EPOLLHUP);
}

/* The item waits for these events; what is ready already is so told. */
static void item_arm(struct epoll_item *item, const struct epoll_event *event)
{
	/* ERR and HUP are told anyhow, but no events at all is not disarmed. */
	item->events = event->events | EPOLLERR | EPOLLHUP;
	item->data = event->data.u64;
	item->waiter.events = (int)(item->events & ~EPOLL_HOW);
	if (epoll_item_events(item) != 0)
		item_ready(item);
}

static struct list *bucket_of(struct epoll *e, int fd)
{
	return &e->bucket[fd % EPOLL_BUCKETS];
}

static struct epoll_item *find(struct epoll *e, const struct file *f, int fd)
{
	struct list *head = bucket_of(e, fd);
	struct list *node;

	for (node = head->next; node != head; node = node->next) {
		struct epoll_item *item = list_entry(
			node, struct epoll_item, sibling);

		if (item->fd == fd && item->file == f)
			return item;
	}
	return NULL;
}

static void item_free(struct epoll_item *item)
{
	waitq_remove(&item->waiter);
	list_remove(&item->sibling);
	list_remove(&item->ready);
	list_remove(&item->watch);
	items.count--;
	kfree(item);
}

static int add(struct epoll *e, struct file *f, int fd,
	const struct epoll_event *event)
{
	struct epoll_item *item;
	struct waitq *queue = NULL;

	if (items.count >= MOST_ITEMS && current->cred.euid != 0)
		return -ENOSPC;
	item = kzalloc(sizeof(*item));
	if (item == NULL)
		return -ENOMEM;
	items.count++;
	item->epoll = e;
	item->file = f;
	item->fd = fd;
	item->waiter.wake = item_woken;
	list_init(&item->waiter.link);
	list_init(&item->ready);
	list_append(bucket_of(e, fd), &item->sibling);
	list_append(&f->watches, &item->watch);
	file_poll(f, &queue);
	if (queue != NULL)
		waitq_watch(queue, &item->waiter);
	item_arm(item, event);
	return 0;
}

void epoll_forget(struct file *f)
{
	while (!list_empty(&f->watches))
		item_free(
			list_entry(f->watches.next, struct epoll_item, watch));
}

/*
 * Whether an item of e is ready, in instances that it watches too. Items that
 * turn out not to be leave their ready lists, so the way goes by the first of
 * each list.
 */
static bool any_ready(struct epoll *e)
{
	struct epoll *level[EPOLL_NESTS + 1] = { e };
	int at = 0;

	while (at >= 0) {
		struct epoll_item *item;
		struct epoll *inner;

		if (list_empty(&level[at]->ready)) {
			if (--at >= 0)
				list_pop(&level[at]->ready);
			continue;
		}
		item = list_entry(
			level[at]->ready.next, struct epoll_item, ready);
		inner = epoll_of(item->file);
		if (inner != NULL && at < EPOLL_NESTS &&
			(item->events & (EPOLLIN | EPOLLRDNORM)) != 0)
			level[++at] = inner;
		else if (inner == NULL && epoll_item_events(item) != 0)
			return true;
		else
			list_pop(&level[at]->ready);
	}
	return false;
}

static int epoll_poll(struct file *f, struct waitq **queue)
{
	struct epoll *e = f->data;

	*queue = &e->queue;
	return any_ready(e) ? POLLIN | POLLRDNORM : 0;
}

static void epoll_release(struct file *f)
{
	struct epoll *e = f->data;

	for (int i = 0; i < EPOLL_BUCKETS; i++)
		while (!list_empty(&e->bucket[i]))
			item_free(list_entry(
				e->bucket[i].next, struct epoll_item, sibling));
	list_remove(&e->waking);
	kfree(e);
}

static int epoll_describe(struct file *f, char *buffer, size_t size)
{
	(void)f;
	return format(buffer, size, "anon_inode:[eventpoll]");
}

/* As many items as there is room for. */
static int epoll_fdinfo(struct file *f, char *buffer, size_t size)
{
	struct epoll *e = f->data;
	size_t used = 0;

	for (int i = 0; i < EPOLL_BUCKETS; i++) {
		struct list *head = &e->bucket[i];
		struct list *node;

		for (node = head->next; node != head; node = node->next) {
			struct epoll_item *item = list_entry(
				node, struct epoll_item, sibling);

			used += (size_t)format(buffer + used, size - used,
				"tfd: %8d events: %8x data: %16llx  pos:%lld"
				" ino:%x sdev:%x\n",
				item->fd, item->events, item->data,
				item->file->pos, file_ino(item->file),
				DEV_ANONYMOUS);
			if (used >= size)
				return (int)used;
		}
	}
	return (int)used;
}

static const struct file_ops epoll_ops = {
	.poll = epoll_poll,
	.release = epoll_release,
	.fdinfo = epoll_fdinfo,
	.describe = epoll_describe,
};

struct epoll *epoll_of(struct file *f)
{
	return f->ops == &epoll_ops ? f->data : NULL;
}

int do_epoll_create1(const uint32_t *args)
{
	struct epoll *e;
	int fd;

	if ((args[0] & ~(uint32_t)EPOLL_CLOEXEC) != 0)
		return -EINVAL;
	e = kzalloc(sizeof(*e));
	if (e == NULL)
		return -ENOMEM;
	waitq_init(&e->queue);
	list_init(&e->ready);
	list_init(&e->waking);
	for (int i = 0; i < EPOLL_BUCKETS; i++)
		list_init(&e->bucket[i]);
	fd = file_make(&epoll_ops, O_RDWR | (int)args[0], e);
	if (fd >= 0)
		e->file = file_of(fd);
	return fd;
}

/* The rules of EPOLLEXCLUSIVE; see epoll_ctl(2). */
static bool exclusive_ok(const struct file *f, uint32_t op, uint32_t events)
{
	if ((events & EPOLLEXCLUSIVE) == 0)
		return true;
	return op == EPOLL_CTL_ADD && f->ops != &epoll_ops &&
		(events & ~EXCLUSIVE_OK) == 0;
}

static int control(struct epoll *e, struct file *f, uint32_t op, int fd,
	const struct epoll_event *event)
{
	struct epoll_item *item = find(e, f, fd);

	switch (op) {
	case EPOLL_CTL_ADD:
		return item != NULL ? -EEXIST : add(e, f, fd, event);
	case EPOLL_CTL_DEL:
		if (item == NULL)
			return -ENOENT;
		item_free(item);
		return 0;
	case EPOLL_CTL_MOD:
		if (item == NULL)
			return -ENOENT;
		if ((item->events & EPOLLEXCLUSIVE) != 0)
			return -EINVAL;
		item_arm(item, event);
		return 0;
	default:
		return -EINVAL;
	}
}

int do_epoll_ctl(const uint32_t *args)
{
	struct epoll_event event = { 0 };
	uint32_t op = args[1];
	struct file *f, *target;
	struct epoll *inner;

	if (op != EPOLL_CTL_DEL &&
		copy_from_user(&event, args[3], sizeof(event)) < 0)
		return -EFAULT;
	f = file_of((int)args[0]);
	target = file_of((int)args[2]);
	if (f == NULL || target == NULL ||
		((f->flags | target->flags) & O_PATH) != 0)
		return -EBADF;
	if (target->ops->poll == NULL)
		return -EPERM;
	if (f == target || f->ops != &epoll_ops ||
		!exclusive_ok(target, op, event.events))
		return -EINVAL;
	inner = epoll_of(target);
	if (op == EPOLL_CTL_ADD && inner != NULL &&
		epoll_may_nest(f->data, inner) < 0)
		return -ELOOP;
	return control(f->data, target, op, (int)args[2], &event);
}
