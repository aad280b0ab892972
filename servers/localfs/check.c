/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was read is made consistent: numbers of links, parents, files without
 * a name. A file that was open without one when the machine ended is freed;
 * one that has lost its name is found in /lost+found of the store's first
 * volume.
 */
#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/log.h"
#include "servers/localfs/impl.h"

static struct localfs_inode *inode_at(uint32_t number)
{
	return table_at(&lf.inodes, number);
}

/* Calls each() for every inode; it may free that one. Returns the sum. */
static uint32_t for_inodes(uint32_t (*each)(struct localfs_inode *inode))
{
	uint32_t sum = 0;

	for (uint32_t i = 0; i < lf.inodes.size; i++)
		if (inode_at(i) != NULL)
			sum += each(inode_at(i));
	return sum;
}

static uint32_t forget_parent(struct localfs_inode *inode)
{
	inode->node.parent = NULL;
	return 0;
}

/* A directory has one name; others, and one of the root, are removed. */
static uint32_t set_parents(void)
{
	uint32_t repairs = 0;

	for (uint32_t i = 0; i < lf.entries.size; i++) {
		struct tree_entry *e = table_at(&lf.entries, i);

		if (e == NULL || !S_ISDIR(e->inode->st.st_mode))
			continue;
		if (e->inode->parent == NULL) {
			e->inode->parent = e->dir;
			continue;
		}
		klog("localfs: a second name of directory %llu is removed",
			(unsigned long long)e->inode->st.st_ino);
		tree_remove_entry(&lf.tree, e);
		repairs++;
	}
	return repairs;
}

/* Whether the way up from a directory comes by another. It takes no more
 * steps than there are inodes, unless it leads around a ring. */
static bool is_below(const struct tree_inode *dir, const struct tree_inode *at)
{
	for (uint32_t i = 0; i <= lf.inodes.used && dir != NULL; i++) {
		if (dir == at)
			return true;
		dir = dir->parent;
	}
	return false;
}

/* A ring of directories is opened. */
static uint32_t open_ring(struct localfs_inode *inode)
{
	struct tree_inode *node = &inode->node;

	if (!S_ISDIR(node->st.st_mode) || node->parent == NULL ||
		is_below(node, lf.tree.root) || !is_below(node->parent, node))
		return 0;
	for (uint32_t i = 0; i < lf.entries.size; i++) {
		struct tree_entry *e = table_at(&lf.entries, i);

		if (e == NULL || e->inode != node)
			continue;
		klog("localfs: directory %llu was below itself",
			(unsigned long long)node->st.st_ino);
		tree_remove_entry(&lf.tree, e);
		node->parent = NULL;
		return 1;
	}
	return 0;
}

/* Links by name, per number. */
static uint32_t *links;

static void count_links(void)
{
	for (uint32_t i = 0; i < lf.entries.size; i++) {
		const struct tree_entry *e = table_at(&lf.entries, i);

		if (e == NULL)
			continue;
		links[e->inode->st.st_ino]++;
		if (S_ISDIR(e->inode->st.st_mode)) {
			links[e->inode->st.st_ino]++; /* its "." */
			links[e->dir->st.st_ino]++;   /* its ".." */
		}
	}
	links[LOCALFS_ROOT] += 2;
}

static bool is_unnamed(const struct localfs_inode *inode)
{
	const struct tree_inode *node = &inode->node;

	if (S_ISDIR(node->st.st_mode))
		return node->parent == NULL;
	return links[node->st.st_ino] == 0;
}

/* An inode that nobody can open any more. */
static uint32_t free_orphan(struct localfs_inode *inode)
{
	if (inode->node.st.st_nlink != 0 || !is_unnamed(inode) ||
		!list_empty(&inode->node.entries))
		return 0;
	tree_free_inode(&lf.tree, &inode->node);
	return 1;
}

/* Where the lost are found: in the first volume, or the root. */
static struct tree_inode *lost_and_found(void)
{
	struct node_spec spec = { .mode = S_IFDIR | 0700 };
	struct tree_inode *top = lf.tree.root, *dir;
	struct list *n;

	for (n = top->entries.next; n != &top->entries; n = n->next) {
		struct tree_inode *inode =
			list_entry(n, struct tree_entry, order)->inode;

		if (S_ISDIR(inode->st.st_mode)) {
			top = inode;
			break;
		}
	}
	if (tree_attach_new(&lf.tree, top, "lost+found", &spec, &dir) < 0)
		return NULL;
	return dir;
}

/* An inode that should have a name gets one. */
static uint32_t name_again(struct localfs_inode *inode)
{
	struct tree_inode *node = &inode->node, *dir;
	char name[16];

	if (node == lf.tree.root || !is_unnamed(inode))
		return 0;
	dir = lost_and_found();
	format(name, sizeof(name), "#%u", (unsigned)node->st.st_ino);
	if (dir == NULL || tree_attach(&lf.tree, dir, name, node) < 0)
		return 0;
	klog("localfs: inode %s had no name; it is in lost+found", name);
	return 1;
}

static uint32_t set_links(struct localfs_inode *inode)
{
	struct tree_inode *node = &inode->node;
	nlink_t right = (nlink_t)links[node->st.st_ino];

	if (inode->lost) /* it is freed when its names are */
		node->st.st_nlink = right;
	if (node->st.st_nlink == right)
		return 0;
	/* Without room in lost+found it stays as it is, and is not freed. */
	if (node != lf.tree.root && is_unnamed(inode))
		return 0;
	klog("localfs: inode %llu has %u links, not %u",
		(unsigned long long)node->st.st_ino, (unsigned)right,
		(unsigned)node->st.st_nlink);
	node->st.st_nlink = right;
	tree_changed(&lf.tree, node);
	return 1;
}

static bool count_again(void)
{
	kfree(links);
	links = kzalloc(lf.inodes.size * sizeof(*links));
	if (links != NULL)
		count_links();
	return links != NULL;
}

uint32_t check_tree(void)
{
	uint32_t repairs, orphans, named;

	for_inodes(forget_parent);
	lf.tree.root->parent = lf.tree.root;
	repairs = set_parents();
	repairs += for_inodes(open_ring);
	if (!count_again())
		return repairs;
	orphans = for_inodes(free_orphan);
	if (orphans > 0)
		klog("localfs: %u files without a name freed", orphans);
	named = for_inodes(name_again);
	if (named == 0 || count_again())
		repairs += named + for_inodes(set_links);
	kfree(links);
	links = NULL;
	return repairs;
}

int check_links(void (*wrong)(struct localfs_inode *inode, uint32_t right,
			void *context),
	void *context)
{
	if (!count_again())
		return -ENOMEM;
	for (uint32_t i = 0; i < lf.inodes.size; i++) {
		struct localfs_inode *inode = inode_at(i);

		if (inode == NULL || inode->lost ||
			inode->node.st.st_nlink == links[i])
			continue;
		/* An open directory that was removed. */
		if (S_ISDIR(inode->node.st.st_mode) && is_unnamed(inode))
			continue;
		wrong(inode, links[i], context);
	}
	kfree(links);
	links = NULL;
	return 0;
}
