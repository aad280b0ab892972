/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ppoll: waiting for one of many descriptors. A call that finds one ready at
 * once asks each file and allocates nothing (but for the caller's array, when
 * that is large); one that must wait puts a waiter on each file's queue.
 */
#include "servers/resmgr/poll.h"

#include <errno.h>
#include <fcntl.h>
#include <time.h>

#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/clock.h"
#include "kernel/copy.h"
#include "kernel/host.h"
#include "kernel/proc.h"
#include "kernel/sched.h"
#include "servers/resmgr/file.h"

enum { SIGSET_BYTES = 8, ON_STACK = 32 };

/* A place on one file's queue. The reference keeps the queue there. */
struct poll_entry {
	struct waiter waiter;
	struct poll_table *table;
	struct file *file; /* NULL: waits for nothing */
};

struct poll_table {
	struct proc *proc;
	bool woken; /* since the last look */
	uint32_t count;
	struct poll_entry entry[];
};

static struct file *file_to_poll(const struct file_table *t, int fd)
{
	struct file *f = fd < t->size ? t->slot[fd].file : NULL;

	return f != NULL && (f->flags & O_PATH) == 0 ? f : NULL;
}

/* One look at all; how many are ready. */
static int look(struct pollfd *fds, uint32_t count, int always)
{
	const struct file_table *t = current->files;
	int ready = 0;

	for (struct pollfd *p = fds; p < fds + count; p++) {
		struct file *f;
		struct waitq *queue;
		int events = POLLNVAL;

		p->revents = 0;
		if (p->fd < 0)
			continue;
		f = file_to_poll(t, p->fd);
		if (f != NULL)
			events = file_poll(f, &queue) & (p->events | always);
		if (events == 0)
			continue;
		p->revents = (short)events;
		ready++;
	}
	return ready;
}

static void entry_woken(struct waiter *w)
{
	struct poll_entry *e = list_entry(w, struct poll_entry, waiter);

	e->table->woken = true;
	proc_wake(e->table->proc);
}

static struct poll_table *table_new(
	const struct pollfd *fds, uint32_t count, int always)
{
	struct poll_table *t = kmalloc(
		sizeof(*t) + count * sizeof(struct poll_entry));

	if (t == NULL)
		return NULL;
	t->proc = current;
	t->woken = false;
	t->count = count;
	for (uint32_t i = 0; i < count; i++) {
		struct poll_entry *e = &t->entry[i];
		struct waitq *queue = NULL;

		e->file = NULL;
		if (fds[i].fd < 0)
			continue;
		e->file = file_to_poll(current->files, fds[i].fd);
		if (e->file == NULL)
			continue;
		e->file->refs++;
		e->table = t;
		e->waiter.wake = entry_woken;
		e->waiter.events = fds[i].events | always;
		list_init(&e->waiter.link);
		file_poll(e->file, &queue);
		if (queue != NULL)
			waitq_watch(queue, &e->waiter);
	}
	return t;
}

static void table_free(struct poll_table *t)
{
	for (uint32_t i = 0; i < t->count; i++)
		if (t->entry[i].file != NULL)
			waitq_remove(&t->entry[i].waiter);
	for (uint32_t i = 0; i < t->count; i++)
		if (t->entry[i].file != NULL)
			file_put(t->entry[i].file);
	kfree(t);
}

int poll_wait(struct pollfd *fds, uint32_t count, int always, double deadline)
{
	int ready = look(fds, count, always);
	struct poll_table *t;
	int error = 0;

	if (ready > 0)
		return ready;
	if (signal_interrupts(current))
		return -EINTR;
	if (deadline < 0)
		return 0;
	t = table_new(fds, count, always);
	if (t == NULL)
		return -ENOMEM;
	while (ready == 0 && error == 0) {
		if (!t->woken)
			error = proc_sleep(deadline);
		t->woken = false;
		ready = look(fds, count, always);
	}
	table_free(t);
	if (ready > 0)
		return ready;
	return error == -ETIMEDOUT ? 0 : error;
}

int poll_deadline(uint32_t address, double *deadline)
{
	struct timespec ts;
	int error;

	*deadline = 0;
	if (address == 0)
		return 0;
	error = clock_timespec_from_user(&ts, address);
	if (error < 0)
		return error;
	*deadline = -1;
	if (ts.tv_sec > 0 || ts.tv_nsec > 0)
		*deadline = clock_deadline(&ts);
	return 0;
}

void poll_tell_left(uint32_t address, double deadline)
{
	struct timespec ts = { 0 };
	double left;

	if (address == 0 || deadline <= 0)
		return;
	left = deadline - host_now();
	if (left > 0)
		ts = clock_timespec(left);
	copy_to_user(address, &ts, sizeof(ts));
}

int poll_mask(uint32_t address, uint32_t size)
{
	sigmask set;

	if (address == 0)
		return 0;
	if (size != SIGSET_BYTES)
		return -EINVAL;
	if (copy_from_user(&set, address, sizeof(set)) < 0)
		return -EFAULT;
	signal_mask_for_call(set);
	return 0;
}

int poll_unmask(uint32_t address, int result)
{
	if (address != 0 && result != -EINTR)
		signal_mask_restore();
	return result;
}

static int poll_array(uint32_t address, uint32_t count, double deadline)
{
	struct pollfd few[ON_STACK];
	struct pollfd *fds = few;
	int result;

	if (count > (uint32_t)rlimit_files(current))
		return -EINVAL;
	if (count > ON_STACK)
		fds = kmalloc(count * sizeof(*fds));
	if (fds == NULL)
		return -ENOMEM;
	result = copy_from_user(fds, address, count * sizeof(*fds));
	if (result == 0)
		result = poll_wait(fds, count, POLLERR | POLLHUP, deadline);
	if (result >= 0 && copy_to_user(address, fds, count * sizeof(*fds)) < 0)
		result = -EFAULT;
	if (fds != few)
		kfree(fds);
	return result;
}

int do_ppoll(const uint32_t *args)
{
	double deadline;
	int result = poll_deadline(args[2], &deadline);

	if (result == 0)
		result = poll_mask(args[3], args[4]);
	if (result < 0)
		return result;
	result = poll_array(args[0], args[1], deadline);
	poll_tell_left(args[2], deadline);
	return poll_unmask(args[3], result);
}
