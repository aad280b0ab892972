/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ioctl of a master. What concerns the terminal (settings, size, groups) is
 * the slave's own, tty_ioctl().
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>

#include "kernel/proc.h"
#include "servers/resmgr/devpts.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"
#include "servers/tty/handlers.h"
#include "servers/tty/pty_impl.h"

static int get_int(struct request *rq)
{
	int value = 0;

	uio_get(&rq->io, &value, sizeof(value));
	return value;
}

static int put_int(struct request *rq, int value)
{
	uio_put(&rq->io, &value, sizeof(value));
	return 0;
}

static int get_number(struct pty *p, struct request *rq)
{
	return put_int(rq, p->slave.index);
}

static int set_lock(struct pty *p, struct request *rq)
{
	p->locked = get_int(rq) != 0;
	return 0;
}

static int get_lock(struct pty *p, struct request *rq)
{
	return put_int(rq, p->locked);
}

static int set_packet(struct pty *p, struct request *rq)
{
	bool on = get_int(rq) != 0;

	if (on && !p->packet)
		p->status = TIOCPKT_DATA;
	p->packet = on;
	return 0;
}

static int get_packet(struct pty *p, struct request *rq)
{
	return put_int(rq, p->packet);
}

/* The master types a signal, whatever the settings. */
static int send_signal(struct pty *p, struct request *rq)
{
	int sig = (int)rq->m.arg[3];

	if (sig != SIGINT && sig != SIGQUIT && sig != SIGTSTP)
		return -EINVAL;
	job_signal(&p->slave, sig);
	return 0;
}

static int count_output(struct pty *p, struct request *rq)
{
	return put_int(rq, (int)p->used);
}

/* The master's own output is the slave's input, with which it is at once. */
static int count_input(struct pty *p, struct request *rq)
{
	(void)p;
	return put_int(rq, 0);
}

static int flush(struct pty *p, struct request *rq)
{
	uint32_t which = rq->m.arg[3];

	if (which > TCIOFLUSH)
		return -EINVAL;
	if (which != TCOFLUSH)
		pty_drop_output(p);
	if (which != TCIFLUSH)
		tty_drop_received(&p->slave);
	tty_settle(&p->slave);
	return 0;
}

static int flow(struct pty *p, struct request *rq)
{
	const cc_t stop = 'S' & 0x1f, start = 'Q' & 0x1f;

	switch (rq->m.arg[3]) {
	case TCOOFF:
	case TCOON:
		p->stopped = rq->m.arg[3] == TCOOFF;
		break;
	case TCIOFF:
	case TCION:
		tty_receive(
			&p->slave, rq->m.arg[3] == TCIOFF ? &stop : &start, 1);
		break;
	default:
		return -EINVAL;
	}
	tty_settle(&p->slave);
	return 0;
}

static int nothing_to_wait_for(struct pty *p, struct request *rq)
{
	(void)p;
	(void)rq;
	return 0;
}

static int refuse(struct pty *p, struct request *rq)
{
	(void)p;
	(void)rq;
	return -EIO;
}

static int not_mine(struct pty *p, struct request *rq)
{
	(void)p;
	(void)rq;
	return -ENOTTY;
}

static int set_exclusive(struct pty *p, struct request *rq)
{
	p->exclusive = rq->m.arg[2] == TIOCEXCL;
	return 0;
}

static int get_exclusive(struct pty *p, struct request *rq)
{
	return put_int(rq, p->exclusive);
}

static const struct {
	uint32_t request;
	int (*run)(struct pty *p, struct request *rq);
} calls[] = {
	{ TIOCGPTN, get_number },
	{ TIOCSPTLCK, set_lock },
	{ TIOCGPTLCK, get_lock },
	{ TIOCPKT, set_packet },
	{ TIOCGPKT, get_packet },
	{ TIOCSIG, send_signal },
	{ FIONREAD, count_output },
	{ TIOCOUTQ, count_input },
	{ TCFLSH, flush },
	{ TCXONC, flow },
	{ TCSBRK, nothing_to_wait_for },
	{ TCSBRKP, nothing_to_wait_for },
	{ TIOCSTI, refuse },
	{ TIOCNOTTY, not_mine },
	{ TIOCEXCL, set_exclusive },
	{ TIOCNXCL, set_exclusive },
	{ TIOCGEXCL, get_exclusive },
};

int handle_master_ioctl(struct request *rq)
{
	struct pty *p = pty_of(tty_of(rq));

	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++)
		if (calls[i].request == rq->m.arg[2])
			return calls[i].run(p, rq);
	return tty_ioctl(&p->slave, rq, true);
}

/* TIOCGPTPEER: the slave by its master, whatever /dev/pts shows. */
int pty_open_peer(struct pty *p, uint32_t flags)
{
	const uint32_t known = O_ACCMODE | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
	struct vnode *v;
	struct file *f;
	int fd = devpts_vnode(p, &v);

	if (fd != 0)
		return fd;
	fd = vnode_open(v, (int)(flags & known), &f);
	if (fd != 0)
		return fd;
	f->flags &= ~(O_NOCTTY | O_CLOEXEC);
	fd = file_install(current, f, 0, (flags & O_CLOEXEC) != 0);
	if (fd < 0)
		file_put(f);
	return fd;
}
