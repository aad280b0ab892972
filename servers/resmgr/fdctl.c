/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fcntl and ioctl. */
#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>

#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/proc.h"
#include "servers/resmgr/file.h"

enum { CHANGEABLE = O_APPEND | O_NONBLOCK };

static struct descriptor *descriptor_of(uint32_t fd)
{
	return file_of((int)fd) == NULL ? NULL : &current->files->slot[fd];
}

static int duplicate(struct file *f, uint32_t least, bool cloexec)
{
	int fd;

	if (least >= OPEN_MAX)
		return -EINVAL;
	fd = file_install(current, f, (int)least, cloexec);
	if (fd >= 0)
		f->refs++;
	return fd;
}

int do_fcntl(const uint32_t *args)
{
	struct descriptor *d = descriptor_of(args[0]);

	if (d == NULL)
		return -EBADF;
	switch (args[1]) {
	case F_DUPFD:
	case F_DUPFD_CLOEXEC:
		return duplicate(d->file, args[2], args[1] == F_DUPFD_CLOEXEC);
	case F_GETFD:
		return d->cloexec ? FD_CLOEXEC : 0;
	case F_SETFD:
		d->cloexec = (args[2] & FD_CLOEXEC) != 0;
		return 0;
	case F_GETFL:
		return d->file->flags | O_LARGEFILE;
	case F_SETFL:
		d->file->flags &= ~CHANGEABLE;
		d->file->flags |= (int)args[2] & CHANGEABLE;
		return 0;
	default:
		return -EINVAL;
	}
}

static int set_nonblock(struct file *f, uint32_t address)
{
	int on;

	if (copy_from_user(&on, address, sizeof(on)) < 0)
		return -EFAULT;
	f->flags = on != 0 ? f->flags | O_NONBLOCK : f->flags & ~O_NONBLOCK;
	return 0;
}

int do_ioctl(const uint32_t *args)
{
	struct descriptor *d = descriptor_of(args[0]);

	if (d == NULL || (d->file->flags & O_PATH) != 0)
		return -EBADF;
	switch (args[1]) {
	case FIOCLEX:
	case FIONCLEX:
		d->cloexec = args[1] == FIOCLEX;
		return 0;
	case FIONBIO:
		return set_nonblock(d->file, args[2]);
	default:
		if (d->file->ops->ioctl == NULL)
			return -ENOTTY;
		return d->file->ops->ioctl(d->file, args[1], args[2]);
	}
}
