/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmpfs: the name of an inode, for /proc. */
#include <errno.h>
#include <string.h>

#include "servers/resmgr/tmpfs_impl.h"

/* Inodes do not know their entries: all there are have to be looked at. */
int tmpfs_find(struct vnode *v, struct vnode **dir, char *name)
{
	struct tmpfs *t = v->fs->data;

	for (int i = 0; i < TMPFS_BUCKETS; i++) {
		struct list *n;

		for (n = t->bucket[i].next; n != &t->bucket[i]; n = n->next) {
			struct tmpfs_entry *e = list_entry(
				n, struct tmpfs_entry, hash);

			if (e->inode != v->data)
				continue;
			*dir = tmpfs_vnode_of(v->fs, e->dir);
			if (*dir == NULL)
				return -ENOMEM;
			memcpy(name, e->name, e->length);
			return e->length;
		}
	}
	return -ENOENT;
}
