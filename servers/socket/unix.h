/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AF_UNIX: what streams and messages with connections share. */
#ifndef EXA_SOCKET_UNIX_H
#define EXA_SOCKET_UNIX_H

#include "servers/socket/socket.h"

int unix_connect(struct socket *s, const struct address *a, bool nonblock);
int unix_listen(struct socket *s);
int unix_shutdown(struct socket *s, unsigned down);
int unix_poll(struct socket *s);
void unix_close_connection(struct socket *s);

#endif
