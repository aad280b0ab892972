/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terminals: making, finding, opening and closing them, and poll. */
#include "servers/tty/tty.h"

#include <errno.h>
#include <poll.h>

#include "kernel/alloc.h"
#include "kernel/host.h"
#include "servers/tty/handlers.h"
#include "servers/tty/impl.h"

enum {
	TERMINALS = 1, /* /dev/tty1 is the UI's terminal 0 */
	MAJOR_TTY = 4,
};

static struct {
	struct tty *terminal[TERMINALS];
	struct termios initial; /* settings of a new terminal */
	uint8_t scratch[TTY_SCRATCH];
} server;

static struct tty *tty_new(int index)
{
	struct tty *t = kzalloc(sizeof(*t));

	if (t == NULL)
		return NULL;
	t->index = index;
	ldisc_init(&t->ld);
	server.initial = t->ld.termios;
	t->size.ws_col = 80;
	t->size.ws_row = 24;
	list_init(&t->reading);
	list_init(&t->writing);
	list_init(&t->draining);
	waitq_init(&t->queue);
	return t;
}

int tty_start(void)
{
	for (uint32_t i = 0; i < TERMINALS; i++) {
		struct tty *t = tty_new((int)i + 1);

		if (t == NULL || ui_attach(t, i) < 0)
			return -ENOMEM;
		server.terminal[i] = t;
	}
	return 0;
}

struct tty *tty_by_index(int index)
{
	if (index < 1 || index > TERMINALS)
		return NULL;
	return server.terminal[index - 1];
}

struct tty *tty_of(const struct request *rq)
{
	return (struct tty *)rq->m.arg[0];
}

uint64_t tty_now(void)
{
	return (uint64_t)host_now();
}

uint8_t *tty_scratch(void)
{
	return server.scratch;
}

int tty_number(const struct tty *t)
{
	return MAJOR_TTY << 8 | t->index;
}

pid_t tty_foreground(const struct tty *t)
{
	return t->foreground;
}

int handle_open(struct request *rq)
{
	tty_of(rq)->opens++;
	return 0;
}

/* The last close gives the next user a terminal that works. */
int handle_close(struct request *rq)
{
	struct tty *t = tty_of(rq);

	if (--t->opens > 0)
		return 0;
	ldisc_set_termios(&t->ld, &server.initial);
	ldisc_flow(&t->ld, false);
	tty_settle(t);
	return 0;
}

int handle_poll(struct request *rq)
{
	struct tty *t = tty_of(rq);
	int events = 0;

	rq->queue = &t->queue;
	if (ldisc_readable(&t->ld))
		events |= POLLIN | POLLRDNORM;
	if (!t->ld.stopped && t->out_used < TTY_OUT / 2)
		events |= POLLOUT | POLLWRNORM;
	return events;
}
