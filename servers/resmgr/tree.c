/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inodes of a tree and their attributes. */
#include "servers/resmgr/tree.h"

#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"

struct vnode *tree_vnode_of(struct filesystem *fs, struct tree_inode *inode)
{
	bool fresh;
	struct vnode *v = vnode_get(fs, inode->st.st_ino, &fresh);

	if (v != NULL && fresh) {
		v->type = inode->st.st_mode & S_IFMT;
		v->data = inode;
		inode->open = true;
	}
	return v;
}

static size_t cost_of(const char *target)
{
	return TREE_INODE_COST + (target == NULL ? 0 : strlen(target));
}

void tree_count_inode(struct tree *t, const struct tree_inode *inode)
{
	t->used += cost_of(inode->target);
	t->inodes++;
}

struct tree_inode *tree_new_inode(struct tree *t, const struct node_spec *spec)
{
	struct tree_inode *inode;

	if (t->used + cost_of(spec->target) > t->limit ||
		(t->inode_limit != 0 && t->inodes >= t->inode_limit))
		return NULL;
	inode = kzalloc(t->ops->inode_size);
	if (inode == NULL)
		return NULL;
	inode->st.st_mode = spec->mode;
	inode->st.st_rdev = spec->rdev;
	inode->st.st_uid = spec->uid;
	inode->st.st_gid = spec->gid;
	inode->st.st_nlink = S_ISDIR(spec->mode) ? 2 : 1;
	inode->born = time_now();
	inode->st.st_atim = inode->st.st_mtim = inode->born;
	inode->st.st_ctim = inode->born;
	list_init(&inode->entries);
	if (spec->target != NULL) {
		inode->target = kstrdup(spec->target);
		inode->st.st_size = (off_t)strlen(spec->target);
	}
	inode->st.st_ino = ++t->last_ino;
	if ((spec->target != NULL && inode->target == NULL) ||
		(t->ops->number != NULL && t->ops->number(t, inode) < 0)) {
		kfree(inode->target);
		kfree(inode);
		return NULL;
	}
	tree_count_inode(t, inode);
	return inode;
}

void tree_free_inode(struct tree *t, struct tree_inode *inode)
{
	if (t->ops->free_content != NULL)
		t->ops->free_content(t, inode);
	tree_free_xattrs(t, inode);
	t->used -= cost_of(inode->target);
	t->inodes--;
	kfree(inode->target);
	kfree(inode);
}

void tree_setattr(struct vnode *v, const struct stat *st, unsigned mask)
{
	struct tree_inode *inode = v->data;

	if ((mask & ATTR_MODE) != 0)
		inode->st.st_mode = (inode->st.st_mode & S_IFMT) |
			(st->st_mode & 07777);
	if ((mask & ATTR_UID) != 0)
		inode->st.st_uid = st->st_uid;
	if ((mask & ATTR_GID) != 0)
		inode->st.st_gid = st->st_gid;
	if ((mask & ATTR_ATIME) != 0)
		inode->st.st_atim = st->st_atim;
	if ((mask & ATTR_MTIME) != 0)
		inode->st.st_mtim = st->st_mtim;
	inode->st.st_ctim = time_now();
	tree_changed(tree_of(v->fs), inode);
}

void tree_accessed(struct vnode *v)
{
	struct tree_inode *inode = v->data;

	inode->st.st_atim = time_now();
}

void tree_birth(const struct vnode *v, struct timespec *time)
{
	const struct tree_inode *inode = v->data;

	*time = inode->born;
}

int tree_readlink(struct vnode *v, char *buffer, size_t size)
{
	const struct tree_inode *inode = v->data;
	size_t length = strlen(inode->target);

	if (length > size)
		length = size;
	memcpy(buffer, inode->target, length);
	return (int)length;
}

void tree_forget(struct vnode *v)
{
	struct tree_inode *inode = v->data;

	inode->open = false;
	if (inode->st.st_nlink == 0)
		tree_free_inode(tree_of(v->fs), inode);
}

void tree_free(struct tree *t)
{
	struct tree_inode *dir = t->root, *at = dir;

	do {
		struct tree_inode *up = at->parent;
		struct tree_inode *inode;
		struct tree_entry *e;

		if (list_empty(&at->entries)) {
			if (at != dir)
				tree_free_inode(t, at);
			at = at == dir ? NULL : up;
			continue;
		}
		e = list_entry(at->entries.next, struct tree_entry, order);
		inode = e->inode;
		tree_remove_entry(t, e);
		if (S_ISDIR(inode->st.st_mode))
			at = inode;
		else if (--inode->st.st_nlink == 0)
			tree_free_inode(t, inode);
	} while (at != NULL);
	tree_free_inode(t, dir);
	kfree(t->bucket);
}
