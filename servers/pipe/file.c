/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The client's side of pipes: open files whose operations are messages. Their
 * pos is not a position but what pipe_unwritten() told.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/sysmacros.h>

#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/log.h"
#include "kernel/proc.h"
#include "servers/pipe/pipe.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"

static int ask(uint32_t type, void *pipe, int flags, struct request *rq)
{
	rq->m.type = type;
	rq->m.arg[0] = (uint32_t)pipe;
	rq->m.arg[1] = (uint32_t)flags;
	return server_call(&pipe_server, rq);
}

static int file_pipe_read(struct file *f, struct uio *io, int64_t *pos)
{
	struct request rq = { .io = *io };

	(void)pos;
	return ask(PIPE_READ, f->data, f->flags, &rq);
}

static int file_pipe_write(struct file *f, struct uio *io, int64_t *pos)
{
	struct request rq = { .io = *io };
	int result = ask(PIPE_WRITE, f->data, f->flags, &rq);

	(void)pos;
	if (result == -EPIPE)
		signal_raise(SIGPIPE);
	return result;
}

static int file_pipe_ioctl(struct file *f, uint32_t request, uint32_t argument)
{
	struct request rq = { 0 };
	int count;

	if (request != FIONREAD)
		return -ENOTTY;
	count = ask(PIPE_COUNT, f->data, f->flags, &rq);
	return copy_to_user(argument, &count, sizeof(count));
}

static int file_pipe_poll(struct file *f, struct waitq **queue)
{
	*queue = pipe_queue(f->data);
	return pipe_events(f->data, f->flags, f->pos);
}

static void file_pipe_release(struct file *f)
{
	struct request rq = { 0 };

	if (ask(PIPE_CLOSE, f->data, f->flags, &rq) == 1 && f->vnode != NULL)
		f->vnode->fifo = NULL;
}

static int file_pipe_getattr(struct file *f, struct stat *st)
{
	(void)f;
	st->st_dev = makedev(0, DEV_PIPES);
	st->st_mode = S_IFIFO | 0600;
	return 0;
}

static int file_pipe_describe(struct file *f, char *buffer, size_t size)
{
	return format(buffer, size, "pipe:[%u]", file_ino(f));
}

static int file_pipe_reopen(struct file *target, struct file *f)
{
	struct request rq = { 0 };

	ask(PIPE_OPEN, target->data, f->flags, &rq);
	f->ops = target->ops;
	f->data = target->data;
	return 0;
}

static int file_pipe_size(struct file *f, int size)
{
	return pipe_size(f->data, size);
}

static const struct file_ops pipe_ops = {
	.pipe_size = file_pipe_size,
	.read = file_pipe_read,
	.write = file_pipe_write,
	.ioctl = file_pipe_ioctl,
	.poll = file_pipe_poll,
	.release = file_pipe_release,
	.getattr = file_pipe_getattr,
	.describe = file_pipe_describe,
	.reopen = file_pipe_reopen,
};

/* Takes one end back that no open file stands for yet. */
static void drop_end(struct vnode *v, struct pipe *pipe, int flags)
{
	struct request rq = { 0 };

	if (ask(PIPE_CLOSE, pipe, flags, &rq) == 1)
		v->fifo = NULL;
}

int fifo_open(struct file *f)
{
	bool writer = (f->flags & O_ACCMODE) == O_WRONLY;
	bool both = (f->flags & O_ACCMODE) == O_RDWR;
	struct vnode *v = f->vnode;
	struct request rq = { 0 };
	int error = 0;

	if (v->fifo == NULL) {
		error = ask(PIPE_CREATE, NULL, 0, &rq);
		if (error < 0)
			return error;
		v->fifo = (struct pipe *)rq.m.arg[0];
	}
	ask(PIPE_OPEN, v->fifo, f->flags, &rq);
	if (writer && (f->flags & O_NONBLOCK) != 0) {
		/* The end is ours: without a reader nothing can be written. */
		if ((pipe_events(v->fifo, f->flags, 0) & POLLERR) != 0)
			error = -ENXIO;
	} else if (!both && (f->flags & O_NONBLOCK) == 0) {
		error = ask(PIPE_WAIT, v->fifo, f->flags, &rq);
	}
	if (error < 0) {
		drop_end(v, v->fifo, f->flags);
		return error;
	}
	f->ops = &pipe_ops;
	f->data = v->fifo;
	f->pos = pipe_unwritten(v->fifo);
	return 0;
}

static int make_end(struct pipe *pipe, int flags, bool cloexec)
{
	struct file *f = file_new(&pipe_ops, flags, NULL, pipe);
	struct request rq = { 0 };
	int fd;

	if (f == NULL) {
		ask(PIPE_CLOSE, pipe, flags, &rq);
		return -ENOMEM;
	}
	fd = file_install(current, f, 0, cloexec);
	if (fd < 0)
		file_put(f);
	return fd;
}

int do_pipe2(const uint32_t *args)
{
	const uint32_t known = O_CLOEXEC | O_NONBLOCK;
	int nonblock = (int)args[1] & O_NONBLOCK;
	bool cloexec = (args[1] & O_CLOEXEC) != 0;
	struct request rq = { 0 };
	struct pipe *pipe;
	int fd[2], error;

	if ((args[1] & ~known) != 0)
		return -EINVAL;
	error = ask(PIPE_CREATE, NULL, 0, &rq);
	if (error < 0)
		return error;
	pipe = (struct pipe *)rq.m.arg[0];
	ask(PIPE_OPEN, pipe, O_RDWR, &rq);
	fd[0] = make_end(pipe, O_RDONLY | nonblock, cloexec);
	if (fd[0] < 0) {
		ask(PIPE_CLOSE, pipe, O_WRONLY, &rq);
		return fd[0];
	}
	fd[1] = make_end(pipe, O_WRONLY | nonblock, cloexec);
	if (fd[1] < 0) {
		file_close(current, fd[0]);
		return fd[1];
	}
	if (copy_to_user(args[0], fd, sizeof(fd)) < 0) {
		file_close(current, fd[0]);
		file_close(current, fd[1]);
		return -EFAULT;
	}
	return 0;
}
