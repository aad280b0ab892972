/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether one epoll instance may watch another: no cycles, and not too deep.
 * The walks go by a stack of their own, since the kernel does not recurse; no
 * instance is walked twice, whatever the number of ways to it.
 */
#include <errno.h>
#include <stddef.h>

#include "servers/resmgr/epoll_impl.h"
#include "servers/resmgr/file.h"

enum { LEVELS = EPOLL_NESTS + 2 };

static uint32_t last_mark;

struct level {
	struct epoll *epoll;
	int bucket;
	struct list *node; /* the item that was looked at last */
};

static void enter(struct level *l, struct epoll *e)
{
	l->epoll = e;
	l->bucket = 0;
	l->node = NULL;
	e->mark = last_mark;
	e->depth = 0;
}

/* The next instance that the one at this level watches. */
static struct epoll *next_inner(struct level *l)
{
	while (l->bucket < EPOLL_BUCKETS) {
		struct list *head = &l->epoll->bucket[l->bucket];
		struct epoll *inner;

		l->node = l->node == NULL ? head->next : l->node->next;
		if (l->node == head) {
			l->bucket++;
			l->node = NULL;
			continue;
		}
		inner = epoll_of(
			list_entry(l->node, struct epoll_item, sibling)->file);
		if (inner != NULL)
			return inner;
	}
	return NULL;
}

/* The next instance that watches the one at this level. */
static struct epoll *next_outer(struct level *l)
{
	struct list *head = &l->epoll->file->watches;

	l->node = l->node == NULL ? head->next : l->node->next;
	if (l->node == head)
		return NULL;
	return list_entry(l->node, struct epoll_item, watch)->epoll;
}

/*
 * The greatest number of steps from e in one direction. A walk that meets
 * avoid, or goes on for longer than there may be, tells LEVELS.
 */
static int depth_of(struct epoll *e, const struct epoll *avoid,
	struct epoll *(*next)(struct level *l))
{
	struct level level[LEVELS];
	int at = 0;

	last_mark++;
	enter(&level[0], e);
	for (;;) {
		struct epoll *found = next(&level[at]);

		if (found == NULL) {
			int depth = level[at].epoll->depth + 1;

			if (at == 0)
				return depth - 1;
			at--;
			if (level[at].epoll->depth < depth)
				level[at].epoll->depth = depth;
			continue;
		}
		if (found == avoid || at + 1 == LEVELS)
			return LEVELS;
		if (found->mark == last_mark) {
			if (level[at].epoll->depth < found->depth + 1)
				level[at].epoll->depth = found->depth + 1;
			continue;
		}
		enter(&level[++at], found);
	}
}

int epoll_may_nest(struct epoll *outer, struct epoll *inner)
{
	int down = depth_of(inner, outer, next_inner);
	int up = depth_of(outer, inner, next_outer);

	return down + 1 + up > EPOLL_NESTS ? -ELOOP : 0;
}
