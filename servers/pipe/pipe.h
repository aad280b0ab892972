/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pipe server's messages and what the rest of the kernel sees of it. A
 * pipe is named by its address; the requests of files go through file.c.
 */
#ifndef EXA_PIPE_H
#define EXA_PIPE_H

#include <stdint.h>

#include "servers/server.h"

struct file;
struct pipe;

/* arg[0] is the pipe, arg[1] flags of the file (O_*), unless said otherwise. */
enum pipe_message {
	PIPE_CREATE = MESSAGE_PIPE, /* arg[0] in reply: the new pipe */
	PIPE_OPEN,  /* one more end, as the access mode in arg[1] says */
	PIPE_CLOSE, /* one end less; the last frees it: result 1 */
	PIPE_READ,  /* io */
	PIPE_WRITE, /* io */
	PIPE_COUNT, /* result: bytes in the pipe */
	PIPE_WAIT,  /* FIFO: until the other end has been opened */
};

extern struct server pipe_server;

/*
 * POLL* events that an end is ready for; flags: of its file. unwritten: what
 * pipe_unwritten() told when it was opened: without a writer since then, there
 * is no POLLHUP. Without a message, since one poll may ask a thousand pipes.
 */
int pipe_events(const struct pipe *p, int flags, int64_t unwritten);

/* Where changes of that are announced. */
struct waitq *pipe_queue(struct pipe *p);

/* 0 when there are writers; else a number that changes with the next one. */
int64_t pipe_unwritten(const struct pipe *p);

/* F_SETPIPE_SZ, F_GETPIPE_SZ (size -1): the capacity now, or -EBUSY, -EPERM
 * (over the limit, which is root's too), -ENOMEM. */
int pipe_size(struct pipe *p, int size);

/* Opens the FIFO of f->vnode: POSIX open(), FIFO rules. */
int fifo_open(struct file *f);

#endif
