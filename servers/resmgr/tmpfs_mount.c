/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mounting a tmpfs, and taking it apart again. */
#include "servers/resmgr/tmpfs.h"

#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "servers/resmgr/tmpfs_impl.h"

enum { DEFAULT_LIMIT = 64 << 20 };

static void free_tree(struct tmpfs *t, struct tmpfs_inode *dir)
{
	struct tmpfs_inode *at = dir;

	while (at != NULL) {
		struct tmpfs_inode *up = at->parent;
		struct tmpfs_inode *inode;
		struct tmpfs_entry *e;

		if (list_empty(&at->entries)) {
			if (at != dir)
				tmpfs_free_inode(t, at);
			at = at == dir ? NULL : up;
			continue;
		}
		e = list_entry(at->entries.next, struct tmpfs_entry, order);
		inode = e->inode;
		tmpfs_remove_entry(t, e);
		if (S_ISDIR(inode->st.st_mode))
			at = inode;
		else if (--inode->st.st_nlink == 0)
			tmpfs_free_inode(t, inode);
	}
	tmpfs_free_inode(t, dir);
}

int tmpfs_unmount(struct filesystem *fs)
{
	struct tmpfs_inode *root = fs->root->data;
	struct tmpfs *t = fs->data;

	if (fs->root->refs > 1 || t->vnodes > 1)
		return -EBUSY;
	root->st.st_nlink = 1;
	vnode_put(fs->root);
	free_tree(t, root);
	kfree(t);
	return 0;
}

/* The number after "key=" in comma-separated options, or fallback. */
static uint64_t option(
	const char *options, const char *key, unsigned base, uint64_t fallback)
{
	size_t length = strlen(key);
	const char *p = options;
	uint64_t value = 0;

	while (p != NULL && strncmp(p, key, length) != 0) {
		p = strchr(p, ',');
		if (p != NULL)
			p++;
	}
	if (p == NULL)
		return fallback;
	for (p += length; *p >= '0' && *p < (char)('0' + base); p++)
		value = value * base + (unsigned)(*p - '0');
	return value;
}

int tmpfs_mount(struct filesystem *fs, const char *source, const char *options)
{
	struct node_spec spec = { 0 };
	struct tmpfs *t = kzalloc(sizeof(*t));
	struct tmpfs_inode *root;

	(void)source;
	if (t == NULL)
		return -ENOMEM;
	for (int i = 0; i < TMPFS_BUCKETS; i++)
		list_init(&t->bucket[i]);
	t->limit = option(options, "size=", 10, DEFAULT_LIMIT);
	spec.mode = S_IFDIR | (mode_t)option(options, "mode=", 8, 0755);
	spec.uid = spec.gid = (uid_t)option(options, "uid=", 10, 0);
	root = tmpfs_new_inode(t, &spec);
	if (root == NULL) {
		kfree(t);
		return -ENOMEM;
	}
	root->parent = root;
	fs->ops = &tmpfs_ops;
	fs->data = t;
	fs->root = tmpfs_vnode_of(fs, root);
	return fs->root == NULL ? -ENOMEM : 0;
}
