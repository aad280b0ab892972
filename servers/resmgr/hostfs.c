/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hostfs: finding files, their attributes, and the mount.
 *
 * A vnode is an inode of the host. The host is asked by path, below the
 * mounted directory and made of names that the VFS walked one by one, so it
 * never follows a symbolic link on the way; a rename renames the paths of all
 * vnodes below. Once a file has been opened it is asked for by descriptor.
 */
#include "servers/resmgr/hostfs.h"

#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/host.h"
#include "servers/resmgr/hostfs_impl.h"

int hostfs_call(
	enum hostfs_op op, int a, void *b, const char *path, size_t size)
{
	return host_file(op, a, (int)(intptr_t)b, (void *)(uintptr_t)path,
		(uint32_t)size, 0);
}

uint64_t hostfs_ino(const struct hostfs *h, uint64_t dev, uint64_t ino)
{
	return dev == h->dev ? ino : ino ^ (dev * 0x9e3779b97f4a7c15U);
}

int hostfs_join(struct vnode *dir, const char *name, size_t length, char *at)
{
	const char *path = hostfs_node_of(dir)->path;
	size_t before;

	if (path == NULL)
		return -ENOENT;
	before = dir == dir->fs->root ? 0 : strlen(path);
	if (before + 1 + length > HOSTFS_PATH)
		return -ENAMETOOLONG;
	memcpy(at, path, before);
	if (before > 0)
		at[before++] = '/';
	memcpy(at + before, name, length);
	return (int)(before + length);
}

const char *hostfs_path(const struct vnode *v)
{
	return hostfs_node_of(v)->path;
}

static char *copy_path(const char *path, size_t length)
{
	char *copy = kmalloc(length + 1);

	if (copy != NULL) {
		memcpy(copy, path, length);
		copy[length] = '\0';
	}
	return copy;
}

/* A new vnode gets its data; one in use may have been renamed on the host. */
static int equip(struct vnode *v, const char *path, size_t length)
{
	struct hostfs_node *node = v->data;
	char *copy = copy_path(path, length);

	if (copy == NULL)
		return -ENOMEM;
	if (node == NULL) {
		node = kzalloc(sizeof(*node));
		if (node == NULL) {
			kfree(copy);
			return -ENOMEM;
		}
		node->read_fd = node->write_fd = HOSTFS_CLOSED;
		list_append(&hostfs_of(v)->nodes, &node->link);
		v->data = node;
	}
	kfree(node->path);
	node->path = copy;
	return 0;
}

int hostfs_find(struct filesystem *fs, size_t length, struct vnode **result)
{
	struct hostfs *h = fs->data;
	struct hostfs_stat hs;
	struct vnode *v;
	bool fresh;
	int error = hostfs_call(HOSTFS_STAT, h->number, &hs, h->path, length);

	if (error < 0)
		return error;
	v = vnode_get(fs, hostfs_ino(h, hs.dev, hs.ino), &fresh);
	if (v == NULL)
		return -ENOMEM;
	if (v != fs->root) {
		error = equip(v, h->path, length);
		if (error < 0) {
			vnode_put(v);
			return error;
		}
		v->type = hs.mode & S_IFMT;
	}
	*result = v;
	return 0;
}

static int hostfs_lookup(struct vnode *dir, const char *name, size_t length,
	struct vnode **result)
{
	struct hostfs *h = hostfs_of(dir);
	const char *path = hostfs_node_of(dir)->path;
	const char *slash;
	int size;

	if (length != 2 || memcmp(name, "..", 2) != 0) {
		size = hostfs_join(dir, name, length, h->path);
		return size < 0 ? size
				: hostfs_find(dir->fs, (size_t)size, result);
	}
	if (path == NULL)
		return -ENOENT;
	slash = strrchr(path, '/');
	if (slash == NULL) {
		vnode_ref(dir->fs->root);
		*result = dir->fs->root;
		return 0;
	}
	memcpy(h->path, path, (size_t)(slash - path));
	return hostfs_find(dir->fs, (size_t)(slash - path), result);
}

/* An operation on v itself: by descriptor if it is open, else by path. */
static int ask(struct vnode *v, enum hostfs_op op, void *b)
{
	const struct hostfs_node *node = v->data;
	int fd = node->read_fd != HOSTFS_CLOSED ? node->read_fd
						: node->write_fd;

	if (fd != HOSTFS_CLOSED)
		return hostfs_call(op, fd, b, NULL, 0);
	if (node->path == NULL)
		return -ENOENT;
	return hostfs_call(
		op, hostfs_of(v)->number, b, node->path, strlen(node->path));
}

static struct timespec to_timespec(int64_t ns)
{
	int64_t seconds = ns / 1000000000, rest = ns % 1000000000;

	if (rest < 0) {
		rest += 1000000000;
		seconds--;
	}
	return (struct timespec){ .tv_sec = seconds, .tv_nsec = (long)rest };
}

static int hostfs_getattr(struct vnode *v, struct stat *st)
{
	struct hostfs_stat hs;
	int error = ask(v, HOSTFS_STAT, &hs);

	if (error < 0)
		return error;
	/* Another file has taken the name: ours is gone. */
	if (v != v->fs->root &&
		hostfs_ino(hostfs_of(v), hs.dev, hs.ino) != v->ino)
		return -ENOENT;
	st->st_mode = hs.mode;
	st->st_nlink = hs.nlink;
	st->st_uid = hs.uid;
	st->st_gid = hs.gid;
	st->st_rdev = hs.rdev;
	st->st_size = (off_t)hs.size;
	st->st_blocks = (blkcnt_t)hs.blocks;
	st->st_atim = to_timespec(hs.atime);
	st->st_mtim = to_timespec(hs.mtime);
	st->st_ctim = to_timespec(hs.ctime);
	return 0;
}

