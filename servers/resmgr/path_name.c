/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The absolute path of a directory: from it up to the root, name by name. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "kernel/alloc.h"
#include "servers/resmgr/vnode.h"

/* Finds the name under which a directory lists an inode. */
struct name_search {
	struct dir_fill fill;
	uint64_t ino;
	char name[NAME_MAX + 1];
	size_t length;
};

static int match_entry(struct dir_fill *fill, const char *name, size_t length,
	uint64_t ino, mode_t type, int64_t next)
{
	struct name_search *s = list_entry(fill, struct name_search, fill);

	(void)type;
	(void)next;
	if (ino != s->ino || length > NAME_MAX)
		return 0;
	memcpy(s->name, name, length);
	s->length = length;
	return 1;
}

/* Name of v in parent; both on the same file system. */
static int name_in(
	struct vnode *parent, struct vnode *v, struct name_search *search)
{
	search->fill.entry = match_entry;
	search->ino = v->ino;
	search->length = 0;
	if (parent->fs->ops->readdir(parent, 0, &search->fill) < 0)
		return -ENOENT;
	return search->length > 0 ? 0 : -ENOENT;
}

int path_of_directory(
	struct vnode *v, struct vnode *root, char *buffer, size_t size)
{
	struct name_search *search = kmalloc(sizeof(*search));
	size_t at = size;
	int error = 0;

	if (search == NULL)
		return -ENOMEM;
	vnode_ref(v);
	while (v != root && error == 0) {
		struct vnode *below = v;
		struct vnode *parent;

		while (below == below->fs->root && below->fs->covered != NULL)
			below = below->fs->covered;
		if (below == below->fs->root)
			break;
		error = below->fs->ops->lookup(below, "..", 2, &parent);
		if (error < 0)
			break;
		error = name_in(parent, below, search);
		if (error == 0 && at < search->length + 2)
			error = -ERANGE;
		if (error == 0) {
			at -= search->length;
			memcpy(buffer + at, search->name, search->length);
			buffer[--at] = '/';
		}
		vnode_put(v);
		v = parent;
	}
	vnode_put(v);
	kfree(search);
	if (error < 0)
		return error;
	if (at == size)
		buffer[--at] = '/';
	memmove(buffer, buffer + at, size - at);
	return (int)(size - at);
}
