/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The skeleton of every server: a table of handlers and one loop, which lives
 * in server.c. A server is a coroutine that sleeps until a request or event
 * is queued; a request is handed over by running the server at once on top of
 * the caller's stack, so one that is answered directly suspends nobody.
 *
 * A handler takes a request and returns the result (>= 0), -errno, or SUSPEND,
 * meaning that it keeps the request and calls server_reply() later. A handler
 * never waits. Only the loop and server_reply() answer.
 */
#ifndef EXA_SERVER_H
#define EXA_SERVER_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/abi/message.h"
#include "kernel/copy.h"
#include "kernel/list.h"

struct waitq;

enum { SUSPEND = INT32_MIN };

/* First message type of each server; its own header lists the types. */
enum message_base {
	MESSAGE_PIPE = 0x200,
	MESSAGE_TTY = 0x300,
	MESSAGE_FS = 0x400, /* netfs, localfs: servers/resmgr/remote.h */
};

/* A message on its way, in the memory of the caller who waits for it. */
struct request {
	struct message m;
	struct uio io; /* the caller's data, if the type has any */
	struct proc *client;
	struct waitq *queue; /* poll: where the server announces changes */
	struct list link;    /* in the server's queue, or a list of its own */
	bool done;
};

/* Something from the host: the completion of a token, or a datagram. */
struct event {
	struct list link;
	struct message m;
	uint32_t size;
	uint8_t bytes[];
};

struct server {
	const char *name;
	uint32_t base; /* type of handlers[0] */
	uint32_t count;
	int (*const *handlers)(struct request *rq);
	/*
	 * The client of a kept request was interrupted: forget it and return
	 * its result (-EXA_ERESTART when nothing was done).
	 */
	int (*cancel)(struct request *rq);
	void (*event)(struct event *event); /* may be NULL */
	int (*start)(void); /* once, before the loop; may be NULL */
	void (*main)(void); /* instead of the loop (init); may be NULL */
	/* The loop's own. */
	struct proc *proc;
	struct list requests, events;
};

/* Makes the process of s, with the next pid. */
int server_boot(struct server *s);

/* The body of a server's coroutine; argument: its struct proc. */
void server_half(void *argument);

/*
 * Sends rq (type, arg and io filled in) and waits for the answer. Returns its
 * result. Interrupted by a signal: what the server's cancel() returned.
 */
int server_call(struct server *s, struct request *rq);

/* Answers a request that its handler kept with SUSPEND. */
void server_reply(struct request *rq, int32_t result);

/* Queues a copy of a host event. Returns 0 or -ENOMEM. */
int server_post(struct server *s, const struct message *m, const void *bytes,
	uint32_t size);

#endif
