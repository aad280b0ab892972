/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pseudo-terminals: the pairs, their numbers, opening and closing. */
#include "servers/tty/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>

#include "kernel/alloc.h"
#include "servers/resmgr/devpts.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"
#include "servers/tty/handlers.h"
#include "servers/tty/pty_impl.h"

static struct {
	struct pty *pair[PTY_MAX];
	int count;
} ptys;

struct pty *pty_next(int index)
{
	for (; index < PTY_MAX; index++)
		if (ptys.pair[index] != NULL && ptys.pair[index]->open)
			return ptys.pair[index];
	return NULL;
}

struct pty *pty_find(int index)
{
	struct pty *p = NULL;

	if (index >= 0 && index < PTY_MAX)
		p = ptys.pair[index];
	return p != NULL && p->open ? p : NULL;
}

int pty_index(const struct pty *p)
{
	return p->slave.index;
}

struct pty_node *pty_node(struct pty *p)
{
	return &p->node;
}

int pty_has_node(const struct pty *p)
{
	return p->open;
}

int pty_count(void)
{
	return ptys.count;
}

void pty_ref(struct pty *p)
{
	p->refs++;
}

void pty_put(struct pty *p)
{
	if (--p->refs > 0)
		return;
	timer_cancel(&p->slave.read_timer);
	timer_cancel(&p->slave.send_timer);
	ptys.pair[p->slave.index] = NULL;
	ptys.count--;
	kfree(p);
}

/* Linux's settings for a new slave differ a little from a terminal's. */
static void set_initial(struct ldisc *ld)
{
	struct termios t = ld->termios;

	t.c_iflag = ICRNL | IXON;
	t.c_cflag = B38400 | CS8 | CREAD;
	ldisc_set_termios(ld, &t);
}

static struct pty *pty_new(void)
{
	struct pty *p;
	int index = 0;

	while (index < PTY_MAX && ptys.pair[index] != NULL)
		index++;
	if (index == PTY_MAX)
		return NULL;
	p = kzalloc(sizeof(*p));
	if (p == NULL)
		return NULL;
	tty_init(&p->slave, MAJOR_PTS, index);
	set_initial(&p->slave.ld);
	p->slave.backend = &pty_backend;
	p->slave.back = p;
	p->refs = 1;
	p->open = p->locked = true;
	list_init(&p->reading);
	list_init(&p->writing);
	waitq_init(&p->queue);
	devpts_new_node(&p->node);
	ptys.pair[index] = p;
	ptys.count++;
	return p;
}

/* Everything that came in is taken over by the settling of its writers. */
static void slave_taken(struct tty *t, size_t n)
{
	(void)t;
	(void)n;
}

/* Who looks at the times wants to know whether somebody is there, not what is
 * typed: they change every eight seconds, as Linux's. */
static void slave_used(struct tty *t, bool written)
{
	struct pty_node *node = &pty_of(t)->node;
	struct timespec *time = written ? &node->mtime : &node->atime;
	struct timespec now = time_now();

	if (((now.tv_sec ^ time->tv_sec) & ~(time_t)7) != 0)
		*time = now;
}

static void slave_opened(struct tty *t)
{
	struct pty *p = pty_of(t);

	p->left = false;
	pty_ref(p);
}

/* The last open slave is closed: the master reads what is left, then EIO. */
static void slave_closed(struct tty *t)
{
	struct pty *p = pty_of(t);

	if (t->opens == 0) {
		p->left = true;
		tty_settle(t);
	}
	pty_put(p);
}

const struct tty_backend pty_backend = {
	.pseudo = true,
	.output = pty_output,
	.taken = slave_taken,
	.settle = pty_settle,
	.status = pty_status,
	.changed = pty_changed,
	.used = slave_used,
	.opened = slave_opened,
	.closed = slave_closed,
};

int handle_master_close(struct request *rq)
{
	struct pty *p = pty_of(tty_of(rq));

	p->open = p->packet = false;
	p->slave.dead = true;
	if (p->slave.backend != &pty_backend)
		ui_detach(&p->slave, &pty_backend);
	job_hangup(&p->slave, false);
	pty_put(p);
	return 0;
}

/* The master's file: operations are messages. */

static int ask_about(uint32_t type, struct pty *p, struct request *rq)
{
	rq->m.type = type;
	rq->m.arg[0] = (uint32_t)(uintptr_t)&p->slave;
	return server_call(&tty_server, rq);
}

static int ask(uint32_t type, const struct file *f, struct request *rq)
{
	rq->m.arg[1] = (uint32_t)f->flags;
	return ask_about(type, f->data, rq);
}

static int master_read(struct file *f, struct uio *io, int64_t *pos)
{
	struct request rq = { .io = *io };

	(void)pos;
	return ask(PTY_READ, f, &rq);
}

static int master_write(struct file *f, struct uio *io, int64_t *pos)
{
	struct request rq = { .io = *io };

	(void)pos;
	return ask(PTY_WRITE, f, &rq);
}

int pty_ioctl(struct pty *p, uint32_t request, uint32_t argument)
{
	if (request == TIOCGPTPEER)
		return pty_open_peer(p, argument);
	return tty_ask_ioctl(PTY_IOCTL, &p->slave, request, argument);
}

static int master_ioctl(struct file *f, uint32_t request, uint32_t argument)
{
	return pty_ioctl(f->data, request, argument);
}

static int master_poll(struct file *f, struct waitq **queue)
{
	struct request rq = { 0 };
	int events = ask(PTY_POLL, f, &rq);

	*queue = rq.queue;
	return events;
}

void pty_leave(struct pty *p)
{
	struct request rq = { 0 };

	ask_about(PTY_CLOSE, p, &rq);
}

void pty_signal(struct pty *p, int sig)
{
	struct proc *leader = proc_find(p->slave.session);

	job_signal(&p->slave, sig);
	if (leader != NULL)
		signal_send_kernel(leader, sig);
}

static void master_release(struct file *f)
{
	pty_leave(f->data);
}

static const struct file_ops master_ops = {
	.read = master_read,
	.write = master_write,
	.ioctl = master_ioctl,
	.poll = master_poll,
	.release = master_release,
};

/* A pair: 0, -ENOSPC or -ENOMEM. */
static int make(struct pty **p)
{
	if (ptys.count == PTY_MAX)
		return -ENOSPC;
	*p = pty_new();
	return *p != NULL ? 0 : -ENOMEM;
}

int ptmx_open(struct file *f)
{
	struct pty *p;
	int error = make(&p);

	if (error == 0) {
		f->ops = &master_ops;
		f->data = p;
	}
	return error;
}

static const struct tty_backend window_backend = {
	.output = ui_output,
	.taken = ui_taken,
	.used = slave_used,
	.opened = slave_opened,
	.closed = slave_closed,
};

int pty_for_window(struct pty **p)
{
	int error = make(p);

	if (error < 0)
		return error;
	error = ui_attach(
		&(*p)->slave, (uint32_t)(*p)->slave.index + 1, &window_backend);
	if (error < 0) {
		pty_put(*p);
		*p = NULL;
		return error;
	}
	(*p)->locked = false;
	return 0;
}

int pts_open(struct file *f, int index)
{
	struct pty *p = pty_find(index);
	int error;

	if (p == NULL || p->locked)
		return -EIO;
	error = tty_open_file(f, &p->slave);
	if (error == 0)
		job_opened(&p->slave, current, f->flags);
	return error;
}
