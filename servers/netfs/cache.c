/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cache of contents; the rules are in cache.h. */
#include "servers/netfs/cache.h"

#include <string.h>

#include "kernel/alloc.h"

static struct content *content_at(struct list *node)
{
	return list_entry(node, struct content, link);
}

void cache_init(struct cache *c, size_t bound)
{
	list_init(&c->recent);
	list_init(&c->large);
	c->bound = bound;
	c->used = 0;
}

static struct content *find_in(const struct list *head, uint64_t key)
{
	for (struct list *n = head->next; n != head; n = n->next)
		if (content_at(n)->key == key)
			return content_at(n);
	return NULL;
}

const struct content *cache_find(struct cache *c, uint64_t key)
{
	struct content *found = find_in(&c->recent, key);

	if (found == NULL)
		return find_in(&c->large, key);
	list_remove(&found->link);
	list_prepend(&c->recent, &found->link);
	return found;
}

static void drop_oldest(struct cache *c)
{
	struct content *oldest = content_at(c->recent.prev);

	c->used -= oldest->size;
	list_remove(&oldest->link);
	kfree(oldest);
}

void cache_add(struct cache *c, uint64_t key, const void *bytes, uint32_t size)
{
	struct content *new;

	if (size <= c->bound)
		while (c->used + size > c->bound)
			drop_oldest(c);
	new = kmalloc(sizeof(*new) + size);
	if (new == NULL)
		return;
	new->key = key;
	new->size = size;
	memcpy(new->bytes, bytes, size);
	if (size > c->bound) {
		list_prepend(&c->large, &new->link);
	} else {
		list_prepend(&c->recent, &new->link);
		c->used += size;
	}
}

void cache_forget(struct cache *c, uint64_t key)
{
	struct content *found = find_in(&c->large, key);

	if (found == NULL)
		return;
	list_remove(&found->link);
	kfree(found);
}

void cache_clear(struct cache *c)
{
	struct list *node;

	while (!list_empty(&c->recent))
		drop_oldest(c);
	while ((node = list_pop(&c->large)) != NULL)
		kfree(content_at(node));
}
