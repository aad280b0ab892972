/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ioctl of terminals, the numbers and meanings being Linux's. What the
 * argument points to is moved by file.c; here it is the request's io.
 */
#include <errno.h>
#include <signal.h>
#include <string.h>

#include "servers/tty/handlers.h"
#include "servers/tty/impl.h"

static int put_int(struct request *rq, int value)
{
	uio_put(&rq->io, &value, sizeof(value));
	return 0;
}

static int get_settings(struct tty *t, struct request *rq)
{
	uio_put(&rq->io, &t->ld.termios, sizeof(t->ld.termios));
	return 0;
}

static int set_settings(struct tty *t, struct request *rq)
{
	struct termios wanted;

	uio_get(&rq->io, &wanted, sizeof(wanted));
	ldisc_set_termios(&t->ld, &wanted);
	tty_settle(t);
	return 0;
}

/* TCSETSW, TCSETSF, TCSBRK: once all output is sent. */
static int after_output(struct tty *t, struct request *rq)
{
	tty_send(t);
	list_append(&t->draining, &rq->link);
	tty_settle(t);
	return SUSPEND;
}

int tty_drained(struct tty *t, struct request *rq)
{
	struct termios wanted;

	/* A break has nothing to act on: there is no line to hold low. */
	if (rq->m.arg[2] == TCSBRK || rq->m.arg[2] == TCSBRKP)
		return 0;
	if (rq->m.arg[2] == TCSETSF)
		tty_flush_input(t);
	uio_get(&rq->io, &wanted, sizeof(wanted));
	ldisc_set_termios(&t->ld, &wanted);
	return 0;
}

static int get_size(struct tty *t, struct request *rq)
{
	uio_put(&rq->io, &t->size, sizeof(t->size));
	return 0;
}

void tty_resize(struct tty *t, const struct winsize *size)
{
	if (memcmp(&t->size, size, sizeof(*size)) == 0)
		return;
	t->size = *size;
	job_signal(t, SIGWINCH);
}

static int set_size(struct tty *t, struct request *rq)
{
	struct winsize size;

	uio_get(&rq->io, &size, sizeof(size));
	tty_resize(t, &size);
	return 0;
}

static int get_foreground(struct tty *t, struct request *rq)
{
	if (rq->client->tty != t)
		return -ENOTTY;
	return put_int(rq, t->foreground);
}

static int set_foreground(struct tty *t, struct request *rq)
{
	pid_t pgid;
	int error;

	uio_get(&rq->io, &pgid, sizeof(pgid));
	error = job_set_foreground(t, rq->client, pgid);
	if (error == 0)
		tty_settle(t);
	return error;
}

static int get_session(struct tty *t, struct request *rq)
{
	if (rq->client->tty != t || t->session == 0)
		return -ENOTTY;
	return put_int(rq, t->session);
}

static int acquire(struct tty *t, struct request *rq)
{
	return job_acquire(t, rq->client, rq->m.arg[3] == 1);
}

static int release(struct tty *t, struct request *rq)
{
	return job_release(t, rq->client);
}

static int count_input(struct tty *t, struct request *rq)
{
	return put_int(rq, (int)ldisc_count(&t->ld));
}

static int count_output(struct tty *t, struct request *rq)
{
	return put_int(rq, (int)t->out_used);
}

static int flush(struct tty *t, struct request *rq)
{
	uint32_t which = rq->m.arg[3];

	if (which > TCIOFLUSH)
		return -EINVAL;
	if (which != TCOFLUSH)
		tty_flush_input(t);
	if (which != TCIFLUSH)
		tty_discard_output(t);
	tty_settle(t);
	return 0;
}

/* tcflow() of input: asks the terminal to stop or to go on. */
static void send_flow_char(struct tty *t, unsigned which)
{
	uint8_t c = t->ld.termios.c_cc[which];

	if (c != 0 && t->out_used < TTY_OUT)
		t->out[t->out_used++] = c;
}

static int flow(struct tty *t, struct request *rq)
{
	switch (rq->m.arg[3]) {
	case TCOOFF:
	case TCOON:
		/* What was written before goes out before. */
		tty_send(t);
		ldisc_flow(&t->ld, rq->m.arg[3] == TCOOFF);
		break;
	case TCIOFF:
		send_flow_char(t, VSTOP);
		break;
	case TCION:
		send_flow_char(t, VSTART);
		break;
	default:
		return -EINVAL;
	}
	tty_settle(t);
	return 0;
}

/* A program must not type for the user. */
static int refuse(struct tty *t, struct request *rq)
{
	(void)t;
	(void)rq;
	return -EPERM;
}

/* change: a background process that asks is sent SIGTTOU. */
static const struct {
	uint32_t request;
	bool change;
	int (*run)(struct tty *t, struct request *rq);
} calls[] = {
	{ TCGETS, false, get_settings },
	{ TCSETS, true, set_settings },
	{ TCSETSW, true, after_output },
	{ TCSETSF, true, after_output },
	{ TCSBRK, true, after_output },
	{ TCSBRKP, true, after_output },
	{ TCXONC, true, flow },
	{ TCFLSH, true, flush },
	{ TIOCGWINSZ, false, get_size },
	{ TIOCSWINSZ, false, set_size },
	{ TIOCGPGRP, false, get_foreground },
	{ TIOCSPGRP, true, set_foreground },
	{ TIOCGSID, false, get_session },
	{ TIOCSCTTY, false, acquire },
	{ TIOCNOTTY, false, release },
	{ FIONREAD, false, count_input },
	{ TIOCOUTQ, false, count_output },
	{ TIOCSTI, false, refuse },
};

int handle_ioctl(struct request *rq)
{
	struct tty *t = tty_of(rq);
	int error = 0;

	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		if (calls[i].request != rq->m.arg[2])
			continue;
		if (calls[i].change)
			error = job_check(t, rq->client, SIGTTOU);
		return error < 0 ? error : calls[i].run(t, rq);
	}
	return -ENOTTY;
}
