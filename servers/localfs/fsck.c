/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The check of a whole store, for fsck.localfs: what is dirty is committed;
 * then every record is read and compared with what is in memory. No commit
 * starts meanwhile, so that the store stays as it is; what changes in memory
 * does not matter, since an image of it is made first.
 */
#include "servers/localfs/fsck.h"

#include <errno.h>
#include <string.h>

#include "kernel/abi/fsck.h"
#include "kernel/alloc.h"
#include "kernel/log.h"

enum { LINE = 512, PATH = 384, ATTEMPTS = 50 };

void fsck_tell(struct fsck *f, bool right, const char *pattern, ...)
{
	char *line = kmalloc(LINE);
	va_list ap;
	int length;

	right = right && !f->only_look;
	f->corrected += right;
	f->left += !right;
	if (line == NULL)
		return;
	va_start(ap, pattern);
	length = vformat(line, LINE - 1, pattern, ap);
	va_end(ap);
	if (length > LINE - 2)
		length = LINE - 2;
	line[length] = '\n';
	pack_bytes(&f->report, line, (size_t)length + 1);
	kfree(line);
}

static const struct tree_entry *entry_of(uint64_t inode)
{
	for (uint32_t i = 0; i < lf.entries.size; i++) {
		const struct tree_entry *e = table_at(&lf.entries, i);

		if (e != NULL && e->inode->st.st_ino == inode)
			return e;
	}
	return NULL;
}

const char *fsck_path(uint64_t inode, char *buffer, size_t size)
{
	const struct tree_entry *e = entry_of(inode);
	char *at = buffer + size - 1;

	*at = '\0';
	while (e != NULL && (size_t)(at - buffer) > e->length + 1U) {
		at -= e->length;
		memcpy(at, e->name, e->length);
		*--at = '/';
		if (e->dir == lf.tree.root)
			return at;
		e = entry_of(e->dir->st.st_ino);
	}
	format(buffer, size, "inode %llu", (unsigned long long)inode);
	return buffer;
}

/* The groups that a commit would have written, as it would. */
static void make_image(struct fsck *f, const struct table *t,
	struct packer *list, void (*pack)(struct packer *p, uint32_t group))
{
	for (uint32_t i = 0; i < t->groups; i++) {
		struct expected e = { i, f->image.size, 0 };

		if ((t->state[i] & GROUP_LOST) != 0 || !table_group_used(t, i))
			continue;
		pack(&f->image, i);
		pack_end(&f->image, e.begin);
		e.size = f->image.size - e.begin;
		pack_bytes(list, &e, sizeof(e));
	}
}

static int check_super(struct fsck *f, uint32_t inodes, uint32_t entries)
{
	struct store_key key = record_key(KIND_SUPER, 0, 0);
	struct packer want = { 0 };
	uint8_t *bytes = NULL;
	uint32_t size = 0, length = STORE_NONE;
	int error;

	super_pack(&want, lf.generation, inodes, entries);
	error = operation_wait(
		STORE_GET, &key, sizeof(key), (void **)&bytes, &size);
	if (error >= 0 && size >= 4)
		memcpy(&length, bytes, 4);
	if (error >= 0 && !want.failed &&
		(length != want.size || size < 4 + length ||
			memcmp(bytes + 4, want.bytes, length) != 0))
		fsck_tell(f, true, "the superblock is %s",
			length == STORE_NONE ? "missing" : "wrong");
	kfree(want.bytes);
	kfree(bytes);
	return error < 0 ? error : 0;
}

/* Names of files whose inode is damaged are removed. */
static void drop_lost_names(struct fsck *f)
{
	char path[PATH];

	for (uint32_t i = 0; i < lf.entries.size; i++) {
		struct tree_entry *e = table_at(&lf.entries, i);
		struct tree_inode *node = e == NULL ? NULL : e->inode;

		if (e == NULL || !((struct localfs_inode *)node)->lost)
			continue;
		fsck_tell(f, true, "%s: the inode is damaged",
			fsck_path(node->st.st_ino, path, sizeof(path)));
		if (f->only_look)
			continue;
		tree_remove_entry(&lf.tree, e);
		if (--node->st.st_nlink == 0 && !node->open)
			tree_free_inode(&lf.tree, node);
	}
}

