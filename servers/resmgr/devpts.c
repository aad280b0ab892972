/* SPDX-License-Identifier: GPL-3.0-or-later */
/* devpts: its entries are the pairs of servers/tty/pty.h, and ptmx. */
#include "servers/resmgr/devpts.h"

#include <errno.h>
#include <string.h>
#include <sys/sysmacros.h>

#include "kernel/log.h"
#include "kernel/proc.h"
#include "servers/resmgr/device.h"
#include "servers/resmgr/dirent.h"
#include "servers/resmgr/vnode.h"
#include "servers/tty/pty.h"

/* Inode numbers and cursors, as Linux's. */
enum { INO_ROOT = 1, INO_PTMX = 2, INO_FIRST = 3, MAGIC = 0x1cd1 };

static struct {
	struct filesystem *fs; /* the last mounted, or NULL */
	gid_t gid;             /* of new nodes, if has_gid */
	bool has_gid;
	mode_t mode;
	struct pty_node root, ptmx;
} devpts;

void devpts_new_node(struct pty_node *node)
{
	const struct cred *c = &current->cred;

	node->mode = devpts.mode;
	node->uid = c->euid;
	node->gid = devpts.has_gid ? devpts.gid : c->egid;
	node->atime = node->mtime = node->ctime = time_now();
}

static struct pty_node *node_of(const struct vnode *v)
{
	if (v->ino == INO_ROOT)
		return &devpts.root;
	return v->ino == INO_PTMX ? &devpts.ptmx : pty_node(v->data);
}

static int vnode_of(
	struct filesystem *fs, uint64_t ino, struct pty *p, struct vnode **v)
{
	bool fresh;

	*v = vnode_get(fs, ino, &fresh);
	if (*v == NULL)
		return -ENOMEM;
	if (fresh) {
		(*v)->type = ino == INO_ROOT ? S_IFDIR : S_IFCHR;
		(*v)->data = p;
		if (p != NULL)
			pty_ref(p);
	}
	return 0;
}

int devpts_vnode(struct pty *p, struct vnode **result)
{
	if (devpts.fs == NULL)
		return -ENOENT;
	return vnode_of(
		devpts.fs, (uint64_t)pty_index(p) + INO_FIRST, p, result);
}

/* The number a name stands for, as it is written; -1: none. */
static int parse(const char *name, size_t length)
{
	int number = 0;

	if (length == 0 || length > 6 || (length > 1 && *name == '0'))
		return -1;
	for (size_t i = 0; i < length; i++) {
		if (name[i] < '0' || name[i] > '9')
			return -1;
		number = number * 10 + (name[i] - '0');
	}
	return number;
}

static int devpts_lookup(struct vnode *dir, const char *name, size_t length,
	struct vnode **result)
{
	struct pty *p;

	if (length == 4 && memcmp(name, "ptmx", 4) == 0)
		return vnode_of(dir->fs, INO_PTMX, NULL, result);
	p = pty_find(parse(name, length));
	if (p == NULL)
		return -ENOENT;
	return vnode_of(dir->fs, (uint64_t)pty_index(p) + INO_FIRST, p, result);
}

static int devpts_getattr(struct vnode *v, struct stat *st)
{
	const struct pty_node *node = node_of(v);

	st->st_mode = v->type | node->mode;
	st->st_uid = node->uid;
	st->st_gid = node->gid;
	st->st_atim = node->atime;
	st->st_mtim = node->mtime;
	st->st_ctim = node->ctime;
	st->st_blksize = 1024;
	if (v->ino == INO_ROOT)
		st->st_nlink = 2;
	else if (v->ino == INO_PTMX)
		st->st_rdev = makedev(DEVICE_PTMX_MAJOR, DEVICE_PTMX_MINOR);
	else
		st->st_rdev = makedev(MAJOR_PTS, (unsigned)pty_index(v->data));
	if (v->data != NULL && !pty_has_node(v->data))
		st->st_nlink = 0;
	return 0;
}

static int devpts_setattr(struct vnode *v, const struct stat *st, unsigned mask)
{
	struct pty_node *node = node_of(v);

	if (mask & ATTR_MODE)
		node->mode = st->st_mode & 07777;
	if (mask & ATTR_UID)
		node->uid = st->st_uid;
	if (mask & ATTR_GID)
		node->gid = st->st_gid;
	if (mask & ATTR_ATIME)
		node->atime = st->st_atim;
	if (mask & ATTR_MTIME)
		node->mtime = st->st_mtim;
	node->ctime = time_now();
	return 0;
}

