/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Contents of files: fetched on first use, verified, cached. A flight is a
 * file on its way; there is at most one for a file, and all who want to read
 * it meanwhile wait for the same one.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "kernel/alloc.h"
#include "kernel/log.h"
#include "kernel/sha256.h"
#include "servers/netfs/impl.h"
#include "servers/resmgr/remote.h"

enum { PATH_SHOWN = 128, HEX_DIGEST = 2 * SHA256_DIGEST + 1 };

struct flight {
	struct list link;
	struct list waiting; /* requests */
	const struct index_node *node;
	struct fetch fetch;
};

static struct flight *find_flight(uint32_t inode)
{
	struct list *head = &netfs.flights;

	for (struct list *n = head->next; n != head; n = n->next) {
		struct flight *f = list_entry(n, struct flight, link);

		if (f->node->inode == inode)
			return f;
	}
	return NULL;
}

/* The flight of a file, started if there is none. NULL: no memory. */
static struct flight *need_flight(const struct index_node *node)
{
	struct flight *f = find_flight(node->inode);

	if (f != NULL)
		return f;
	f = kmalloc(sizeof(*f));
	if (f == NULL)
		return NULL;
	list_init(&f->waiting);
	f->node = node;
	list_append(&netfs.flights, &f->link);
	fetch_start(&f->fetch, (int)node->inode, node->file);
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
	content = cache_find(&netfs.cache, node->inode);
	if (content != NULL)
		return answer(rq, content->bytes, content->size);
	f = need_flight(node);
	if (f == NULL)
		return -ENOMEM;
	list_append(&f->waiting, &rq->link);
	return SUSPEND;
}

void content_prefetch(const struct index_node *node)
{
	if (node->size == 0 || node->size > netfs.cache.bound ||
		cache_find(&netfs.cache, node->inode) != NULL)
		return;
	need_flight(node);
}

static void to_hex(char *hex, const uint8_t *digest)
{
	for (int i = 0; i < SHA256_DIGEST; i++)
		format(hex + 2 * i, 3, "%02x", digest[i]);
}

static int verify(const struct index_node *node, const char *path,
	const void *bytes, uint32_t size)
{
	char expected[HEX_DIGEST], got[HEX_DIGEST];
	uint8_t digest[SHA256_DIGEST];

	if (size != node->size) {
		klog("netfs: %s: %s has %u bytes instead of %llu", path,
			node->file, size, (unsigned long long)node->size);
		return -EIO;
	}
	sha256(bytes, size, digest);
	if (memcmp(digest, node->digest, sizeof(digest)) == 0)
		return 0;
	to_hex(expected, node->digest);
	to_hex(got, digest);
	klog("netfs: %s: %s is not what the index says", path, node->file);
	klog("netfs: expected SHA-256 %s", expected);
	klog("netfs: got SHA-256 %s", got);
	return -EIO;
}

void content_fetched(
	uint32_t inode, int result, const void *bytes, uint32_t size)
{
	struct flight *f = find_flight(inode);
	char path[PATH_SHOWN];
	struct list *node;

	if (f == NULL)
		return;
	netfs_path(f->node, path, sizeof(path));
	if (result < 0 && fetch_again(&f->fetch, result, path))
		return;
	result = result < 0 ? -EIO : verify(f->node, path, bytes, size);
	list_remove(&f->link);
	/* A large file is kept for those who use it, so there must be one. */
	if (result == 0 &&
		(size <= netfs.cache.bound || !list_empty(&f->waiting)))
		cache_add(&netfs.cache, inode, bytes, size);
	while ((node = list_pop(&f->waiting)) != NULL) {
		struct request *rq = list_entry(node, struct request, link);

		server_reply(rq, result < 0 ? result : answer(rq, bytes, size));
	}
	kfree(f);
}
