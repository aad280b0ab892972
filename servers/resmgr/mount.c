/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mount table: mount, umount2 and what is mounted where. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mount.h>

#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/proc.h"
#include "servers/netfs/netfs.h"
#include "servers/resmgr/devpts.h"
#include "servers/resmgr/hostfs.h"
#include "servers/resmgr/procfs.h"
#include "servers/resmgr/tmpfs.h"
#include "servers/resmgr/vnode.h"

enum { NAME_SIZE = 32, FIRST_DEV = 16 };

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

int mount_add(const char *type, const char *source, struct vnode *on,
	const char *target, bool readonly, const char *options)
{
	struct filesystem *fs = kzalloc(sizeof(*fs));
	int error = -ENOMEM;

	if (fs == NULL)
		return -ENOMEM;
	fs->source = kstrdup(source);
	fs->target = kstrdup(target);
	fs->dev = ++table.last_dev;
	fs->readonly = readonly;
	if (fs->source != NULL && fs->target != NULL)
		error = start_type(fs, type, source, options);
	if (error < 0) {
		free_filesystem(fs);
		return error;
	}
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

static int unmount(struct filesystem *fs)
{
	int error;

	if (fs->covered == NULL || has_mounts_below(fs))
		return -EBUSY;
	if (fs->ops->unmount == NULL)
		return -EBUSY;
	error = fs->ops->unmount(fs);
	if (error < 0)
		return error;
	list_remove(&fs->link);
	fs->covered->mounted = NULL;
	vnode_put(fs->covered);
	free_filesystem(fs);
	return 0;
}

int do_umount2(const uint32_t *args)
{
	struct filesystem *fs;
	struct path path;
	int error;

	if (current->cred.euid != 0)
		return -EPERM;
	if (args[1] != 0)
		return -EINVAL;
	error = path_resolve_user(AT_FDCWD, args[0], PATH_FOLLOW, &path);
	if (error < 0)
		return error;
	fs = path.v == path.v->fs->root ? path.v->fs : NULL;
	path_release(&path);
	return fs == NULL ? -EINVAL : unmount(fs);
}

/* A short string of the program: the file system type or its options. */
static int copy_word(char *to, uint32_t from, size_t size)
{
	int length;

	*to = '\0';
	if (from == 0)
		return 0;
	length = copy_string_from_user(to, from, size);
	return length == -ENAMETOOLONG ? -EINVAL : length < 0 ? length : 0;
}

static int mount_at(const char *source, const char *target, const char *type,
	uint32_t flags, const char *options)
{
	struct path path;
	int error = path_resolve(AT_FDCWD, target, PATH_FOLLOW, &path);

	if (error < 0)
		return error;
	if (path.v->type != S_IFDIR)
		error = -ENOTDIR;
	else
		error = mount_add(type, source, path.v, target,
			(flags & MS_RDONLY) != 0, options);
	path_release(&path);
	return error;
}

int do_mount(const uint32_t *args)
{
	const uint32_t known = MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC |
		MS_SILENT;
	char type[NAME_SIZE], options[256];
	char *source, *target;
	int error;

	if (current->cred.euid != 0)
		return -EPERM;
	if ((args[3] & ~known) != 0)
		return -EINVAL;
	error = copy_word(type, args[2], sizeof(type));
	if (error == 0)
		error = copy_word(options, args[4], sizeof(options));
	if (error < 0)
		return error;
	error = copy_path_from_user(&source, args[0]);
	if (error < 0)
		return error;
	error = copy_path_from_user(&target, args[1]);
	if (error == 0) {
		error = mount_at(source, target, type, args[3], options);
		kfree(target);
	}
	kfree(source);
	return error;
}
