/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * procfs: opening what /proc/PID/fd/N stands for and has no path. A removed
 * file is opened anew; a file without a vnode, a pipe, is shared, as dup()
 * would: requests to the new file are passed on to the old one.
 */
#include <fcntl.h>
#include <string.h>

#include "kernel/proc.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/procfs_impl.h"

/* Both ends of a pipe have one key, like one inode number elsewhere. */
uint32_t procfs_key(const struct file *f)
{
	const void *thing = f->vnode != NULL ? f->vnode : f->data;

	return (uint32_t)(uintptr_t)thing;
}

struct file *procfs_file_by_key(struct proc *p, uint32_t key, int accmode)
{
	for (uint32_t fd = 0; fd < OPEN_MAX; fd++) {
		struct file *f = procfs_file_at(p, fd);
		int has;

		if (f == NULL || procfs_key(f) != key)
			continue;
		has = f->flags & O_ACCMODE;
		if (accmode < 0 || has == O_RDWR || has == accmode)
			return f;
	}
	return NULL;
}

uint32_t procfs_parse_key(const char *name, size_t length)
{
	const char *digit = memchr(name, '[', length);
	uint32_t key = 0;

	if (digit == NULL || name[length - 1] != ']' ||
		(strncmp(name, "pipe:[", 6) != 0 &&
			strncmp(name, "inode:[", 7) != 0))
		return 0;
	for (digit++; *digit >= '0' && *digit <= '9'; digit++)
		key = key * 10 + (uint32_t)(*digit - '0');
	return *digit == ']' ? key : 0;
}

static int shared_read(struct file *f, struct uio *io, int64_t *pos)
{
	return file_read(f->data, io, pos);
}

static int shared_write(struct file *f, struct uio *io, int64_t *pos)
{
	return file_write(f->data, io, pos);
}

static int shared_ioctl(struct file *f, uint32_t request, uint32_t argument)
{
	struct file *target = f->data;

	return target->ops->ioctl(target, request, argument);
}

static int shared_poll(struct file *f, struct waitq **queue)
{
	struct file *target = f->data;

	return target->ops->poll(target, queue);
}

static void shared_release(struct file *f)
{
	file_put(f->data);
}

static const struct file_ops shared_ops = {
	.read = shared_read,
	.write = shared_write,
	.ioctl = shared_ioctl,
	.poll = shared_poll,
	.release = shared_release,
};

/* The same for targets that have no ioctl or no poll. */
static const struct file_ops shared_plain_ops = {
	.read = shared_read,
	.write = shared_write,
	.release = shared_release,
};

void procfs_open_as(struct file *f, struct file *target)
{
	bool plain = target->ops->ioctl == NULL || target->ops->poll == NULL;

	target->refs++;
	f->data = target;
	f->ops = plain ? &shared_plain_ops : &shared_ops;
}
