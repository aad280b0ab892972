/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands for inodes whose record is damaged. A file answers -EIO until
 * it is removed. A directory, which is known by what it contains, is one
 * again, so that nothing is lost with it but its own attributes.
 */
#include "kernel/alloc.h"
#include "servers/localfs/impl.h"

static bool is_lost(uint32_t number)
{
	uint32_t group = number / INODE_GROUP;

	return group < lf.inodes.groups && number != 0 &&
		(lf.inodes.state[group] & GROUP_LOST) != 0 &&
		table_at(&lf.inodes, number) == NULL;
}

static struct localfs_inode *make_inode(uint32_t number, mode_t mode)
{
	struct localfs_inode *inode;

	if (!is_lost(number))
		return NULL;
	inode = kzalloc(sizeof(*inode));
	if (inode == NULL)
		return NULL;
	list_init(&inode->blocks);
	list_init(&inode->node.entries);
	inode->node.st.st_ino = number;
	inode->node.st.st_mode = mode;
	table_put(&lf.inodes, number, inode);
	tree_count_inode(&lf.tree, &inode->node);
	return inode;
}

struct localfs_inode *lost_file(uint32_t number)
{
	struct localfs_inode *inode = make_inode(number, S_IFREG);

	if (inode != NULL)
		inode->lost = true;
	return inode;
}

bool lost_directory(uint32_t number, mode_t mode)
{
	struct localfs_inode *inode = make_inode(number, S_IFDIR | mode);
	struct stat *st;

	if (inode == NULL)
		return false;
	st = &inode->node.st;
	st->st_nlink = 2;
	inode->node.born = time_now();
	st->st_atim = st->st_mtim = st->st_ctim = inode->node.born;
	return true;
}

bool lost_directory_has(uint32_t number, const struct localfs_inode *child)
{
	bool changed = lost_directory(number, 0700);
	struct localfs_inode *inode = table_at(&lf.inodes, number);
	uint32_t group = number / INODE_GROUP;

	if (inode == NULL || child == NULL || child->lost ||
		(lf.inodes.state[group] & GROUP_LOST) == 0 ||
		inode->node.st.st_mode != (S_IFDIR | 0700) ||
		inode->node.st.st_uid != 0 || child->node.st.st_uid == 0)
		return changed;
	inode->node.st.st_uid = child->node.st.st_uid;
	inode->node.st.st_gid = child->node.st.st_gid;
	return true;
}
