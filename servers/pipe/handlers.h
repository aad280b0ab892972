/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of the pipe server; see enum pipe_message. */
#ifndef EXA_PIPE_HANDLERS_H
#define EXA_PIPE_HANDLERS_H

#include "servers/server.h"

int pipe_create(struct request *rq);
int pipe_open(struct request *rq);
int pipe_close(struct request *rq);
int pipe_read(struct request *rq);
int pipe_write(struct request *rq);
int pipe_count(struct request *rq);
int pipe_wait(struct request *rq);
int pipe_cancel(struct request *rq);

#endif
