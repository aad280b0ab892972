/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pselect6: poll() by sets of descriptors. */
#include <errno.h>
#include <string.h>
#include <sys/select.h>

#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/proc.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/poll.h"

enum { SETS = 3, WORD = 32, WORDS = FD_SETSIZE / WORD, ON_STACK = 32 };

/* What was asked for, and then what is ready: to read, to write, urgent. */
struct sets {
	uint32_t word[SETS][WORDS];
};

/* Events that mean ready for each of the sets. */
static const short meaning[SETS] = {
	POLLIN | POLLRDNORM | POLLRDBAND | POLLHUP | POLLERR,
	POLLOUT | POLLWRNORM | POLLWRBAND | POLLERR,
	POLLPRI,
};

/* What is behind the first count bits is not asked for. */
static int get_sets(const uint32_t *address, uint32_t count, struct sets *s)
{
	uint32_t words = (count + WORD - 1) / WORD;

	memset(s, 0, sizeof(*s));
	for (int i = 0; i < SETS; i++) {
		if (address[i] != 0 &&
			copy_from_user(s->word[i], address[i], words * 4) < 0)
			return -EFAULT;
		if (count % WORD != 0)
			s->word[i][words - 1] &= ((uint32_t)1 << count % WORD) -
				1;
	}
	return 0;
}

static int put_sets(
	const uint32_t *address, uint32_t words, const struct sets *s)
{
	for (int i = 0; i < SETS; i++)
		if (address[i] != 0 &&
			copy_to_user(address[i], s->word[i], words * 4) < 0)
			return -EFAULT;
	return 0;
}

/* The descriptors below count that are in a set. fds may be NULL. */
static uint32_t to_poll(
	const struct sets *s, uint32_t count, struct pollfd *fds)
{
	uint32_t used = 0;

	for (uint32_t fd = 0; fd < count; fd++) {
		uint32_t at = fd / WORD, bit = (uint32_t)1 << fd % WORD;
		uint32_t any = s->word[0][at] | s->word[1][at] | s->word[2][at];
		short events = 0;

		if (any == 0)
			fd |= WORD - 1;
		if ((any & bit) == 0)
			continue;
		for (int i = 0; fds != NULL && i < SETS; i++)
			if ((s->word[i][at] & bit) != 0)
				events |= meaning[i];
		if (fds != NULL)
			fds[used] = (struct pollfd){ (int)fd, events, 0 };
		used++;
	}
	return used;
}

/* Leaves in the sets what is ready; how many bits, or -EBADF. */
static int from_poll(const struct pollfd *fds, uint32_t used, struct sets *s)
{
	int bits = 0;

	for (uint32_t n = 0; n < used; n++) {
		uint32_t at = (uint32_t)fds[n].fd / WORD;
		uint32_t bit = (uint32_t)1 << fds[n].fd % WORD;

		if ((fds[n].revents & POLLNVAL) != 0)
			return -EBADF;
		for (int i = 0; i < SETS; i++) {
			if ((s->word[i][at] & bit) == 0)
				continue;
			if ((fds[n].revents & meaning[i]) != 0)
				bits++;
			else
				s->word[i][at] &= ~bit;
		}
	}
	return bits;
}

static int wait_for(const uint32_t *address, uint32_t count, double deadline)
{
	struct pollfd few[ON_STACK];
	struct pollfd *fds = few;
	uint32_t words, used;
	struct sets s;
	int result;

	if (count > FD_SETSIZE)
		count = FD_SETSIZE;
	words = (count + WORD - 1) / WORD;
	if (get_sets(address, count, &s) < 0)
		return -EFAULT;
	used = to_poll(&s, count, NULL);
	if (used > ON_STACK)
		fds = kmalloc(used * sizeof(*fds));
	if (fds == NULL)
		return -ENOMEM;
	to_poll(&s, count, fds);
	result = poll_wait(fds, used, 0, deadline);
	if (result >= 0)
		result = from_poll(fds, used, &s);
	if (result >= 0 && put_sets(address, words, &s) < 0)
		result = -EFAULT;
	if (fds != few)
		kfree(fds);
	return result;
}

int do_pselect6(const uint32_t *args)
{
	uint32_t mask[2] = { 0, 0 };
	double deadline;
	int result;

	if (args[5] != 0 && copy_from_user(mask, args[5], sizeof(mask)) < 0)
		return -EFAULT;
	result = poll_deadline(args[4], &deadline);
	if (result == 0)
		result = poll_mask(mask[0], mask[1]);
	if (result < 0)
		return result;
	result = (int)args[0] < 0 ? -EINVAL
				  : wait_for(args + 1, args[0], deadline);
	poll_tell_left(args[4], deadline);
	return poll_unmask(mask[0], result);
}
