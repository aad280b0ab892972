/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /dev/oxygen: what programs ask, by write(), and poll. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>

#include "kernel/abi/user.h"
#include "kernel/alloc.h"
#include "kernel/copy.h"
#include "kernel/host.h"
#include "servers/oxygen/impl.h"
#include "servers/resmgr/file.h"
#include "servers/tty/pty.h"

/* A pixel's bytes; milliseconds between two things that are told. */
enum { PIXEL = 4, PACE = 10 };

static bool is_side(int32_t pixels)
{
	return pixels >= 1 && pixels <= OXYGEN_SIDE;
}

/* What a terminal or a list would take for something else. */
static void clean(char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((text[i] > 0 && text[i] < ' ') || text[i] == 0x7f)
			text[i] = ' ';
}

/* One tells the document something only now and then, or it could be drowned:
 * waits for that. */
static int wait_for_turn(struct waitq *q, double *next)
{
	double now;

	while ((now = host_now()) < *next)
		if (sleep_on_until(q, *next) == -EINTR)
			return -EXA_ERESTART;
	*next = now + PACE;
	return 0;
}

/* Application, NUL, title: what is too long is cut. */
static int take_name(struct window *w, struct uio *io)
{
	char *name = w->name;
	size_t n = uio_get(io, name, sizeof(w->name) - 1);

	if (memchr(name, '\0', n) == NULL)
		return -EINVAL;
	clean(name, n);
	w->name_size = (uint32_t)n;
	return 0;
}

static int call_open(struct window *w, const int32_t *arg, struct uio *io)
{
	const struct window *mate;
	int error;

	if (w->id != 0 || w == oxygen.manager)
		return -EBUSY;
	if (arg[0] < 0 || arg[0] >= OXYGEN_KINDS || arg[3] != 0 ||
		(arg[4] != 0 && window_find((uint32_t)arg[4]) == NULL) ||
		((arg[1] | arg[2]) != 0 &&
			!(is_side(arg[1]) && is_side(arg[2]))))
		return -EINVAL;
	if (!oxygen.attached && oxygen.manager == NULL)
		return -ENXIO;
	error = wait_for_turn(&w->queue, &oxygen.next);
	if (error < 0)
		return error;
	if (w->id != 0)
		return -EBUSY;
	if (oxygen.windows == OXYGEN_WINDOWS)
		return -ENOSPC;
	error = take_name(w, io);
	if (error < 0)
		return error;
	if (arg[0] == OXYGEN_TERMINAL) {
		error = pty_for_window(&w->pty);
		if (error < 0)
			return error;
	}
	mate = window_find((uint32_t)arg[4]);
	w->kind = (enum oxygen_kind)arg[0];
	w->group = mate != NULL ? mate->group : 0;
	w->owner = current->pid;
	w->owner_start = current->start_ms;
	w->size = OXYGEN_PAIR(arg[1], arg[2]);
	window_open(w);
	return (int)w->id;
}

static int call_title(struct window *w, const int32_t *arg, struct uio *io)
{
	size_t app = strlen(w->name) + 1;

	(void)arg;
	w->name_size = (uint32_t)(app +
		uio_get(io, w->name + app, sizeof(w->name) - 1 - app));
	clean(w->name + app, w->name_size - app);
	out_window(w);
	return 0;
}

static int call_resize(struct window *w, const int32_t *arg, struct uio *io)
{
	(void)io;
	if (!is_side(arg[0]) || !is_side(arg[1]))
		return -EINVAL;
	w->size = OXYGEN_PAIR(arg[0], arg[1]);
	out_window(w);
	return 0;
}

