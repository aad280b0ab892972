/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Contents of files: fetched on first use, verified, cached. A flight is a
 * file on its way; there is at most one for a file, and all who want to read
 * it meanwhile wait for the same one. Only FLIGHTS of them are under way, or
 * those at the end would be given up before they had begun.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "kernel/alloc.h"
#include "kernel/log.h"
#include "kernel/sha256.h"
#include "servers/netfs/impl.h"
#include "servers/resmgr/remote.h"

enum { PATH_SHOWN = 96, DIGITS_SHOWN = 12 };

struct flight {
	struct list link;
	struct list waiting; /* requests */
	struct site *site;
	const struct index_node *node;
	bool started;
	struct fetch fetch;
};

static struct flight *flight_at(struct list *node)
{
	return list_entry(node, struct flight, link);
}

/* What a file is called in the cache. */
static uint64_t key_of(const struct site *site, uint32_t inode)
{
	return (uint64_t)site->number << 32 | inode;
}

static struct flight *find_flight(const struct index_node *node)
{
	struct list *head = &netfs.flights;

	for (struct list *n = head->next; n != head; n = n->next)
		if (flight_at(n)->node == node)
			return flight_at(n);
	return NULL;
}

/* Ends a flight; all who wait get the result, or with 0 the bytes. */
static void land(
	struct flight *f, int result, const void *bytes, uint32_t size);

static fetch_done content_fetched;

static void start(struct flight *f)
{
	int error = fetch_start(&f->fetch, &netfs.fetches, f->site->url,
		f->node->file, content_fetched);

	if (error < 0) {
		land(f, error, NULL, 0);
		return;
	}
	f->started = true;
	netfs.flying++;
}

/* The flight that is to start next: first those that somebody waits for. */
static struct flight *next_flight(void)
{
	struct list *head = &netfs.flights;
	struct flight *next = NULL;

	for (struct list *n = head->next; n != head; n = n->next) {
		struct flight *f = flight_at(n);

		if (f->started)
			continue;
		if (!list_empty(&f->waiting))
			return f;
		if (next == NULL)
			next = f;
	}
	return next;
}

static void start_more(void)
{
	struct flight *f;

	while (netfs.flying < FLIGHTS && (f = next_flight()) != NULL)
		start(f);
}

/* The flight of a file, made if there is none; start_more() starts it. NULL:
 * no memory. */
static struct flight *need_flight(
	struct site *site, const struct index_node *node)
{
	struct flight *f = find_flight(node);

	if (f != NULL)
		return f;
	f = kzalloc(sizeof(*f));
	if (f == NULL)
		return NULL;
	list_init(&f->waiting);
	f->site = site;
	f->node = node;
	list_append(&netfs.flights, &f->link);
	return f;
}

/* The part of the content that a request asks for; it starts in it. */
static int answer(struct request *rq, const uint8_t *bytes, uint32_t size)
{
	uint32_t offset = (uint32_t)fs_wide(&rq->m);

	return (int)uio_put(&rq->io, bytes + offset, size - offset);
}

int netfs_read(struct request *rq)
{
	struct site *site = netfs_volume(&rq->m)->site;
	const struct index_node *node;
	const struct content *content;
	int error = netfs_node(rq, &node);
	struct flight *f;

	if (error != 0)
		return error;
	if (!S_ISREG(node->mode))
		return S_ISDIR(node->mode) ? -EISDIR : -EINVAL;
	if (fs_wide(&rq->m) < 0)
		return -EINVAL;
	if (fs_wide(&rq->m) >= (int64_t)node->size || rq->io.left == 0)
		return 0;
	if (node->size > INT32_MAX)
		return -EFBIG;
	content = cache_find(&netfs.cache, key_of(site, node->inode));
	if (content != NULL)
		return answer(rq, content->bytes, content->size);
	f = need_flight(site, node);
	if (f == NULL)
		return -ENOMEM;
	list_append(&f->waiting, &rq->link);
	start_more();
	return SUSPEND;
}

void netfs_readahead(struct vnode *v)
{
	const struct remote *r = v->fs->data;
	struct site *site = netfs.volume[r->volume].site;
	const struct index_node *node;

	node = index_inode(&site->index, (uint32_t)v->ino);
	if (node == NULL || node->size == 0 || node->size > netfs.cache.bound ||
		cache_find(&netfs.cache, key_of(site, node->inode)) != NULL)
		return;
	/* Without memory for it the file is fetched when it is read. */
	need_flight(site, node);
	start_more();
}

static void to_hex(char *hex, const uint8_t *digest)
{
	for (int i = 0; i < DIGITS_SHOWN / 2; i++)
		format(hex + 2 * i, 3, "%02x", digest[i]);
}

/* Whether it is what the index says: 0 or -EIO with the reason. */
static int verify(struct flight *f, const void *bytes, uint32_t size)
{
	char expected[DIGITS_SHOWN + 1], got[DIGITS_SHOWN + 1];
	uint8_t digest[SHA256_DIGEST];

	if (size != f->node->size) {
		format(f->fetch.reason, FETCH_REASON, "%u bytes, not %llu",
			size, (unsigned long long)f->node->size);
		return -EIO;
	}
	sha256(bytes, size, digest);
	if (memcmp(digest, f->node->digest, f->node->digest_size) == 0)
		return 0;
	to_hex(expected, f->node->digest);
	to_hex(got, digest);
	format(f->fetch.reason, FETCH_REASON,
		"wrong content: its SHA-256 is %s..., not %s...", got,
		expected);
	return -EIO;
}

static void land(struct flight *f, int result, const void *bytes, uint32_t size)
{
	struct list *node;

	list_remove(&f->link);
	if (f->started) {
		fetch_end(&f->fetch);
		netfs.flying--;
	}
	/* A large file is kept for those who use it, so there must be one. */
	if (result == 0 &&
		(size <= netfs.cache.bound || !list_empty(&f->waiting)))
		cache_add(&netfs.cache, key_of(f->site, f->node->inode), bytes,
			size);
	while ((node = list_pop(&f->waiting)) != NULL) {
		struct request *rq = list_entry(node, struct request, link);

		server_reply(rq, result < 0 ? result : answer(rq, bytes, size));
	}
	kfree(f);
}

static void content_fetched(
	struct fetch *fetch, int result, const void *bytes, uint32_t size)
{
	struct flight *f = list_entry(fetch, struct flight, fetch);
	char path[PATH_SHOWN];

	if (result >= 0)
		result = verify(f, bytes, size);
	if (result < 0) {
		netfs_path(f->node, path, sizeof(path));
		if (fetch_again(fetch, path))
			return;
		result = result == -ETIMEDOUT ? result : -EIO;
	}
	land(f, result, bytes, size);
	start_more();
}

void content_forget(const struct message *m)
{
	const struct volume *v = netfs_volume(m);

	if (v != NULL)
		cache_forget(
			&netfs.cache, key_of(v->site, (uint32_t)fs_ino(m)));
}

void content_stop(const struct site *site)
{
	struct list *head = &netfs.flights, *next;

	for (struct list *n = head->next; n != head; n = next) {
		next = n->next;
		if (flight_at(n)->site == site)
			land(flight_at(n), -EIO, NULL, 0);
	}
	start_more();
}
