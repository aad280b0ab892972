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

static void apply_settings(struct tty *t, struct request *rq)
{
	struct termios old = t->ld.termios, wanted;
	uint32_t events;

	uio_get(&rq->io, &wanted, sizeof(wanted));
	events = ldisc_set_termios(&t->ld, &wanted);
	if (events & LDISC_FLOW)
		tty_tell(t, t->ld.stopped ? TIOCPKT_STOP : TIOCPKT_START);
	if (t->backend->changed != NULL)
		t->backend->changed(t, &old);
}

static int set_settings(struct tty *t, struct request *rq)
{
	apply_settings(t, rq);
	tty_settle(t);
	return 0;
}

/* TCSETSW, TCSETSF, TCSBRK: once all output is sent. */
static int after_output(struct tty *t, struct request *rq)
{
	int result;

	if (t->backend->pseudo) {
		result = tty_drained(t, rq);
		tty_settle(t);
		return result;
	}
	tty_send(t);
	list_append(&t->draining, &rq->link);
	tty_settle(t);
	return SUSPEND;
}

int tty_drained(struct tty *t, struct request *rq)
{
	/* A break has nothing to act on: there is no line to hold low. */
	if (rq->m.arg[2] == TCSBRK || rq->m.arg[2] == TCSBRKP)
		return 0;
	if (rq->m.arg[2] == TCSETSF)
		tty_flush_input(t);
	apply_settings(t, rq);
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
	if (rq->m.type == TTY_IOCTL && rq->client->tty != t)
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
	if (rq->m.type == TTY_IOCTL && rq->client->tty != t)
		return -ENOTTY;
	if (t->session == 0)
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
	return put_int(rq, t->backend->pseudo ? 0 : (int)t->out_used);
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

	/* It overtakes what is waiting to be sent. */
	if (c != 0 && t->backend->output(t, &c, 1) == 0 &&
		t->out_used < TTY_OUT)
		t->out[t->out_used++] = c;
}

static int flow(struct tty *t, struct request *rq)
{
	switch (rq->m.arg[3]) {
	case TCOOFF:
	case TCOON:
		/* What was written before goes out before. */
		tty_send(t);
		if (ldisc_flow(&t->ld, rq->m.arg[3] == TCOOFF) != 0)
			tty_tell(t,
				t->ld.stopped ? TIOCPKT_STOP : TIOCPKT_START);
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

/* A program must not type for the user: as Linux's, which is not "legacy". */
static int refuse(struct tty *t, struct request *rq)
{
	(void)t;
	(void)rq;
	return -EIO;
}

static int set_exclusive(struct tty *t, struct request *rq)
{
	t->exclusive = rq->m.arg[2] == TIOCEXCL;
	return 0;
}

static int get_exclusive(struct tty *t, struct request *rq)
{
	return put_int(rq, t->exclusive);
}

/* The line discipline's number: there is but N_TTY, 0. */
static int get_discipline(struct tty *t, struct request *rq)
{
	(void)t;
	return put_int(rq, 0);
}

static int set_discipline(struct tty *t, struct request *rq)
{
	int wanted = -1;

	(void)t;
	uio_get(&rq->io, &wanted, sizeof(wanted));
	return wanted == 0 ? 0 : -EINVAL;
}

static int get_device(struct tty *t, struct request *rq)
{
	return put_int(rq, tty_number(t));
}

/* CLOCAL by itself. */
static int get_carrier(struct tty *t, struct request *rq)
{
	return put_int(rq, (t->ld.termios.c_cflag & CLOCAL) != 0);
}

static int set_carrier(struct tty *t, struct request *rq)
{
	int on = 0;

	uio_get(&rq->io, &on, sizeof(on));
	t->ld.termios.c_cflag &= ~(tcflag_t)CLOCAL;
	if (on != 0)
		t->ld.termios.c_cflag |= CLOCAL;
	return 0;
}

/* A break that lasts: there is no line to hold low. */
static int no_break(struct tty *t, struct request *rq)
{
	(void)t;
	(void)rq;
	return 0;
}

static int hang_up(struct tty *t, struct request *rq)
{
	if (rq->client->cred.euid != 0)
		return -EPERM;
	job_hangup(t, false);
	return 0;
}

/* master: the master's file may ask for it too; change: a background process
 * that asks is sent SIGTTOU. */
static const struct {
	uint32_t request;
	bool master, change;
	int (*run)(struct tty *t, struct request *rq);
} calls[] = {
	{ TCGETS, true, false, get_settings },
	{ TCSETS, true, true, set_settings },
	{ TCSETSW, true, true, after_output },
	{ TCSETSF, true, true, after_output },
	{ TCSBRK, false, true, after_output },
	{ TCSBRKP, false, true, after_output },
	{ TCXONC, false, true, flow },
	{ TCFLSH, false, true, flush },
	{ TIOCGWINSZ, true, false, get_size },
	{ TIOCSWINSZ, true, false, set_size },
	{ TIOCGPGRP, true, false, get_foreground },
	{ TIOCSPGRP, true, true, set_foreground },
	{ TIOCGSID, true, false, get_session },
	{ TIOCSCTTY, true, false, acquire },
	{ TIOCNOTTY, false, false, release },
	{ FIONREAD, false, false, count_input },
	{ TIOCOUTQ, false, false, count_output },
	{ TIOCSTI, false, false, refuse },
	{ TIOCEXCL, false, false, set_exclusive },
	{ TIOCNXCL, false, false, set_exclusive },
	{ TIOCGEXCL, false, false, get_exclusive },
	{ TIOCGETD, true, false, get_discipline },
	{ TIOCSETD, true, true, set_discipline },
	{ TIOCGDEV, true, false, get_device },
	{ TIOCGSOFTCAR, true, false, get_carrier },
	{ TIOCSSOFTCAR, true, true, set_carrier },
	{ TIOCSBRK, true, true, no_break },
	{ TIOCCBRK, true, true, no_break },
	{ TIOCVHANGUP, false, false, hang_up },
};

int tty_ioctl(struct tty *t, struct request *rq, bool master)
{
	int error = 0;

	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		if (calls[i].request != rq->m.arg[2] ||
			(master && !calls[i].master))
			continue;
		if (calls[i].change)
			error = job_check(t, rq->client, SIGTTOU);
		if (error == -EIO && rq->m.arg[2] == TIOCSPGRP)
			error = -ENOTTY;
		return error < 0 ? error : calls[i].run(t, rq);
	}
	return -ENOTTY;
}

int handle_ioctl(struct request *rq)
{
	return tty_ioctl(tty_of(rq), rq, false);
}
