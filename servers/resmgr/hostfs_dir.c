/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hostfs: what changes and lists directories. New files belong to the host's
 * user whoever makes them, so their owner in the machine is 1000.
 */
#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/host.h"
#include "servers/resmgr/dirent.h"
#include "servers/resmgr/hostfs_impl.h"

/* Makes a node of the path in h->path; regular files are open afterwards. */
static int make_node(
	struct hostfs *h, size_t length, const struct node_spec *spec)
{
	int mode = (int)(spec->mode & 07777);
	size_t size;

	switch (spec->mode & S_IFMT) {
	case S_IFREG:
		return host_file(
			HOSTFS_CREATE, h->number, mode, h->path, length, 0);
	case S_IFDIR:
		return host_file(
			HOSTFS_MKDIR, h->number, mode, h->path, length, 0);
	case S_IFLNK:
		size = strlen(spec->target);
		if (size >= HOSTFS_PATH)
			return -ENAMETOOLONG;
		memcpy(h->path + length, spec->target, size);
		return host_file(HOSTFS_SYMLINK, h->number, (int)length,
			h->path, length + size, 0);
	default:
		return -EPERM;
	}
}

int hostfs_create(struct vnode *dir, const char *name, size_t length,
	const struct node_spec *spec, struct vnode **result)
{
	struct hostfs *h = hostfs_of(dir);
	struct hostfs_node *node;
	int size, fd, error;

	if (dir->fs->readonly)
		return -EROFS;
	size = hostfs_join(dir, name, length, h->path);
	if (size < 0)
		return size;
	fd = make_node(h, (size_t)size, spec);
	if (fd < 0)
		return fd;
	error = hostfs_find(dir->fs, (size_t)size, result);
	if (!S_ISREG(spec->mode))
		return error;
	if (error < 0) {
		host_file(HOSTFS_CLOSE, fd, 0, NULL, 0, 0);
		return error;
	}
	/* What creates a file may write to it whatever its mode says. */
	node = hostfs_node_of(*result);
	hostfs_close(node);
	node->read_fd = node->write_fd = fd;
	return 0;
}

int hostfs_link(
	struct vnode *dir, const char *name, size_t length, struct vnode *v)
{
	struct hostfs *h = hostfs_of(dir);
	const char *path = hostfs_node_of(v)->path;
	size_t first;
	int size;

	if (dir->fs->readonly)
		return -EROFS;
	if (path == NULL)
		return -ENOENT;
	first = strlen(path);
	memcpy(h->path, path, first);
	size = hostfs_join(dir, name, length, h->path + first);
	if (size < 0)
		return size;
	return host_file(HOSTFS_LINK, h->number, (int)first, h->path,
		first + (size_t)size, 0);
}

/*
 * Before the name of v goes: if it is in use (the caller's is one reference),
 * descriptors keep it usable. What cannot be opened was not usable before.
 */
static void keep_open(struct vnode *v)
{
	if (v->refs <= 1)
		return;
	if (v->type == S_IFDIR)
		hostfs_descriptor(v, HOSTFS_DIRECTORY);
	if (v->type != S_IFREG)
		return;
	hostfs_descriptor(v, HOSTFS_RDONLY);
	hostfs_descriptor(v, HOSTFS_WRONLY);
}

static void forget_path(struct vnode *v)
{
	struct hostfs_node *node = v->data;

	kfree(node->path);
	node->path = NULL;
}

int hostfs_unlink(
	struct vnode *dir, const char *name, size_t length, struct vnode *v)
{
	struct hostfs *h = hostfs_of(dir);
	enum hostfs_op op = v->type == S_IFDIR ? HOSTFS_RMDIR : HOSTFS_UNLINK;
	int size, error;

	if (dir->fs->readonly)
		return -EROFS;
	keep_open(v);
	size = hostfs_join(dir, name, length, h->path);
	if (size < 0)
		return size;
	error = host_file(op, h->number, 0, h->path, (uint32_t)size, 0);
	if (error == 0)
		forget_path(v);
	return error;
}

/* Gives a node whose path starts with the first old bytes of h->path, the
 * old name, the new name in their place. Without memory it has no path. */
static void rename_node(
	struct hostfs *h, struct hostfs_node *node, size_t old, size_t new)
{
	char *path = node->path, *renamed;
	size_t rest;

	if (path == NULL || strncmp(path, h->path, old) != 0 ||
		(path[old] != '\0' && path[old] != '/'))
		return;
	rest = strlen(path + old);
	renamed = kmalloc(new + rest + 1);
	if (renamed != NULL) {
		memcpy(renamed, h->path + old, new);
		memcpy(renamed + new, path + old, rest + 1);
	}
	kfree(path);
	node->path = renamed;
}

int hostfs_rename(struct vnode *old_dir, const char *old_name,
	size_t old_length, struct vnode *v, struct vnode *new_dir,
	const char *new_name, size_t new_length, struct vnode *replaced)
{
	struct hostfs *h = hostfs_of(old_dir);
	int old, new, error;

	(void)v;
	if (old_dir->fs->readonly)
		return -EROFS;
	if (replaced != NULL)
		keep_open(replaced);
	old = hostfs_join(old_dir, old_name, old_length, h->path);
	if (old < 0)
		return old;
	new = hostfs_join(new_dir, new_name, new_length, h->path + old);
	if (new < 0)
		return new;
	error = host_file(HOSTFS_RENAME, h->number, old, h->path,
		(uint32_t)(old + new), 0);
	if (error < 0)
		return error;
	if (replaced != NULL)
		forget_path(replaced);
	for (struct list *n = h->nodes.next; n != &h->nodes; n = n->next)
		rename_node(h, list_entry(n, struct hostfs_node, link),
			(size_t)old, (size_t) new);
	return 0;
}

/* Hands over size bytes of entries. Returns false when fill had enough. */
static bool give_entries(const struct hostfs *h, size_t size,
	struct dir_fill *fill, int64_t *cursor)
{
	for (size_t at = 0; at < size;) {
		const struct hostfs_dirent *d = (const void *)(h->buffer + at);

		if (fill->entry(fill, d->name, d->length,
			    hostfs_ino(h, d->dev, d->ino), d->mode & S_IFMT,
			    d->next + DIR_FIRST) != 0)
			return false;
		*cursor = d->next;
		at += (sizeof(*d) + d->length + 7) & ~(size_t)7;
	}
	return true;
}

int hostfs_readdir(struct vnode *dir, int64_t cursor, struct dir_fill *fill)
{
	struct hostfs *h = hostfs_of(dir);
	const char *path = hostfs_node_of(dir)->path;
	int size;

	if (path == NULL)
		return 0;
	do {
		size = host_file(HOSTFS_READDIR, h->number,
			(int)(intptr_t)h->buffer, (void *)path, strlen(path),
			(double)cursor);
	} while (size > 0 && give_entries(h, (size_t)size, fill, &cursor));
	return size < 0 ? size : 0;
}
