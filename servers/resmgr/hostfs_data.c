/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hostfs: the content of files. A file is opened on the host when it is first
 * read or written and stays open while its vnode is in use; that also keeps
 * it usable after its name has gone.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "kernel/copy.h"
#include "kernel/host.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/hostfs_impl.h"

/* Offsets travel as double, which is exact up to here. */
#define OFFSET_MAX ((int64_t)1 << 53)

int hostfs_descriptor(struct vnode *v, enum hostfs_open how)
{
	struct hostfs_node *node = v->data;
	int *fd = how == HOSTFS_WRONLY ? &node->write_fd : &node->read_fd;
	int opened;

	if (*fd != HOSTFS_CLOSED)
		return *fd;
	if (node->path == NULL)
		return -ENOENT;
	opened = host_file(HOSTFS_OPEN, hostfs_of(v)->number, how, node->path,
		strlen(node->path), 0);
	if (opened >= 0)
		*fd = opened;
	return opened;
}

void hostfs_close(struct hostfs_node *node)
{
	if (node->read_fd != HOSTFS_CLOSED)
		host_file(HOSTFS_CLOSE, node->read_fd, 0, NULL, 0, 0);
	if (node->write_fd != HOSTFS_CLOSED && node->write_fd != node->read_fd)
		host_file(HOSTFS_CLOSE, node->write_fd, 0, NULL, 0, 0);
	node->read_fd = node->write_fd = HOSTFS_CLOSED;
}

/* Errors of the host's open() belong to ours, not to a later read(). */
int hostfs_open_file(struct vnode *v, struct file *f)
{
	int accmode = f->flags & O_ACCMODE;
	int fd = 0;

	if (v->type != S_IFREG)
		return 0;
	if (accmode != O_RDONLY && v->fs->readonly)
		return -EROFS;
	if (accmode != O_WRONLY)
		fd = hostfs_descriptor(v, HOSTFS_RDONLY);
	if (fd >= 0 && accmode != O_RDONLY)
		fd = hostfs_descriptor(v, HOSTFS_WRONLY);
	return fd < 0 ? fd : 0;
}

static int check_offset(const struct uio *io, int64_t offset)
{
	return offset > OFFSET_MAX - (int64_t)io->left ? -EFBIG : 0;
}

int hostfs_read(struct vnode *v, struct uio *io, int64_t offset)
{
	uint8_t *buffer = hostfs_of(v)->buffer;
	int fd = hostfs_descriptor(v, HOSTFS_RDONLY);
	int total = 0;

	if (fd < 0)
		return fd;
	if (check_offset(io, offset) < 0)
		return 0;
	while (io->left > 0) {
		uint32_t size = io->left < HOSTFS_TRANSFER ? io->left
							   : HOSTFS_TRANSFER;
		int count = host_file(HOSTFS_READ, fd, 0, buffer, size,
			(double)(offset + total));

		if (count < 0)
			return total > 0 ? total : count;
		uio_put(io, buffer, (size_t)count);
		total += count;
		if ((uint32_t)count < size)
			break;
	}
	return total;
}

int hostfs_write(struct vnode *v, struct uio *io, int64_t offset)
{
	struct hostfs_node *node = v->data;
	uint8_t *buffer = hostfs_of(v)->buffer;
	int fd, total = 0;

	if (v->fs->readonly)
		return -EROFS;
	fd = hostfs_descriptor(v, HOSTFS_WRONLY);
	if (fd < 0)
		return fd;
	if (check_offset(io, offset) < 0)
		return -EFBIG;
	while (io->left > 0) {
		size_t size = uio_get(io, buffer, HOSTFS_TRANSFER);
		int count = host_file(HOSTFS_WRITE, fd, 0, buffer, size,
			(double)(offset + total));

		if (count < 0)
			return total > 0 ? total : count;
		node->written = true;
		total += count;
		if ((size_t)count < size)
			break;
	}
	return total;
}

int hostfs_truncate(struct vnode *v, int64_t size)
{
	int fd = hostfs_descriptor(v, HOSTFS_WRONLY);

	if (fd < 0)
		return fd;
	if (size > OFFSET_MAX)
		return -EFBIG;
	hostfs_node_of(v)->written = true;
	return host_file(HOSTFS_TRUNCATE, fd, 0, NULL, 0, (double)size);
}

int hostfs_sync(struct filesystem *fs)
{
	struct hostfs *h = fs->data;
	int result = 0;

	for (struct list *n = h->nodes.next; n != &h->nodes; n = n->next) {
		struct hostfs_node *node = list_entry(
			n, struct hostfs_node, link);
		int error;

		if (!node->written)
			continue;
		error = host_file(HOSTFS_SYNC, node->write_fd, 0, NULL, 0, 0);
		if (error < 0)
			result = error;
		else
			node->written = false;
	}
	return result;
}
