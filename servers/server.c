/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one loop that all servers share, and the client's side of it. */
#include "servers/server.h"

#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/log.h"
#include "kernel/proc.h"
#include "kernel/sched.h"
#include "servers/resmgr/resmgr.h"

static uint32_t last_request;

int server_boot(struct server *s)
{
	struct proc *p = proc_alloc();

	if (p == NULL)
		return -EAGAIN;
	list_init(&s->requests);
	list_init(&s->events);
	s->proc = p;
	p->server = s;
	p->pgid = p->sid = p->pid;
	proc_set_name(p, s->name);
	proc_run_half(p, server_half);
	return 0;
}

static void handle_request(struct server *s, struct request *rq)
{
	uint32_t index = rq->m.type - s->base;
	int32_t result = -ENOSYS;

	if (index < s->count && s->handlers[index] != NULL)
		result = s->handlers[index](rq);
	if (result != SUSPEND)
		server_reply(rq, result);
}

void server_half(void *argument)
{
	struct proc *p = argument;
	struct server *s = p->server;
	struct list *node;

	if (s->start != NULL && s->start() < 0)
		panic("a server did not start");
	if (s->main != NULL) {
		if (resmgr_equip(p) < 0 || resmgr_mount_all() < 0)
			panic("the file systems could not be mounted");
		s->main();
	}
	for (;;) {
		while ((node = list_pop(&s->requests)) != NULL)
			handle_request(
				s, list_entry(node, struct request, link));
		while ((node = list_pop(&s->events)) != NULL) {
			struct event *e = list_entry(node, struct event, link);

			if (s->event != NULL)
				s->event(e);
			kfree(e);
		}
		if (!list_empty(&s->requests))
			continue;
		p->state = PROC_SLEEPING;
		coroutine_suspend();
	}
}

int server_call(struct server *s, struct request *rq)
{
	rq->m.request = ++last_request;
	rq->m.from = current->pid;
	rq->client = current;
	rq->done = false;
	list_append(&s->requests, &rq->link);
	if (s->proc->state == PROC_SLEEPING)
		proc_run_half(s->proc, server_half);
	else if (s->proc->state == PROC_RUNNABLE)
		sched_run_now(s->proc);
	while (!rq->done) {
		int error = proc_sleep(0);

		if (error == -EINTR && !rq->done) {
			list_remove(&rq->link);
			return s->cancel(rq);
		}
	}
	return rq->m.result;
}

void server_reply(struct request *rq, int32_t result)
{
	rq->m.result = result;
	rq->done = true;
	proc_wake(rq->client);
}

int server_post(struct server *s, const struct message *m, const void *bytes,
	uint32_t size)
{
	struct event *e = kmalloc_vital(sizeof(*e) + size);

	if (e == NULL)
		return -ENOMEM;
	e->m = *m;
	e->size = size;
	memcpy(e->bytes, bytes, size);
	list_append(&s->events, &e->link);
	proc_wake(s->proc);
	return 0;
}
