/* SPDX-License-Identifier: GPL-3.0-or-later */
/* flock(2): locks of open file descriptions on whole files. */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>

#include "kernel/call.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/lock_impl.h"
#include "servers/resmgr/vnode.h"

static int lock_whole(struct file *f, bool exclusive, bool wait)
{
	struct lock want = {
		.file = f, .exclusive = exclusive, .end = INT64_MAX
	};
	struct lock_list *locks = lock_list_of(f->vnode);
	int error = 0;

	if (locks == NULL)
		return -ENOLCK;
	/* A lock of the other kind is given up first (flock(2)). */
	for (struct list *n = locks->flocks.next; n != &locks->flocks;
		n = n->next) {
		struct lock *l = list_entry(n, struct lock, link);

		if (l->file != f)
			continue;
		if (l->exclusive == exclusive)
			return 0;
		lock_drop(l);
		lock_wake(locks);
		break;
	}
	f->locked = true;
	if (wait)
		error = lock_wait(locks, &locks->flocks, &want);
	else if (lock_conflict(&locks->flocks, &want) != NULL)
		error = -EWOULDBLOCK;
	return error < 0 ? error
			 : lock_change(locks, &locks->flocks, &want, false);
}

int do_flock(const uint32_t *args)
{
	struct file *f = file_usable((int)args[0]);
	uint32_t operation = args[1] & ~(uint32_t)LOCK_NB;
	int error = 0;

	if (operation != LOCK_SH && operation != LOCK_EX &&
		operation != LOCK_UN)
		return -EINVAL;
	if (f == NULL)
		return -EBADF;
	if (f->vnode == NULL)
		return -EINVAL;
	f->refs++;
	if (operation != LOCK_UN)
		error = lock_whole(
			f, operation == LOCK_EX, (args[1] & LOCK_NB) == 0);
	else if (f->locked &&
		lock_drop_owned(&f->vnode->locks->flocks, NULL, f))
		lock_wake(f->vnode->locks);
	file_put(f);
	return error;
}
