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

void tty_init(struct tty *t, int major, int index)
{
	t->major = major;
	t->index = index;
	ldisc_init(&t->ld);
	list_init(&t->reading);
	list_init(&t->writing);
	list_init(&t->draining);
	waitq_init(&t->queue);
}

static struct tty *tty_new(int index)
{
	struct tty *t = kzalloc(sizeof(*t));

	if (t == NULL)
		return NULL;
	tty_init(t, MAJOR_TTY, index);
	server.initial = t->ld.termios;
	t->size.ws_col = 80;
	t->size.ws_row = 24;
	return t;
}

int tty_start(void)
{
	for (uint32_t i = 0; i < TERMINALS; i++) {
		struct tty *t = tty_new((int)i + 1);

		if (t == NULL || ui_attach(t, i, &ui_backend) < 0)
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
	return (struct tty *)(uintptr_t)rq->m.arg[0];
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
	return (t->index & 0xff) | t->major << 8 | (t->index & ~0xff) << 12;
}

pid_t tty_foreground(const struct tty *t)
{
	return t->foreground;
}

bool tty_has_input(const struct tty *t)
{
	return t->in_used > 0 || ldisc_pending(&t->ld);
}

int handle_open(struct request *rq)
{
	struct tty *t = tty_of(rq);

	t->opens++;
	if (t->backend->opened != NULL)
		t->backend->opened(t);
	return 0;
}

/* After the last close: the next user gets a terminal that works. */
static void reset(struct tty *t)
{
	t->exclusive = false;
	ldisc_set_termios(&t->ld, &server.initial);
	ldisc_flow(&t->ld, false);
	tty_settle(t);
}

int handle_close(struct request *rq)
{
	struct tty *t = tty_of(rq);

	t->opens--;
	if (t->backend->closed != NULL)
		t->backend->closed(t);
	else if (t->opens == 0)
		reset(t);
	return 0;
}

int tty_events(const struct tty *t)
{
	int events = 0;

	if (ldisc_readable(&t->ld))
		events |= POLLIN | POLLRDNORM;
	if (!t->ld.stopped && t->out_used < TTY_OUT / 2)
		events |= POLLOUT | POLLWRNORM;
	return events;
}

int handle_poll(struct request *rq)
{
	struct tty *t = tty_of(rq);

	rq->queue = &t->queue;
	tty_looked_at(rq->client);
	return t->told = tty_events(t);
}
