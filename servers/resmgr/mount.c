/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mount table: what is mounted where. The calls are in mountcall.c. */
#include "servers/resmgr/mount.h"

#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/shared.h"
#include "servers/localfs/localfs.h"
#include "servers/netfs/netfs.h"
#include "servers/resmgr/devpts.h"
#include "servers/resmgr/hostfs.h"
#include "servers/resmgr/procfs.h"
#include "servers/resmgr/tmpfs.h"

enum { FIRST_DEV = 16 };

/* The kinds of file system there are. */
static const struct {
	const char *name;
	int (*mount)(
		struct filesystem *fs, const char *source, const char *options);
} types[] = {
	{ "tmpfs", tmpfs_mount },
	{ "devtmpfs", tmpfs_mount },
	{ "devpts", devpts_mount },
	{ "proc", procfs_mount },
	{ "netfs", netfs_mount },
	{ "localfs", localfs_mount },
	{ "hostfs", hostfs_mount },
};

static struct {
	struct list mounts;
	dev_t last_dev;
	struct vnode *root;
} table = { .mounts = { &table.mounts, &table.mounts }, .last_dev = FIRST_DEV };

static void free_filesystem(struct filesystem *fs)
{
	kfree(fs->source);
	kfree(fs->target);
	kfree(fs);
}

static int start_type(struct filesystem *fs, const char *type,
	const char *source, const char *options)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(types[i].name, type) == 0) {
			fs->type = types[i].name;
			return types[i].mount(fs, source, options);
		}
	return -ENODEV;
}

/* A file system that is not mounted yet. */
static int make(const char *type, const char *source, const char *target,
	const char *options, struct filesystem **result)
{
	struct filesystem *fs = kzalloc(sizeof(*fs));
	int error = -ENOMEM;

	if (fs == NULL)
		return -ENOMEM;
	fs->source = kstrdup(source);
	fs->target = kstrdup(target);
	fs->dev = ++table.last_dev;
	if (fs->source != NULL && fs->target != NULL)
		error = start_type(fs, type, source, options);
	if (error < 0)
		free_filesystem(fs);
	else
		*result = fs;
	return error;
}

int mount_hidden(
	const char *type, const char *options, struct filesystem **result)
{
	return make(type, type, "", options, result);
}

int mount_add(const char *type, const char *source, struct vnode *on,
	const char *target, bool readonly, const char *options)
{
	struct filesystem *fs;
	int error = make(type, source, target, options, &fs);

	if (error < 0)
		return error;
	fs->readonly = fs->readonly || readonly;
	if (on != NULL) {
		vnode_ref(on);
		on->mounted = fs;
		fs->covered = on;
	} else {
		table.root = fs->root;
	}
	list_append(&table.mounts, &fs->link);
	return 0;
}

void mount_each(
	void (*each)(struct filesystem *fs, void *context), void *context)
{
	struct list *n;

	for (n = table.mounts.next; n != &table.mounts; n = n->next)
		each(list_entry(n, struct filesystem, link), context);
}

struct vnode *mount_root(void)
{
	return table.root;
}

static bool has_mounts_below(struct filesystem *fs)
{
	struct list *n;

	for (n = table.mounts.next; n != &table.mounts; n = n->next) {
		struct filesystem *other = list_entry(
			n, struct filesystem, link);

		if (other->covered != NULL && other->covered->fs == fs)
			return true;
	}
	return false;
}

void mount_destroy(struct filesystem *fs)
{
	fs->ops->unmount(fs);
	free_filesystem(fs);
}

int mount_remove(struct filesystem *fs, bool detach)
{
	struct vnode *covered = fs->covered;

	shared_settle();
	if (covered == NULL || fs->ops->unmount == NULL || has_mounts_below(fs))
		return -EBUSY;
	if (!detach && (fs->vnodes > 1 || fs->root->refs > 1))
		return -EBUSY;
	if (fs->ops->busy != NULL && fs->ops->busy(fs))
		return -EBUSY;
	list_remove(&fs->link);
	covered->mounted = NULL;
	fs->covered = NULL;
	fs->detached = true;
	vnode_put(fs->root); /* its last vnode takes the file system along */
	vnode_put(covered);
	return 0;
}

/* Whether v lies in fs or in what is mounted below. */
static bool lies_in(const struct vnode *v, const struct filesystem *fs)
{
	const struct filesystem *at = v->fs;

	while (at != fs && at->covered != NULL)
		at = at->covered->fs;
	return at == fs;
}

int mount_move(struct filesystem *fs, struct vnode *to, const char *target)
{
	char *name;

	if (fs->covered == NULL)
		return -EINVAL;
	if (lies_in(to, fs))
		return -ELOOP;
	name = kstrdup(target);
	if (name == NULL)
		return -ENOMEM;
	kfree(fs->target);
	fs->target = name;
	vnode_ref(to);
	to->mounted = fs;
	fs->covered->mounted = NULL;
	vnode_put(fs->covered);
	fs->covered = to;
	return 0;
}