static int send_pixels(struct window *w, const int32_t *arg, struct uio *io)
{
	struct message m = { .type = OXYGEN_DAMAGE,
		.arg = { w->id, w->frame, OXYGEN_PAIR(arg[0], arg[1]),
			OXYGEN_PAIR(arg[2], arg[3]),
			OXYGEN_PAIR(w->width, w->height), (uint32_t)arg[4] } };
	uint32_t size = sizeof(m) + io->left;
	uint8_t *datagram = kmalloc(size);

	if (datagram == NULL)
		return -ENOMEM;
	memcpy(datagram, &m, sizeof(m));
	uio_get(io, datagram + sizeof(m), io->left);
	host_send(datagram, size);
	kfree(datagram);
	return 0;
}

/* Waits until the frame before was drawn. */
static int wait_for_frame(struct window *w, int flags)
{
	while (w->id != 0 && oxygen.attached && w->frame != w->drawn) {
		if ((flags & O_NONBLOCK) != 0)
			return -EAGAIN;
		if (sleep_on(&w->queue) < 0)
			return -EXA_ERESTART;
	}
	return w->id != 0 ? 0 : -ENXIO;
}

/* Bytes of the largest frame: twice a surface of the size it has, or asked for
 * while the document has not told. */
static uint32_t frame_most(const struct window *w)
{
	uint32_t shown = w->width * w->height;
	uint32_t asked = (w->size & 0xffff) * (w->size >> 16);

	return OXYGEN_PIXELS + 2 * PIXEL * (shown > asked ? shown : asked);
}

static int call_draw(
	struct window *w, const int32_t *arg, struct uio *io, int flags)
{
	int error = 0;

	if (w->kind != OXYGEN_SURFACE || arg[0] < 0 || arg[1] < 0 ||
		!is_side(arg[2]) || !is_side(arg[3]) ||
		arg[0] > OXYGEN_SIDE - arg[2] ||
		arg[1] > OXYGEN_SIDE - arg[3] || (arg[4] & ~1) != 0 ||
		io->left > OXYGEN_PIXELS ||
		io->left != (uint32_t)(arg[2] * arg[3]) * PIXEL)
		return -EINVAL;
	if (!w->unfinished)
		error = wait_for_frame(w, flags);
	if (error < 0 || !oxygen.attached)
		return error;
	if (!w->unfinished) {
		w->frame++;
		w->bytes = 0;
	}
	/* A frame that never ends would be kept by the document. */
	w->bytes += io->left;
	if (w->bytes > frame_most(w))
		return -EINVAL;
	error = send_pixels(w, arg, io);
	/* What was not sent is not waited for. */
	if (error < 0)
		w->drawn = w->frame;
	w->unfinished = error == 0 && arg[4] != 0;
	return error;
}

/* Text that goes to the document as it is. */
static int call_text(uint32_t type, struct uio *io)
{
	uint32_t size = io->left;
	char *text;

	if (size > OXYGEN_TEXT)
		return -EINVAL;
	text = kmalloc(size + 1);
	if (text == NULL)
		return -ENOMEM;
	uio_get(io, text, size);
	out_post((struct message){ .type = type }, text, size);
	kfree(text);
	return 0;
}

static int call_manage(struct window *w)
{
	if (current->cred.euid != 0)
		return -EPERM;
	if (oxygen.manager != NULL || w->id != 0)
		return -EBUSY;
	oxygen.manager = w;
	event_hand_over(w);
	return 0;
}

static int call_act(const int32_t *arg)
{
	struct window *w = window_find((uint32_t)arg[0]);
	struct list *n;

	if (arg[1] == OXYGEN_ACT_LIST) {
		for (n = oxygen.order.next; n != &oxygen.order; n = n->next)
			out_listed(list_entry(n, struct window, link));
		out_stack();
		return 0;
	}
	if (w == NULL)
		return -ENXIO;
	switch (arg[1]) {
	case OXYGEN_ACT_FOCUS:
		window_focus(w);
		return 0;
	case OXYGEN_ACT_CLOSE:
	case OXYGEN_ACT_KILL:
		window_leave(w, arg[1] == OXYGEN_ACT_KILL);
		return 0;
	case OXYGEN_ACT_PLACE:
		return window_place(w, (uint32_t)arg[2], (uint32_t)arg[3]);
	default:
		return -EINVAL;
	}
}