static int set_times(struct vnode *v, const struct stat *st, unsigned mask)
{
	int64_t times[2] = { HOSTFS_OMIT, HOSTFS_OMIT };

	if ((mask & ATTR_ATIME) != 0)
		times[0] = st->st_atim.tv_sec * 1000000000 +
			st->st_atim.tv_nsec;
	if ((mask & ATTR_MTIME) != 0)
		times[1] = st->st_mtim.tv_sec * 1000000000 +
			st->st_mtim.tv_nsec;
	return ask(v, HOSTFS_UTIMES, times);
}

static int hostfs_setattr(struct vnode *v, const struct stat *st, unsigned mask)
{
	uint32_t owner[2] = { UINT32_MAX, UINT32_MAX };
	int error = v->fs->readonly ? -EROFS : 0;

	if (error == 0 && (mask & ATTR_SIZE) != 0)
		error = hostfs_truncate(v, st->st_size);
	if (error == 0 && (mask & (ATTR_UID | ATTR_GID)) != 0) {
		if ((mask & ATTR_UID) != 0)
			owner[0] = st->st_uid;
		if ((mask & ATTR_GID) != 0)
			owner[1] = st->st_gid;
		error = ask(v, HOSTFS_CHOWN, owner);
	}
	if (error == 0 && (mask & ATTR_MODE) != 0)
		error = ask(v, HOSTFS_CHMOD,
			(void *)(uintptr_t)(st->st_mode & 07777));
	if (error == 0 && (mask & (ATTR_ATIME | ATTR_MTIME)) != 0)
		error = set_times(v, st, mask);
	return error;
}

static int hostfs_readlink(struct vnode *v, char *buffer, size_t size)
{
	struct hostfs *h = hostfs_of(v);
	int length = ask(v, HOSTFS_READLINK, h->buffer);

	if (length < 0)
		return length;
	if ((size_t)length > size)
		length = (int)size;
	memcpy(buffer, h->buffer, (size_t)length);
	return length;
}

static int hostfs_statfs(struct filesystem *fs, struct statfs *st)
{
	struct hostfs *h = fs->data;
	struct hostfs_statfs hs;
	int error = hostfs_call(HOSTFS_STATFS, h->number, &hs, ".", 1);

	if (error < 0)
		return error;
	st->f_type = 0x00c0ffee; /* as User-Mode Linux's hostfs */
	st->f_bsize = st->f_frsize = (unsigned long)hs.bsize;
	st->f_blocks = hs.blocks;
	st->f_bfree = hs.bfree;
	st->f_bavail = hs.bavail;
	st->f_files = hs.files;
	st->f_ffree = hs.ffree;
	return 0;
}

static void hostfs_forget(struct vnode *v)
{
	struct hostfs_node *node = v->data;

	if (node == NULL)
		return;
	hostfs_close(node);
	list_remove(&node->link);
	kfree(node->path);
	kfree(node);
}

static void hostfs_unmount(struct filesystem *fs)
{
	kfree(fs->data);
}

static const struct fs_ops hostfs_ops = {
	.name = "hostfs",
	.nowait = true,
	.lookup = hostfs_lookup,
	.getattr = hostfs_getattr,
	.setattr = hostfs_setattr,
	.readlink = hostfs_readlink,
	.create = hostfs_create,
	.link = hostfs_link,
	.unlink = hostfs_unlink,
	.rename = hostfs_rename,
	.readdir = hostfs_readdir,
	.read = hostfs_read,
	.write = hostfs_write,
	.open = hostfs_open_file,
	.sync = hostfs_sync,
	.statfs = hostfs_statfs,
	.forget = hostfs_forget,
	.unmount = hostfs_unmount,
};

/* A number below 2^30 and nothing else, or -EINVAL. */
static int parse_number(const char *text)
{
	int value = 0;

	if (*text == '\0')
		return -EINVAL;
	for (; *text != '\0'; text++) {
		if (*text < '0' || *text > '9' || value >= 1 << 26)
			return -EINVAL;
		value = value * 10 + (*text - '0');
	}
	return value;
}

int hostfs_mount(struct filesystem *fs, const char *source, const char *options)
{
	int number = parse_number(source);
	struct hostfs_stat hs;
	struct hostfs *h;
	struct vnode *root;
	bool fresh;
	int error;

	if (number < 0 || *options != '\0')
		return -EINVAL;
	error = hostfs_call(HOSTFS_STAT, number, &hs, ".", 1);
	if (error < 0)
		return error;
	if (!S_ISDIR(hs.mode))
		return -ENOTDIR;
	h = kzalloc(sizeof(*h));
	if (h == NULL)
		return -ENOMEM;
	h->number = number;
	h->dev = hs.dev;
	list_init(&h->nodes);
	fs->ops = &hostfs_ops;
	fs->data = h;
	root = vnode_get(fs, hs.ino, &fresh);
	if (root == NULL || equip(root, ".", 1) < 0) {
		if (root != NULL)
			vnode_put(root);
		kfree(h);
		return -ENOMEM;
	}
	root->type = S_IFDIR;
	fs->root = root;
	return 0;
}
