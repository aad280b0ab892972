/* SPDX-License-Identifier: GPL-3.0-or-later */
/* netfs: its table of requests and its events. */
#include <string.h>

#include "kernel/abi/user.h"
#include "kernel/boot.h"
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

void netfs_handle(struct request *rq)
{
	int result = handlers[rq->m.type - MESSAGE_FS](rq);

	if (result != SUSPEND)
		server_reply(rq, result);
}

static void netfs_event(struct event *e)
{
	if (e->m.type == FS_FORGET)
		content_forget(&e->m);
	else
		fetch_completed(&netfs.fetches, e->m.arg[0], e->m.result,
			e->bytes, e->size);
}

/* The loop has taken the request off its list; a fetch goes on. */
static int netfs_cancel(struct request *rq)
{
	(void)rq;
	return -EXA_ERESTART;
}

static int netfs_start(void)
{
	list_init(&netfs.sites);
	list_init(&netfs.fetches.all);
	list_init(&netfs.flights);
	cache_init(&netfs.cache, CACHE_BYTES);
	netfs.own = site_get(boot.site);
	if (netfs.own == NULL)
		panic("no memory for the site of the machine");
	return 0;
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
