/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the files of the pseudo-terminals share. Not for others.
 *
 *	master's write --> slave.in[] --line discipline--> slave's read
 *	master's read <-- out[] <-- slave.out[] <--ld-- slave's write, echo
 */
#ifndef EXA_PTY_IMPL_H
#define EXA_PTY_IMPL_H

#include "servers/tty/impl.h"
#include "servers/tty/pty.h"

enum { PTY_OUT = 4096 }; /* output that a flush does not reach any more */

struct pty {
	struct tty slave;
	int refs;

	/* The master. */
	bool open;
	bool stopped; /* its writes, by tcflow() */
	bool exclusive;
	bool packet;
	uint8_t status;               /* packet mode: TIOCPKT_* not yet read */
	struct list reading, writing; /* kept requests */
	struct waitq queue;           /* of poll */
	bool arrived;                 /* output, since poll was woken */
	int told;                     /* what poll was told or woken for last */

	/* The slave as the master sees it. */
	bool locked;
	bool left; /* it was open and is no more */
	struct pty_node node;

	uint32_t used;
	uint8_t out[PTY_OUT]; /* what the master reads next */
};

static inline struct pty *pty_of(const struct tty *t)
{
	return t->back;
}

/* pty.c: whether that is one of the requests to a master. */
bool pty_is_request(const struct request *rq);

/* pty.c: the back-end of the slaves. */
extern const struct tty_backend pty_backend;

/* pty_io.c */

/* Takes output for the master to read; see struct tty_backend. */
size_t pty_output(struct tty *t, const uint8_t *bytes, size_t n);

/* Lets the master's kept reads and writes go on. Whether something moved. */
bool pty_settle(struct tty *t);

/* Forgets what the master could read. */
void pty_drop_output(struct pty *p);

/* pty_packet.c: what packet mode tells the master; struct tty_backend. */
void pty_status(struct tty *t, unsigned bits);
void pty_changed(struct tty *t, const struct termios *old);

/* pty_ioctl.c: opens the slave for the caller: a descriptor or -errno. */
int pty_open_peer(struct pty *p, uint32_t flags);

#endif
