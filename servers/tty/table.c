/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tty server, pid 2. */
#include "servers/tty/handlers.h"
#include "servers/tty/impl.h"

#define HANDLER(type) [type - MESSAGE_TTY]

static int (*const handlers[])(struct request *rq) = {
	HANDLER(TTY_READ) = handle_read,
	HANDLER(TTY_WRITE) = handle_write,
	HANDLER(TTY_IOCTL) = handle_ioctl,
	HANDLER(TTY_POLL) = handle_poll,
	HANDLER(TTY_OPEN) = handle_open,
	HANDLER(TTY_CLOSE) = handle_close,
	HANDLER(PTY_READ) = handle_master_read,
	HANDLER(PTY_WRITE) = handle_master_write,
	HANDLER(PTY_IOCTL) = handle_master_ioctl,
	HANDLER(PTY_POLL) = handle_master_poll,
	HANDLER(PTY_CLOSE) = handle_master_close,
};

struct server tty_server = {
	.name = "tty",
	.base = MESSAGE_TTY,
	.count = sizeof(handlers) / sizeof(handlers[0]),
	.handlers = handlers,
	.cancel = handle_cancel,
	.event = ui_datagram,
	.start = tty_start,
};
