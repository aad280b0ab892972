/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the files of epoll share. An instance has an item for each descriptor
 * that was added: it hangs on the queue of that file, and when woken goes to
 * the instance's ready list. That list holds what may be ready; who takes an
 * item from it asks the file. Instances that watch instances make a graph
 * without cycles, EPOLL_NESTS steps deep at most.
 */
#ifndef EXA_EPOLL_IMPL_H
#define EXA_EPOLL_IMPL_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/epoll.h>

#include "kernel/list.h"
#include "kernel/sched.h"

struct file;

/* Steps from an instance to the innermost one that it watches. */
enum { EPOLL_NESTS = 4, EPOLL_BUCKETS = 64 };

/* The bits of an item's events that are how, not what. */
#define EPOLL_HOW (EPOLLWAKEUP | EPOLLONESHOT | EPOLLET | EPOLLEXCLUSIVE)

struct epoll {
	struct file *file;
	struct waitq queue; /* who waits in epoll_wait or watches this one */
	struct list ready;  /* items that may be ready */
	struct list bucket[EPOLL_BUCKETS]; /* items, by descriptor */
	struct list waking; /* in the list of those to be woken */
	uint32_t mark;      /* of the last walk that came by (nest.c) */
	int depth;          /* what it found */
};

struct epoll_item {
	struct waiter waiter; /* on the file's queue */
	struct list sibling;  /* in the bucket */
	struct list ready;    /* in the ready list; empty: it is not there */
	struct list watch;    /* in the file's list of watches */
	struct epoll *epoll;
	struct file *file;
	int fd;
	uint32_t events; /* without ERR and HUP; 0 but for how: disarmed */
	uint64_t data;
};

/* The instance that f is, or NULL. */
struct epoll *epoll_of(struct file *f);

/* What an item is ready for now. */
uint32_t epoll_item_events(struct epoll_item *item);

/* epoll_nest.c: whether outer may watch inner: 0, or -ELOOP. */
int epoll_may_nest(struct epoll *outer, struct epoll *inner);

#endif
