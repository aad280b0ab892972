/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Requests that the index alone answers. The inode numbers of a volume are
 * those of the index, but its root is FS_ROOT: so a volume can be mounted
 * before the index is there. In the index FS_ROOT is the root of all, which
 * only a volume that starts there shows.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "servers/netfs/impl.h"
#include "servers/resmgr/remote.h"

struct volume *netfs_volume(const struct message *m)
{
	struct volume *v = &netfs.volume[m->arg[0]];

	return v->site != NULL ? v : NULL;
}

static const struct volume *volume_of(const struct request *rq)
{
	return &netfs.volume[rq->m.arg[0]];
}

static uint64_t ino_of(const struct volume *v, const struct index_node *node)
{
	return node == v->root ? FS_ROOT : node->inode;
}

int netfs_node(struct request *rq, const struct index_node **node)
{
	const struct volume *v = volume_of(rq);
	uint64_t ino = fs_ino(&rq->m);

	site_try(v->site);
	if (v->site->state == INDEX_FAILED)
		return v->site->error < 0 ? v->site->error : -EIO;
	if (v->site->state == INDEX_COMING) {
		list_append(&v->site->early, &rq->link);
		return SUSPEND;
	}
	*node = ino == FS_ROOT ? v->root
			       : index_inode(&v->site->index, (uint32_t)ino);
	return *node == NULL ? -ENOENT : 0;
}

void netfs_path(const struct index_node *node, char *buffer, size_t size)
{
	size_t length = 0, at;
	const struct index_node *n;

	for (n = node; n != n->parent; n = n->parent)
		length += n->length + 1;
	at = length;
	for (n = node; n != n->parent; n = n->parent) {
		at -= n->length + 1;
		for (size_t i = 0; i <= n->length; i++)
			if (at + i < size - 1)
				buffer[at + i] = i > 0 ? n->name[i - 1] : '/';
	}
	buffer[length < size ? length : size - 1] = '\0';
}

int netfs_lookup(struct request *rq)
{
	const char *name = fs_pointer(rq->m.arg[3]);
	struct fs_node *result = fs_pointer(rq->m.arg[5]);
	uint32_t length = rq->m.arg[4];
	const struct index_node *node;
	int error = netfs_node(rq, &node);

	if (error != 0)
		return error;
	if (!S_ISDIR(node->mode))
		return -ENOTDIR;
	if (length == 2 && memcmp(name, "..", 2) == 0)
		node = node->parent;
	else
		node = index_child(
			&volume_of(rq)->site->index, node, name, length);
	if (node == NULL)
		return -ENOENT;
	result->ino = ino_of(volume_of(rq), node);
	result->type = node->mode & S_IFMT;
	return 0;
}

int netfs_getattr(struct request *rq)
{
	struct stat *st = fs_pointer(rq->m.arg[5]);
	const struct index_node *node;
	int error = netfs_node(rq, &node);

	if (error != 0)
		return error;
	st->st_mode = node->mode;
	st->st_nlink = node->nlink;
	st->st_size = (off_t)node->size;
	st->st_blocks = (blkcnt_t)((node->size + 511) / 512);
	st->st_mtim.tv_sec = node->mtime;
	st->st_atim = st->st_ctim = st->st_mtim;
	return 0;
}

int netfs_readlink(struct request *rq)
{
	const struct index_node *node;
	int error = netfs_node(rq, &node);

	if (error != 0)
		return error;
	if (!S_ISLNK(node->mode))
		return -EINVAL;
	return (int)uio_put(&rq->io, node->target, (size_t)node->size);
}

/* Puts one entry into io, or returns 0 when it does not fit. */
static size_t put_entry(struct request *rq, const struct index_node *node)
{
	static const char zeros[8];
	size_t size = fs_dirent_size(node->length);
	struct fs_dirent d = {
		.ino = node->inode,
		.next = node->inode,
		.type = node->mode & S_IFMT,
		.length = node->length,
	};

	if (size > rq->io.left)
		return 0;
	uio_put(&rq->io, &d, sizeof(d));
	uio_put(&rq->io, node->name, node->length);
	uio_put(&rq->io, zeros, size - sizeof(d) - node->length);
	return size;
}

/* The cursor is the inode number of the entry given last. */
int netfs_readdir(struct request *rq)
{
	int64_t cursor = fs_wide(&rq->m);
	const struct index_node *dir, *node;
	size_t size, total = 0;
	int error = netfs_node(rq, &dir);

	if (error != 0)
		return error;
	if (!S_ISDIR(dir->mode))
		return -ENOTDIR;
	node = dir->child;
	if (cursor != 0) {
		if (cursor < 0 || cursor > UINT32_MAX)
			return -EINVAL;
		node = index_inode(
			&volume_of(rq)->site->index, (uint32_t)cursor);
		if (node == NULL || node->parent != dir)
			return -EINVAL;
		node = node->next;
	}
	for (; node != NULL; node = node->next, total += size) {
		size = put_entry(rq, node);
		if (size == 0)
			break;
	}
	return (int)total;
}