/* What needs a window. */
static int call_window(struct window *w, const struct oxygen_request *rq,
	struct uio *io, int flags)
{
	int error = 0;

	if (w->id == 0)
		return -ENXIO;
	if (rq->call == OXYGEN_CLIP && w->id != oxygen.focus)
		return -EPERM;
	if (rq->call != OXYGEN_DRAW)
		error = wait_for_turn(&w->queue, &w->next);
	if (error < 0)
		return error;
	switch (rq->call) {
	case OXYGEN_TITLE:
		return call_title(w, rq->arg, io);
	case OXYGEN_RESIZE:
		return call_resize(w, rq->arg, io);
	case OXYGEN_DRAW:
		return call_draw(w, rq->arg, io, flags);
	default:
		return call_text(OXYGEN_COPY, io);
	}
}

static int call_manager(
	struct window *w, const struct oxygen_request *rq, struct uio *io)
{
	if (w != oxygen.manager)
		return -ENXIO;
	return rq->call == OXYGEN_SAY ? call_text(OXYGEN_TELL, io)
				      : call_act(rq->arg);
}

static int window_write(struct file *f, struct uio *io, int64_t *pos)
{
	struct window *w = f->data;
	struct oxygen_request rq;
	int all = (int)io->left, result;

	(void)pos;
	if (io->left < sizeof(rq))
		return -EINVAL;
	uio_get(io, &rq, sizeof(rq));
	if (rq.call == OXYGEN_OPEN)
		result = call_open(w, rq.arg, io);
	else if (rq.call == OXYGEN_MANAGE)
		result = call_manage(w);
	else if (rq.call == OXYGEN_SAY || rq.call == OXYGEN_ACT)
		result = call_manager(w, &rq, io);
	else if (rq.call > 0 && rq.call < OXYGEN_CALLS)
		result = call_window(w, &rq, io, f->flags);
	else
		result = -EINVAL;
	return result < 0 ? result : all;
}

static int window_read(struct file *f, struct uio *io, int64_t *pos)
{
	struct window *w = f->data;
	int n;

	(void)pos;
	while ((n = event_take(w, io)) == -EAGAIN) {
		if ((f->flags & O_NONBLOCK) != 0)
			return -EAGAIN;
		if (sleep_on(&w->queue) < 0)
			return -EXA_ERESTART;
	}
	return n;
}

static int window_poll(struct file *f, struct waitq **queue)
{
	struct window *w = f->data;
	int events = 0;

	*queue = &w->queue;
	if (!list_empty(&w->events) || w->lost)
		events |= POLLIN | POLLRDNORM;
	if (!oxygen.attached || w->frame == w->drawn)
		events |= POLLOUT | POLLWRNORM;
	return events;
}

static int window_ioctl(struct file *f, uint32_t request, uint32_t argument)
{
	struct window *w = f->data;

	return w->pty != NULL ? pty_ioctl(w->pty, request, argument) : -ENOTTY;
}

static void window_release(struct file *f)
{
	struct window *w = f->data;

	if (oxygen.manager == w)
		oxygen.manager = NULL;
	if (w->id != 0)
		window_close(w);
	if (w->pty != NULL)
		pty_leave(w->pty);
	event_drop(w);
	kfree(w);
}

static const struct file_ops window_ops = {
	.read = window_read,
	.write = window_write,
	.poll = window_poll,
	.ioctl = window_ioctl,
	.release = window_release,
};

int oxygen_open(struct file *f, unsigned minor)
{
	struct window *w = kzalloc(sizeof(*w));

	(void)minor;
	if (w == NULL)
		return -ENOMEM;
	list_init(&w->events);
	waitq_init(&w->queue);
	f->ops = &window_ops;
	f->data = w;
	return 0;
}
