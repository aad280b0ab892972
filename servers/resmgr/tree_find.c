/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The name of an inode, for /proc. */
#include <errno.h>
#include <string.h>

#include "servers/resmgr/tree.h"

/* Inodes do not know their entries: all there are have to be looked at. */
int tree_find(struct vnode *v, struct vnode **dir, char *name)
{
	struct tree *t = tree_of(v->fs);

	for (uint32_t i = 0; i < t->buckets; i++) {
		struct tree_entry *e;

		for (e = t->bucket[i]; e != NULL; e = e->hash_next) {
			if (e->inode != v->data)
				continue;
			*dir = tree_vnode_of(v->fs, e->dir);
			if (*dir == NULL)
				return -ENOMEM;
			memcpy(name, e->name, e->length);
			return e->length;
		}
	}
	return -ENOENT;
}
