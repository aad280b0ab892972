/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with the names of a tree: the operations of fs_ops. */
#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "servers/resmgr/dirent.h"
#include "servers/resmgr/tree.h"

/* The number of links of inode, or what it is called, has changed. */
static void touch_status(struct tree *t, struct tree_inode *inode)
{
	inode->st.st_ctim = time_now();
	tree_changed(t, inode);
}

static void entry_changed(struct tree *t, struct tree_entry *e)
{
	if (t->ops->entry_changed != NULL)
		t->ops->entry_changed(t, e);
}

int tree_lookup(struct vnode *dir, const char *name, size_t length,
	struct vnode **result)
{
	struct tree_inode *inode = dir->data;
	struct tree_entry *e;

	if (length == 2 && memcmp(name, "..", 2) == 0) {
		inode = inode->parent;
	} else {
		e = tree_find_entry(tree_of(dir->fs), inode, name, length);
		inode = e == NULL ? NULL : e->inode;
	}
	if (inode == NULL)
		return -ENOENT;
	*result = tree_vnode_of(dir->fs, inode);
	return *result == NULL ? -ENOMEM : 0;
}

/* A new inode of that name, which is free. */
static int make_child(struct tree *t, struct tree_inode *parent,
	const char *name, size_t length, const struct node_spec *spec,
	struct tree_inode **result)
{
	struct tree_inode *inode = tree_new_inode(t, spec);
	int error;

	if (inode == NULL)
		return -ENOSPC;
	error = tree_add_entry(t, parent, name, length, inode);
	if (error < 0) {
		tree_free_inode(t, inode);
		return error;
	}
	if (S_ISDIR(spec->mode)) {
		inode->parent = parent;
		parent->st.st_nlink++;
	}
	tree_changed(t, inode);
	*result = inode;
	return 0;
}

int tree_attach(struct tree *t, struct tree_inode *dir, const char *name,
	struct tree_inode *inode)
{
	size_t length = strlen(name);
	int error = -EEXIST;

	if (tree_find_entry(t, dir, name, length) == NULL)
		error = tree_add_entry(t, dir, name, length, inode);
	if (error == 0 && S_ISDIR(inode->st.st_mode)) {
		inode->parent = dir;
		dir->st.st_nlink++;
	}
	return error;
}

int tree_attach_new(struct tree *t, struct tree_inode *dir, const char *name,
	const struct node_spec *spec, struct tree_inode **result)
{
	size_t length = strlen(name);
	struct tree_entry *e = tree_find_entry(t, dir, name, length);

	if (e == NULL)
		return make_child(t, dir, name, length, spec, result);
	*result = e->inode;
	return S_ISDIR(e->inode->st.st_mode) ? 0 : -EEXIST;
}

int tree_create(struct vnode *dir, const char *name, size_t length,
	const struct node_spec *spec, struct vnode **result)
{
	struct tree_inode *parent = dir->data, *inode;
	int error;

	if (parent->st.st_nlink == 0)
		return -ENOENT;
	error = make_child(
		tree_of(dir->fs), parent, name, length, spec, &inode);
	if (error < 0)
		return error;
	*result = tree_vnode_of(dir->fs, inode);
	return *result == NULL ? -ENOMEM : 0;
}

int tree_tmpfile(struct vnode *dir, const struct node_spec *spec, bool linkable,
	struct vnode **result)
{
	struct tree_inode *inode = tree_new_inode(tree_of(dir->fs), spec);

	if (inode == NULL)
		return -ENOSPC;
	*result = tree_vnode_of(dir->fs, inode);
	if (*result == NULL) {
		tree_free_inode(tree_of(dir->fs), inode);
		return -ENOMEM;
	}
	inode->st.st_nlink = 0;
	inode->linkable = linkable;
	tree_changed(tree_of(dir->fs), inode);
	return 0;
}

int tree_link(
	struct vnode *dir, const char *name, size_t length, struct vnode *v)
{
	struct tree_inode *parent = dir->data, *inode = v->data;
	int error;

	if (parent->st.st_nlink == 0 ||
		(inode->st.st_nlink == 0 && !inode->linkable))
		return -ENOENT;
	error = tree_add_entry(tree_of(dir->fs), parent, name, length, inode);
	if (error < 0)
		return error;
	inode->st.st_nlink++;
	inode->linkable = false;
	touch_status(tree_of(dir->fs), inode);
	return 0;
}

static void drop_link(struct tree *t, struct tree_inode *inode)
{
	inode->st.st_nlink--;
	touch_status(t, inode);
	if (inode->st.st_nlink == 0 && !inode->open)
		tree_free_inode(t, inode);
}

