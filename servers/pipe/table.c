/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pipe server: its table of handlers. */
#include "servers/pipe/handlers.h"
#include "servers/pipe/pipe.h"

#define HANDLER(type) [type - MESSAGE_PIPE]

static int (*const handlers[])(struct request *rq) = {
	HANDLER(PIPE_CREATE) = pipe_create,
	HANDLER(PIPE_OPEN) = pipe_open,
	HANDLER(PIPE_CLOSE) = pipe_close,
	HANDLER(PIPE_READ) = pipe_read,
	HANDLER(PIPE_WRITE) = pipe_write,
	HANDLER(PIPE_COUNT) = pipe_count,
	HANDLER(PIPE_WAIT) = pipe_wait,
};

struct server pipe_server = {
	.name = "pipe",
	.base = MESSAGE_PIPE,
	.count = sizeof(handlers) / sizeof(handlers[0]),
	.handlers = handlers,
	.cancel = pipe_cancel,
};
