/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tty server, pid 2. */
#include "servers/tty/handlers.h"
#include "servers/tty/impl.h"

#define AT(type) [(type) - MESSAGE_TTY]

static int (*const handlers[])(struct request *rq) = {
	AT(TTY_READ) = handle_read,   AT(TTY_WRITE) = handle_write,
	AT(TTY_IOCTL) = handle_ioctl, AT(TTY_POLL) = handle_poll,
	AT(TTY_OPEN) = handle_open,   AT(TTY_CLOSE) = handle_close,
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
