/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Extended attributes of a tree's inodes, a list each. */
#include <errno.h>
#include <string.h>
#include <sys/xattr.h>

#include "kernel/alloc.h"
#include "kernel/proc.h"
#include "servers/resmgr/tree.h"

static size_t cost_of(const struct tree_xattr *x)
{
	return sizeof(*x) + strlen(x->name) + 1 + x->size;
}

/* Where the attribute of that name is linked; *result is NULL at the end. */
static struct tree_xattr **find(struct tree_inode *inode, const char *name)
{
	struct tree_xattr **at = &inode->xattrs;

	while (*at != NULL && strcmp((*at)->name, name) != 0)
		at = &(*at)->next;
	return at;
}

static void drop(struct tree *t, struct tree_xattr **at)
{
	struct tree_xattr *x = *at;

	*at = x->next;
	t->used -= cost_of(x);
	kfree(x);
}

void tree_free_xattrs(struct tree *t, struct tree_inode *inode)
{
	while (inode->xattrs != NULL)
		drop(t, &inode->xattrs);
}

int tree_xattr_get(
	struct vnode *v, const char *name, const void **value, uint32_t *size)
{
	const struct tree_xattr *x = *find(v->data, name);

	if (x == NULL)
		return -ENODATA;
	*value = x->name + strlen(x->name) + 1;
	*size = x->size;
	return 0;
}

static struct tree_xattr *make(
	struct tree *t, const char *name, const void *value, uint32_t size)
{
	size_t length = strlen(name) + 1;
	struct tree_xattr *x;

	if (t->used + sizeof(*x) + length + size > t->limit)
		return NULL;
	x = kmalloc(sizeof(*x) + length + size);
	if (x == NULL)
		return NULL;
	memcpy(x->name, name, length);
	memcpy(x->name + length, value, size);
	x->size = size;
	t->used += cost_of(x);
	return x;
}

int tree_xattr_set(struct vnode *v, const char *name, const void *value,
	uint32_t size, int flags)
{
	struct tree_inode *inode = v->data;
	struct tree_xattr **at = find(inode, name), *x;
	struct tree *t = tree_of(v->fs);

	if (*at != NULL && (flags & XATTR_CREATE) != 0)
		return -EEXIST;
	if (*at == NULL && (flags & XATTR_REPLACE) != 0)
		return -ENODATA;
	if (value != NULL) {
		x = make(t, name, value, size);
		if (x == NULL)
			return -ENOSPC;
	}
	if (*at != NULL)
		drop(t, at);
	if (value != NULL) {
		x->next = *at;
		*at = x;
	}
	inode->st.st_ctim = time_now();
	tree_changed(t, inode);
	return 0;
}

/* trusted.* is shown to root only (xattr(7)). */
int tree_xattr_list(struct vnode *v, char *names, uint32_t size)
{
	const struct tree_inode *inode = v->data;
	uint32_t used = 0;

	for (const struct tree_xattr *x = inode->xattrs; x != NULL;
		x = x->next) {
		uint32_t length = (uint32_t)strlen(x->name) + 1;

		if (strncmp(x->name, "trusted.", 8) == 0 &&
			current->cred.euid != 0)
			continue;
		if (length > size - used)
			return -E2BIG;
		memcpy(names + used, x->name, length);
		used += length;
	}
	return (int)used;
}

int tree_put_xattr(struct tree *t, struct tree_inode *inode, const char *name,
	const void *value, uint32_t size)
{
	struct tree_xattr **at = &inode->xattrs, *x;

	x = make(t, name, value, size);
	if (x == NULL)
		return -ENOSPC;
	while (*at != NULL)
		at = &(*at)->next;
	x->next = NULL;
	*at = x;
	return 0;
}
