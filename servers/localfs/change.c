/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Changes of the tree, but those of contents. When the store was taken away
 * there are none any more: what is in memory only would be a lie.
 */
#include <errno.h>

#include "servers/localfs/impl.h"

int localfs_create(struct vnode *dir, const char *name, size_t length,
	const struct node_spec *spec, struct vnode **result)
{
	if (lf.gone < 0)
		return lf.gone;
	return tree_create(dir, name, length, spec, result);
}

int localfs_link(
	struct vnode *dir, const char *name, size_t length, struct vnode *v)
{
	return lf.gone < 0 ? lf.gone : tree_link(dir, name, length, v);
}

int localfs_unlink(
	struct vnode *dir, const char *name, size_t length, struct vnode *v)
{
	return lf.gone < 0 ? lf.gone : tree_unlink(dir, name, length, v);
}

int localfs_rename(struct vnode *old_dir, const char *old_name,
	size_t old_length, struct vnode *v, struct vnode *new_dir,
	const char *new_name, size_t new_length, struct vnode *replaced)
{
	if (lf.gone < 0)
		return lf.gone;
	return tree_rename(old_dir, old_name, old_length, v, new_dir, new_name,
		new_length, replaced);
}

int localfs_exchange(struct vnode *old_dir, const char *old_name,
	size_t old_length, struct vnode *v, struct vnode *new_dir,
	const char *new_name, size_t new_length, struct vnode *other)
{
	if (lf.gone < 0)
		return lf.gone;
	return tree_exchange(old_dir, old_name, old_length, v, new_dir,
		new_name, new_length, other);
}

int localfs_tmpfile(struct vnode *dir, const struct node_spec *spec,
	bool linkable, struct vnode **result)
{
	if (lf.gone < 0)
		return lf.gone;
	return tree_tmpfile(dir, spec, linkable, result);
}

int localfs_xattr_set(struct vnode *v, const char *name, const void *value,
	uint32_t size, int flags)
{
	if (lf.gone < 0)
		return lf.gone;
	return tree_xattr_set(v, name, value, size, flags);
}

int localfs_setattr(struct vnode *v, const struct stat *st, unsigned mask)
{
	int error = lf.gone;

	if (localfs_inode_of(v)->lost)
		return -EIO;
	if (error == 0 && (mask & ATTR_SIZE) != 0)
		error = localfs_resize(v, st->st_size);
	if (error == 0)
		tree_setattr(v, st, mask);
	return error;
}