static int devpts_readdir(
	struct vnode *dir, int64_t cursor, struct dir_fill *fill)
{
	struct pty *p;
	char name[12];

	(void)dir;
	if (cursor == 0 &&
		fill->entry(
			fill, "ptmx", 4, INO_PTMX, S_IFCHR, 1 + DIR_FIRST) != 0)
		return 0;
	for (int i = cursor == 0 ? 0 : (int)cursor - 1;
		(p = pty_next(i)) != NULL; i++) {
		int length;

		i = pty_index(p);
		length = format(name, sizeof(name), "%d", i);
		if (fill->entry(fill, name, (size_t)length,
			    (uint64_t)i + INO_FIRST, S_IFCHR,
			    i + 2 + DIR_FIRST) != 0)
			break;
	}
	return 0;
}

/* Nodes come and go with their masters only. */
static int devpts_create(struct vnode *dir, const char *name, size_t length,
	const struct node_spec *spec, struct vnode **result)
{
	(void)dir;
	(void)name;
	(void)length;
	(void)result;
	return S_ISREG(spec->mode) ? -EACCES : -EPERM;
}

static int devpts_link(
	struct vnode *dir, const char *name, size_t length, struct vnode *v)
{
	(void)dir;
	(void)name;
	(void)length;
	(void)v;
	return -EPERM;
}

static int devpts_rename(struct vnode *old_dir, const char *old_name,
	size_t old_length, struct vnode *v, struct vnode *new_dir,
	const char *new_name, size_t new_length, struct vnode *replaced)
{
	(void)old_dir;
	(void)old_name;
	(void)old_length;
	(void)replaced;
	return devpts_link(new_dir, new_name, new_length, v);
}

static int devpts_statfs(struct filesystem *fs, struct statfs *st)
{
	(void)fs;
	st->f_type = MAGIC;
	return 0;
}

static void devpts_forget(struct vnode *v)
{
	if (v->data != NULL)
		pty_put(v->data);
}

static bool devpts_busy(struct filesystem *fs)
{
	(void)fs;
	return pty_count() > 0;
}

static void devpts_unmount(struct filesystem *fs)
{
	if (devpts.fs == fs)
		devpts.fs = NULL;
}

static const struct fs_ops devpts_ops = {
	.name = "devpts",
	.lookup = devpts_lookup,
	.getattr = devpts_getattr,
	.setattr = devpts_setattr,
	.create = devpts_create,
	.link = devpts_link,
	.unlink = devpts_link,
	.rename = devpts_rename,
	.readdir = devpts_readdir,
	.statfs = devpts_statfs,
	.forget = devpts_forget,
	.busy = devpts_busy,
	.unmount = devpts_unmount,
};

/* The number after "key=" in comma-separated options; false: not given. */
static bool option(
	const char *options, const char *key, unsigned base, unsigned *value)
{
	size_t length = strlen(key);
	const char *at = options;

	while (at != NULL && strncmp(at, key, length) != 0) {
		at = strchr(at, ',');
		if (at != NULL)
			at++;
	}
	if (at == NULL)
		return false;
	*value = 0;
	for (at += length; *at >= '0' && *at < (char)('0' + base); at++)
		*value = *value * base + (unsigned)(*at - '0');
	return true;
}

int devpts_mount(struct filesystem *fs, const char *source, const char *options)
{
	unsigned mode = 0600, ptmxmode = 0, gid = 0;
	int error;

	(void)source;
	devpts.has_gid = option(options, "gid=", 10, &gid);
	option(options, "ptmxmode=", 8, &ptmxmode);
	option(options, "mode=", 8, &mode);
	devpts.gid = gid;
	devpts.mode = mode & 07777;
	devpts.root.mode = 0755;
	devpts.ptmx.mode = ptmxmode & 07777;
	devpts.root.atime = devpts.root.mtime = devpts.root.ctime = time_now();
	devpts.ptmx.atime = devpts.ptmx.mtime = devpts.ptmx.ctime = time_now();
	fs->ops = &devpts_ops;
	error = vnode_of(fs, INO_ROOT, NULL, &fs->root);
	if (error == 0)
		devpts.fs = fs;
	return error;
}
