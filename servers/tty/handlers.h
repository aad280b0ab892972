/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of the tty server; see enum tty_message. */
#ifndef EXA_TTY_HANDLERS_H
#define EXA_TTY_HANDLERS_H

#include "servers/server.h"

int handle_read(struct request *rq);
int handle_write(struct request *rq);
int handle_ioctl(struct request *rq);
int handle_poll(struct request *rq);
int handle_open(struct request *rq);
int handle_close(struct request *rq);
int handle_master_read(struct request *rq);
int handle_master_write(struct request *rq);
int handle_master_ioctl(struct request *rq);
int handle_master_poll(struct request *rq);
int handle_master_close(struct request *rq);
int handle_cancel(struct request *rq);

#endif