static bool any_lost_inode(uint32_t group)
{
	for (uint32_t i = 0; i < INODE_GROUP; i++) {
		const struct localfs_inode *inode = table_at(
			&lf.inodes, group * INODE_GROUP + i);

		if (inode != NULL && inode->lost)
			return true;
	}
	return false;
}

/* What is damaged and was left alone at mount is written anew. */
static void renew_lost(struct fsck *f, struct table *t, const char *what)
{
	for (uint32_t i = 0; i < t->groups; i++) {
		bool right;

		if ((t->state[i] & GROUP_LOST) == 0)
			continue;
		right = t != &lf.inodes || !any_lost_inode(i);
		fsck_tell(f, right, "%s group %u is damaged", what, i);
		if (!right || f->only_look)
			continue;
		t->state[i] &= (uint8_t)~GROUP_LOST;
		table_touch(t, i * t->per_group);
	}
}

static void tell_links(
	struct localfs_inode *inode, uint32_t right, void *context)
{
	struct fsck *f = context;
	char path[PATH];

	fsck_tell(f, true, "%s: %u links, not %u",
		fsck_path(inode->node.st.st_ino, path, sizeof(path)), right,
		(unsigned)inode->node.st.st_nlink);
	if (f->only_look)
		return;
	inode->node.st.st_nlink = right;
	tree_changed(&lf.tree, &inode->node);
}

/* All of it, while lf.checking. */
static int check_store(struct fsck *f)
{
	uint32_t inodes = lf.inodes.used, entries = lf.entries.used;
	int error;

	make_image(f, &lf.inodes, &f->inodes, inodes_pack);
	make_image(f, &lf.entries, &f->entries, entries_pack);
	if (f->image.failed || f->inodes.failed || f->entries.failed)
		return -ENOMEM;
	if (check_links(tell_links, f) < 0)
		return -ENOMEM;
	drop_lost_names(f);
	renew_lost(f, &lf.inodes, "inode");
	renew_lost(f, &lf.entries, "entry");
	error = check_super(f, inodes, entries);
	if (error == 0)
		error = fsck_groups(f, KIND_INODES);
	if (error == 0)
		error = fsck_groups(f, KIND_ENTRIES);
	return error == 0 ? fsck_blocks(f) : error;
}

/* Nothing is dirty or on its way. Sleeps. */
static int settle(void)
{
	for (int i = 0; i < ATTEMPTS; i++) {
		int error = commit_wait();

		if (error < 0)
			return error;
		if (!lf.in_flight && !lf.checking && !commit_needed())
			return 0;
	}
	return -EBUSY;
}

static int run(struct fsck *f)
{
	int error;

	if (!lf.writer)
		return -EROFS;
	error = settle();
	if (error < 0)
		return error;
	lf.checking = true;
	error = check_store(f);
	lf.checking = false;
	waitq_wake(&lf.event);
	if (f->corrected > 0)
		super_changed();
	if (commit_needed())
		commit_later();
	if (error == 0 && f->corrected > 0)
		error = commit_wait();
	kfree(f->image.bytes);
	kfree(f->inodes.bytes);
	kfree(f->entries.bytes);
	return error;
}

int localfs_ioctl(struct vnode *v, uint32_t request, uint32_t argument)
{
	struct exa_fsck answer;
	struct fsck f = { 0 };
	struct stat st;
	int error;

	if (request != EXA_FSCK)
		return -ENOTTY;
	error = vnode_owned(v, &st);
	if (error == 0)
		error = copy_from_user(&answer, argument, sizeof(answer));
	if (error < 0)
		return error;
	f.only_look = (answer.flags & EXA_FSCK_ONLY_LOOK) != 0;
	error = run(&f);
	answer.used = (uint32_t)f.report.size;
	answer.corrected = f.corrected;
	answer.left = f.left;
	if (error == 0)
		error = copy_to_user(argument, &answer, sizeof(answer));
	if (error == 0)
		error = copy_to_user(answer.text, f.report.bytes,
			answer.used < answer.size ? answer.used : answer.size);
	kfree(f.report.bytes);
	return error;
}
