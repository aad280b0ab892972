/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ppoll and pselect6. */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/select.h>
#include <time.h>

#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/host.h"
#include "kernel/proc.h"
#include "kernel/sched.h"
#include "servers/resmgr/file.h"

enum { SIGSET_BYTES = 8 };

/* What one descriptor is ready for; *queue: where that changes. */
static int poll_one(const struct pollfd *pfd, struct waitq **queue)
{
	struct file *f;
	int ready = POLLIN | POLLOUT;

	*queue = NULL;
	if (pfd->fd < 0)
		return 0;
	f = file_of(pfd->fd);
	if (f == NULL)
		return POLLNVAL;
	if (f->ops->poll != NULL)
		ready = f->ops->poll(f, queue);
	return ready & (pfd->events | POLLERR | POLLHUP | POLLNVAL);
}

/* One look at all; waiters[] are put on the queues when given. */
static int scan(struct pollfd *fds, uint32_t count, struct waiter *waiters)
{
	int ready = 0;

	for (uint32_t i = 0; i < count; i++) {
		struct waitq *queue;

		fds[i].revents = (short)poll_one(&fds[i], &queue);
		ready += fds[i].revents != 0;
		if (waiters == NULL)
			continue;
		list_init(&waiters[i].link);
		if (queue != NULL)
			waitq_add(queue, &waiters[i]);
	}
	return ready;
}

static int wait_ready(struct pollfd *fds, uint32_t count, double deadline)
{
	int ready = scan(fds, count, NULL);
	struct waiter *waiters;
	int error = 0;

	if (ready > 0 || (deadline > 0 && host_now() >= deadline))
		return ready;
	waiters = kmalloc((count + 1) * sizeof(*waiters));
	if (waiters == NULL)
		return -ENOMEM;
	while (ready == 0 && error == 0) {
		ready = scan(fds, count, waiters);
		if (ready == 0)
			error = proc_sleep(deadline);
		for (uint32_t i = 0; i < count; i++)
			list_remove(&waiters[i].link);
	}
	kfree(waiters);
	if (ready == 0 && error == -ETIMEDOUT)
		return scan(fds, count, NULL);
	return ready > 0 ? ready : error;
}

/* Timeout and signal mask, as both calls have them. */
static int prepare(uint32_t timeout, uint32_t mask, double *deadline)
{
	struct timespec ts;
	sigmask set;

	*deadline = 0;
	if (timeout != 0) {
		if (copy_from_user(&ts, timeout, sizeof(ts)) < 0)
			return -EFAULT;
		if (ts.tv_sec < 0 || ts.tv_nsec < 0 || ts.tv_nsec > 999999999)
			return -EINVAL;
		*deadline = host_now() + (double)ts.tv_sec * 1000 +
			(double)ts.tv_nsec / 1e6;
	}
	if (mask == 0)
		return 0;
	if (copy_from_user(&set, mask, sizeof(set)) < 0)
		return -EFAULT;
	signal_mask_for_call(set);
	return 0;
}

int do_ppoll(const uint32_t *args)
{
	uint32_t count = args[1];
	struct pollfd *fds;
	double deadline;
	int result;

	if (count > OPEN_MAX)
		return -EINVAL;
	fds = kmalloc((count + 1) * sizeof(*fds));
	if (fds == NULL)
		return -ENOMEM;
	result = copy_from_user(fds, args[0], count * sizeof(*fds));
	if (result == 0)
		result = prepare(args[2], args[3], &deadline);
	if (result == 0)
		result = wait_ready(fds, count, deadline);
	if (result >= 0 && copy_to_user(args[0], fds, count * sizeof(*fds)) < 0)
		result = -EFAULT;
	kfree(fds);
	return result;
}

static bool in_set(const fd_set *set, int fd)
{
	return FD_ISSET(fd, set);
}

static int get_sets(const uint32_t *args, fd_set sets[3])
{
	for (int i = 0; i < 3; i++) {
		FD_ZERO(&sets[i]);
		if (args[1 + i] != 0 &&
			copy_from_user(&sets[i], args[1 + i],
				((args[0] + 31) / 32) * 4) < 0)
			return -EFAULT;
	}
	return 0;
}

static uint32_t sets_to_poll(
	int count, const fd_set sets[3], struct pollfd *fds)
{
	uint32_t used = 0;

	for (int fd = 0; fd < count; fd++) {
		short events = 0;

		if (in_set(&sets[0], fd))
			events |= POLLIN;
		if (in_set(&sets[1], fd))
			events |= POLLOUT;
		if (in_set(&sets[2], fd))
			events |= POLLPRI;
		if (events == 0)
			continue;
		fds[used].fd = fd;
		fds[used++].events = events;
	}
	return used;
}

/* Returns the number of bits set, or -EBADF. */
static int poll_to_sets(const struct pollfd *fds, uint32_t used, fd_set sets[3])
{
	const int wanted[3] = { POLLIN | POLLHUP | POLLERR, POLLOUT | POLLERR,
		POLLPRI };
	const short asked[3] = { POLLIN, POLLOUT, POLLPRI };
	int bits = 0;

	for (int s = 0; s < 3; s++)
		FD_ZERO(&sets[s]);
	for (uint32_t i = 0; i < used; i++) {
		if ((fds[i].revents & POLLNVAL) != 0)
			return -EBADF;
		for (int s = 0; s < 3; s++) {
			if ((fds[i].events & asked[s]) == 0 ||
				(fds[i].revents & wanted[s]) == 0)
				continue;
			FD_SET(fds[i].fd, &sets[s]);
			bits++;
		}
	}
	return bits;
}

int do_pselect6(const uint32_t *args)
{
	uint32_t mask[2] = { 0, SIGSET_BYTES };
	struct pollfd *fds;
	fd_set sets[3];
	double deadline;
	uint32_t used;
	int result;

	if (args[0] > FD_SETSIZE)
		return -EINVAL;
	if (get_sets(args, sets) < 0)
		return -EFAULT;
	if (args[5] != 0 && copy_from_user(mask, args[5], sizeof(mask)) < 0)
		return -EFAULT;
	fds = kmalloc((args[0] + 1) * sizeof(*fds));
	if (fds == NULL)
		return -ENOMEM;
	used = sets_to_poll((int)args[0], sets, fds);
	result = prepare(args[4], mask[0], &deadline);
	if (result == 0)
		result = wait_ready(fds, used, deadline);
	if (result >= 0)
		result = poll_to_sets(fds, used, sets);
	kfree(fds);
	for (int i = 0; result >= 0 && i < 3; i++)
		if (args[1 + i] != 0 &&
			copy_to_user(args[1 + i], &sets[i],
				((args[0] + 31) / 32) * 4) < 0)
			result = -EFAULT;
	return result;
}
