/* SPDX-License-Identifier: GPL-3.0-or-later */
/* netfs: its table of requests, its events, the index and the mounts. */
#include <errno.h>
#include <string.h>

#include "kernel/abi/user.h"
#include "kernel/alloc.h"
#include "kernel/log.h"
#include "servers/netfs/impl.h"
#include "servers/netfs/netfs.h"
#include "servers/resmgr/remote.h"

struct netfs netfs;

static int (*const handlers[])(struct request *rq) = {
	[FS_LOOKUP - MESSAGE_FS] = netfs_lookup,
	[FS_GETATTR - MESSAGE_FS] = netfs_getattr,
	[FS_READLINK - MESSAGE_FS] = netfs_readlink,
	[FS_READDIR - MESSAGE_FS] = netfs_readdir,
	[FS_READ - MESSAGE_FS] = netfs_read,
};

void netfs_fetch_index(void)
{
	netfs.state = INDEX_COMING;
	fetch_start(&netfs.index_fetch, INDEX_TOKEN, "index");
}

/* Handles the requests that came early, now that it is known how. */
static void handle_early(void)
{
	struct list *node;

	while ((node = list_pop(&netfs.early)) != NULL) {
		struct request *rq = list_entry(node, struct request, link);
		int result = -EIO;

		if (netfs.state == INDEX_READY)
			result = handlers[rq->m.type - MESSAGE_FS](rq);
		if (result != SUSPEND)
			server_reply(rq, result);
	}
}

static void find_roots(void)
{
	for (uint32_t i = 0; i < netfs.volumes; i++)
		if (netfs_find_root(&netfs.volume[i]) < 0)
			klog("netfs: the index has no directory /%s",
				netfs.volume[i].source);
}

static void take_index(const void *text, uint32_t size)
{
	struct index_error wrong;
	int error = index_parse(&netfs.index, text, size, &wrong);

	if (error == -EINVAL) {
		klog("netfs: index:%u: %s", wrong.line,
			index_explain(wrong.reason));
		netfs.state = INDEX_REFUSED;
	} else if (error < 0) {
		klog("netfs: no memory for an index of %u bytes", size);
		netfs.state = INDEX_FAILED;
	} else {
		netfs.state = INDEX_READY;
		find_roots();
		netfs_prefetch();
	}
}

static void index_fetched(int result, const void *text, uint32_t size)
{
	if (netfs.state != INDEX_COMING)
		return;
	if (result >= 0)
		take_index(text, size);
	else if (fetch_again(&netfs.index_fetch, result, "the index"))
		return;
	else
		netfs.state = INDEX_FAILED;
	handle_early();
}

static void netfs_event(struct event *e)
{
	uint32_t token = e->m.arg[0];

	if (e->m.type == FS_FORGET)
		cache_forget(&netfs.cache, (uint32_t)fs_ino(&e->m));
	else if (token == INDEX_TOKEN)
		index_fetched(e->m.result, e->bytes, e->size);
	else
		content_fetched(token, e->m.result, e->bytes, e->size);
}

/* The loop has taken the request off its list; a fetch goes on. */
static int netfs_cancel(struct request *rq)
{
	(void)rq;
	return -EXA_ERESTART;
}

static int netfs_start(void)
{
	list_init(&netfs.early);
	list_init(&netfs.flights);
	cache_init(&netfs.cache, CACHE_BYTES);
	netfs_fetch_index();
	return 0;
}

/* The volume of a source, made if there is none; or -errno. */
static int volume_number(const char *source)
{
	struct volume *v;
	uint32_t i = 0;
	int error = 0;

	source += strspn(source, "/");
	while (i < netfs.volumes && strcmp(netfs.volume[i].source, source) != 0)
		i++;
	if (i == VOLUMES)
		return -EMFILE;
	v = &netfs.volume[i];
	if (i == netfs.volumes) {
		v->root = NULL;
		v->source = kstrdup(source);
		if (v->source == NULL)
			return -ENOMEM;
	}
	if (netfs.state == INDEX_READY)
		error = netfs_find_root(v);
	if (i < netfs.volumes)
		return error < 0 ? error : (int)i;
	if (error < 0) {
		kfree(v->source);
		return error;
	}
	return (int)netfs.volumes++;
}

int netfs_mount(struct filesystem *fs, const char *source, const char *options)
{
	int volume;

	if (*options != '\0')
		return -EINVAL;
	volume = volume_number(source);
	if (volume < 0)
		return volume;
	fs->readonly = true;
	return remote_mount(fs, &netfs_server, (uint32_t)volume);
}

struct server netfs_server = {
	.name = "netfs",
	.base = MESSAGE_FS,
	.count = sizeof(handlers) / sizeof(handlers[0]),
	.handlers = handlers,
	.cancel = netfs_cancel,
	.event = netfs_event,
	.start = netfs_start,
};
