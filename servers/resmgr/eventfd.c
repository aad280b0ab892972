/* SPDX-License-Identifier: GPL-3.0-or-later */
/* eventfd2: a counter as an open file (eventfd(2)). */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>

#include "kernel/abi/user.h"
#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/log.h"
#include "kernel/sched.h"
#include "servers/resmgr/file.h"

/* The counter's largest value; one more in a write means it does not fit. */
#define COUNT_MAX (UINT64_MAX - 1)

struct eventfd {
	uint64_t count;
	bool semaphore;
	struct waitq queue;
};

/* 0 when the caller is to look again. */
static int wait_for_change(struct file *f, struct eventfd *e)
{
	if ((f->flags & O_NONBLOCK) != 0)
		return -EAGAIN;
	return sleep_on(&e->queue) < 0 ? -EXA_ERESTART : 0;
}

static int counter_read(struct file *f, struct uio *io, int64_t *pos)
{
	struct eventfd *e = f->data;
	uint64_t value;

	(void)pos;
	if (io->left < sizeof(value))
		return -EINVAL;
	while (e->count == 0) {
		int error = wait_for_change(f, e);

		if (error < 0)
			return error;
	}
	value = e->semaphore ? 1 : e->count;
	e->count -= value;
	uio_put(io, &value, sizeof(value));
	waitq_wake_events(&e->queue, POLLOUT | POLLWRNORM);
	return sizeof(value);
}

static int counter_write(struct file *f, struct uio *io, int64_t *pos)
{
	struct eventfd *e = f->data;
	uint64_t value;

	(void)pos;
	if (io->left < sizeof(value))
		return -EINVAL;
	uio_get(io, &value, sizeof(value));
	if (value > COUNT_MAX)
		return -EINVAL;
	while (value > COUNT_MAX - e->count) {
		int error = wait_for_change(f, e);

		if (error < 0)
			return error;
	}
	e->count += value;
	waitq_wake_events(&e->queue, POLLIN | POLLRDNORM);
	return sizeof(value);
}

static int counter_poll(struct file *f, struct waitq **queue)
{
	struct eventfd *e = f->data;
	int events = 0;

	*queue = &e->queue;
	if (e->count > 0)
		events |= POLLIN;
	if (e->count < COUNT_MAX)
		events |= POLLOUT;
	return events;
}

static void counter_release(struct file *f)
{
	kfree(f->data);
}

static int counter_describe(struct file *f, char *buffer, size_t size)
{
	(void)f;
	return format(buffer, size, "anon_inode:[eventfd]");
}

static int counter_fdinfo(struct file *f, char *buffer, size_t size)
{
	const struct eventfd *e = f->data;

	return format(buffer, size, "eventfd-count: %16llx\n", e->count);
}

static const struct file_ops eventfd_ops = {
	.read = counter_read,
	.write = counter_write,
	.poll = counter_poll,
	.release = counter_release,
	.fdinfo = counter_fdinfo,
	.describe = counter_describe,
};

int do_eventfd2(const uint32_t *args)
{
	const uint32_t known = EFD_SEMAPHORE | EFD_NONBLOCK | EFD_CLOEXEC;
	const int kept = EFD_NONBLOCK | EFD_CLOEXEC;
	struct eventfd *e;

	if ((args[1] & ~known) != 0)
		return -EINVAL;
	e = kmalloc(sizeof(*e));
	if (e == NULL)
		return -ENOMEM;
	e->count = args[0];
	e->semaphore = (args[1] & EFD_SEMAPHORE) != 0;
	waitq_init(&e->queue);
	return file_make(&eventfd_ops, O_RDWR | ((int)args[1] & kept), e);
}
