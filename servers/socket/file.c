/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sockets as open files: read, write, ioctl, poll, stat, close. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "kernel/log.h"
#include "servers/resmgr/file.h"
#include "servers/socket/socket.h"

static int nonblock_flag(const struct file *f)
{
	return (f->flags & O_NONBLOCK) != 0 ? MSG_DONTWAIT : 0;
}

static int socket_read(struct file *f, struct uio *io, int64_t *pos)
{
	struct socket *s = f->data;
	struct transfer t = { .io = *io, .flags = nonblock_flag(f) };
	int result;

	(void)pos;
	if (io->left == 0)
		return 0;
	result = s->protocol->receive(s, &t);
	rights_free(t.rights); /* who reads does not want them */
	return result;
}

int socket_send(struct socket *s, struct transfer *t)
{
	int result = s->protocol->send(s, t);

	rights_free(t->rights);
	t->rights = NULL;
	if (result == -EPIPE && s->type == SOCK_STREAM &&
		(t->flags & MSG_NOSIGNAL) == 0)
		signal_raise(SIGPIPE);
	return result;
}

static int socket_write(struct file *f, struct uio *io, int64_t *pos)
{
	struct transfer t = { .io = *io, .flags = nonblock_flag(f) };

	(void)pos;
	if (io->left == 0 && io->next != NULL)
		return 0; /* writev(), other than write(), of nothing */
	t.cred = (struct credentials){ current->pid, current->cred.ruid,
		current->cred.rgid };
	return socket_send(f->data, &t);
}

static int give_int(uint32_t address, uint32_t value)
{
	return copy_to_user(address, &value, sizeof(value));
}

/* What FIONREAD counts: a stream's bytes, or those of the next message. */
static uint32_t readable(const struct socket *s)
{
	const struct packet *p = packet_first(s);

	if (s->type != SOCK_DGRAM)
		return s->received;
	return p == NULL ? 0 : p->end - p->start;
}

static int socket_ioctl(struct file *f, uint32_t request, uint32_t argument)
{
	struct socket *s = f->data;
	bool stream = s->type == SOCK_STREAM;

	switch (request) {
	case FIONREAD:
		if (s->state == SOCKET_LISTENING)
			return -EINVAL;
		return give_int(argument, readable(s));
	case TIOCOUTQ:
		if (s->state == SOCKET_LISTENING)
			return -EINVAL;
		return give_int(argument, s->charged);
	case SIOCATMARK:
		if (!stream)
			return s->family == AF_UNIX ? -EOPNOTSUPP : -ENOTTY;
		return give_int(argument, 0);
	default:
		return netif_ioctl(request, argument);
	}
}

static int socket_poll(struct file *f, struct waitq **queue)
{
	struct socket *s = f->data;

	*queue = &s->queue;
	return s->protocol->poll(s);
}

static void socket_release(struct file *f)
{
	struct socket *s = f->data;

	s->file = NULL;
	s->dead = true;
	s->protocol->close(s);
	socket_wake(s, POLLHUP);
	socket_put(s);
	rights_collect();
}

/* What remains may be in messages only, which nobody can receive. */
static void socket_dropped(struct file *f)
{
	const struct socket *s = f->data;

	if (f->refs <= s->inflight)
		rights_collect();
}

static int socket_getattr(struct file *f, struct stat *st)
{
	const struct socket *s = f->data;

	st->st_mode = S_IFSOCK | 0777;
	st->st_ino = s->ino;
	st->st_uid = s->uid;
	st->st_gid = s->gid;
	st->st_dev = makedev(0, DEV_SOCKETS);
	return 0;
}

static int socket_describe(struct file *f, char *buffer, size_t size)
{
	const struct socket *s = f->data;

	return format(buffer, size, "socket:[%u]", s->ino);
}

static const struct file_ops socket_ops = {
	.read = socket_read,
	.write = socket_write,
	.ioctl = socket_ioctl,
	.poll = socket_poll,
	.release = socket_release,
	.dropped = socket_dropped,
	.getattr = socket_getattr,
	.describe = socket_describe,
};

struct socket *socket_of(struct file *f)
{
	return f->ops == &socket_ops ? f->data : NULL;
}

int socket_of_fd(uint32_t fd, struct file **f, struct socket **s)
{
	*f = file_of((int)fd);
	if (*f == NULL || ((*f)->flags & O_PATH) != 0)
		return -EBADF;
	*s = socket_of(*f);
	return *s == NULL ? -ENOTSOCK : 0;
}

int socket_install(struct socket *s, int flags)
{
	int nonblock = (flags & SOCK_NONBLOCK) != 0 ? O_NONBLOCK : 0;
	struct file *f = file_new(&socket_ops, O_RDWR | nonblock, NULL, s);
	int fd;

	if (f == NULL) {
		s->dead = true;
		s->protocol->close(s);
		socket_put(s);
		return -ENOMEM;
	}
	s->file = f;
	fd = file_install(current, f, 0, (flags & SOCK_CLOEXEC) != 0);
	if (fd < 0)
		file_put(f);
	return fd;
}
