/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mounting a tmpfs, its options (tmpfs(5)), and taking it apart again. */
#include "servers/resmgr/tmpfs.h"

#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "servers/resmgr/tmpfs_impl.h"

enum { DEFAULT_LIMIT = 64 << 20 };

void tmpfs_unmount(struct filesystem *fs)
{
	struct tree *t = tree_of(fs);

	tree_free(t);
	kfree(t);
}

/* What options say. */
struct tmpfs_options {
	uint64_t size, inodes;
	uint64_t mode, uid, gid;
};

/* A number with k, m, g or % behind it, the latter of the default limit.
 * Returns where it ends, or NULL. */
static const char *parse_number(
	const char *p, unsigned base, uint64_t *value, bool suffix)
{
	const char *start = p;
	static const char units[] = "kmg";
	const char *unit;

	for (*value = 0; *p >= '0' && *p < (char)('0' + base); p++) {
		if (*value > (uint64_t)1 << 48)
			return NULL;
		*value = *value * base + (unsigned)(*p - '0');
	}
	if (p == start)
		return NULL;
	if (!suffix || *p == '\0' || *p == ',')
		return p;
	if (*p == '%') {
		*value = *value * DEFAULT_LIMIT / 100;
		return p + 1;
	}
	unit = strchr(units, *p | 0x20);
	if (unit == NULL)
		return NULL;
	*value <<= 10 * (unit - units + 1);
	return p + 1;
}

/* One option; returns where it ends, or NULL if it is not understood. */
static const char *parse_option(const char *p, struct tmpfs_options *o)
{
	const struct {
		const char *key;
		unsigned base;
		uint64_t *value;
	} known[] = {
		{ "size=", 10, &o->size },
		{ "nr_blocks=", 10, &o->size },
		{ "nr_inodes=", 10, &o->inodes },
		{ "mode=", 8, &o->mode },
		{ "uid=", 10, &o->uid },
		{ "gid=", 10, &o->gid },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		size_t length = strlen(known[i].key);

		if (strncmp(p, known[i].key, length) != 0)
			continue;
		p = parse_number(
			p + length, known[i].base, known[i].value, i < 3);
		if (i == 1)
			o->size *= TMPFS_BLOCK;
		return p;
	}
	return NULL;
}

static int parse(const char *options, struct tmpfs_options *o)
{
	while (*options != '\0') {
		if (*options == ',') {
			options++;
			continue;
		}
		options = parse_option(options, o);
		if (options == NULL || (*options != '\0' && *options != ','))
			return -EINVAL;
	}
	return o->mode > 07777 || o->uid > UINT32_MAX || o->gid > UINT32_MAX
		? -EINVAL
		: 0;
}

/* Linux: no size means no limit; the kernel's memory is one anyway. */
static uint64_t limit_of(const struct tmpfs_options *o)
{
	return o->size == 0 ? (uint64_t)1 << 40 : o->size;
}

int tmpfs_remount(struct filesystem *fs, const char *options)
{
	struct tree *t = tree_of(fs);
	struct tmpfs_options o = { .size = t->limit, .inodes = t->inode_limit };
	int error = parse(options, &o);

	if (error < 0)
		return error;
	if (limit_of(&o) < t->used || (o.inodes != 0 && o.inodes < t->inodes) ||
		o.inodes > UINT32_MAX)
		return -EINVAL;
	t->limit = limit_of(&o);
	t->inode_limit = (uint32_t)o.inodes;
	return 0;
}

int tmpfs_mount(struct filesystem *fs, const char *source, const char *options)
{
	struct tmpfs_options o = { .size = DEFAULT_LIMIT, .mode = 01777 };
	struct node_spec spec = { 0 };
	struct tree *t;
	int error = parse(options, &o);

	(void)source;
	if (error < 0 || o.inodes > UINT32_MAX)
		return -EINVAL;
	t = kzalloc(sizeof(*t));
	if (t == NULL)
		return -ENOMEM;
	t->ops = &tmpfs_tree_ops;
	t->limit = limit_of(&o);
	t->inode_limit = (uint32_t)o.inodes;
	spec.mode = S_IFDIR | (mode_t)o.mode;
	spec.uid = (uid_t)o.uid;
	spec.gid = (gid_t)o.gid;
	t->root = tree_new_inode(t, &spec);
	if (t->root == NULL) {
		kfree(t);
		return -ENOMEM;
	}
	t->root->parent = t->root;
	fs->ops = &tmpfs_ops;
	fs->data = t;
	fs->root = tree_vnode_of(fs, t->root);
	return fs->root == NULL ? -ENOMEM : 0;
}
