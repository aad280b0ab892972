/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmpfs: the name of an inode, for /proc. */
#include <errno.h>
#include <string.h>

#include "servers/resmgr/tmpfs_impl.h"

/* Inodes do not know their entries: all there are have to be looked at. */
int tmpfs_find(struct vnode *v, struct vnode **dir, char *name)
{
	struct tmpfs *t = v->fs->data;

	for (uint32_t i = 0; i < t->buckets; i++) {
		struct tmpfs_entry *e;

		for (e = t->bucket[i]; e != NULL; e = e->hash_next) {
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
