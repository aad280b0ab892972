/* SPDX-License-Identifier: GPL-3.0-or-later */
/* localfs's process, which hears from the store, and the operations that are
 * under way. */
#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/host.h"
#include "kernel/log.h"
#include "servers/localfs/impl.h"
#include "servers/server.h"

static struct {
	struct list under_way;
	int last_token;
} operations = { .under_way = {
			 &operations.under_way, &operations.under_way } };

/* What an event carries: the server frees the bytes. */
struct stored {
	void *bytes;
	uint32_t size;
};

/* What a sleeping process waits for. */
struct waiting {
	struct operation op;
	bool done;
	int result;
	void *bytes;
	uint32_t size;
};

void operation_start(struct operation *op, enum store_op what,
	const void *request, uint32_t size,
	void (*done)(struct operation *op, int result, const void *bytes,
		uint32_t size))
{
	op->token = ++operations.last_token;
	op->what = what;
	op->done = done;
	list_append(&operations.under_way, &op->link);
	host_store(op->token, what, request, size);
}

static void wake_waiting(
	struct operation *op, int result, const void *bytes, uint32_t size)
{
	struct waiting *w = list_entry(op, struct waiting, op);

	w->done = true;
	w->result = result;
	w->size = size;
	if (size > 0) {
		w->bytes = kmalloc(size);
		if (w->bytes == NULL)
			w->result = -ENOMEM;
		else
			memcpy(w->bytes, bytes, size);
	}
	waitq_wake(&lf.event);
}

int operation_wait(enum store_op what, const void *request, uint32_t size,
	void **bytes, uint32_t *length)
{
	struct waiting w = { .done = false };

	operation_start(&w.op, what, request, size, wake_waiting);
	while (!w.done)
		sleep_on_uninterruptible(&lf.event);
	if (bytes == NULL) {
		kfree(w.bytes);
	} else {
		*bytes = w.bytes;
		*length = w.size;
	}
	return w.result;
}

/* Nothing more can be read or stored. A lock that is not awaited any more says
 * nothing of that. */
static int lose_store(const struct operation *op)
{
	if (op->what == STORE_LOCK)
		return -ESTALE;
	if (lf.open && lf.gone == 0) {
		klog("localfs: the store was taken away: what is in memory is "
		     "lost with the machine");
		lf.gone = -EIO;
	}
	return -EIO;
}

static struct operation *operation_of(int token)
{
	struct list *n = operations.under_way.next;

	for (; n != &operations.under_way; n = n->next) {
		struct operation *op = list_entry(n, struct operation, link);

		if (op->token == token)
			return op;
	}
	return NULL;
}

static void localfs_event(struct event *e)
{
	struct operation *op = operation_of((int)e->m.arg[0]);
	struct stored s;

	memcpy(&s, e->bytes, sizeof(s));
	if (op != NULL) {
		list_remove(&op->link);
		if (e->m.result == -ESTALE)
			e->m.result = lose_store(op);
		op->done(op, e->m.result, s.bytes, s.size);
	} else {
		klog("localfs: the store completed what was not under way");
	}
	kfree(s.bytes);
}

void localfs_stored(int token, int result, void *bytes, uint32_t size)
{
	struct message m = { .result = result };
	struct stored s = { bytes, size };

	m.arg[0] = (uint32_t)token;
	if (server_post(&localfs_server, &m, &s, sizeof(s)) < 0)
		panic("no memory for a completion of the store");
}

struct server localfs_server = {
	.name = "localfs",
	.base = MESSAGE_FS,
	.event = localfs_event,
};