/* inode, named in parent, loses that name. Returns 0 or -ENOTEMPTY. */
static int detach(
	struct tree *t, struct tree_inode *parent, struct tree_inode *inode)
{
	if (!S_ISDIR(inode->st.st_mode))
		return 0;
	if (!list_empty(&inode->entries))
		return -ENOTEMPTY;
	parent->st.st_nlink--;
	inode->st.st_nlink--;
	inode->parent = NULL;
	tree_changed(t, parent);
	return 0;
}

int tree_unlink(
	struct vnode *dir, const char *name, size_t length, struct vnode *v)
{
	struct tree_inode *parent = dir->data, *inode = v->data;
	struct tree *t = tree_of(dir->fs);
	struct tree_entry *e = tree_find_entry(t, parent, name, length);
	int error;

	if (e == NULL || e->inode != inode)
		return -ENOENT;
	error = detach(t, parent, inode);
	if (error < 0)
		return error;
	tree_remove_entry(t, e);
	drop_link(t, inode);
	return 0;
}

/* The name that replaced has in dir becomes one of inode. */
static int replace(struct tree *t, struct tree_inode *dir, const char *name,
	size_t length, struct tree_inode *replaced, struct tree_inode *inode)
{
	struct tree_entry *e = tree_find_entry(t, dir, name, length);
	int error;

	if (e == NULL || e->inode != replaced)
		return -ENOENT;
	error = detach(t, dir, replaced);
	if (error < 0)
		return error;
	e->inode = inode;
	entry_changed(t, e);
	tree_touch(t, dir);
	drop_link(t, replaced);
	return 0;
}

/* A directory has another parent now. */
static void move_parent(struct tree *t, struct tree_inode *inode,
	struct tree_inode *from, struct tree_inode *to)
{
	if (!S_ISDIR(inode->st.st_mode))
		return;
	from->st.st_nlink--;
	to->st.st_nlink++;
	inode->parent = to;
	tree_changed(t, from);
	tree_changed(t, to);
}

int tree_rename(struct vnode *old_dir, const char *old_name, size_t old_length,
	struct vnode *v, struct vnode *new_dir, const char *new_name,
	size_t new_length, struct vnode *replaced)
{
	struct tree_inode *from = old_dir->data, *to = new_dir->data;
	struct tree_inode *inode = v->data;
	struct tree *t = tree_of(old_dir->fs);
	struct tree_entry *e = tree_find_entry(t, from, old_name, old_length);
	int error;

	/* The old name may be another's, or none, by now. */
	if (e == NULL || e->inode != inode || to->st.st_nlink == 0)
		return -ENOENT;
	error = replaced != NULL
		? replace(t, to, new_name, new_length, replaced->data, inode)
		: tree_add_entry(t, to, new_name, new_length, inode);
	if (error < 0)
		return error;
	tree_remove_entry(t, e);
	move_parent(t, inode, from, to);
	touch_status(t, inode);
	return 0;
}

int tree_exchange(struct vnode *old_dir, const char *old_name,
	size_t old_length, struct vnode *v, struct vnode *new_dir,
	const char *new_name, size_t new_length, struct vnode *other)
{
	struct tree_inode *from = old_dir->data, *to = new_dir->data;
	struct tree *t = tree_of(old_dir->fs);
	struct tree_entry *a = tree_find_entry(t, from, old_name, old_length);
	struct tree_entry *b = tree_find_entry(t, to, new_name, new_length);

	if (a == NULL || b == NULL || a->inode != v->data ||
		b->inode != other->data)
		return -ENOENT;
	a->inode = other->data;
	b->inode = v->data;
	entry_changed(t, a);
	entry_changed(t, b);
	move_parent(t, b->inode, from, to);
	move_parent(t, a->inode, to, from);
	tree_touch(t, from);
	tree_touch(t, to);
	touch_status(t, a->inode);
	touch_status(t, b->inode);
	return 0;
}

/* The first entry behind the cursor, as a node of the list. */
static struct list *behind(struct tree_inode *dir, int64_t cursor)
{
	struct list *n = dir->entries.next;

	if (dir->last_read != NULL && dir->last_read->serial <= cursor)
		n = &dir->last_read->order;
	while (n != &dir->entries &&
		list_entry(n, struct tree_entry, order)->serial <= cursor)
		n = n->next;
	return n;
}

int tree_readdir(struct vnode *dir, int64_t cursor, struct dir_fill *fill)
{
	struct tree_inode *inode = dir->data;
	struct list *n;

	if (inode->st.st_nlink == 0)
		return -ENOENT;
	for (n = behind(inode, cursor); n != &inode->entries; n = n->next) {
		struct tree_entry *e = list_entry(n, struct tree_entry, order);

		if (fill->entry(fill, e->name, e->length, e->inode->st.st_ino,
			    e->inode->st.st_mode & S_IFMT,
			    e->serial + DIR_FIRST) != 0)
			break;
		inode->last_read = e;
	}
	return 0;
}
