/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The client's side of terminals: open files whose operations are messages.
 * An open file knows how often the line had been hung up when it was opened:
 * after a hang-up it only tells end of file and errors (POSIX XBD 11.1.10).
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>

#include "kernel/alloc.h"
#include "servers/resmgr/file.h"
#include "servers/tty/impl.h"

struct tty_opening {
	struct tty *tty;
	uint32_t hangups;
	bool immune; /* a server's: it outlives the sessions */
};

static struct tty *tty_of_file(const struct file *f)
{
	return ((const struct tty_opening *)f->data)->tty;
}

static bool hung_up(const struct file *f)
{
	const struct tty_opening *o = f->data;

	return !o->immune && o->hangups != o->tty->hangups;
}

static int ask(uint32_t type, const struct file *f, struct request *rq)
{
	rq->m.type = type;
	rq->m.arg[0] = (uint32_t)tty_of_file(f);
	rq->m.arg[1] = (uint32_t)f->flags;
	return server_call(&tty_server, rq);
}

static int file_tty_read(struct file *f, struct uio *io, int64_t *pos)
{
	struct request rq = { .io = *io };

	(void)pos;
	return hung_up(f) ? 0 : ask(TTY_READ, f, &rq);
}

static int file_tty_write(struct file *f, struct uio *io, int64_t *pos)
{
	struct request rq = { .io = *io };

	(void)pos;
	return hung_up(f) ? -EIO : ask(TTY_WRITE, f, &rq);
}

/* What the argument points to: read from the caller, written to it; none:
 * the argument is a value. */
static const struct {
	uint32_t request;
	uint8_t in, out;
} shapes[] = {
	{ TCGETS, 0, sizeof(struct termios) },
	{ TCSETS, sizeof(struct termios), 0 },
	{ TCSETSW, sizeof(struct termios), 0 },
	{ TCSETSF, sizeof(struct termios), 0 },
	{ TIOCGWINSZ, 0, sizeof(struct winsize) },
	{ TIOCSWINSZ, sizeof(struct winsize), 0 },
	{ TIOCGPGRP, 0, sizeof(pid_t) },
	{ TIOCSPGRP, sizeof(pid_t), 0 },
	{ TIOCGSID, 0, sizeof(pid_t) },
	{ FIONREAD, 0, sizeof(int) },
	{ TIOCOUTQ, 0, sizeof(int) },
	{ TIOCSTI, sizeof(char), 0 },
};

static int file_tty_ioctl(struct file *f, uint32_t request, uint32_t argument)
{
	const size_t count = sizeof(shapes) / sizeof(shapes[0]);
	struct termios memory; /* the largest of them */
	struct request rq = { .io = uio_kernel(&memory, sizeof(memory)) };
	size_t i = 0;
	int result;

	if (hung_up(f))
		return -EIO;
	while (i < count && shapes[i].request != request)
		i++;
	if (i < count && shapes[i].in > 0 &&
		copy_from_user(&memory, argument, shapes[i].in) < 0)
		return -EFAULT;
	rq.m.arg[2] = request;
	rq.m.arg[3] = argument;
	result = ask(TTY_IOCTL, f, &rq);
	if (result >= 0 && i < count && shapes[i].out > 0 &&
		copy_to_user(argument, &memory, shapes[i].out) < 0)
		return -EFAULT;
	return result;
}

static int file_tty_poll(struct file *f, struct waitq **queue)
{
	struct request rq = { 0 };
	int events = ask(TTY_POLL, f, &rq);

	*queue = rq.queue;
	if (hung_up(f))
		events = POLLIN | POLLRDNORM | POLLERR | POLLHUP;
	return events;
}

static void file_tty_release(struct file *f)
{
	struct request rq = { 0 };

	ask(TTY_CLOSE, f, &rq);
	kfree(f->data);
}

static const struct file_ops tty_ops = {
	.read = file_tty_read,
	.write = file_tty_write,
	.ioctl = file_tty_ioctl,
	.poll = file_tty_poll,
	.release = file_tty_release,
};

/* Makes f an open file of t. */
static int open_file(struct file *f, struct tty *t)
{
	struct tty_opening *o = kmalloc(sizeof(*o));
	struct request rq = { 0 };

	if (o == NULL)
		return -ENOMEM;
	o->tty = t;
	o->hangups = t->hangups;
	o->immune = current->server != NULL;
	f->ops = &tty_ops;
	f->data = o;
	return ask(TTY_OPEN, f, &rq);
}

int tty_open(struct file *f, int index)
{
	struct tty *t = tty_by_index(index);
	int error;

	if (t == NULL)
		return -ENXIO;
	error = open_file(f, t);
	if (error == 0)
		job_opened(t, current, f->flags);
	return error;
}

int tty_open_controlling(struct file *f)
{
	return current->tty == NULL ? -ENXIO : open_file(f, current->tty);
}

int tty_acquire(struct proc *p, struct file *f)
{
	if (f->ops != &tty_ops)
		return -ENOTTY;
	return job_acquire(tty_of_file(f), p, false);
}
