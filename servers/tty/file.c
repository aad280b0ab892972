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
	rq->m.arg[0] = (uint32_t)(uintptr_t)tty_of_file(f);
	rq->m.arg[1] = (uint32_t)f->flags;
	return server_call(&tty_server, rq);
}

static int used(const struct file *f, bool written, int result)
{
	struct tty *t = tty_of_file(f);

	if (result > 0 && t->backend->used != NULL)
		t->backend->used(t, written);
	return result;
}

static int file_tty_read(struct file *f, struct uio *io, int64_t *pos)
{
	struct request rq = { .io = *io };

	(void)pos;
	return hung_up(f) ? 0 : used(f, false, ask(TTY_READ, f, &rq));
}

static int file_tty_write(struct file *f, struct uio *io, int64_t *pos)
{
	struct request rq = { .io = *io };

	(void)pos;
	return hung_up(f) ? -EIO : used(f, true, ask(TTY_WRITE, f, &rq));
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
	{ TIOCGEXCL, 0, sizeof(int) },
	{ TIOCGETD, 0, sizeof(int) },
	{ TIOCSETD, sizeof(int), 0 },
	{ TIOCGDEV, 0, sizeof(int) },
	{ TIOCGSOFTCAR, 0, sizeof(int) },
	{ TIOCSSOFTCAR, sizeof(int), 0 },
	{ TIOCGPTN, 0, sizeof(int) },
	{ TIOCSPTLCK, sizeof(int), 0 },
	{ TIOCGPTLCK, 0, sizeof(int) },
	{ TIOCPKT, sizeof(int), 0 },
	{ TIOCGPKT, 0, sizeof(int) },
};

int tty_ask_ioctl(
	uint32_t type, struct tty *t, uint32_t request, uint32_t argument)
{
	const size_t count = sizeof(shapes) / sizeof(shapes[0]);
	struct termios memory; /* the largest of them */
	struct request rq = { .io = uio_kernel(&memory, sizeof(memory)) };
	size_t i = 0;
	int result;

	while (i < count && shapes[i].request != request)
		i++;
	if (i < count && shapes[i].in > 0 &&
		copy_from_user(&memory, argument, shapes[i].in) < 0)
		return -EFAULT;
	rq.m.type = type;
	rq.m.arg[0] = (uint32_t)(uintptr_t)t;
	rq.m.arg[2] = request;
	rq.m.arg[3] = argument;
	result = server_call(&tty_server, &rq);
	if (result >= 0 && i < count && shapes[i].out > 0 &&
		copy_to_user(argument, &memory, shapes[i].out) < 0)
		return -EFAULT;
	return result;
}

static int file_tty_ioctl(struct file *f, uint32_t request, uint32_t argument)
{
	if (hung_up(f))
		return request == TIOCSPGRP ? -ENOTTY : -EIO;
	if (request == TIOCGPTPEER)
		return -EIO;
	return tty_ask_ioctl(TTY_IOCTL, tty_of_file(f), request, argument);
}

static int file_tty_poll(struct file *f, struct waitq **queue)
{
	struct request rq = { 0 };
	int events = ask(TTY_POLL, f, &rq);

	*queue = rq.queue;
	if (hung_up(f))
		events = POLLIN | POLLRDNORM | POLLOUT | POLLWRNORM | POLLERR |
			POLLHUP;
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

int tty_open_file(struct file *f, struct tty *t)
{
	struct tty_opening *o;
	struct request rq = { 0 };

	if (t->exclusive && current->cred.euid != 0)
		return -EBUSY;
	o = kmalloc(sizeof(*o));
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
	error = tty_open_file(f, t);
	if (error == 0)
		job_opened(t, current, f->flags);
	return error;
}

int tty_open_controlling(struct file *f)
{
	return current->tty == NULL ? -ENXIO : tty_open_file(f, current->tty);
}

void tty_hangup_of(struct proc *p)
{
	if (p->tty != NULL)
		job_hangup(p->tty, false);
}

int tty_acquire(struct proc *p, struct file *f)
{
	if (f->ops != &tty_ops)
		return -ENOTTY;
	return job_acquire(tty_of_file(f), p, false);
}
